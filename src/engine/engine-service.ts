import * as Comlink from 'comlink';
import type { Topic } from '../clustering/topic';
import type { Corpus, Paper } from '../corpus/paper';
import type { ChosenModel } from '../embedding/chosen-model';
import { failure, success, type Result } from '../foundation/result';
import type { Arrangement } from '../projection/arrange';
import type { LayoutKind } from '../projection/layout';
import type { CorpusSummary } from '../storage/corpus-library';
import type { Keeping } from '../storage/keeping';
import type { UserState } from '../storage/schema';
import type { OpenStorage } from '../storage/storage';
import { unknownMap } from './failures';
import type { BuildEvent, MapSettings } from './map';
import type { MapSession } from './map-session';
import { buildMap } from './pipeline';
import { SearchService, type SearchAnswer, type SearchBy } from './search-service';
import type { StageRunners } from './stages';
import { exportWorkspace, importWorkspace } from './workspace';

/** Maps whose vectors and names stay in memory: the provisional, the settled, and one subset. */
const sessionsHeld = 3;

/** What a build says to another thread, which may take its time to hear it. */
export type RemoteListener = (event: BuildEvent) => void | Promise<void>;

export type StorageOpener = (onKeeping: (keeping: Keeping) => void) => Promise<OpenStorage>;

/**
 * The engine as its worker offers it: builds by number, so that they can be cancelled by message;
 * maps by key; and the storage, so that one thread does all reading and writing.
 */
export class EngineService {
  readonly #runnersFor: (base: string) => StageRunners;
  #runners: StageRunners | undefined;
  readonly #storage: Promise<OpenStorage>;
  readonly #builds = new Map<number, { abort: AbortController; listener: RemoteListener }>();
  readonly #sessions = new Map<string, MapSession>();
  readonly #search = new SearchService();

  constructor(runnersFor: (base: string) => StageRunners, openStorage: StorageOpener) {
    this.#runnersFor = runnersFor;
    this.#storage = openStorage((keeping) => {
      for (const { listener } of this.#builds.values()) void listener({ kind: 'keeping', keeping });
    });
  }

  /**
   * Comes before any build.
   *
   * @param base absolute URL of the page's folder, which a worker cannot know
   */
  begin(base: string): void {
    this.#runners ??= this.#runnersFor(base);
  }

  /**
   * Makes the map of a corpus, or of some of its papers; see `buildMap`.
   *
   * @param build a number for {@link cancel}, used once
   * @returns the key of the settled map, which the listener has been given
   */
  async build(
    build: number,
    request: {
      readonly corpus: Corpus;
      readonly settings: MapSettings;
      readonly model: ChosenModel | null;
      readonly subset: Uint32Array | null;
    },
    listener: RemoteListener,
  ): Promise<Result<string>> {
    const runners = this.#runners;
    if (runners === undefined) throw new Error('The engine was not begun.');
    this.#search.hold(request.corpus.id, request.corpus.papers);
    const abort = new AbortController();
    this.#builds.set(build, { abort, listener });
    try {
      const { computed, keeping } = await this.#storage;
      let heard = listener({ kind: 'keeping', keeping });
      const result = await buildMap({
        ...request,
        runners,
        store: computed,
        listener: (event) => {
          heard = listener(handOver(event));
        },
        signal: abort.signal,
        onSession: (session) => this.#hold(session),
        onVectors: (parts) => this.#search.holdVectors(request.corpus.id, parts),
      });
      // Events and the result go by different channels: the result must not overtake the last map.
      await heard;
      return result.ok ? success(result.value.key) : result;
    } finally {
      this.#builds.delete(build);
    }
  }

  /** Ends a build between two batches; what is finished is kept. */
  cancel(build: number): void {
    this.#builds.get(build)?.abort.abort();
  }

  /** Ends the projection of a map early and keeps it as it is. */
  stopLayout(mapKey: string): void {
    this.#sessions.get(mapKey)?.stopLayout();
  }

  /** Names of any nodes of a map made or read in this worker. */
  async topics(mapKey: string, nodes: readonly number[]): Promise<Result<readonly Topic[]>> {
    const topics = await this.#sessions.get(mapKey)?.topics(nodes);
    return topics === undefined ? failure(unknownMap) : success(topics);
  }

  /** Another layout of a finished map, with how far to trust it. */
  async arrange(mapKey: string, kind: LayoutKind): Promise<Result<Arrangement>> {
    const arranged = await this.#sessions.get(mapKey)?.arranged(kind);
    return arranged === undefined ? failure(unknownMap) : success(arranged);
  }

  /** Papers of the corpus last built that answer what was typed. */
  async search(corpusId: string, typed: string, by: SearchBy): Promise<Result<SearchAnswer>> {
    const answer = await this.#search.search(corpusId, typed, by);
    return answer === null ? failure(unknownMap) : success(answer);
  }

  async corpora(): Promise<CorpusSummary[]> {
    return (await this.#storage).library.list();
  }

  async openCorpus(id: string): Promise<Corpus | undefined> {
    return (await this.#storage).library.open(id);
  }

  async saveCorpus(corpus: Corpus): Promise<void> {
    return (await this.#storage).library.save(corpus);
  }

  async renameCorpus(id: string, name: string): Promise<boolean> {
    return (await this.#storage).library.rename(id, name);
  }

  async addPapers(id: string, papers: readonly Paper[]): Promise<Corpus | undefined> {
    return (await this.#storage).library.addPapers(id, papers);
  }

  /** @returns approximate bytes freed */
  async deleteCorpus(id: string): Promise<number> {
    return (await this.#storage).library.delete(id);
  }

  /**
   * A corpus with its map, vectors and what the user did, as one file; the map is made first if it
   * is not finished.
   */
  async exportWorkspace(
    corpus: Corpus,
    settings: MapSettings,
    model: ChosenModel | null,
  ): Promise<Result<Blob>> {
    const runners = this.#runners;
    if (runners === undefined) throw new Error('The engine was not begun.');
    return exportWorkspace({ corpus, settings, model, runners, storage: await this.#storage });
  }

  /** Keeps what a workspace file holds; see `importWorkspace`. */
  async importWorkspace(
    file: Blob,
    fileName: string,
    reserved: readonly string[],
  ): Promise<Result<Corpus>> {
    return importWorkspace({ file, fileName, reserved, storage: await this.#storage });
  }

  async userState(corpusId: string): Promise<UserState> {
    return (await this.#storage).library.userState(corpusId);
  }

  async keepUserState(corpusId: string, state: UserState): Promise<void> {
    return (await this.#storage).library.updateUserState(corpusId, () => state);
  }

  async keeping(): Promise<Keeping> {
    return (await this.#storage).keeping;
  }

  /** Holds a session as the newest, letting go of the oldest beyond the number held. */
  #hold(session: MapSession): void {
    this.#sessions.delete(session.key);
    this.#sessions.set(session.key, session);
    for (const key of this.#sessions.keys()) {
      if (this.#sessions.size <= sessionsHeld) break;
      this.#sessions.delete(key);
    }
  }
}

/**
 * Positions belong to the listener alone and are transferred. A map is copied: what it holds is
 * still needed here for its layout, its names and its storage.
 */
function handOver(event: BuildEvent): BuildEvent {
  if (event.kind !== 'positions') return event;
  const { buffer } = event.positions;
  return buffer instanceof ArrayBuffer ? Comlink.transfer(event, [buffer]) : event;
}
