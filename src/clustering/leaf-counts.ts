import type { Dendrogram } from './dendrogram';

/**
 * Counts, for every node, how many of some papers are under it: they roll up as two look-ups in the
 * sums along the leaf order.
 *
 * @param leaves papers of the tree, each at most once
 */
export function leafCounts(tree: Dendrogram, leaves: Iterable<number>): (node: number) => number {
  const isCounted = new Uint8Array(tree.n);
  for (const leaf of leaves) isCounted[leaf] = 1;
  const before = new Uint32Array(tree.n + 1);
  tree.order.forEach((leaf, at) => (before[at + 1] = (before[at] ?? 0) + (isCounted[leaf] ?? 0)));
  return (node) => {
    const start = tree.start[node] ?? 0;
    return (before[start + (tree.size[node] ?? 0)] ?? 0) - (before[start] ?? 0);
  };
}
