import { rootOf, type Dendrogram } from '../../clustering/dendrogram';
import type { SimilarPaper } from '../search/similar.svelte';

/** Share of the weight of the nearest papers that their topic holds. */
const leastShare = 0.5;
/** Smaller topics say little about where a paper stands. */
const smallestTopic = 5;

/**
 * The topic that a paper belongs to by its nearest: the smallest that holds most of them, where the
 * first counts 1, the second a half, and so on.
 *
 * @param nearest leaves of the tree, nearest first, at least one
 */
export function topicOfNearest(tree: Dendrogram, nearest: readonly SimilarPaper[]): number {
  const weights = new Map<number, number>();
  let whole = 0;
  nearest.forEach(({ paper }, rank) => {
    const weight = 1 / (rank + 1);
    whole += weight;
    for (let node = paper; node !== -1; node = tree.parent[node] ?? -1)
      weights.set(node, (weights.get(node) ?? 0) + weight);
  });
  let best = rootOf(tree);
  for (const [node, weight] of weights) {
    const size = tree.size[node] ?? 0;
    if (weight <= leastShare * whole || size < smallestTopic) continue;
    if (size < (tree.size[best] ?? 0)) best = node;
  }
  return best;
}
