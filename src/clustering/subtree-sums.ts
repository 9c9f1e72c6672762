import type { Vectors } from '../embedding/encoder';

/** Just enough of a linkage or a dendrogram to walk it. */
export interface BinaryTree {
  readonly n: number;
  /** Children of merge m; length n-1 each, children created before their parents. */
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** One merge on the walk; the sums (length d) are valid until the next step only. */
export interface MergeStep {
  readonly merge: number;
  /** Sum of the rows under the left child. */
  readonly leftSum: Float64Array;
  /** Sum of the rows under the right child. */
  readonly rightSum: Float64Array;
}

/** Number of leaves of every node of a tree; length 2n-1. */
export function nodeSizes({ n, left, right }: BinaryTree): Uint32Array {
  const size = new Uint32Array(2 * n - 1).fill(1, 0, n);
  for (let merge = 0; merge < n - 1; merge++) {
    size[n + merge] = (size[left[merge] ?? 0] ?? 0) + (size[right[merge] ?? 0] ?? 0);
  }
  return size;
}

/**
 * Walks every merge, children before parents, with the sums of the rows under its two children, in O(n·d) time and O(d·log n)
 * memory: the larger child is walked first, so that at any time only one sum per halving is held
 * (the register argument of Sethi & Ullman, 1970). Sums are taken in double precision.
 */
export function* walkSums(tree: BinaryTree, vectors: Vectors): Generator<MergeStep, void> {
  const { n, left, right } = tree;
  const { d, data } = vectors;
  if (n < 2) return;
  const size = nodeSizes(tree);
  const spare: Float64Array[] = [];
  const done: Float64Array[] = [];
  // A merge is entered as its node number and left (children summed) as its complement.
  const open = [2 * n - 2];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (item >= n) {
      const a = left[item - n] ?? 0;
      const b = right[item - n] ?? 0;
      const leftFirst = (size[a] ?? 0) >= (size[b] ?? 0);
      open.push(~item, leftFirst ? b : a, leftFirst ? a : b);
    } else if (item >= 0) {
      const sum = spare.pop() ?? new Float64Array(d);
      for (let k = 0; k < d; k++) sum[k] = data[item * d + k] ?? 0;
      done.push(sum);
    } else {
      const merge = ~item - n;
      const later = done.pop();
      const earlier = done.pop();
      if (!later || !earlier) throw new Error(`Merge ${merge} is not part of a tree.`);
      const leftFirst = (size[left[merge] ?? 0] ?? 0) >= (size[right[merge] ?? 0] ?? 0);
      yield {
        merge,
        leftSum: leftFirst ? earlier : later,
        rightSum: leftFirst ? later : earlier,
      };
      for (let k = 0; k < d; k++) earlier[k] = (earlier[k] ?? 0) + (later[k] ?? 0);
      spare.push(later);
      done.push(earlier);
    }
  }
}
