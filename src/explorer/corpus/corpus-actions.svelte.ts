/**
 * The corpora kept on this device, and what can be done with each: open, rename, delete, and
 * carry away whole as a workspace file.
 */
import type { Corpus } from '../../corpus/paper';
import type { NamedModel } from '../../embedding/chosen-model';
import type { Library } from '../../engine/library-client';
import { defaultSettings, type MapSettings } from '../../engine/map';
import type { ImportedWorkspace } from '../../engine/workspace';
import type { UserState } from '../../storage/schema';
import { readQuota, unknownQuota } from '../../storage/quota';
import { messageOf, type Failure, type Result } from '../../foundation/result';
import { bundledIds, defaultSource } from './corpus-source';
import type { Explorer } from '../explorer.svelte';

/** What the actions ask of the engine beside the library. */
export interface CorpusEngine {
  readonly library: Library;
  exportWorkspace(
    corpus: Corpus,
    userState: UserState,
    settings: MapSettings,
    model: NamedModel | null,
    view: string,
  ): Promise<Result<Blob>>;
  exportKept(
    id: string,
    userState: UserState,
    settings: MapSettings,
    model: NamedModel | null,
  ): Promise<Result<Blob>>;
  importWorkspace(
    file: Blob,
    fileName: string,
    reserved: readonly string[],
  ): Promise<Result<ImportedWorkspace>>;
}

export class CorpusActions {
  /** What was done last, as a sentence. */
  said = $state('');
  failure = $state.raw<Failure | null>(null);
  /** Id of the corpus whose workspace is being written to a file. */
  saving = $state<string | null>(null);
  /** Bytes that the page uses on this device and may use; null where the browser will not say. */
  room = $state.raw<{ readonly used: number; readonly limit: number } | null>(null);

  readonly #engine: CorpusEngine;
  readonly #explorer: Explorer;

  constructor(engine: CorpusEngine, explorer: Explorer) {
    this.#engine = engine;
    this.#explorer = explorer;
  }

  async rename(id: string, wanted: string): Promise<void> {
    const name = wanted.trim();
    if (name === '') return;
    await this.#try(async () => {
      await this.#engine.library.rename(id, name);
      const { loading } = this.#explorer;
      if (loading.corpus?.id === id) loading.corpus = { ...loading.corpus, name };
      this.said = `Renamed to ${name}.`;
      await this.#explorer.kept.refresh();
    });
  }

  /** Keeps an open corpus on this device: a published map, whose papers are all fetched for that. */
  async keep(corpus: Corpus): Promise<void> {
    this.saving = corpus.id;
    await this.#try(async () => {
      await this.#engine.library.save(corpus);
      this.said = `${corpus.name} is kept on this device.`;
      await this.#explorer.kept.refresh();
    });
    this.saving = null;
  }

  /** Deletes a corpus and all that belongs to it alone; the default corpus takes its place. */
  async delete(id: string, name: string): Promise<void> {
    await this.#try(async () => {
      const { loading } = this.#explorer;
      // What is open must not go on writing what is being deleted.
      if (loading.corpus?.id === id) await this.#explorer.open(defaultSource);
      const freed = await this.#engine.library.delete(id);
      this.#explorer.userStates.forget(id);
      // There may be room now for what could not be kept.
      void this.#explorer.userStates.retry();
      this.said = `${name} deleted, ${size(freed)} freed.`;
      void this.measureRoom();
      await this.#explorer.kept.refresh();
    });
  }

  /**
   * A corpus with its map, vectors and all the user did with it; null when that failed.
   *
   * @param view of the open corpus, at which the file is to open; see `AddressSync.viewInCorpus`
   */
  async workspace({ id, name }: Pick<Corpus, 'id' | 'name'>, view = ''): Promise<Blob | null> {
    this.saving = id;
    try {
      return await this.#try(async () => {
        const file = await this.#workspaceOf(id, view);
        if (!file.ok) {
          this.failure = file.error;
          return null;
        }
        this.said = `${name} saved, ${size(file.value.size)}.`;
        return file.value;
      });
    } finally {
      this.saving = null;
    }
  }

  /** Looks how much room the browser gives the page. */
  async measureRoom(): Promise<void> {
    const { usage, limit } = await readQuota().catch(() => unknownQuota);
    this.room = usage === undefined || limit === undefined ? null : { used: usage, limit };
  }

  /** Keeps a workspace file as a corpus of its own, to be mapped with what it was mapped with. */
  async openWorkspace(file: Blob, fileName: string): Promise<Result<ImportedWorkspace>> {
    const imported = await this.#engine.importWorkspace(file, fileName, bundledIds);
    if (imported.ok) {
      const { id, settings, fingerprints } = imported.value;
      this.#explorer.encoders.remember(id, settings.encoder, fingerprints);
    }
    return imported;
  }

  async #workspaceOf(id: string, view: string): Promise<Result<Blob>> {
    const { loading, encoders, userStates } = this.#explorer;
    const { corpus } = loading;
    // Whatever storage says: what could not be kept is known here alone.
    const userState = await userStates.read(id);
    if (corpus?.id === id) {
      const { setting, model } = encoders.inUse;
      const settings = { ...defaultSettings, encoder: setting, ...loading.fit };
      return this.#engine.exportWorkspace(corpus, userState, settings, model, view);
    }
    const { setting, model } = await encoders.of(id);
    return this.#engine.exportKept(id, userState, { ...defaultSettings, encoder: setting }, model);
  }

  async #try<T>(work: () => Promise<T>): Promise<T | null> {
    this.said = '';
    this.failure = null;
    try {
      return await work();
    } catch (thrown) {
      this.failure = unanswered(thrown);
      return null;
    }
  }
}

/** Bytes for people. */
export function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

function unanswered(thrown: unknown): Failure {
  return {
    code: 'library-failed',
    message: `That did not work: ${messageOf(thrown)}`,
    remedy: 'Try again; if it fails again, reload the page.',
  };
}
