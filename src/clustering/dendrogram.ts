/**
 * The hierarchy as flat arrays. Nodes are numbered as SciPy numbers them: leaf `i` is paper `i`
 * (0 ≤ i < n) and merge `m` creates node `n + m`, so the root is `2n - 2` and a node's children have
 * smaller numbers. Leaves are laid in `order` so that every node is a range of it: highlighting,
 * counting, labelling and drawing are loops over a range.
 */
export interface Dendrogram {
  /** Number of leaves (papers), at least 1. */
  readonly n: number;
  /** Left child of merge `m`, a node; length n-1. */
  readonly left: Int32Array;
  /** Right child of merge `m`, a node; length n-1. */
  readonly right: Int32Array;
  /** Merge height of merge `m` (Ward's distance in SciPy's scale), never decreasing; length n-1. */
  readonly height: Float32Array;
  /** Leaves from left to right; length n. */
  readonly order: Uint32Array;
  /** First position in `order` of each node; length 2n-1. */
  readonly start: Uint32Array;
  /** Number of leaves under each node; length 2n-1. */
  readonly size: Uint32Array;
  /** Parent of each node, -1 for the root; length 2n-1. */
  readonly parent: Int32Array;
}

export function rootOf(tree: Dendrogram): number {
  return 2 * tree.n - 2;
}

export function isLeaf(tree: Dendrogram, node: number): boolean {
  return node < tree.n;
}

/** The two children of an inner node, left first; empty for a leaf. */
export function childrenOf(
  tree: Dendrogram,
  node: number,
): readonly [number, number] | readonly [] {
  const merge = node - tree.n;
  const left = tree.left[merge];
  const right = tree.right[merge];
  return left === undefined || right === undefined ? [] : [left, right];
}

/** Merge height of a node; 0 for a leaf. */
export function heightOf(tree: Dendrogram, node: number): number {
  return tree.height[node - tree.n] ?? 0;
}

/** The papers under a node, in leaf order: a view, not a copy. */
export function leavesOf(tree: Dendrogram, node: number): Uint32Array {
  const start = tree.start[node] ?? 0;
  return tree.order.subarray(start, start + (tree.size[node] ?? 0));
}

/** The nodes from `node` up to and including `top`, nearest first; empty if `top` is not above. */
export function pathUp(tree: Dendrogram, node: number, top = rootOf(tree)): number[] {
  const path: number[] = [];
  for (let at = node; at !== -1; at = tree.parent[at] ?? -1) {
    path.push(at);
    if (at === top) return path;
  }
  return [];
}

/** Whether `ancestor` holds `node` (a node holds itself). */
export function holds(tree: Dendrogram, ancestor: number, node: number): boolean {
  const start = tree.start[node] ?? 0;
  const top = tree.start[ancestor] ?? 0;
  return (
    start >= top &&
    start + (tree.size[node] ?? 0) <= top + (tree.size[ancestor] ?? 0) &&
    (tree.size[ancestor] ?? 0) >= (tree.size[node] ?? 0)
  );
}
