import { carriedNames } from '../clustering/carried-names';
import type { Dendrogram } from '../clustering/dendrogram';
import { restoreDendrogram } from '../clustering/restore-dendrogram';
import type { Topic } from '../clustering/topic';
import type { DeviceStatus } from '../embedding/device-status';
import { nextTask } from '../foundation/events';
import { success, type Result } from '../foundation/result';
import { arrange, type Arrangement } from '../projection/arrange';
import type { Layout, LayoutKind } from '../projection/layout';
import type { MakingRecord, NodeSummary } from '../storage/schema';
import type { Workspace } from '../storage/workspace-file';
import { version } from '../../package.json';
import { commit } from './build-commit';
import { bothOf } from './both-of';
import { LayoutStage } from './layout-stage';
import type { BuildListener, PaperMap } from './map';
import { neighbourCount, sessionCalls, topicsKeyWithout, type SessionCalls } from './session-calls';
import type { SessionOptions } from './session-options';
import { stageKey, type Clustering, type LabellerSources } from './stages';
import { TopicNaming, topmostNodes } from './topic-naming';

/** Up to this many papers naming takes a moment; the map of more is shown before it has names. */
const namedFirst = 1000;

export interface BuildControl {
  readonly signal: AbortSignal;
  readonly listener: BuildListener;
  /** Where its vectors were computed, asked once they are there. */
  readonly device: () => DeviceStatus;
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
  readonly #calls: SessionCalls;
  readonly #naming: TopicNaming;
  /** Names made without words that are hidden at present. */
  #without: { readonly hidden: string; readonly naming: TopicNaming } | undefined;
  readonly #projection: LayoutStage;
  #structure: Structure | undefined;
  /** The finished layout. */
  #layout: Layout | undefined;

  constructor(options: SessionOptions) {
    this.options = options;
    this.#calls = sessionCalls({ ...options, seed: options.settings.seed });
    this.#naming = new TopicNaming(options.runners, options.texts);
    this.#projection = new LayoutStage(options, this.#calls.layout);
    this.key = stageKey('map', [], [this.#calls.topics.key, this.#calls.layout.key]);
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
    this.#projection.stop();
  }

  /** The whole settled map if every part of it is kept; needs no vectors. */
  async kept(): Promise<PaperMap | undefined> {
    const { recorder, texts } = this.options;
    const n = texts.length;
    const making = await recorder.kept('making', this.key);
    if (making === undefined) return undefined;
    const [tree, summary, neighbours, topics, layout] = await Promise.all([
      recorder.kept('tree', this.#calls.tree.key, n),
      recorder.kept('summary', this.#calls.summary.key, n),
      recorder.kept('neighbours', this.#calls.neighbours.key, n),
      recorder.kept('topics', this.#calls.topics.key, n),
      recorder.kept('layout', this.#calls.layout.key, n),
    ]);
    if (!tree || !summary || !neighbours || !topics || !layout) return undefined;
    if (this.#projection.isToBeLaidOut(layout)) return undefined;
    this.#naming.remember(topics);
    this.#structure = { tree, summary, neighbours };
    this.#layout = layout;
    return this.#map(this.#structure, layout, { finished: true, settled: true }, making);
  }

  /**
   * Makes the map, from kept results where there are any. The listener gets it as soon as it can be
   * shown, then names and positions as they come, then the finished map.
   *
   * @throws the signal's reason, or what a stage throws
   */
  async build({ signal, listener, device, settled }: BuildControl): Promise<Result<PaperMap>> {
    const { recorder, source } = this.options;
    const made = await this.#makeStructure(signal);
    if (!made.ok) return made;
    const structure = made.value;
    const { n, d } = await source.load();
    const say = (layout: Layout, finished: boolean): PaperMap => {
      const making = this.#making(d, device());
      const map = this.#map(structure, layout, { finished, settled }, making);
      listener({ kind: 'map', map });
      return map;
    };

    const { neighbours } = structure;
    const { initial, known } = await this.#projection.begin(neighbours);
    source.release();
    let layout = known;
    const show = async (): Promise<void> => {
      say(initial, false);
      await nextTask();
    };
    const name = (until: AbortSignal): Promise<void> =>
      this.#nameTopmost(structure, until, listener);
    const project = async (until: AbortSignal): Promise<void> => {
      layout ??= await this.#projection.project(neighbours, initial, until, (positions) =>
        listener({ kind: 'positions', key: this.key, positions }),
      );
    };
    if (n > namedFirst) {
      await show();
      await bothOf(signal, name, project);
    } else {
      await name(signal);
      if (known === undefined) await show();
      await project(signal);
    }
    this.#layout = layout ?? initial;
    void recorder.keep('layout', this.#calls.layout.key, this.#layout);
    // Nothing may be said to be finished, here or in storage, while a part of it could still be lost.
    await recorder.written();
    const map = say(this.#layout, true);
    if (settled) await recorder.keep('making', this.key, map.provenance);
    return success(map);
  }

  /**
   * Topics of any nodes, named now if they never were; undefined while there is no tree yet.
   *
   * @param hidden words and phrases that the names do without
   * @param keeps whether names made now are kept at once: all that there are are written anew each time
   */
  async topics(
    nodes: readonly number[],
    hidden: readonly string[] = [],
    keeps = true,
  ): Promise<Topic[] | undefined> {
    const structure = this.#structure;
    if (structure === undefined) return undefined;
    const key = topicsKeyWithout(this.#calls.topics.key, hidden);
    const naming = hidden.length === 0 ? this.#naming : await this.#namingWithout(hidden, key);
    if (naming.unnamed(nodes).length > 0) {
      await naming.name(this.#labelled(structure), nodes);
      if (keeps) await this.#keepTopics(naming, key);
    }
    return nodes.flatMap((node) => naming.named.get(node) ?? []);
  }

  async #namingWithout(hidden: readonly string[], key: string): Promise<TopicNaming> {
    const words = hidden.join('\n');
    if (this.#without?.hidden === words) return this.#without.naming;
    const naming = this.#naming.without(hidden);
    naming.remember(
      (await this.options.recorder.kept('topics', key, this.options.texts.length)) ?? [],
    );
    this.#without = { hidden: words, naming };
    return naming;
  }

  /** What names are made of, beside the texts. */
  #labelled({ tree, summary }: Structure): Omit<LabellerSources, 'texts'> {
    const earlier = this.options.earlier?.names;
    return { tree, ...summary, ...(earlier && { carried: carriedNames(earlier, tree) }) };
  }

  /** Another layout of the finished map; undefined while it is not finished. */
  async arranged(kind: LayoutKind): Promise<Arrangement | undefined> {
    return this.#layout && arrange(kind, this.#layout, await this.options.source.load());
  }

  async #makeStructure(signal: AbortSignal): Promise<Result<Structure>> {
    const { recorder, runners, source } = this.options;
    const clustering = await this.#cluster(signal);
    if (!clustering.ok) return clustering;
    signal.throwIfAborted();
    const { tree, neighbours } = clustering.value;
    const summary = await recorder.once(
      'summary',
      this.#calls.summary,
      async () => runners.summarise(tree, await source.load(), { signal }),
      tree.n,
    );
    signal.throwIfAborted();
    this.#structure = { tree, summary, neighbours };
    return success(this.#structure);
  }

  async #cluster(signal: AbortSignal): Promise<Result<Clustering>> {
    const { recorder, runners, source } = this.options;
    const { tree: treeCall, neighbours: neighboursCall } = this.#calls;
    const n = this.options.texts.length;
    const brought = this.#brought();
    const tree = brought ?? (await recorder.kept('tree', treeCall.key, n));
    const neighbours = await recorder.kept('neighbours', neighboursCall.key, n);
    if (tree !== undefined && neighbours !== undefined) return success({ tree, neighbours });
    const vectors = await source.load();
    const result = await recorder.timed('cluster', () =>
      runners.cluster(vectors, neighbourCount, recorder.options(treeCall, signal)),
    );
    if (!result.ok) return result;
    const made: Clustering = { ...result.value, ...(brought && { tree: brought }) };
    void recorder.keep('tree', treeCall.key, made.tree);
    void recorder.keep('neighbours', neighboursCall.key, made.neighbours);
    return success(made);
  }

  /** The tree that came with the papers; null if none did. */
  #brought(): Dendrogram | null {
    const { tree, texts } = this.options;
    if (tree === null) return null;
    const whole = restoreDendrogram(texts.length, tree.left, tree.right, tree.height);
    if (whole === null) throw new Error(`The tree of ${tree.source} is not one over these papers.`);
    return whole;
  }

  async #nameTopmost(
    structure: Structure,
    signal: AbortSignal,
    listener: BuildListener,
  ): Promise<void> {
    const { recorder } = this.options;
    const { tree } = structure;
    const call = this.#calls.topics;
    const kept = (await recorder.kept('topics', call.key, tree.n)) ?? [];
    this.#naming.remember(kept);
    if (kept.length > 0) listener({ kind: 'topics', key: this.key, topics: kept });
    const unnamed = this.#naming.unnamed(topmostNodes(tree));
    if (unnamed.length === 0) return;
    await recorder.timed('label', () =>
      this.#naming.name(this.#labelled(structure), unnamed, {
        signal,
        onRead: (papers, total) =>
          recorder.progress({ ...call, unit: 'papers read' }, papers, total),
        onNamed: (topics, done, total) => {
          recorder.progress(call, done, total);
          listener({ kind: 'topics', key: this.key, topics });
        },
      }),
    );
    void this.#keepTopics(this.#naming, call.key);
    signal.throwIfAborted();
  }

  #keepTopics({ named }: TopicNaming, key: string): Promise<void> {
    return this.options.recorder.keep('topics', key, [...named.values()]);
  }

  #making(dimension: number, device: DeviceStatus): MakingRecord {
    const { source, recorder, earlier, texts } = this.options;
    return {
      encoder: source.encoder,
      dimension,
      device,
      milliseconds: recorder.milliseconds,
      version,
      ...(commit === undefined ? {} : { commit }),
      madeAt: new Date().toISOString(),
      ...(earlier && { placed: texts.length - earlier.laidOut }),
      ...(this.options.tree && { tree: this.options.tree.source }),
    };
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
      topics: new Map(this.#naming.named),
      neighbours,
      layout,
      layoutFinished: finished,
      provenance: { ...making, settings },
    };
  }
}
