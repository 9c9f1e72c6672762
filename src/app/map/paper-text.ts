/** A paper as the treemap's tiles write it. */
import type { Paper } from '../../corpus/paper';
import { hasCode } from '../../corpus/facets';
import { firstSentence } from '../../text/sentences';
import { authorLine } from '../../views/shared/wording';
import type { PaperText } from '../../views/treemap/detail';

const blank: PaperText = { title: '', byline: '', sentence: '' };

const known = new WeakMap<Paper, PaperText>();

/** Title, authors with year, and first sentence; made once per paper, since drawing asks often. */
export function textOf(paper: Paper | undefined): PaperText {
  if (!paper) return blank;
  let text = known.get(paper);
  if (!text) {
    text = {
      title: paper.title,
      byline: [authorLine(paper.authors), paper.year?.toString() ?? '']
        .filter((part) => part !== '')
        .join(' · '),
      sentence: firstSentence(paper.abstract),
      abstract: paper.abstract,
      hasCode: hasCode(paper),
    };
    known.set(paper, text);
  }
  return text;
}
