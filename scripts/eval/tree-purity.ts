/** How pure a whole tree is, at every level at once, rather than one cut of it. */
import type { Dendrogram } from '../../src/clustering/dendrogram';

/**
 * Dendrogram purity (Heller & Ghahramani, ICML 2005): take two papers of one label at random, and the
 * smallest topic that holds both; the expected share of this topic's papers with their label. 1 when
 * every label is a subtree; for a random tree, about a label's share of all papers.
 *
 * @param labels numbered from 0, one per leaf
 * @returns 1 where no two papers share a label
 */
export function treePurity(tree: Dendrogram, labels: Int32Array): number {
  const { n } = tree;
  const width = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const counts = new Float64Array((2 * n - 1) * width);
  labels.forEach((label, leaf) => {
    counts[leaf * width + label] = 1;
  });
  let pairs = 0;
  let pure = 0;
  for (let merge = 0; merge < n - 1; merge++) {
    const node = n + merge;
    const left = (tree.left[merge] ?? 0) * width;
    const right = (tree.right[merge] ?? 0) * width;
    const size = tree.size[node] ?? 1;
    for (let label = 0; label < width; label++) {
      const [a, b] = [counts[left + label] ?? 0, counts[right + label] ?? 0];
      counts[node * width + label] = a + b;
      pairs += a * b;
      pure += (a * b * (a + b)) / size;
    }
  }
  return pairs === 0 ? 1 : pure / pairs;
}
