/** Finds a topic again in another tree of the same papers, so that a new map keeps one's place. */
import { leavesOf, pathUp, rootOf, type Dendrogram } from '../../clustering/dendrogram';

/**
 * The node most like a set of papers: the ancestor of `anchor` with the largest Jaccard index
 * (papers in common over papers in either), the smaller one on ties.
 *
 * @param papers leaves of `tree` to look for
 * @param anchor a leaf that the node must hold, typically the old topic's medoid
 */
export function matchingNode(
  tree: Dendrogram,
  papers: ReadonlySet<number>,
  anchor: number,
): number {
  let best = rootOf(tree);
  let bestIndex = -1;
  let common = 0;
  let before: { start: number; end: number } | null = null;
  for (const node of pathUp(tree, anchor)) {
    const start = tree.start[node] ?? 0;
    const leaves = leavesOf(tree, node);
    for (const [offset, leaf] of leaves.entries()) {
      const position = start + offset;
      const counted = before !== null && position >= before.start && position < before.end;
      if (!counted && papers.has(leaf)) common++;
    }
    before = { start, end: start + leaves.length };
    const index = common / (papers.size + leaves.length - common);
    if (index > bestIndex) {
      best = node;
      bestIndex = index;
    }
  }
  return best;
}
