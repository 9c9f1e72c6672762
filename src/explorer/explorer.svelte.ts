/**
 * The one state that every view shows and changes: which corpus and map are open, which topic is on
 * show, into how many clusters it is cut, which paper is chosen. Each concern is a small class of
 * its own in this folder; this one joins them, derives what the views draw, and keeps the address
 * in step, so that the browser's back is DendroMap's "back to where you were".
 */
import { cutBreadthFirst, cutByHeight, cutBySize, type Cut } from '../clustering/cut';
import { holds, isLeaf, leavesOf, pathUp, rootOf, type Dendrogram } from '../clustering/dendrogram';
import { partTree } from '../clustering/part-tree';
import type { Corpus, Paper } from '../corpus/paper';
import { automatic } from '../embedding/encoder-setting';
import type { PaperMap } from '../engine/map';
import {
  defaultCut,
  formatAddress,
  parseAddress,
  type Address,
  type CutChoice,
  type CutMethod,
} from './address';
import type { AddressBar } from './address-bar';
import { clustersThatFit, type Room } from './clusters-that-fit';
import { sourceName, sourceNamed, type CorpusSource } from './corpus-source';
import type { Display } from './display.svelte';
import { Encoders, type EncodersParts } from './encoders.svelte';
import { Filters } from './filters.svelte';
import { framesOf } from './frames';
import { LayoutChoice } from './layout-choice.svelte';
import { Loading } from './loading.svelte';
import { matchingNode } from './matching-node';
import { Personal } from './personal.svelte';
import { predicatesOf, type Predicate } from './predicates';
import type { Engine, KeptCorpus } from './ports';
import { Search } from './search.svelte';
import { Selection } from './selection.svelte';
import { topicKey } from './topic-key';
import { TopicNames } from './topic-names.svelte';

const cuts: Readonly<Record<CutMethod, Cut>> = {
  height: cutByHeight,
  size: cutBySize,
  breadth: cutBreadthFirst,
};

interface Within {
  /** As the address names it. */
  readonly name: string;
  /** Indices into the corpus, ascending. */
  readonly papers: Uint32Array;
}

export interface ExplorerParts {
  readonly engine: Engine;
  readonly bar: AddressBar;
  readonly display: Display;
  /** Address of the page, without its hash. */
  readonly base: string;
  readonly encoders: EncodersParts;
}

export class Explorer {
  readonly loading: Loading;
  readonly selection = new Selection();
  readonly search: Search;
  readonly filters: Filters;
  readonly names: TopicNames;
  readonly layout: LayoutChoice;
  readonly personal: Personal;
  readonly encoders: Encoders;
  readonly display: Display;
  /** Corpora kept on this device. */
  keptCorpora = $state.raw<readonly KeptCorpus[]>([]);
  cut = $state.raw<CutChoice>(defaultCut);
  /** Pixels the treemap has, for as many clusters as fit. */
  room = $state.raw<Room>({ width: 900, height: 600 });
  /** Whether "Back" has somewhere to go within the page. */
  canGoBack = $state(false);

  readonly #bar: AddressBar;
  readonly #engine: Engine;
  /** The topic on show; null for the whole map. */
  #topic = $state.raw<number | null>(null);
  /** A topic that the address names, until the map it belongs to is there. */
  #awaitedTopic = $state.raw<number | null>(null);
  /** The papers that were clustered afresh on their own; null for the whole corpus. */
  #within = $state.raw<Within | null>(null);
  /** Such papers named by the address, until the whole map is there. */
  #awaitedWithin: string | null = null;
  /** The encoder that the address names, until the corpus it belongs to is there. */
  #awaitedEncoder = $state.raw<string | null>(null);
  /** The settled map of the whole corpus, in which a topic clustered afresh is looked up. */
  #whole: PaperMap | null = null;
  /** Papers last chosen by hand to be clustered afresh. */
  #chosen: Uint32Array | null = null;
  /** False until the address was read, so that it is not overwritten before. */
  #following = $state(false);
  #pushNext = false;

  constructor({ engine, bar, display, base, encoders }: ExplorerParts) {
    this.loading = new Loading({
      engine,
      base,
      encoder: (corpus) => {
        const named = this.#awaitedEncoder;
        this.#awaitedEncoder = null;
        return this.encoders.enter(corpus.id, named);
      },
      onMap: (next, before) => {
        this.#enter(next, before);
      },
      onCorpus: (corpus) => {
        void this.personal.enter(corpus.id);
        // The engine knows the papers as soon as it was asked for their map.
        setTimeout(() => {
          this.search.again();
        });
      },
    });
    this.filters = new Filters(
      () => this.papers,
      () => this.predicates,
    );
    this.search = new Search(engine, () => {
      const { corpus, map } = this.loading;
      return corpus && { corpusId: corpus.id, subset: map?.subset ?? null };
    });
    this.names = new TopicNames(engine);
    this.layout = new LayoutChoice(engine);
    this.personal = new Personal(engine);
    this.encoders = new Encoders(encoders, () => void this.#remake());
    this.display = display;
    this.#bar = bar;
    this.#engine = engine;
  }

  /** The papers of the map: leaf `i` of the tree is `papers[i]`. */
  readonly papers: readonly Paper[] = $derived.by(() =>
    papersOn(this.loading.corpus, this.loading.map),
  );
  readonly #leafById = $derived(new Map(this.papers.map((paper, leaf) => [paper.id, leaf])));
  /** The chosen paper's leaf; null when none is chosen or it is not on this map. */
  readonly selected = $derived.by(() => this.leafOf(this.selection.paper));
  /** The chosen paper itself, also while there is no map. */
  readonly selectedPaper = $derived.by(() =>
    this.selected === null ? null : (this.papers[this.selected] ?? null),
  );
  /** Leaves asked for (found, chosen together, filtered, in focus), best first; null for all. */
  readonly lit: readonly number[] | null = $derived.by(() => {
    const { found } = this.search;
    const { many } = this.selection;
    const { passing, inFocus } = this.filters;
    if (!many && !passing && !inFocus) return found;
    const leaves = found ?? this.papers.map((_, leaf) => leaf);
    return leaves.filter(
      (leaf) =>
        (!many || many.has(this.papers[leaf]?.id ?? '')) &&
        passing?.[leaf] !== 0 &&
        inFocus?.[leaf] !== 0,
    );
  });
  /** 1 for papers drawn faintly: all but those asked for, or but those of a value pointed at. */
  readonly unlit: Uint8Array | null = $derived.by(() => {
    const { lit } = this.filters;
    if (lit) return lit.map((is) => 1 - is);
    if (!this.lit) return null;
    const mask = new Uint8Array(this.papers.length).fill(1);
    for (const leaf of this.lit) mask[leaf] = 0;
    return mask;
  });
  /** Whether the map shows only some papers of the corpus. */
  readonly isPart = $derived.by(() => (this.loading.map?.subset ?? null) !== null);
  readonly tree = $derived.by(() => this.loading.map?.tree ?? null);
  /** The hierarchy as it is drawn: without the papers that a filter hides. Nodes keep their numbers. */
  readonly drawnTree = $derived.by(() => {
    const { passing, leftOut } = this.filters;
    if (!this.tree || !passing || leftOut !== 'hide') return this.tree;
    const part = partTree(
      this.tree,
      passing.map((is) => 1 - is),
    );
    // Fewer than two papers are no treemap: they are shown among the dimmed ones instead.
    return (part.size[this.root] ?? 0) < 2 ? this.tree : part;
  });
  /** The topic on show, a node of the tree; 0 while there is no tree. */
  readonly root = $derived.by(() => {
    if (!this.tree) return 0;
    return this.#topic ?? rootOf(this.tree);
  });
  readonly clusterCount = $derived.by(() =>
    this.cut.count === 'auto' ? clustersThatFit(this.room) : this.cut.count,
  );
  /** The clusters visible, in leaf order. */
  readonly frontier: readonly number[] = $derived.by(() =>
    this.drawnTree ? cuts[this.cut.method](this.drawnTree, this.root, this.clusterCount) : [],
  );
  /** Every node drawn: the frontier and the frames around it. */
  readonly frames: ReadonlySet<number> = $derived.by(() =>
    this.tree ? framesOf(this.tree, this.root, this.frontier) : new Set<number>(),
  );
  /** What can be outlined or brought into focus, with the papers it holds for. */
  readonly predicates: readonly Predicate[] = $derived.by(() => {
    const { map } = this.loading;
    if (!map || this.papers.length !== map.tree.n) return [];
    const { read } = this.personal;
    return predicatesOf({
      papers: this.papers,
      tree: this.drawnTree ?? map.tree,
      frontier: this.frontier,
      neighbours: map.neighbours,
      read: read.size === 0 ? null : read,
      found: this.search.found,
    });
  });
  /** From the whole map down to the topic on show. */
  readonly path: readonly number[] = $derived.by(() =>
    this.tree ? pathUp(this.tree, this.root).reverse() : [],
  );

  /** Opens what the address names and follows it from then on. Returns how to stop. */
  start(): () => void {
    const stopEffects = $effect.root(() => {
      $effect(() => {
        if (this.#following) this.#writeAddress();
      });
      $effect(() => {
        void this.names.want([...this.path, ...this.frames]);
      });
      $effect(() => {
        this.display.keep();
      });
    });
    const stopListening = this.#bar.onChange(() => {
      this.#readAddress();
    });
    void this.#begin();
    return () => {
      stopListening();
      stopEffects();
      this.loading.cancel();
    };
  }

  leafOf(id: string | null): number | null {
    return id === null ? null : (this.#leafById.get(id) ?? null);
  }

  /** What a node is called: by the user, by its papers, or a paper's title. */
  nameOf(node: number): string {
    if (!this.tree) return '';
    if (isLeaf(this.tree, node)) return this.papers[node]?.title ?? '';
    return (
      this.givenName(node) ??
      (node === rootOf(this.tree) ? this.loading.corpus?.name : undefined) ??
      this.names.named.get(node)?.name ??
      `${(this.tree.size[node] ?? 0).toLocaleString('en')} papers`
    );
  }

  /** The name the user gave a topic. */
  givenName(node: number): string | undefined {
    const { topicNames } = this.personal.state;
    if (!this.tree || Object.keys(topicNames).length === 0) return undefined;
    return topicNames[topicKey(this.tree, this.papers, node)];
  }

  renameTopic(node: number, name: string): void {
    if (this.tree) this.personal.renameTopic(topicKey(this.tree, this.papers, node), name);
  }

  /** Shows another topic; going back returns to the present one. */
  zoom(node: number): void {
    if (!this.tree || node === this.root || isLeaf(this.tree, node)) return;
    this.#awaitedTopic = null;
    this.#topic = node === rootOf(this.tree) ? null : node;
    this.#pushNext = true;
  }

  /** Returns to where the user was. */
  back(): void {
    if (this.canGoBack) this.#bar.back();
  }

  /** Goes to the topic around the one on show. */
  up(): void {
    const parent = this.tree?.parent[this.root] ?? -1;
    if (parent !== -1) this.zoom(parent);
  }

  select(leaf: number | null): void {
    this.selection.paper = leaf === null ? null : (this.papers[leaf]?.id ?? null);
  }

  selectMany(leaves: Iterable<number>): void {
    const ids = new Set<string>();
    for (const leaf of leaves) {
      const id = this.papers[leaf]?.id;
      if (id !== undefined) ids.add(id);
    }
    this.selection.many = ids.size === 0 ? null : ids;
  }

  /** Selects the hit after the selected one, or before it, around the ends. */
  walkFound(step: 1 | -1): void {
    const { lit } = this;
    if (!lit || lit.length === 0) return;
    const at = this.selected === null ? -1 : lit.indexOf(this.selected);
    const next = at < 0 ? (step > 0 ? 0 : lit.length - 1) : (at + step + lit.length) % lit.length;
    const leaf = lit[next];
    if (leaf !== undefined) this.reveal(leaf);
  }

  /** Shows the smallest visible topic that holds a paper, zooming out as far as it takes. */
  reveal(leaf: number): void {
    if (!this.tree) return;
    this.select(leaf);
    let node = this.root;
    while (node !== -1 && !holds(this.tree, node, leaf)) node = this.tree.parent[node] ?? -1;
    if (node !== -1) this.zoom(node);
  }

  /** Filters by a value of a facet, or no more; where that is wanted, clusters what is left afresh. */
  async filterBy(facet: string, value: string): Promise<void> {
    this.filters.toggle(facet, value);
    const { leftOut, passing } = this.filters;
    if (leftOut === 'recluster' && passing && (this.lit?.length ?? 0) > 1) await this.recluster();
  }

  /** Clusters the papers found or chosen, or else those of the topic on show, afresh on their own. */
  async recluster(): Promise<void> {
    const map = this.loading.map;
    if (!map) return;
    const leaves = this.lit ?? Array.from(leavesOf(map.tree, this.root));
    const papers = Uint32Array.from(leaves, (leaf) => map.subset?.[leaf] ?? leaf).sort();
    if (papers.length < 2) return;
    const ofWhole = this.lit === null && map.subset === null;
    if (!ofWhole) this.#chosen = papers;
    this.#pushNext = true;
    await this.#goWithin({ name: ofWhole ? String(this.root) : 'chosen', papers });
  }

  /** Maps every (n / `size`)-th paper of the open corpus on its own, where all are too many. */
  async mapSample(size: number): Promise<void> {
    const n = this.loading.corpus?.papers.length ?? 0;
    const papers = Uint32Array.from({ length: size }, (_, i) => Math.floor((i * n) / size));
    this.#chosen = papers;
    this.#pushNext = true;
    await this.#goWithin({ name: 'chosen', papers });
  }

  /** Goes back to the map of the whole corpus. */
  async leavePart(): Promise<void> {
    this.#pushNext = true;
    await this.#goWithin(null);
  }

  async #goWithin(within: Within | null): Promise<void> {
    this.#within = within;
    this.#topic = null;
    this.selection.many = null;
    this.search.clear();
    this.filters.clear();
    await this.loading.recluster(within?.papers ?? null);
  }

  /** The papers that `name` stands for; null while or where that cannot be known. */
  #papersWithin(name: string): Uint32Array | null {
    if (name === 'chosen') return this.#chosen;
    const tree = this.#whole?.tree;
    const node = tree ? innerNode(tree, Number(name)) : null;
    return tree && node !== null ? Uint32Array.from(leavesOf(tree, node)).sort() : null;
  }

  /** Opens another corpus at its top. */
  async open(source: CorpusSource): Promise<void> {
    this.selection.clear();
    this.search.clear();
    this.filters.clear();
    this.#within = null;
    this.#whole = null;
    this.#chosen = null;
    this.#topic = null;
    this.#awaitedTopic = null;
    this.#pushNext = true;
    await this.loading.open(source);
    await this.refreshCorpora();
  }

  /** Makes the map again, with another encoder; the place on it is kept as far as it goes. */
  async #remake(): Promise<void> {
    if (this.#within) this.#topic = null;
    this.#within = null;
    this.#whole = null;
    this.#pushNext = true;
    await this.loading.retry();
  }

  async refreshCorpora(): Promise<void> {
    try {
      this.keptCorpora = await this.#engine.corpora();
    } catch {
      // Without the engine nothing is kept; opening a corpus says so and why.
      this.keptCorpora = [];
    }
  }

  async #begin(): Promise<void> {
    const address = parseAddress(this.#bar.read());
    this.#apply(address);
    this.#awaitedEncoder = address.encoder;
    // The default corpus does not wait for the list of kept ones.
    if (address.corpus !== null) await this.refreshCorpora();
    const opening = this.loading.open(this.#sourceIn(address));
    this.#following = true;
    await opening;
    await this.refreshCorpora();
  }

  #sourceIn(address: Address): CorpusSource {
    return sourceNamed(address.corpus, new Set(this.keptCorpora.map(({ id }) => id)));
  }

  #readAddress(): void {
    const address = parseAddress(this.#bar.read());
    this.canGoBack = this.#bar.depth > 0;
    this.#apply(address);
    if (address.corpus === sourceName(this.loading.source)) {
      if (!this.#isInUse(address.encoder))
        void this.encoders.use(address.encoder ?? automatic.name);
    } else {
      this.#awaitedEncoder = address.encoder;
      void this.loading.open(this.#sourceIn(address));
    }
  }

  #isInUse(encoder: string | null): boolean {
    return (encoder ?? automatic.name) === this.encoders.setting;
  }

  #apply(address: Address): void {
    this.cut = address.cut;
    this.selection.paper = address.paper;
    if ((address.query ?? '') !== this.search.query) void this.search.ask(address.query ?? '');
    const map = this.loading.map;
    const sameCorpus =
      address.corpus === sourceName(this.loading.source) && this.#isInUse(address.encoder);
    if (map && sameCorpus && address.within !== (this.#within?.name ?? null)) {
      const papers = address.within === null ? null : this.#papersWithin(address.within);
      void this.#goWithin(
        address.within !== null && papers ? { name: address.within, papers } : null,
      );
      this.#awaitedTopic = address.topic;
    } else if (map?.settled && sameCorpus) {
      this.#topic = innerNode(map.tree, address.topic);
    } else {
      this.#topic = null;
      this.#awaitedTopic = address.topic;
      this.#awaitedWithin = address.within;
    }
  }

  /** Keeps the user's place when one map takes the place of another. */
  #enter(next: PaperMap, before: PaperMap | null): void {
    this.names.enter(next);
    this.selection.hovered = null;
    if (next.key !== before?.key) this.search.again();
    if (next.settled && !next.subset) this.#whole = next;
    if (this.#awaitedWithin !== null) {
      if (next.settled && next.layoutFinished) this.#enterAwaited(this.#awaitedWithin);
      return;
    }
    if (this.#awaitedTopic !== null) {
      if (next.settled) {
        this.#topic = innerNode(next.tree, this.#awaitedTopic);
        this.#awaitedTopic = null;
      }
    } else if (before && before.key !== next.key && this.#topic !== null) {
      this.#topic = sameTopic(before, next, this.#topic);
    }
  }

  #enterAwaited(name: string): void {
    const papers = this.#papersWithin(name);
    this.#awaitedWithin = null;
    if (!papers) return;
    const { query } = this.search;
    // The map that is arriving takes its place first.
    queueMicrotask(() => {
      void this.#goWithin({ name, papers });
      void this.search.ask(query);
    });
  }

  #writeAddress(): void {
    const topic = this.#awaitedTopic ?? this.#topic;
    const hash = formatAddress(
      {
        corpus: sourceName(this.loading.source),
        topic,
        cut: this.cut,
        paper: this.selection.paper,
        within: this.#awaitedWithin ?? this.#within?.name ?? null,
        query: this.search.query === '' ? null : this.search.query,
        encoder: this.#awaitedEncoder ?? (this.#isInUse(null) ? null : this.encoders.setting),
      },
      topic === null ? '' : (this.names.named.get(topic)?.name ?? ''),
    );
    const push = this.#pushNext;
    this.#pushNext = false;
    if (hash !== this.#bar.read()) {
      if (push) this.#bar.push(hash);
      else this.#bar.replace(hash);
    }
    this.canGoBack = this.#bar.depth > 0;
  }
}

/** The papers in the order of the map's leaves; all papers while there is no map. */
function papersOn(corpus: Corpus | null, map: PaperMap | null): readonly Paper[] {
  if (!corpus) return [];
  if (!map?.subset) return corpus.papers;
  return Array.from(map.subset, (index) => corpus.papers[index]).filter(
    (paper) => paper !== undefined,
  );
}

/** The node, if the tree has it as an inner node below the root. */
function innerNode(tree: Dendrogram, node: number | null): number | null {
  return node !== null && node >= tree.n && node < rootOf(tree) ? node : null;
}

/** The topic of `next` most like `topic` of `before`; null where that is the whole map. */
function sameTopic(before: PaperMap, next: PaperMap, topic: number): number | null {
  if (before.tree.n !== next.tree.n || topic >= before.medoids.length) return null;
  const papers = new Set(leavesOf(before.tree, topic));
  return innerNode(next.tree, matchingNode(next.tree, papers, before.medoids[topic] ?? 0));
}
