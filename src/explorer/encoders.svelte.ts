/**
 * Which encoder makes the vectors of the open corpus, and the models that can do it: chosen,
 * downloaded once the user agrees, kept, removed. Nothing is asked of another site before
 * {@link Encoders.agree}, whatever a link or an earlier visit names.
 */
import type { ChosenModel } from '../embedding/chosen-model';
import {
  fetchHubModel,
  openFolderModel,
  openKeptModel,
  sizeOfHubModel,
} from '../embedding/chosen-model';
import { automatic, readEncoderSetting, type EncoderSetting } from '../embedding/encoder-setting';
import { catalogue } from '../embedding/hub-catalogue';
import type { ModelStore, StoredModel } from '../embedding/model-store';
import { success, type Failure, type Result } from '../foundation/result';
import { EncoderPreferences } from './encoder-preferences';
import type { PreferenceStore } from './display.svelte';

/** What the picker is at. */
export type EncodersPhase =
  | { readonly kind: 'closed' }
  | { readonly kind: 'choosing'; readonly failure: Failure | null }
  /** Waits for the user's word; `bytes` is null as long as only the hub knows the size. */
  | {
      readonly kind: 'asking';
      readonly id: string;
      readonly bytes: number | null;
      /** False for a rounded size that comes with the page. */
      readonly exact: boolean;
      /** Whether the page's address asked for the model, not the user in this visit. */
      readonly linked: boolean;
    }
  /** The hub, or a folder of this site, is asked what it has. */
  | { readonly kind: 'looking'; readonly name: string }
  | {
      readonly kind: 'downloading';
      readonly id: string;
      readonly bytes: number;
      readonly total: number;
    }
  | { readonly kind: 'failed'; readonly id: string; readonly failure: Failure };

export interface EncodersParts {
  readonly store: () => Promise<ModelStore>;
  readonly preferences: PreferenceStore;
  /** Address of the page. */
  readonly base: string;
  /** Address of the hub, see `hubNamed`. */
  readonly hub: string;
  readonly fetch?: typeof globalThis.fetch;
}

/** What the map of a corpus is to be made with. */
export interface EncoderInUse {
  readonly setting: string;
  /** The model that the setting names, where it names one. */
  readonly model: ChosenModel | null;
}

export class Encoders {
  phase = $state.raw<EncodersPhase>({ kind: 'closed' });
  /** The encoder of the open corpus. */
  setting = $state.raw(automatic.name);
  /** Models of which something is on this device. */
  stored = $state.raw<readonly StoredModel[]>([]);
  /** Models here for this visit only, since they could not be kept: names. */
  unkept = $state.raw<readonly string[]>([]);
  readonly hub: string;

  readonly #parts: EncodersParts;
  readonly #preferences: EncoderPreferences;
  /** Called when another encoder is to be used. */
  readonly #onUse: () => void;
  #corpusId: string | null = null;
  readonly #models = new Map<string, ChosenModel>();
  #work = new AbortController();

  constructor(parts: EncodersParts, onUse: () => void) {
    this.#parts = parts;
    this.#preferences = new EncoderPreferences(parts.preferences);
    this.#onUse = onUse;
    this.hub = parts.hub;
  }

  /** The host that models come from, as people name it. */
  get host(): string {
    return new URL(this.hub).host;
  }

  /** What the map of the open corpus is made with. */
  get inUse(): EncoderInUse {
    return { setting: this.setting, model: this.#models.get(this.setting) ?? null };
  }

  /**
   * What to make the map of a corpus with: what `named` says, or what is in use if the corpus is open
   * already, or what the user last chose for it. A model that is not here gives way to the automatic
   * choice, and is offered.
   *
   * @param named by the page's address; null when it names none
   */
  async enter(corpusId: string, named: string | null): Promise<EncoderInUse> {
    if (named === null && corpusId === this.#corpusId) {
      return this.inUse;
    }
    this.#corpusId = corpusId;
    const wanted = named ?? this.#preferences.of(corpusId) ?? automatic.name;
    const read = readEncoderSetting(wanted, this.#parts.base);
    if (!read.ok) {
      if (named !== null) this.phase = { kind: 'choosing', failure: read.error };
      this.setting = automatic.name;
      return { setting: automatic.name, model: null };
    }
    const setting = read.value;
    const model = await this.#modelHere(setting);
    const missing = setting.kind !== 'built-in' && (!model.ok || model.value === null);
    this.setting = missing ? automatic.name : setting.name;
    if (!missing) return { setting: setting.name, model: model.ok ? model.value : null };
    if (!model.ok) this.phase = { kind: 'choosing', failure: model.error };
    else this.phase = asking(setting.name, true);
    return { setting: automatic.name, model: null };
  }

  /** Notes what the map of a corpus that is not open is to be made with, once it is. */
  prefer(corpusId: string, setting: string): void {
    this.#preferences.set(corpusId, setting);
  }

  /** Opens the picker. */
  async choose(): Promise<void> {
    this.phase = { kind: 'choosing', failure: null };
    await this.#refresh();
  }

  /**
   * Leaves the picker, stopping a download; what has arrived of it is kept. Who turns down what a
   * link or an earlier visit names is not asked again.
   */
  close(): void {
    this.#work.abort();
    if (this.phase.kind === 'asking' && this.phase.linked) this.#remember(automatic.name);
    this.phase = { kind: 'closed' };
  }

  /** Back to the list, stopping a download. */
  async back(): Promise<void> {
    this.#work.abort();
    await this.choose();
  }

  /**
   * Uses an encoder for the open corpus; a model that is not here is asked about first.
   *
   * @param text see `readEncoderSetting`
   */
  async use(text: string): Promise<void> {
    const setting = readEncoderSetting(text, this.#parts.base);
    if (!setting.ok) {
      this.phase = { kind: 'choosing', failure: setting.error };
      return;
    }
    const { name, kind } = setting.value;
    if (kind === 'folder') this.phase = { kind: 'looking', name };
    const model = await this.#modelHere(setting.value);
    if (!model.ok) this.phase = { kind: 'choosing', failure: model.error };
    else if (kind === 'hub' && model.value === null) this.phase = asking(name, false);
    else this.#apply(name);
  }

  /** The user's word that the hub may be asked; downloads once they have seen a size. */
  async agree(): Promise<void> {
    const { phase } = this;
    if (phase.kind !== 'asking') return;
    const { id } = phase;
    const work = this.#begin();
    this.phase = { kind: 'looking', name: id };
    const options = this.#options(work.signal);
    if (!phase.exact) {
      const size = await sizeOfHubModel(id, options);
      if (work.signal.aborted) return;
      if (!size.ok) {
        this.phase = { kind: 'failed', id, failure: size.error };
        return;
      }
      if (phase.bytes === null || size.value > phase.bytes * tolerance) {
        this.phase = { ...phase, bytes: size.value, exact: true };
        return;
      }
    }
    const fetched = await fetchHubModel(id, await this.#parts.store(), {
      ...options,
      onProgress: (bytes, total) => {
        if (!work.signal.aborted) this.phase = { kind: 'downloading', id, bytes, total };
      },
    });
    if (work.signal.aborted) return;
    if (!fetched.ok) {
      this.phase = { kind: 'failed', id, failure: fetched.error };
      return;
    }
    this.#models.set(id, fetched.value);
    if (!fetched.value.kept) this.unkept = [...this.unkept, id];
    this.#apply(id);
  }

  /** Tries a failed download again; it goes on where it ended. */
  async retry(): Promise<void> {
    if (this.phase.kind !== 'failed') return;
    const { id } = this.phase;
    this.phase = { kind: 'asking', id, bytes: 0, exact: true, linked: false };
    await this.agree();
  }

  /** Removes a model from this device; its vectors stay. If it is in use, the automatic choice follows. */
  async remove(id: string): Promise<void> {
    await (await this.#parts.store()).remove(id);
    this.#models.delete(id);
    this.unkept = this.unkept.filter((other) => other !== id);
    if (this.setting !== id) await this.#refresh();
    else this.#apply(automatic.name);
  }

  #remember(name: string): void {
    if (this.#corpusId !== null) this.#preferences.set(this.#corpusId, name);
  }

  #apply(name: string): void {
    this.phase = { kind: 'closed' };
    this.#remember(name);
    if (name !== this.setting) {
      this.setting = name;
      this.#onUse();
    }
  }

  /** The model a setting names if it is here; null if it is not, or if none is needed. */
  async #modelHere(setting: EncoderSetting): Promise<Result<ChosenModel | null>> {
    if (setting.kind === 'built-in') return success(null);
    const here = this.#models.get(setting.name);
    if (here !== undefined) return success(here);
    const opened =
      setting.kind === 'folder'
        ? await openFolderModel(setting.url, this.#parts.fetch)
        : success(await openKeptModel(setting.name, await this.#parts.store()));
    if (opened.ok && opened.value !== null) this.#models.set(setting.name, opened.value);
    return opened;
  }

  async #refresh(): Promise<void> {
    this.stored = await (await this.#parts.store()).models();
  }

  #begin(): AbortController {
    this.#work.abort();
    this.#work = new AbortController();
    return this.#work;
  }

  #options(signal: AbortSignal) {
    const { hub, fetch } = this.#parts;
    return { host: hub, signal, ...(fetch === undefined ? {} : { fetcher: fetch }) };
  }
}

/** A download may be so many times the rounded size that the user agreed to. */
const tolerance = 1.1;

function asking(id: string, linked: boolean): EncodersPhase {
  const known = catalogue.find(({ spec }) => spec.id === id);
  const bytes = known === undefined ? null : known.megabytes * 1e6;
  return { kind: 'asking', id, bytes, exact: false, linked };
}
