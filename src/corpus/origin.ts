/** Which pile a paper came in with, so that one added to a corpus can be told from those before. */
import type { Paper } from './paper';

/** The extra column that names the file, or the corpus, a paper came from. */
export const originColumn = 'origin';

/** The paper with its origin noted; one that knows its origin already keeps it. */
export function withOrigin(paper: Paper, origin: string): Paper {
  if (Object.hasOwn(paper.extra, originColumn)) return paper;
  return { ...paper, extra: { ...paper.extra, [originColumn]: origin } };
}
