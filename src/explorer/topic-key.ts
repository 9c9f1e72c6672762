import { leavesOf, type Dendrogram } from '../clustering/dendrogram';
import type { Paper } from '../corpus/paper';
import { contentKeyOf } from '../foundation/hash';

/**
 * Names a topic by the papers it holds, so that what the user called it is found again on another
 * map as long as the papers are the same.
 *
 * @param papers paper of each leaf
 */
export function topicKey(tree: Dendrogram, papers: readonly Paper[], node: number): string {
  const ids = Array.from(leavesOf(tree, node), (leaf) => papers[leaf]?.id ?? '');
  return contentKeyOf(ids.sort());
}
