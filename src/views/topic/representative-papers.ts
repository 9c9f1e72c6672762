/**
 * Papers that stand for a topic: the medoid first, then each time the medoid of the largest part not
 * yet represented, so that a few papers cover what the topic holds.
 */
import { childrenOf, isLeaf, type Dendrogram } from '../../clustering/dendrogram';

/**
 * @param medoids medoid paper of every node, length 2n-1
 * @param most at most this many papers, each once
 */
export function representativePapers(
  tree: Dendrogram,
  medoids: Uint32Array,
  node: number,
  most: number,
): number[] {
  const papers = [medoids[node] ?? 0];
  const parts = [node];
  while (papers.length < most && parts.length > 0) {
    parts.sort((a, b) => (tree.size[b] ?? 0) - (tree.size[a] ?? 0) || b - a);
    const largest = parts.shift();
    if (largest === undefined || isLeaf(tree, largest)) break;
    for (const child of childrenOf(tree, largest)) {
      parts.push(child);
      const medoid = medoids[child] ?? 0;
      if (papers.length < most && !papers.includes(medoid)) papers.push(medoid);
    }
  }
  return papers;
}
