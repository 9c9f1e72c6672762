import { rootOf, type Dendrogram } from '../clustering/dendrogram';
import type { Topic } from '../clustering/topic';
import type { DeviceStatus } from '../embedding/device-status';
import type { EncoderText } from '../embedding/encoder';
import { nextTask } from '../foundation/events';
import { contentKey } from '../foundation/hash';
import { success, type Result } from '../foundation/result';
import { arrange, type Arrangement } from '../projection/arrange';
import type { Layout, LayoutKind } from '../projection/layout';
import type { Neighbours } from '../projection/neighbours';
import type { MakingRecord, NodeSummary } from '../storage/schema';
import type { Workspace } from '../storage/workspace';
import { version } from '../../package.json';
import type { BuildListener, KeptLayout, MapSettings, PaperMap } from './map';
import type { StageCall, StageRecorder } from './stage-recorder';
import { stageKey, type Clustering, type Labeller, type StageRunners } from './stages';
import type { VectorSource } from './vector-source';

/** Neighbours per paper: what UMAP wants, and enough for a list of similar papers. */
const neighbourCount = 15;
/** Up to this many papers naming takes a moment; the map of more is shown before it has names. */
const namedFirst = 1000;
/** The merges nearest the root that are named before a map is shown. */
const mergesNamedAtOnce = 100;

export interface SessionOptions {
  readonly corpusId: string;
  /** Texts of the papers on the map, in the order of its leaves. */
  readonly texts: readonly EncoderText[];
  /** Their key, see `textsKey`. */
  readonly textsKey: string;
  readonly settings: MapSettings;
  readonly source: VectorSource;
  /** The vectors of a map shown before this one, whose orientation its layout takes over. */
  readonly before?: VectorSource;
  /** See {@link PaperMap.subset}. */
  readonly subset: Uint32Array | null;
  readonly keptLayout: KeptLayout;
  readonly runners: StageRunners;
  readonly recorder: StageRecorder;
}

export interface BuildControl {
  readonly signal: AbortSignal;
  readonly listener: BuildListener;
  readonly device: DeviceStatus;
  /** See {@link PaperMap.settled}. */
  readonly settled: boolean;
}

/** What is known of a map before its layout is. */
interface Structure extends Clustering {
  readonly summary: NodeSummary;
}

/**
 * One map, made from one set of vectors: its stages by key, its topics as they are asked for. What a
 * later question needs (names of more topics, a re-clustering) is kept here as long as it lives.
 */
export class MapSession {
  /** The map's content key. */
  readonly key: string;
  readonly options: SessionOptions;
  readonly #calls: Readonly<
    Record<'tree' | 'summary' | 'neighbours' | 'topics' | 'layout', StageCall>
  >;
  readonly #stop = new AbortController();
  readonly #topics = new Map<number, Topic>();
  #structure: Structure | undefined;
  #labeller: Promise<Labeller> | undefined;
  /** The finished layout. */
  #layout: Layout | undefined;

  constructor(options: SessionOptions) {
    this.options = options;
    const { source, before, settings, textsKey } = options;
    const clustering = stageKey('cluster', [neighbourCount], [source.key]);
    const tree = contentKey('tree', clustering);
    const neighbours = contentKey('neighbours', clustering);
    const summary = stageKey('summarise', [], [tree]);
    const topics = stageKey('label', [], [summary, textsKey]);
    const layout = stageKey(
      'project',
      [settings.seed],
      [neighbours, source.key, before?.key ?? ''],
    );
    this.key = stageKey('map', [], [topics, layout]);
    this.#calls = {
      tree: { stage: 'cluster', key: tree, unit: 'merges' },
      summary: { stage: 'cluster', key: summary, unit: 'topics' },
      neighbours: { stage: 'cluster', key: neighbours, unit: 'papers' },
      topics: { stage: 'label', key: topics, unit: 'topics' },
      layout: { stage: 'project', key: layout, unit: 'epochs' },
    };
  }

  /** What each part of the map is kept under. */
  get keys(): Workspace['keys'] {
    const { tree, summary, neighbours, topics, layout } = this.#calls;
    return {
      tree: tree.key,
      summary: summary.key,
      neighbours: neighbours.key,
      topics: topics.key,
      layout: layout.key,
      making: this.key,
    };
  }

  /** Ends the projection early and keeps it as it is. */
  stopLayout(): void {
    this.#stop.abort();
  }

  /** The whole settled map if every part of it is kept; needs no vectors. */
  async kept(): Promise<PaperMap | undefined> {
    const { recorder } = this.options;
    const making = await recorder.kept('making', this.key);
    if (making === undefined) return undefined;
    const [tree, summary, neighbours, topics, layout] = await Promise.all([
      recorder.kept('tree', this.#calls.tree.key),
      recorder.kept('summary', this.#calls.summary.key),
      recorder.kept('neighbours', this.#calls.neighbours.key),
      recorder.kept('topics', this.#calls.topics.key),
      recorder.kept('layout', this.#calls.layout.key),
    ]);
    if (!tree || !summary || !neighbours || !topics || !layout) return undefined;
    if (tree.n !== this.options.texts.length || this.#isToBeLaidOut(layout)) return undefined;
    this.#remember(topics);
    this.#structure = { tree, summary, neighbours };
    this.#layout = layout;
    return this.#map(this.#structure, layout, { finished: true, settled: true }, making);
  }

  /**
   * Makes the map, from kept results where there are any. The listener gets it as soon as it can be
   * shown, then positions while the layout forms, then the finished map.
   *
   * @throws the signal's reason, or what a stage throws
   */
  async build({ signal, listener, device, settled }: BuildControl): Promise<Result<PaperMap>> {
    const { recorder, runners, source, before } = this.options;
    const structure = await this.#makeStructure(signal);
    if (!structure.ok) return structure;
    const vectors = await source.load();
    const say = (layout: Layout, finished: boolean): PaperMap => {
      const making: MakingRecord = {
        encoder: source.encoder,
        dimension: vectors.d,
        device,
        milliseconds: recorder.milliseconds,
        version,
        madeAt: new Date().toISOString(),
      };
      const map = this.#map(structure.value, layout, { finished, settled }, making);
      listener({ kind: 'map', map });
      return map;
    };

    const kept = await this.#keptLayout();
    let layout = kept !== undefined && this.#isToBeLaidOut(kept) ? undefined : kept;
    const like = await before?.load();
    const initial =
      kept ?? (await recorder.timed('project', () => runners.initialLayout(vectors, like)));
    if (vectors.n > namedFirst) {
      say(initial, false);
      await nextTask();
    }
    await this.#nameTopmost(structure.value, signal);
    if (layout === undefined) {
      say(initial, false);
      await nextTask();
      layout = await this.#project(structure.value.neighbours, initial, signal, listener);
      await recorder.keep('layout', this.#calls.layout.key, layout);
    }
    this.#layout = layout;
    const map = say(layout, true);
    if (settled) await recorder.keep('making', this.key, map.provenance);
    return success(map);
  }

  /** Topics of any nodes, named now if they never were; undefined while there is no tree yet. */
  async topics(nodes: readonly number[]): Promise<Topic[] | undefined> {
    const structure = this.#structure;
    if (structure === undefined) return undefined;
    const unnamed = nodes.filter((node) => !this.#topics.has(node));
    if (unnamed.length > 0) {
      this.#remember(await this.#name(structure, unnamed));
      await this.#keepTopics();
    }
    return nodes.flatMap((node) => this.#topics.get(node) ?? []);
  }

  /** Another layout of the finished map; undefined while it is not finished. */
  async arranged(kind: LayoutKind): Promise<Arrangement | undefined> {
    return this.#layout && arrange(kind, this.#layout, await this.options.source.load());
  }

  /** The layout to begin with, if one is kept and wanted. */
  async #keptLayout(): Promise<Layout | undefined> {
    const { recorder, keptLayout } = this.options;
    return keptLayout === 'afresh' ? undefined : recorder.kept('layout', this.#calls.layout.key);
  }

  /** Whether a kept layout is not what is wanted yet. */
  #isToBeLaidOut({ stopped }: Layout): boolean {
    const { keptLayout } = this.options;
    return keptLayout === 'afresh' || (keptLayout === 'continued' && stopped !== undefined);
  }

  async #makeStructure(signal: AbortSignal): Promise<Result<Structure>> {
    const { recorder, runners, source } = this.options;
    const clustering = await this.#cluster(signal);
    if (!clustering.ok) return clustering;
    signal.throwIfAborted();
    const { tree, neighbours } = clustering.value;
    const summary = await recorder.once('summary', this.#calls.summary, async () =>
      runners.summarise(tree, await source.load(), { signal }),
    );
    signal.throwIfAborted();
    this.#structure = { tree, summary, neighbours };
    return success(this.#structure);
  }

  async #cluster(signal: AbortSignal): Promise<Result<Clustering>> {
    const { recorder, runners, source } = this.options;
    const { tree: treeCall, neighbours: neighboursCall } = this.#calls;
    const tree = await recorder.kept('tree', treeCall.key);
    const neighbours = await recorder.kept('neighbours', neighboursCall.key);
    if (tree !== undefined && neighbours !== undefined) return success({ tree, neighbours });
    const vectors = await source.load();
    const result = await recorder.timed('cluster', () =>
      runners.cluster(vectors, neighbourCount, recorder.options(treeCall, signal)),
    );
    if (result.ok) {
      await recorder.keep('tree', treeCall.key, result.value.tree);
      await recorder.keep('neighbours', neighboursCall.key, result.value.neighbours);
    }
    return result;
  }

  async #nameTopmost(structure: Structure, signal: AbortSignal): Promise<void> {
    const { recorder } = this.options;
    const call = this.#calls.topics;
    this.#remember((await recorder.kept('topics', call.key)) ?? []);
    const unnamed = topmostNodes(structure.tree).filter((node) => !this.#topics.has(node));
    if (unnamed.length === 0) return;
    recorder.progress(call, 0, unnamed.length);
    this.#remember(await recorder.timed('label', () => this.#name(structure, unnamed, signal)));
    recorder.progress(call, unnamed.length, unnamed.length);
    await this.#keepTopics();
    signal.throwIfAborted();
  }

  async #name(
    { tree, summary }: Structure,
    nodes: readonly number[],
    signal?: AbortSignal,
  ): Promise<Topic[]> {
    const { runners, texts } = this.options;
    this.#labeller ??= runners.labeller({ tree, texts, ...summary }, signal);
    // A reading that was cancelled or failed must not answer the next question.
    const labeller = await this.#labeller.catch((thrown: unknown) => {
      this.#labeller = undefined;
      throw thrown;
    });
    return nodes.map((node) => labeller.topic(node));
  }

  async #project(
    neighbours: Neighbours,
    initial: Layout,
    signal: AbortSignal,
    listener: BuildListener,
  ): Promise<Layout> {
    const { recorder, runners, settings } = this.options;
    return recorder.timed('project', () =>
      runners.project(neighbours, initial, {
        ...recorder.options(this.#calls.layout, signal),
        seed: settings.seed,
        stop: this.#stop.signal,
        onPositions: (positions) => listener({ kind: 'positions', key: this.key, positions }),
      }),
    );
  }

  #remember(topics: readonly Topic[]): void {
    for (const topic of topics) this.#topics.set(topic.node, topic);
  }

  #keepTopics(): Promise<void> {
    const { recorder } = this.options;
    return recorder.keep('topics', this.#calls.topics.key, [...this.#topics.values()]);
  }

  #map(
    { tree, summary, neighbours }: Structure,
    layout: Layout,
    { finished, settled }: { readonly finished: boolean; readonly settled: boolean },
    making: MakingRecord,
  ): PaperMap {
    const { corpusId, subset, settings } = this.options;
    return {
      key: this.key,
      corpusId,
      subset,
      settled,
      tree,
      medoids: summary.medoids,
      cohesion: summary.cohesion,
      topics: new Map(this.#topics),
      neighbours,
      layout,
      layoutFinished: finished,
      provenance: { ...making, settings },
    };
  }
}

/** The root and the highest merges below it. */
function topmostNodes(tree: Dendrogram): number[] {
  const root = rootOf(tree);
  const lowest = Math.max(Math.min(tree.n, root), root - mergesNamedAtOnce + 1);
  return Array.from({ length: root - lowest + 1 }, (_, i) => root - i);
}
