/** Into which clusters the topic on show is cut, and what of the hierarchy is drawn for that. */
import { cutBreadthFirst, cutByHeight, cutBySize, type Cut } from '../../clustering/cut';
import type { Dendrogram } from '../../clustering/dendrogram';
import { partTree } from '../../clustering/part-tree';
import { sharedPart, type SharedPart } from '../address/shared-part.svelte';
import { clustersThatFit, type Room } from './clusters-that-fit';
import { cutField, defaultCut, mostClusters, type CutChoice, type CutMethod } from './cut-choice';
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
  /** What was asked for, also where the topic on show has fewer papers: those around it may have more. */
  cut = $state.raw<CutChoice>(defaultCut);
  /** Pixels the treemap has, for as many clusters as fit. */
  room = $state.raw<Room>({ width: 900, height: 600 });

  readonly shared: readonly SharedPart[] = [
    sharedPart(cutField, {
      get: () => this.cut,
      set: (cut) => {
        this.cut = cut;
      },
    }),
  ];

  readonly #navigation: Navigation;
  readonly #filters: Filters;

  constructor(navigation: Navigation, filters: Filters) {
    this.#navigation = navigation;
    this.#filters = filters;
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
  /** The most clusters there can be here: no more than papers. */
  readonly most: number = $derived.by(() => {
    const papers = this.drawnTree?.size[this.#navigation.root] ?? mostClusters;
    return Math.min(mostClusters, papers);
  });
  /** How many clusters are visible. */
  readonly count: number = $derived.by(() => {
    const { count } = this.cut;
    return Math.min(this.most, count === 'auto' ? clustersThatFit(this.room) : count);
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
