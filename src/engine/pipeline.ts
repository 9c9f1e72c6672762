/**
 * From papers to map. A map whose every part is kept is read and shown. Otherwise the encoder that
 * comes with the page gives the one map that follows. Only where the settings name a model, which
 * takes its time, is there a provisional map of quick vectors, until the model has embedded what has
 * no kept vector; where it fails, the quick map stays and says why. Nothing here knows workers, models or the screen.
 */
import type { DeviceStatus } from '../embedding/device-status';
import type { EncoderText } from '../embedding/encoder';
import { failure, success, type Result } from '../foundation/result';
import { sizeOf } from '../storage/size-of';
import { broughtPlan } from './brought-plan';
import type { BuildRequest } from './build-request';
import { fromStorage, fromWords, whileWaiting, wordsInstead } from './device-sentences';
import {
  earlierSizes,
  findEarlierLayout,
  type EarlierKeys,
  type EarlierLayout,
} from './earlier-layout';
import { embedPart } from './embed-part';
import { allKept, MissingVectors } from './embed-texts';
import { evenSample } from './even-sample';
import { cancelled, emptyCorpus, failureFrom } from './failures';
import type { PaperMap } from './map';
import type { MapSession } from './map-session';
import { Sessions } from './sessions';
import { StageRecorder } from './stage-recorder';
import type { CorpusPart, TextPart, VectorPlan } from './stages';
import { topmostNodes } from './topic-naming';

/**
 * Makes the map of a corpus.
 *
 * @returns the settled map; or `cancelled`, `corpus-empty`, a stage's failure, or `engine-failed`
 */
export async function buildMap(request: BuildRequest): Promise<Result<PaperMap>> {
  try {
    return await ofBuild(request, (build) => build.run());
  } catch (thrown) {
    if (thrown instanceof MissingVectors) return rebuild(request);
    return failure(failureFrom(thrown, request.signal));
  }
}

/** Once more: what was missing is computed this time. */
async function rebuild(request: BuildRequest): Promise<Result<PaperMap>> {
  try {
    return await ofBuild(request, (build) => build.run());
  } catch (thrown) {
    return failure(failureFrom(thrown, request.signal));
  }
}

/**
 * The finished map of a corpus, if all of it is kept; nothing is computed.
 *
 * @returns undefined if it is not
 */
export async function findMap(request: BuildRequest): Promise<Result<PaperMap> | undefined> {
  try {
    return await ofBuild(request, (build) => build.find());
  } catch (thrown) {
    return failure(failureFrom(thrown, request.signal));
  }
}

/** Asks a build, however it ends, until nothing of it is being written any more. */
async function ofBuild<T>(request: BuildRequest, ask: (build: Build) => Promise<T>): Promise<T> {
  const build = new Build(request);
  try {
    return await ask(build);
  } finally {
    await build.written();
  }
}

class Build {
  readonly #request: BuildRequest;
  /** Rows of the corpus to map, where it is an even sample; null for all. */
  readonly #rows: Uint32Array | null;
  readonly #texts: readonly EncoderText[];
  #sessions: Sessions;
  readonly #recorder: StageRecorder;
  /** For work done beside the embedding: two progress bars for one stage would only confuse. */
  readonly #quiet: StageRecorder;
  /** Why a part of the plan could not be had. */
  #missing: string | undefined;

  constructor(request: BuildRequest) {
    const { corpus, settings, subset, store, listener } = request;
    this.#request = request;
    const { papers } = corpus;
    const sampled = subset === null && settings.sample !== undefined;
    this.#rows = sampled ? evenSample(papers.length, settings.sample, settings.seed) : null;
    const textOf = (paper: EncoderText | undefined): EncoderText => ({
      title: paper?.title ?? '',
      abstract: paper?.abstract ?? '',
    });
    this.#texts = this.#rows
      ? Array.from(this.#rows, (row) => textOf(papers[row]))
      : papers.map(textOf);
    this.#sessions = this.#sessionsOf(this.#texts);
    this.#recorder = new StageRecorder(store, corpus.id, listener);
    this.#quiet = new StageRecorder(store, corpus.id, () => undefined);
  }

  async run(): Promise<Result<PaperMap>> {
    const { subset } = this.#request;
    if (this.#texts.length === 0) return failure(emptyCorpus);
    const plan = this.#plan();
    if (!plan.ok) return plan;
    this.#missing = plan.value.textPart?.source.absence;
    await this.#findEarlierLayout();
    const kept = subset === null ? await this.#keptMap(plan.value) : undefined;
    if (kept !== undefined) return kept;
    const usable = await this.#usable(plan.value);
    const fits = this.#fits(subset?.length ?? this.#texts.length, dimensionOf(usable));
    if (!fits.ok) return fits;
    if (subset !== null) return this.#ofSubset(usable, subset);
    return usable.textPart === null
      ? this.#withoutModel(usable)
      : this.#withModel(usable, usable.textPart);
  }

  /** The finished map of all papers if it is kept; see {@link findMap}. */
  async find(): Promise<Result<PaperMap> | undefined> {
    const plan = this.#plan();
    if (!plan.ok) return plan;
    await this.#findEarlierLayout();
    return this.#keptMap(plan.value);
  }

  /** Waits until nothing is being written any more, whether it could be or not. */
  async written(): Promise<void> {
    await Promise.allSettled([this.#recorder.written(), this.#quiet.written()]);
  }

  #plan(): Result<VectorPlan> {
    const { corpus, runners, settings, model } = this.#request;
    return broughtPlan(corpus, this.#rows) ?? runners.plan(settings, this.#texts.length, model);
  }

  /** Whether that many papers fit at the length their vectors have, or are reduced to. */
  #fits(n: number, d: number): Result<unknown> {
    const { runners, settings } = this.#request;
    return runners.fits(n, Math.min(d, settings.dimension ?? d), d);
  }

  /** Looks for the map that the papers added last are to be placed into. */
  async #findEarlierLayout(): Promise<void> {
    const { corpus, runners, settings, model, store, subset, keptLayout } = this.#request;
    if (subset !== null || this.#rows !== null || keptLayout === 'afresh') return;
    const sizes = earlierSizes(corpus.additions ?? [], this.#texts.length);
    const earlier = await findEarlierLayout(sizes, {
      keys: (size, before) => {
        const first = Uint32Array.from({ length: size }, (_, row) => row);
        const plan = broughtPlan(corpus, first) ?? runners.plan(settings, size, model);
        if (!plan.ok) return [];
        const sessions = this.#sessionsOf(this.#texts.slice(0, size)).placedInto(before);
        const settled = sessions.settledOnes(plan.value, this.#quiet);
        return [...settled].map(({ session }) => session.keys);
      },
      layout: (key) => store.result('layout', key),
      names: (keys, size) => this.#earlierNames(keys, size),
    });
    // What it is placed into must outlive the corpus it was first made for.
    if (earlier) await store.hold(corpus.id, 'results', [earlier.key], [sizeOf(earlier.layout)]);
    this.#sessions = this.#sessions.placedInto(earlier);
  }

  /** What the topmost topics of an earlier map are called, held as long as the corpus is. */
  async #earlierNames(
    { tree: treeKey, topics: key }: EarlierKeys,
    size: number,
  ): Promise<EarlierLayout['names']> {
    const { corpus, store } = this.#request;
    const tree = await this.#quiet.kept('tree', treeKey, size);
    const topics = await this.#quiet.kept('topics', key, size);
    if (!tree || !topics) return null;
    await store.hold(corpus.id, 'results', [treeKey, key], [sizeOf(tree), sizeOf(topics)]);
    // Others are kept only where somebody looked at them, on which no name may depend.
    const topmost = new Set(topmostNodes(tree));
    const named = topics.filter(({ node }) => topmost.has(node));
    return { key, tree, names: new Map(named.map(({ node, name }) => [node, name])) };
  }

  /**
   * What a search can use. Where not all papers or not whole vectors would fit, it goes by words alone.
   *
   * @param fingerprint of the text part's rows, once all of them are there
   */
  #tellVectors(corpusParts: readonly CorpusPart[], textPart?: TextPart, fingerprint = ''): void {
    const { settings, onVectors } = this.#request;
    const whole = this.#rows === null && settings.dimension === undefined;
    onVectors?.(
      whole ? this.#sessions.searchable(corpusParts, this.#quiet, textPart, fingerprint) : [],
    );
  }

  /** The finished map, whatever it was computed with, if all of it is kept. */
  async #keptMap(plan: VectorPlan): Promise<Result<PaperMap> | undefined> {
    const { textPart } = plan;
    for (const { session, fingerprint } of this.#sessions.settledOnes(plan, this.#recorder)) {
      const kept = await this.#kept(session);
      if (kept === undefined) continue;
      this.#tellVectors(plan.corpusParts, textPart ?? undefined, fingerprint);
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
    const sources = this.#sessions.corpusSources(plan.corpusParts, this.#recorder);
    return this.#settle(this.#sessions.session(sources, this.#recorder), () => this.#ofWords());
  }

  /** Where vectors without a model came from. */
  #ofWords(): DeviceStatus {
    const { device, milliseconds } = this.#recorder;
    return device ?? (milliseconds.embed === undefined ? fromStorage : fromWords);
  }

  async #withModel(plan: VectorPlan, textPart: TextPart): Promise<Result<PaperMap>> {
    const { listener, signal } = this.#request;
    // One source for the quick and the settled map, so that quick vectors are made once.
    const sessions = this.#sessions;
    const quickSources = sessions.corpusSources(plan.corpusParts, this.#quiet);
    const quickPart = plan.corpusParts[0] ?? (await this.#quickPart());
    const before = quickSources[0] ?? sessions.corpusSource(quickPart, this.#quiet);
    const settled = (fingerprint: string): MapSession => {
      this.#tellVectors(plan.corpusParts, textPart, fingerprint);
      return sessions.settled(quickSources, before, textPart, fingerprint, this.#recorder);
    };
    const all = await this.#allKeptUnder(textPart);
    if (all !== undefined) return this.#settle(settled(all), () => fromStorage);

    this.#tellVectors(plan.corpusParts.length > 0 ? plan.corpusParts : [quickPart]);
    const quick = sessions.session(quickSources.length > 0 ? quickSources : [before], this.#quiet);
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
    return this.#settle(settled(fingerprint), () => device);
  }

  /** The fingerprint under which every paper has a vector, if there is one. */
  async #allKeptUnder({ source }: TextPart): Promise<string | undefined> {
    for (const fingerprint of source.fingerprints)
      if (await allKept(this.#request.store, fingerprint, this.#texts)) return fingerprint;
    return undefined;
  }

  /** A map of some papers, from the best vectors that are there: nothing is embedded for it. */
  async #ofSubset(plan: VectorPlan, rows: Uint32Array): Promise<Result<PaperMap>> {
    const sessions = this.#sessions;
    if (rows.length === 0) return failure(emptyCorpus);
    const { textPart } = plan;
    const parts = sessions.corpusSources(plan.corpusParts, this.#recorder);
    const fingerprint = textPart === null ? undefined : await this.#allKeptUnder(textPart);
    if (textPart !== null && fingerprint !== undefined)
      parts.push({ source: sessions.fittedTextSource(fingerprint), weight: textPart.weight });
    if (parts.length === 0)
      parts.push(sessions.corpusSource(await this.#quickPart(), this.#recorder));
    const session = sessions.ofSubset(parts, rows, this.#recorder);
    return (await this.#kept(session)) ?? this.#settle(session, () => this.#ofWords());
  }

  #embed(
    plan: VectorPlan,
    { source }: TextPart,
  ): Promise<Result<{ readonly fingerprint: string; readonly device: DeviceStatus }>> {
    const { store, corpus, listener, signal } = this.#request;
    return embedPart({
      source,
      texts: this.#texts,
      corpusId: corpus.id,
      store,
      signal,
      recorder: this.#recorder,
      fits: (d) => this.#fits(this.#texts.length, dimensionOf(plan) + d),
      onDevice: (device) => listener({ kind: 'device', device }),
    });
  }

  async #provisional(session: MapSession, superseded: AbortSignal): Promise<Result<PaperMap>> {
    const { listener, signal, onSession } = this.#request;
    const either = AbortSignal.any([signal, superseded]);
    onSession(session);
    try {
      return await session.build({
        signal: either,
        listener,
        device: () => this.#noting(whileWaiting),
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

  /** @param on where its vectors were computed, known once they are there */
  async #settle(session: MapSession, on: () => DeviceStatus): Promise<Result<PaperMap>> {
    const { listener, signal, onSession } = this.#request;
    onSession(session);
    const device = (): DeviceStatus => this.#noting(on());
    const made = await session.build({ signal, listener, device, settled: true });
    if (made.ok) listener({ kind: 'device', device: made.value.provenance.device });
    return made;
  }

  /** The device, and beside it what of the plan could not be had. */
  #noting(device: DeviceStatus): DeviceStatus {
    return this.#missing === undefined
      ? device
      : { ...device, reason: `${device.reason} ${this.#missing}` };
  }

  #sessionsOf(texts: readonly EncoderText[]): Sessions {
    const { corpus, settings, keptLayout = 'shown', runners, store, signal } = this.#request;
    const rows = this.#rows;
    return new Sessions({
      corpusId: corpus.id,
      texts,
      rows,
      settings,
      // Over all the papers, so of no use for a sample, or for those that were there first.
      tree: rows === null && texts === this.#texts ? (corpus.tree ?? null) : null,
      keptLayout,
      runners,
      store,
      signal,
      earlier: null,
    });
  }
}

/** Length of the vectors as far as it is known before a model is opened. */
function dimensionOf({ corpusParts }: VectorPlan): number {
  return corpusParts.reduce((sum, { encoder }) => sum + encoder.dimension, 0);
}
