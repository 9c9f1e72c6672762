import { isLeaf, rootOf, type Dendrogram } from '../../clustering/dendrogram';

/**
 * The topic that a set of papers is most like: of all inner nodes, the one with the largest Jaccard
 * index (papers in common over papers in either), the smaller one on ties. O(n).
 *
 * @param papers leaves of `tree`, each once
 * @returns null when no paper is given
 */
export function topicOfPapers(tree: Dendrogram, papers: Uint32Array): number | null {
  if (papers.length === 0) return null;
  const given = new Uint8Array(tree.n);
  for (const paper of papers) given[paper] = 1;
  /** How many of the given papers come before each place of the leaf order. */
  const before = new Uint32Array(tree.n + 1);
  for (let place = 0; place < tree.n; place++)
    before[place + 1] = (before[place] ?? 0) + (given[tree.order[place] ?? 0] ?? 0);
  let best: number | null = null;
  let bestIndex = 0;
  for (let node = rootOf(tree); node >= 0 && !isLeaf(tree, node); node--) {
    const start = tree.start[node] ?? 0;
    const size = tree.size[node] ?? 0;
    const common = (before[start + size] ?? 0) - (before[start] ?? 0);
    const index = common / (papers.length + size - common);
    const smaller = best === null || size < (tree.size[best] ?? 0);
    if (index > bestIndex || (index === bestIndex && index > 0 && smaller)) {
      best = node;
      bestIndex = index;
    }
  }
  return best;
}
