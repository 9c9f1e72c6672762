/**
 * The topics that a topic is told apart from: whatever may stand on screen with it. All of them come
 * before it in one order, so that a name depends on the tree alone and not on what was asked first.
 */
import { childrenOf, isLeaf, rootOf, type Dendrogram } from '../dendrogram';

/** Merges, from the root down, whose parts are told apart from all topics on screen with them. */
const apartMerges = 80;
/** Ancestors whose other children a deeper topic is told apart from. */
const apartAncestors = 6;

export class TopicsBeside {
  #apart: ReadonlyMap<number, readonly number[]> | undefined;

  constructor(private readonly tree: Dendrogram) {}

  /**
   * Of the upper merges, whatever stands on screen when the node appears in the cut by height; further
   * down, its sibling and the siblings of its nearest ancestors.
   */
  of(node: number): readonly number[] {
    const { tree } = this;
    if (node === rootOf(tree) || isLeaf(tree, node)) return [];
    this.#apart ??= this.#frontiers();
    const known = this.#apart.get(node);
    if (known) return known;
    const others: number[] = [];
    for (let at = node, steps = 0; steps < apartAncestors && at >= 0; steps++) {
      const parent = tree.parent[at] ?? -1;
      const sibling = childrenOf(tree, parent).find((child) => child !== at);
      if (
        sibling !== undefined &&
        !isLeaf(tree, sibling) &&
        (at !== node || this.#first(sibling, node))
      )
        others.push(sibling);
      at = parent;
    }
    return others;
  }

  /** Of two siblings the larger is named first, the left one between equals. */
  #first(a: number, b: number): boolean {
    const { size, start } = this.tree;
    const more = (size[a] ?? 0) - (size[b] ?? 0);
    return more > 0 || (more === 0 && (start[a] ?? 0) < (start[b] ?? 0));
  }

  #frontiers(): Map<number, readonly number[]> {
    const { tree } = this;
    const apart = new Map<number, readonly number[]>();
    let frontier = [rootOf(tree)];
    for (let merge = rootOf(tree); merge >= tree.n && apart.size < 2 * apartMerges; merge--) {
      frontier = frontier.filter((other) => other !== merge);
      for (const child of [...childrenOf(tree, merge)].sort((a, b) =>
        this.#first(a, b) ? -1 : 1,
      )) {
        if (isLeaf(tree, child)) continue;
        apart.set(child, frontier);
        frontier = [...frontier, child];
      }
    }
    return apart;
  }
}

/** Whether some cut by height has both nodes: a node stands there from its parent's merge down to its own. */
export function onOneCut(tree: Dendrogram, a: number, b: number): boolean {
  const parentOf = (node: number): number => tree.parent[node] ?? -1;
  const above = (node: number): number => (parentOf(node) < 0 ? Infinity : parentOf(node));
  return a !== b && a < above(b) && b < above(a);
}
