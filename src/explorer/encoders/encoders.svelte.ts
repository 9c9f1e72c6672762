/**
 * Which encoder makes the vectors of the open corpus, and the models that can do it: chosen,
 * downloaded once the user agrees, kept, removed. Nothing is asked of another site before
 * {@link Encoders.agree}, whatever a link or an earlier visit names.
 */
import type { AbsentModel, NamedModel } from '../../embedding/chosen-model';
import {
  automatic,
  modelOfSetting,
  presentSetting,
  readEncoderSetting,
  type EncoderSetting,
} from '../../embedding/encoder-setting';
import { inCatalogue } from '../../embedding/hub-catalogue';
import type { StoredModel } from '../../embedding/model-store';
import { anyText } from '../address/field';
import { sharedPart, type SharedPart } from '../address/shared-part.svelte';
import type { EncodersPhase } from './encoder-phases';
import { EncoderPreferences } from './encoder-preferences';
import type { PreferenceStore } from '../display.svelte';
import { ModelsHere, type ModelSources } from './models-here';

export interface EncodersParts extends ModelSources {
  readonly preferences: PreferenceStore;
  /** Address of the page. */
  readonly base: string;
}

/** What the map of a corpus is to be made with. */
export interface EncoderInUse {
  readonly setting: string;
  /** The model that the setting names, where it names one. */
  readonly model: NamedModel | null;
}

/** The encoder, as `readEncoderSetting` reads it; null for the automatic choice. */
export const encoderField = anyText('encoder');

export class Encoders {
  phase = $state.raw<EncodersPhase>({ kind: 'closed' });
  /** The encoder of the open corpus. */
  setting = $state.raw(automatic.name);
  /** Models of which something is on this device. */
  stored = $state.raw<readonly StoredModel[]>([]);
  /** Models here for this visit only, since they could not be kept: names. */
  unkept = $state.raw<readonly string[]>([]);
  /** An encoder of an earlier build that a link, a workspace or an earlier visit names. */
  former = $state.raw<string | null>(null);
  readonly hub: string;

  readonly #base: string;
  readonly #preferences: EncoderPreferences;
  /** Called when another encoder is to be used. */
  readonly #onUse: () => void;
  #corpusId: string | null = null;
  readonly #models: ModelsHere;
  /** The model of the open corpus where it is not on this device. */
  #absent = $state.raw<AbsentModel | null>(null);
  #work = new AbortController();
  /** The encoder that the address names, until the corpus it belongs to is there. */
  #named = $state.raw<string | null>(null);

  readonly shared: readonly SharedPart[] = [
    sharedPart(encoderField, {
      get: () => this.#named ?? (this.#isInUse(null) ? null : this.setting),
      set: (named) => {
        this.#named = named;
      },
    }),
  ];

  constructor(parts: EncodersParts, onUse: () => void) {
    this.#base = parts.base;
    this.#models = new ModelsHere(parts);
    this.#preferences = new EncoderPreferences(parts.preferences);
    this.#onUse = onUse;
    this.hub = parts.hub;
  }

  /** Whether the encoder that the address names is in use. */
  get isNamedInUse(): boolean {
    return this.#isInUse(this.#named);
  }

  /** The encoder that the address names for the corpus being opened, once; null for none. */
  takeNamed(): string | null {
    const named = this.#named;
    this.#named = null;
    return named;
  }

  /** The host that models come from, as people name it. */
  get host(): string {
    return new URL(this.hub).host;
  }

  /** What the map of the open corpus is made with. */
  get inUse(): EncoderInUse {
    const { setting } = this;
    return { setting, model: this.#models.named(modelOfSetting(setting)) ?? this.#absent };
  }

  /** The model that more papers need, where it is not on this device. */
  get needed(): string | null {
    return this.#absent?.name ?? null;
  }

  /** Notes what made the map of a corpus that came as a workspace. */
  remember(corpusId: string, setting: string, fingerprints: readonly string[]): void {
    this.#preferences.set(corpusId, { setting, fingerprints });
  }

  /**
   * What to make the map of a corpus with: what `named` says, or what is in use if the corpus is open
   * already, or what the user last chose for it. A model that is not here gives way to the automatic
   * choice, and is offered; unless the corpus brought vectors of it, which make the map without it.
   *
   * @param named by the page's address; null when it names none
   */
  async enter(corpusId: string, named: string | null): Promise<EncoderInUse> {
    if (named === null && corpusId === this.#corpusId) {
      return this.inUse;
    }
    this.#corpusId = corpusId;
    this.#absent = null;
    const chosen = this.#preferences.of(corpusId);
    const wanted = named ?? chosen?.setting ?? automatic.name;
    const read = readEncoderSetting(wanted, this.#base);
    if (!read.ok) {
      if (named !== null) this.phase = { kind: 'choosing', failure: read.error };
      return this.#now(automatic.name);
    }
    const setting = read.value;
    this.#noteFormer(setting);
    const model = await this.#models.open(setting);
    if (setting.kind === 'built-in' || (model.ok && model.value !== null))
      return this.#now(setting.name);
    if (chosen?.setting === wanted && chosen.fingerprints.length > 0) {
      const { fingerprints } = chosen;
      this.#absent = { kind: 'absent', name: setting.model, fingerprints };
      return this.#now(setting.name);
    }
    if (model.ok) this.phase = await this.#asking(setting.model, setting.name, true);
    else this.phase = { kind: 'choosing', failure: model.error };
    return this.#now(automatic.name);
  }

  /** What the map of a corpus that is not open was last made with, as far as it is here. */
  async of(corpusId: string): Promise<EncoderInUse> {
    const chosen = this.#preferences.of(corpusId);
    const read = readEncoderSetting(chosen?.setting ?? automatic.name, this.#base);
    if (!read.ok) return { setting: automatic.name, model: null };
    const setting = read.value;
    if (setting.kind === 'built-in') return { setting: setting.name, model: null };
    const model = await this.#models.open(setting);
    if (model.ok && model.value !== null) return { setting: setting.name, model: model.value };
    const fingerprints = chosen?.fingerprints ?? [];
    return fingerprints.length > 0
      ? { setting: setting.name, model: { kind: 'absent', name: setting.model, fingerprints } }
      : { setting: automatic.name, model: null };
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
    const read = readEncoderSetting(text, this.#base);
    if (!read.ok) {
      this.phase = { kind: 'choosing', failure: read.error };
      return;
    }
    const setting = read.value;
    this.#noteFormer(setting);
    const { name } = setting;
    if (setting.kind === 'folder') this.phase = { kind: 'looking', name };
    const model = await this.#models.open(setting);
    if (!model.ok) this.phase = { kind: 'choosing', failure: model.error };
    else if (setting.kind === 'hub' && model.value === null)
      this.phase = await this.#asking(setting.model, name, false);
    else this.#apply(name);
  }

  /** The user's word that the hub may be asked; downloads once they have seen a size. */
  async agree(): Promise<void> {
    const { phase } = this;
    if (phase.kind !== 'asking') return;
    const { id, setting } = phase;
    const { signal } = this.#begin();
    this.phase = { kind: 'looking', name: id };
    if (!phase.exact) {
      const size = await this.#models.sizeOf(id, signal);
      if (signal.aborted) return;
      if (!size.ok) {
        this.phase = { kind: 'failed', id, setting, failure: size.error };
        return;
      }
      if (phase.bytes === null || size.value > phase.bytes * tolerance) {
        this.phase = { ...phase, bytes: size.value, exact: true };
        return;
      }
    }
    const fetched = await this.#models.fetch(id, signal, (bytes, total) => {
      if (!signal.aborted) this.phase = { kind: 'downloading', id, bytes, total };
    });
    if (signal.aborted) return;
    if (!fetched.ok) {
      this.phase = { kind: 'failed', id, setting, failure: fetched.error };
      return;
    }
    if (!fetched.value.kept) this.unkept = [...this.unkept, id];
    this.#apply(setting);
  }

  /** Tries a failed download again; it goes on where it ended. */
  async retry(): Promise<void> {
    if (this.phase.kind !== 'failed') return;
    const { id, setting } = this.phase;
    this.phase = { kind: 'asking', id, setting, bytes: 0, exact: true, linked: false };
    await this.agree();
  }

  /** Removes a model from this device; its vectors stay. If it is in use, the automatic choice follows. */
  async remove(id: string): Promise<void> {
    await this.#models.remove(id);
    this.unkept = this.unkept.filter((other) => other !== id);
    if (modelOfSetting(this.setting) !== id) await this.#refresh();
    else this.#apply(automatic.name);
  }

  #isInUse(named: string | null): boolean {
    return presentSetting(named ?? automatic.name) === this.setting;
  }

  #noteFormer(setting: EncoderSetting): void {
    this.former = (setting.kind === 'built-in' ? setting.former : undefined) ?? null;
  }

  #remember(name: string): void {
    if (this.#corpusId !== null)
      this.#preferences.set(this.#corpusId, { setting: name, fingerprints: [] });
  }

  #apply(name: string): void {
    this.phase = { kind: 'closed' };
    this.#remember(name);
    // The same name again is something new once its model is here.
    const changes = name !== this.setting || this.#absent !== null;
    this.#absent = null;
    if (!changes) return;
    this.setting = name;
    this.#onUse();
  }

  #now(setting: string): EncoderInUse {
    this.setting = setting;
    return this.inUse;
  }

  async #refresh(): Promise<void> {
    this.stored = await this.#models.stored();
  }

  #begin(): AbortController {
    this.#work.abort();
    this.#work = new AbortController();
    return this.#work;
  }

  /** The question before a download; its size is known where only the files for processors are needed. */
  async #asking(id: string, setting: string, linked: boolean): Promise<EncodersPhase> {
    const known = inCatalogue(id);
    const bytes =
      known === undefined || (await this.#models.wantsAdapterFiles())
        ? null
        : known.megabytes * 1e6;
    return { kind: 'asking', id, setting, bytes, exact: false, linked };
  }
}

/** A download may be so many times the rounded size that the user agreed to. */
const tolerance = 1.1;
