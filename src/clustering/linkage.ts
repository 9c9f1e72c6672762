/**
 * The result of hierarchical clustering in SciPy's convention, and the step every algorithm here
 * shares: merges found in any order become rows sorted by height and numbered as SciPy numbers them.
 */

/**
 * One row per merge, as the columns of SciPy's linkage matrix Z. Row `m` joins nodes
 * `left[m] < right[m]` (a node below n is a paper, node n+m is the merge of row m).
 */
export interface Linkage {
  /** Number of leaves, at least 1. */
  readonly n: number;
  /** Smaller child of each merge; length n-1. */
  readonly left: Int32Array;
  /** Larger child of each merge; length n-1. */
  readonly right: Int32Array;
  /** Merge heights in SciPy's scale, never decreasing; length n-1. */
  readonly height: Float64Array;
  /** Leaves under each merge; length n-1. */
  readonly size: Uint32Array;
}

/**
 * Merges as an algorithm finds them: `first[m]` and `second[m]` are any leaf of either side. A merge
 * comes after the merges that made its sides; heights need not be sorted.
 */
export interface Merges {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly height: Float64Array;
}

/** Disjoint sets of leaves, each carrying the dendrogram node that stands for it. */
class NodeSets {
  readonly #parent: Uint32Array;
  readonly #node: Int32Array;

  constructor(n: number) {
    this.#parent = Uint32Array.from({ length: n }, (_, leaf) => leaf);
    this.#node = Int32Array.from({ length: n }, (_, leaf) => leaf);
  }

  /** The representative of a leaf's set, with path halving. */
  find(leaf: number): number {
    let at = leaf;
    for (;;) {
      const above = this.#parent[at] ?? at;
      if (above === at) return at;
      const next = this.#parent[above] ?? above;
      this.#parent[at] = next;
      at = next;
    }
  }

  nodeOf(representative: number): number {
    return this.#node[representative] ?? representative;
  }

  join(kept: number, absorbed: number, node: number): void {
    this.#parent[absorbed] = kept;
    this.#node[kept] = node;
  }
}

/**
 * Sorts merges by height (equal heights keep the order in which they were found) and numbers the
 * nodes as SciPy does.
 */
export function linkageFromMerges(n: number, merges: Merges): Linkage {
  const count = Math.max(0, n - 1);
  const rank = Uint32Array.from({ length: count }, (_, merge) => merge);
  rank.sort((a, b) => (merges.height[a] ?? 0) - (merges.height[b] ?? 0) || a - b);

  const left = new Int32Array(count);
  const right = new Int32Array(count);
  const height = new Float64Array(count);
  const size = new Uint32Array(count);
  const sets = new NodeSets(n);
  const sizeOf = (node: number) => (node < n ? 1 : (size[node - n] ?? 0));
  for (let row = 0; row < count; row++) {
    const merge = rank[row] ?? 0;
    const a = sets.find(merges.first[merge] ?? 0);
    const b = sets.find(merges.second[merge] ?? 0);
    const nodeA = sets.nodeOf(a);
    const nodeB = sets.nodeOf(b);
    left[row] = Math.min(nodeA, nodeB);
    right[row] = Math.max(nodeA, nodeB);
    height[row] = merges.height[merge] ?? 0;
    size[row] = sizeOf(nodeA) + sizeOf(nodeB);
    if (sizeOf(nodeA) >= sizeOf(nodeB)) sets.join(a, b, n + row);
    else sets.join(b, a, n + row);
  }
  return { n, left, right, height, size };
}
