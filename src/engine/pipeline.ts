/**
 * From papers to map. A map whose every part is kept is read and shown. Otherwise quick vectors give
 * a provisional map at once, while the neural encoder (where the settings want one) embeds what has
 * no kept vector; then the settled map follows. Where the neural encoder fails, the quick map stays
 * and says why. Nothing here knows workers, models or the screen.
 */
import type { Corpus } from '../corpus/paper';
import { broughtPlan } from './brought-plan';
import type { NamedModel } from '../embedding/chosen-model';
import type { DeviceStatus } from '../embedding/device-status';
import type { EncoderText } from '../embedding/encoder';
import { failure, success, type Result } from '../foundation/result';
import type { ComputedStore } from '../storage/computed';
import { fromStorage, fromWords, whileWaiting, wordsInstead } from './device-sentences';
import { allKept, embedMissing, keysOf, loadRows } from './embed-texts';
import { cancelled, emptyCorpus, failureFrom } from './failures';
import type { BuildListener, KeptLayout, MapSettings, PaperMap } from './map';
import { MapSession, type SessionOptions } from './map-session';
import { modelQueries } from './model-queries';
import { StageRecorder } from './stage-recorder';
import {
  stageKey,
  textsKey,
  type CorpusPart,
  type StageRunners,
  type TextEncoderSource,
  type TextPart,
  type VectorPlan,
} from './stages';
import {
  composedSource,
  corpusSource,
  lazySource,
  subsetSource,
  type EmbeddedPart,
  type VectorSource,
  type WeightedSource,
} from './vector-source';

export interface BuildRequest {
  readonly corpus: Corpus;
  readonly settings: MapSettings;
  /** The model that `settings.encoder` names, where it names one. */
  readonly model: NamedModel | null;
  /** Ascending indices of the papers to cluster afresh on their own; null for all. */
  readonly subset: Uint32Array | null;
  readonly keptLayout?: KeptLayout;
  readonly runners: StageRunners;
  readonly store: ComputedStore;
  readonly listener: BuildListener;
  readonly signal: AbortSignal;
  /** Called with the session of each map before the listener hears of the map. */
  readonly onSession: (session: MapSession) => void;
  /** Called with what searches of the corpus can use: at once, and again when all vectors are there. */
  readonly onVectors?: (parts: readonly EmbeddedPart[]) => void;
}

/**
 * Makes the map of a corpus.
 *
 * @returns the settled map; or `cancelled`, `corpus-empty`, a stage's failure, or `engine-failed`
 */
export async function buildMap(request: BuildRequest): Promise<Result<PaperMap>> {
  try {
    return await new Build(request).run();
  } catch (thrown) {
    return failure(failureFrom(thrown, request.signal));
  }
}

class Build {
  readonly #request: BuildRequest;
  readonly #texts: readonly EncoderText[];
  readonly #textsKey: string;
  readonly #recorder: StageRecorder;
  /** For work done beside the embedding: two progress bars for one stage would only confuse. */
  readonly #quiet: StageRecorder;
  /** Why a part of the plan could not be had. */
  #missing: string | undefined;

  constructor(request: BuildRequest) {
    const { corpus, store, listener } = request;
    this.#request = request;
    this.#texts = corpus.papers.map(({ title, abstract }) => ({ title, abstract }));
    this.#textsKey = textsKey(this.#texts);
    this.#recorder = new StageRecorder(store, corpus.id, listener);
    this.#quiet = new StageRecorder(store, corpus.id, () => undefined);
  }

  async run(): Promise<Result<PaperMap>> {
    const { corpus, runners, settings, model, subset } = this.#request;
    if (this.#texts.length === 0) return failure(emptyCorpus);
    const plan = broughtPlan(corpus) ?? runners.plan(settings, this.#texts.length, model);
    if (!plan.ok) return plan;
    this.#missing = plan.value.textPart?.source.absence;
    const kept = subset === null ? await this.#keptMap(plan.value) : undefined;
    if (kept !== undefined) return kept;
    const usable = await this.#usable(plan.value);
    const fits = runners.fits(subset?.length ?? this.#texts.length, dimensionOf(usable));
    if (!fits.ok) return fits;
    if (subset !== null) return this.#ofSubset(usable, subset);
    return usable.textPart === null
      ? this.#withoutModel(usable)
      : this.#withModel(usable, usable.textPart);
  }

  /**
   * What a search can use.
   *
   * @param fingerprint of the text part's rows, once all of them are there
   */
  #tellVectors(corpusParts: readonly CorpusPart[], textPart?: TextPart, fingerprint = ''): void {
    const parts: EmbeddedPart[] = corpusParts.map((part) => {
      const { encoder } = part;
      return {
        ...this.#corpusSource(part, this.#quiet),
        queries: encoder.queries?.bind(encoder) ?? null,
      };
    });
    if (textPart && (textPart.forQueries || parts.length === 0)) {
      const { source, weight, forQueries } = textPart;
      const queries = forQueries ? modelQueriesOf(source) : null;
      parts.push({ source: this.#textSource(fingerprint), weight, queries });
    }
    this.#request.onVectors?.(parts);
  }

  /** The finished map, whatever it was computed with, if all of it is kept. */
  async #keptMap(plan: VectorPlan): Promise<Result<PaperMap> | undefined> {
    const { textPart } = plan;
    const quick = this.#corpusSources(plan, this.#recorder);
    if (textPart === null) {
      const kept = await this.#kept(this.#session(quick, this.#recorder));
      if (kept !== undefined) this.#tellVectors(plan.corpusParts);
      return kept;
    }
    const before = this.#corpusSource(this.#request.runners.quickParts[0], this.#quiet);
    for (const fingerprint of textPart.source.fingerprints) {
      const session = this.#settledSession(quick, before, textPart, fingerprint);
      const kept = await this.#kept(session);
      if (kept === undefined) continue;
      this.#tellVectors(plan.corpusParts, textPart, fingerprint);
      return kept;
    }
    return undefined;
  }

  /** The plan without the parts that cannot be had; words are always there. */
  async #usable(plan: VectorPlan): Promise<VectorPlan> {
    const corpusParts: CorpusPart[] = [];
    for (const part of plan.corpusParts) {
      const opened = await part.open?.();
      if (opened === undefined || opened.ok) corpusParts.push(part);
      else this.#missing = opened.error.message;
    }
    const noneLeft = corpusParts.length === 0 && plan.corpusParts.length > 0;
    return { ...plan, corpusParts: noneLeft ? [await this.#quickPart()] : corpusParts };
  }

  /** The best quick vectors that can be had. */
  async #quickPart(): Promise<CorpusPart> {
    const { quickParts } = this.#request.runners;
    for (const part of quickParts) {
      const opened = await part.open?.();
      if (opened === undefined || opened.ok) return part;
    }
    return quickParts[0];
  }

  async #withoutModel(plan: VectorPlan): Promise<Result<PaperMap>> {
    this.#tellVectors(plan.corpusParts);
    const session = this.#session(this.#corpusSources(plan, this.#recorder), this.#recorder);
    return this.#settle(session, fromWords);
  }

  async #withModel(plan: VectorPlan, textPart: TextPart): Promise<Result<PaperMap>> {
    const { listener, signal } = this.#request;
    // One source for the quick and the settled map, so that quick vectors are made once.
    const quickSources = this.#corpusSources(plan, this.#quiet);
    const quickPart = plan.corpusParts[0] ?? (await this.#quickPart());
    const before = quickSources[0] ?? this.#corpusSource(quickPart, this.#quiet);
    const settled = (fingerprint: string): MapSession => {
      this.#tellVectors(plan.corpusParts, textPart, fingerprint);
      return this.#settledSession(quickSources, before, textPart, fingerprint);
    };
    const all = await this.#allKeptUnder(textPart);
    if (all !== undefined) return this.#settle(settled(all), fromStorage);

    this.#tellVectors(plan.corpusParts.length > 0 ? plan.corpusParts : [quickPart]);
    const quick = this.#session(quickSources.length > 0 ? quickSources : [before], this.#quiet);
    const superseded = new AbortController();
    const provisional = this.#provisional(quick, superseded.signal);
    const embedded = await this.#embed(plan, textPart);
    if (!embedded.ok) {
      // Nobody needs the provisional map of a cancelled build; it stops by the same signal.
      const result = await provisional;
      if (signal.aborted) return failure(cancelled);
      const device = this.#noting(wordsInstead(embedded.error.message));
      listener({ kind: 'device', device });
      if (!result.ok) return result;
      const provenance = { ...result.value.provenance, device };
      const map: PaperMap = { ...result.value, settled: true, provenance };
      listener({ kind: 'map', map });
      return success(map);
    }
    superseded.abort();
    await provisional;
    const { fingerprint, device } = embedded.value;
    return this.#settle(settled(fingerprint), device);
  }

  /** The fingerprint under which every paper has a vector, if there is one. */
  async #allKeptUnder({ source }: TextPart): Promise<string | undefined> {
    for (const fingerprint of source.fingerprints)
      if (await allKept(this.#request.store, fingerprint, this.#texts)) return fingerprint;
    return undefined;
  }

  /** A map of some papers, from the best vectors that are there: nothing is embedded for it. */
  async #ofSubset(plan: VectorPlan, rows: Uint32Array): Promise<Result<PaperMap>> {
    const { runners } = this.#request;
    if (rows.length === 0) return failure(emptyCorpus);
    const { textPart } = plan;
    const parts = this.#corpusSources(plan, this.#recorder);
    const fingerprint = textPart === null ? undefined : await this.#allKeptUnder(textPart);
    if (textPart !== null && fingerprint !== undefined)
      parts.push({ source: this.#textSource(fingerprint), weight: textPart.weight });
    if (parts.length === 0) parts.push(this.#corpusSource(await this.#quickPart(), this.#recorder));
    const whole = composedSource(parts, runners.compose);
    const texts = Array.from(rows, (row) => this.#texts[row] ?? { title: '', abstract: '' });
    const session = new MapSession({
      ...this.#sessionOptions(subsetSource(whole, rows, runners.compose), this.#recorder),
      texts,
      textsKey: textsKey(texts),
      subset: rows,
    });
    return (await this.#kept(session)) ?? this.#settle(session, fromStorage);
  }

  /** Embeds what has no kept vector; any failure but a cancellation is the model's. */
  async #embed(
    plan: VectorPlan,
    part: TextPart,
  ): Promise<Result<{ readonly fingerprint: string; readonly device: DeviceStatus }>> {
    const { store, corpus, runners, listener, signal } = this.#request;
    const call = { stage: 'embed', key: '', unit: 'papers' } as const;
    try {
      const opened = await part.source.open(signal);
      if (!opened.ok) return opened;
      const { encoder, device, close } = opened.value;
      try {
        const dimension = dimensionOf(plan) + encoder.dimension;
        const fits = runners.fits(this.#texts.length, dimension);
        if (!fits.ok) return fits;
        listener({ kind: 'device', device });
        await this.#recorder.timed('embed', () =>
          embedMissing({
            texts: this.#texts,
            corpusId: corpus.id,
            encoder,
            store,
            signal,
            onProgress: (done, total) => this.#recorder.progress(call, done, total),
          }),
        );
        return success({ fingerprint: encoder.fingerprint, device });
      } finally {
        close();
      }
    } catch (thrown) {
      return failure(failureFrom(thrown, signal));
    }
  }

  async #provisional(session: MapSession, superseded: AbortSignal): Promise<Result<PaperMap>> {
    const { listener, signal, onSession } = this.#request;
    const either = AbortSignal.any([signal, superseded]);
    onSession(session);
    try {
      return await session.build({
        signal: either,
        listener,
        device: this.#noting(whileWaiting),
        settled: false,
      });
    } catch (thrown) {
      return failure(failureFrom(thrown, either));
    }
  }

  async #kept(session: MapSession): Promise<Result<PaperMap> | undefined> {
    const { listener, onSession } = this.#request;
    const map = await session.kept();
    if (map === undefined) return undefined;
    onSession(session);
    listener({ kind: 'device', device: this.#noting(fromStorage) });
    listener({ kind: 'map', map });
    return success(map);
  }

  async #settle(session: MapSession, on: DeviceStatus): Promise<Result<PaperMap>> {
    const { listener, signal, onSession } = this.#request;
    const device = this.#noting(on);
    onSession(session);
    listener({ kind: 'device', device });
    return session.build({ signal, listener, device, settled: true });
  }

  /** The device, and beside it what of the plan could not be had. */
  #noting(device: DeviceStatus): DeviceStatus {
    return this.#missing === undefined
      ? device
      : { ...device, reason: `${device.reason} ${this.#missing}` };
  }

  /** @param before what the quick map was made of where the settled one has nothing of it */
  #settledSession(
    quick: readonly WeightedSource[],
    before: WeightedSource,
    { weight }: TextPart,
    fingerprint: string,
  ): MapSession {
    const { runners } = this.#request;
    const parts = [...quick, { source: this.#textSource(fingerprint), weight }];
    return new MapSession({
      ...this.#sessionOptions(composedSource(parts, runners.compose), this.#recorder),
      before: composedSource(quick.length > 0 ? quick : [before], runners.compose),
    });
  }

  #session(parts: readonly WeightedSource[], recorder: StageRecorder): MapSession {
    const source = composedSource(parts, this.#request.runners.compose);
    return new MapSession(this.#sessionOptions(source, recorder));
  }

  #sessionOptions(source: VectorSource, recorder: StageRecorder): SessionOptions {
    const { corpus, settings, keptLayout = 'shown', runners } = this.#request;
    return {
      corpusId: corpus.id,
      texts: this.#texts,
      textsKey: this.#textsKey,
      settings,
      source,
      subset: null,
      keptLayout,
      runners,
      recorder,
    };
  }

  #corpusSources(plan: VectorPlan, recorder: StageRecorder): WeightedSource[] {
    return plan.corpusParts.map((part) => this.#corpusSource(part, recorder));
  }

  #corpusSource(part: CorpusPart, recorder: StageRecorder): WeightedSource {
    const { signal } = this.#request;
    return {
      source: corpusSource(part, this.#texts, this.#textsKey, recorder, signal),
      weight: part.weight,
    };
  }

  #textSource(fingerprint: string): VectorSource {
    const keys = keysOf(fingerprint, this.#texts).map((key) => key ?? '');
    const key = stageKey('encode', [fingerprint], keys);
    return lazySource({ key, encoder: fingerprint, parts: [{ kind: 'texts', fingerprint }] }, () =>
      loadRows(this.#request.store, fingerprint, this.#texts),
    );
  }
}

function modelQueriesOf(source: TextEncoderSource): EmbeddedPart['queries'] {
  return async (_texts, _rows, options) => modelQueries(source, options?.signal);
}

/** Length of the vectors as far as it is known before a model is opened. */
function dimensionOf({ corpusParts }: VectorPlan): number {
  return corpusParts.reduce((sum, { encoder }) => sum + encoder.dimension, 0);
}
