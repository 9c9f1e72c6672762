/**
 * Papers that stand for a topic: the medoid first, then each time one from where the papers so far
 * are farthest from, so that a few papers cover what the topic holds.
 */
import { childrenOf, heightOf, holds, type Dendrogram } from '../../clustering/dendrogram';

/**
 * Farthest-first traversal (Gonzalez 1985) by cophenetic distance, the merge height at which two
 * papers meet. In such an ultrametric the papers farthest from those chosen are a whole side of the
 * highest merge that has a chosen paper on its other side only; of that side the medoid is taken. So the
 * first k papers lie one in each of the k clusters that cutting the topic by height gives.
 *
 * @param medoids medoid paper of every node, length 2n-1
 * @param most at most this many papers, each once
 */
export function representativePapers(
  tree: Dendrogram,
  medoids: Uint32Array,
  node: number,
  most: number,
): number[] {
  const first = medoids[node] ?? 0;
  const papers = [first];
  /** Clusters with the one paper chosen from each. */
  const open = [{ node, paper: first }];
  while (papers.length < most) {
    open.sort((a, b) => heightOf(tree, b.node) - heightOf(tree, a.node) || b.node - a.node);
    const highest = open.shift();
    const [left, right] = highest ? childrenOf(tree, highest.node) : [];
    if (highest === undefined || left === undefined || right === undefined) break;
    const near = holds(tree, left, highest.paper) ? left : right;
    const far = near === left ? right : left;
    const paper = medoids[far] ?? 0;
    papers.push(paper);
    open.push({ node: near, paper: highest.paper }, { node: far, paper });
  }
  return papers;
}
