/** Into which clusters the topic on show is cut, and what of the hierarchy is drawn for that. */
import { cutBreadthFirst, cutByHeight, cutBySize, type Cut } from '../../clustering/cut';
import type { Dendrogram } from '../../clustering/dendrogram';
import { partTree } from '../../clustering/part-tree';
import { sharedPart, type SharedPart } from '../address/shared-part.svelte';
import { clustersThatFit, mostAsked, mostTypical, type Room } from './clusters-that-fit';
import { cutField, defaultCut, mostClusters, type CutChoice, type CutMethod } from './cut-choice';
import type { Display } from '../display.svelte';
import type { Filters } from '../marks/filters.svelte';
import { framesOf } from './frames';
import { leftOutLeaves } from '../marks/paper-marks';
import type { Navigation } from './navigation.svelte';

const cuts: Readonly<Record<CutMethod, Cut>> = {
  height: cutByHeight,
  size: cutBySize,
  breadth: cutBreadthFirst,
};

export class VisibleClusters {
  #cut = $state.raw<CutChoice>(defaultCut);
  /** Pixels the treemap has, for as many clusters as fit. */
  room = $state.raw<Room>({ width: 900, height: 600 });

  readonly shared: readonly SharedPart[] = [
    sharedPart(cutField, {
      get: () => this.cut,
      set: (cut) => {
        this.#cut = cut;
      },
    }),
  ];

  readonly #navigation: Navigation;
  readonly #filters: Filters;

  readonly #display: Pick<Display, 'cut'>;

  constructor(navigation: Navigation, filters: Filters, display: Pick<Display, 'cut'>) {
    this.#navigation = navigation;
    this.#filters = filters;
    this.#display = display;
    this.#cut = display.cut;
  }

  /** What was asked for, also where the topic on show has fewer papers: those around it may have more. */
  get cut(): CutChoice {
    return this.#cut;
  }
  set cut(cut: CutChoice) {
    this.#cut = cut;
    this.#display.cut = cut;
  }

  /** Cuts into so many clusters for this visit; what the user last chose stays remembered. */
  cutAs(count: number): void {
    this.#cut = { ...this.#cut, count };
  }

  /** The hierarchy as it is drawn: without the papers that a filter hides. Nodes keep their numbers. */
  readonly drawnTree: Dendrogram | null = $derived.by(() => {
    const { tree, root } = this.#navigation;
    const { chosen, leftOut } = this.#filters;
    const hidden =
      leftOut === 'hide' ? leftOutLeaves(chosen, (filter) => this.#filters.holding(filter)) : null;
    if (!tree || !hidden) return tree;
    const part = partTree(tree, hidden);
    // Fewer than two papers are no treemap: they are shown among the dimmed ones instead.
    return (part.size[root] ?? 0) < 2 ? tree : part;
  });
  /** The most clusters here of which the median has enough papers to be a topic. */
  readonly #typical: number = $derived.by(() => {
    const { drawnTree: tree } = this;
    const { root } = this.#navigation;
    return tree ? mostTypical(tree, root, cuts[this.cut.method]) : mostClusters;
  });
  /** The most clusters that can be asked for here. */
  readonly most: number = $derived.by(() => {
    const papers = this.drawnTree?.size[this.#navigation.root] ?? mostClusters;
    return mostAsked(papers, this.#typical);
  });
  /** How many clusters are visible. */
  readonly count: number = $derived.by(() => {
    const { count } = this.cut;
    return count === 'auto'
      ? Math.min(this.#typical, clustersThatFit(this.room))
      : Math.min(this.most, count);
  });
  /** The clusters visible, in leaf order. */
  readonly frontier: readonly number[] = $derived.by(() =>
    this.drawnTree ? cuts[this.cut.method](this.drawnTree, this.#navigation.root, this.count) : [],
  );
  /** Every node drawn: the frontier and the frames around it. */
  readonly frames: ReadonlySet<number> = $derived.by(() => {
    const { tree, root } = this.#navigation;
    return tree ? framesOf(tree, root, this.frontier) : new Set<number>();
  });
}
