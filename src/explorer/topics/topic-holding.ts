import { holds, rootOf, type Dendrogram } from '../../clustering/dendrogram';

/**
 * The smallest topic that holds all of the given papers. O(papers given + depth of the tree).
 *
 * @param papers leaves of `tree`
 * @returns null when no paper is given; the root where there is no inner node
 */
export function topicHolding(tree: Dendrogram, papers: readonly number[]): number | null {
  const [some] = papers;
  if (some === undefined) return null;
  const placeOf = (paper: number) => tree.start[paper] ?? 0;
  let first = some;
  let last = some;
  for (const paper of papers) {
    if (placeOf(paper) < placeOf(first)) first = paper;
    if (placeOf(paper) > placeOf(last)) last = paper;
  }
  let node = tree.parent[first] ?? -1;
  while (node !== -1 && !holds(tree, node, last)) node = tree.parent[node] ?? -1;
  return node === -1 ? rootOf(tree) : node;
}
