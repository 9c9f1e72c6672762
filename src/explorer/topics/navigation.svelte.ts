/** Where in the hierarchy the user stands, kept as far as it goes when another map comes. */
import {
  holds,
  isLeaf,
  leavesOf,
  pathUp,
  rootOf,
  type Dendrogram,
} from '../../clustering/dendrogram';
import type { PaperMap } from '../../engine/map';
import { textField, type Field } from '../address/field';
import { matchingNode } from './matching-node';
import {
  findTopic,
  formatReference,
  parseReference,
  type TopicReference,
} from '../address/topic-reference';

/** The topic on show; null for the whole map. */
export const topicField: Field<TopicReference | null> = textField<TopicReference | null>({
  key: 'topic',
  usual: null,
  write: (topic) => topic && formatReference(topic),
  read: parseReference,
  isNew: (topic) => topic?.kind === 'papers',
});

export interface NavigationParts {
  /** The map on show. */
  readonly map: () => PaperMap | null;
  /** Names of topics of the map on show, as far as they are known. */
  readonly names: () => ReadonlyMap<number, { readonly name: string }>;
  /** Called before the user goes elsewhere, so that going back returns to the present place. */
  readonly onStep: () => void;
}

export class Navigation {
  readonly #parts: NavigationParts;
  /** The topic on show; null for the whole map. */
  #topic = $state.raw<number | null>(null);
  /** A topic that the address names, until the map it belongs to is there. */
  #awaited = $state.raw<TopicReference | null>(null);

  constructor(parts: NavigationParts) {
    this.#parts = parts;
  }

  readonly tree: Dendrogram | null = $derived.by(() => this.#parts.map()?.tree ?? null);
  /** The topic on show, a node of the tree; 0 while there is no tree. */
  readonly root: number = $derived.by(() => (this.tree ? (this.#topic ?? rootOf(this.tree)) : 0));
  /** From the whole map down to the topic on show. */
  readonly path: readonly number[] = $derived.by(() =>
    this.tree ? pathUp(this.tree, this.root).reverse() : [],
  );

  /** The topic on show; null for the whole map. */
  get topic(): number | null {
    return this.#topic;
  }

  /** The topic that will be on show once its map is there; null where none is awaited. */
  get awaited(): TopicReference | null {
    return this.#awaited;
  }

  /** Shows another topic; going back returns to the present one. */
  zoom(node: number): void {
    if (!this.tree || node === this.root || isLeaf(this.tree, node)) return;
    this.#awaited = null;
    this.#topic = node === rootOf(this.tree) ? null : node;
    this.#parts.onStep();
  }

  /** Goes to the topic around the one on show. */
  up(): void {
    const parent = this.tree?.parent[this.root] ?? -1;
    if (parent !== -1) this.zoom(parent);
  }

  /** Zooms out to the smallest topic around the one on show that holds a paper. */
  zoomOutTo(leaf: number): void {
    if (!this.tree) return;
    let node = this.root;
    while (node !== -1 && !holds(this.tree, node, leaf)) node = this.tree.parent[node] ?? -1;
    if (node !== -1) this.zoom(node);
  }

  /**
   * Shows what the address names: at once, or as soon as the settled map it belongs to is there.
   *
   * @returns false if it is known already that the topic is not on the map
   */
  follow(topic: TopicReference | null, ready: boolean): boolean {
    const map = this.#parts.map();
    this.#awaited = ready ? null : topic;
    this.#topic = null;
    return !ready || topic === null || map === null || this.#goTo(map, topic);
  }

  /** Goes to the top, without a step of its own. */
  top(): void {
    this.#topic = null;
  }

  /**
   * Keeps the user's place when one map takes the place of another.
   *
   * @returns false if the topic that the address names is not on the map
   */
  enter(next: PaperMap, before: PaperMap | null): boolean {
    if (this.#awaited !== null) {
      // A name is found once topics have theirs, which a large map shown early has not.
      const isLast = next.settled && next.layoutFinished;
      const wanted = this.#awaited;
      if (!next.settled || (wanted.kind === 'words' && !isLast)) return true;
      this.#awaited = null;
      return this.#goTo(next, wanted);
    }
    if (before && before.key !== next.key && this.#topic !== null) {
      this.#topic = sameTopic(before, next, this.#topic);
    }
    return true;
  }

  /** @returns false if the topic is not on the map */
  #goTo(map: PaperMap, wanted: TopicReference): boolean {
    const names = map.key === this.#parts.map()?.key ? this.#parts.names() : map.topics;
    const node = findTopic(map, wanted, names);
    this.#topic = innerNode(map.tree, node);
    return node !== null;
  }
}

/** The node, if the tree has it as an inner node below the root. */
export function innerNode(tree: Dendrogram, node: number | null): number | null {
  return node !== null && node >= tree.n && node < rootOf(tree) ? node : null;
}

/** The topic of `next` most like `topic` of `before`; null where that is the whole map. */
function sameTopic(before: PaperMap, next: PaperMap, topic: number): number | null {
  if (before.tree.n !== next.tree.n || topic >= before.medoids.length) return null;
  const papers = new Set(leavesOf(before.tree, topic));
  return innerNode(next.tree, matchingNode(next.tree, papers, before.medoids[topic] ?? 0));
}
