import { leavesOf, type Dendrogram } from '../../clustering/dendrogram';
import { oldTopic } from '../../clustering/match-topics';
import type { Paper } from '../../corpus/paper';
import { contentKeyOf } from '../../foundation/hash';
import type { TopicPapers } from '../../storage/schema';

/** Papers kept of a topic that was given a name: with so many its overlap is told to within .03. */
const mostKept = 256;

/**
 * Names a topic by the papers it holds, so that what the user called it is found again on another
 * map of the same papers.
 *
 * @param papers paper of each leaf
 */
export function topicKey(tree: Dendrogram, papers: readonly Paper[], node: number): string {
  const ids = Array.from(leavesOf(tree, node), (leaf) => papers[leaf]?.id ?? '');
  return contentKeyOf(ids.sort());
}

/**
 * What is kept of a topic's papers, so that it is found again where some of them are others.
 *
 * @param papers paper of each leaf
 * @param known papers of the whole corpus
 */
export function topicPapers(
  tree: Dendrogram,
  papers: readonly Paper[],
  node: number,
  known: number,
): TopicPapers {
  const { papers: leaves, size } = oldTopic(tree, node, mostKept);
  return { size, ids: leaves.map((leaf) => papers[leaf]?.id ?? ''), known };
}
