import type { Dendrogram } from '../../clustering/dendrogram';
import type { EncoderText } from '../../embedding/encoder';
import type { PaperMap } from '../../engine/map';
import { failure, success, type Result } from '../../foundation/result';
import type { NearPaper, OwnPlace } from './own-paper.svelte';
import type { PaperFinder } from '../ports';
import { topicOfNearest } from './topic-of-nearest';

/** Papers listed. */
const mostListed = 10;
/** Papers asked for where only some of the corpus are on the map. */
const mostAsked = 200;

/**
 * Where a text that is none of the papers belongs on a map; why not, where that cannot be said.
 *
 * @param tree of the map, over its leaves
 */
export async function placeOwnPaper(
  finder: Pick<PaperFinder, 'place'>,
  map: Pick<PaperMap, 'key' | 'corpusId' | 'subset'>,
  tree: Dendrogram,
  text: EncoderText,
): Promise<Result<OwnPlace>> {
  const { subset, corpusId, key } = map;
  const answer = await finder.place(corpusId, text, subset === null ? mostListed : mostAsked);
  if (!answer.ok) return answer;
  const { papers, similarities, nearness } = answer.value;
  const leafOf = subset && new Map(Array.from(subset, (of, at) => [of, at]));
  const nearest: NearPaper[] = [];
  papers.forEach((of, rank) => {
    const paper = leafOf ? leafOf.get(of) : of;
    if (paper === undefined || nearest.length === mostListed) return;
    const similarity = similarities[rank] ?? 0;
    nearest.push({ paper, similarity, nearness: nearness[rank] ?? null });
  });
  if (nearest.length === 0) return failure(nothingShared);
  return success({ text, map: key, nearest, topic: topicOfNearest(tree, nearest) });
}

const nothingShared = {
  code: 'place-none',
  message: 'No paper here shares a word with this text.',
  remedy: 'Paste the title and the abstract in the language of these papers.',
} as const;
