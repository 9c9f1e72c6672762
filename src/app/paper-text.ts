/** A paper as the treemap's tiles write it. */
import type { Paper } from '../corpus/paper';
import { authorLine } from '../views/shared/words';
import type { PaperText } from '../views/treemap/detail';

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
    };
    known.set(paper, text);
  }
  return text;
}

/** Up to the first full stop that ends a sentence, not an abbreviation or a number. */
export function firstSentence(abstract: string): string {
  const end = /[.!?。！？](?=\s+\p{Lu}|\s*$)|[。！？]/u.exec(abstract);
  return end ? abstract.slice(0, end.index + 1) : abstract;
}
