/**
 * Topics of one tree found again in another, by the papers they share: what a topic was called stays
 * with it when papers are added, and what hardly changed is not renamed.
 */
import { leavesOf, type Dendrogram } from './dendrogram';

/** Least overlap (Jaccard: papers in both, out of papers in either) of what counts as the same topic. */
export const leastOverlap = 0.3;

export interface TopicMatch {
  /** Place of the old topic in the list given. */
  readonly old: number;
  readonly node: number;
  /** Jaccard index of the two sets of papers, above 0 and up to 1. */
  readonly overlap: number;
}

/**
 * Matches topics, given by the papers they held, to nodes of a tree: one to one, the largest overlap
 * first, ties by the old topic's place and then by the lower node. Papers the tree has not are left out
 * of the count, so that removing papers costs a topic nothing.
 *
 * Only ancestors of a topic's papers can share any with it: O(papers × depth) for each topic.
 *
 * @param leafOf the leaf of a paper by the key the old topics use; undefined for papers that are gone
 */
export function matchTopics<Key>(
  topics: readonly (readonly Key[])[],
  tree: Dendrogram,
  leafOf: (paper: Key) => number | undefined,
  least = leastOverlap,
): TopicMatch[] {
  const found: TopicMatch[] = [];
  topics.forEach((papers, old) => {
    const leaves = new Set(papers.flatMap((paper) => leafOf(paper) ?? []));
    if (leaves.size === 0) return;
    const shared = new Map<number, number>();
    for (const leaf of leaves)
      for (let node = leaf; node >= 0; node = tree.parent[node] ?? -1) {
        // Larger nodes overlap too little whatever they share.
        if ((tree.size[node] ?? 0) * least > leaves.size) break;
        shared.set(node, (shared.get(node) ?? 0) + 1);
      }
    for (const [node, both] of shared) {
      const overlap = both / (leaves.size + leavesOf(tree, node).length - both);
      if (overlap >= least) found.push({ old, node, overlap });
    }
  });
  found.sort((a, b) => b.overlap - a.overlap || a.old - b.old || a.node - b.node);
  const takenTopics = new Set<number>();
  const takenNodes = new Set<number>();
  return found.filter(({ old, node }) => {
    if (takenTopics.has(old) || takenNodes.has(node)) return false;
    takenTopics.add(old);
    takenNodes.add(node);
    return true;
  });
}
