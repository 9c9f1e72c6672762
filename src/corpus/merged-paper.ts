/** What becomes of two copies of one paper: which text is kept, what is taken from the other. */
import { mergeLinks } from './links';
import type { Copy, Paper, SharedKey } from './paper';

/** Why one copy won: it has the longer abstract, more fields, or came first. */
export type Won = 'abstract' | 'fields' | 'first';

function filledFields(paper: Paper): number {
  return [
    paper.authors.length > 0,
    paper.year !== null,
    paper.venue !== null,
    paper.categories.length > 0,
    paper.doi !== null,
    paper.arxivId !== null,
    paper.links.length > 0,
  ].filter(Boolean).length;
}

/** Which of two copies is kept, and why. */
export function winner(
  first: Paper,
  second: Paper,
): { readonly second: boolean; readonly won: Won } {
  if (first.abstract.length !== second.abstract.length) {
    return { second: second.abstract.length > first.abstract.length, won: 'abstract' };
  }
  const difference = filledFields(second) - filledFields(first);
  return difference === 0
    ? { second: false, won: 'first' }
    : { second: difference > 0, won: 'fields' };
}

/** The DOI of an article: that of arXiv is the arXiv id once more. */
export function articleDoi({ doi }: Paper): string | null {
  return doi === null || doi.startsWith('10.48550/') ? null : doi;
}

/** A paper as it is, whatever it was merged from. */
function withoutCopies(paper: Paper): Paper {
  const { copies, ...rest } = paper;
  return copies === undefined ? paper : rest;
}

/** The winner with what only the other has, an abstract among it; without the copies of either. */
export function combine(kept: Paper, other: Paper): Paper {
  const takesText = kept.abstract === '' && other.abstract !== '';
  const original = { ...kept.original, abstract: other.original?.abstract };
  const text = takesText && {
    abstract: other.abstract,
    ...(Object.values(original).some((given) => given !== undefined) && { original }),
  };
  return {
    ...withoutCopies(kept),
    ...text,
    id: kept.id === '' ? other.id : kept.id,
    authors: kept.authors.length > 0 ? kept.authors : other.authors,
    year: kept.year ?? other.year,
    venue: kept.venue ?? other.venue,
    categories: kept.categories.length > 0 ? kept.categories : other.categories,
    doi: articleDoi(kept) ?? articleDoi(other) ?? kept.doi ?? other.doi,
    arxivId: kept.arxivId ?? other.arxivId,
    links: mergeLinks(kept.links, other.links),
    extra: { ...other.extra, ...kept.extra },
  };
}

/** A paper before it is merged as a copy; one that was merged before as those it was merged from. */
export function copiesOf(
  {
    paper,
    file,
    line,
  }: { readonly paper: Paper; readonly file: string; readonly line: number | null },
  by: SharedKey | null,
): readonly Copy[] {
  const { copies, ...single } = paper;
  if (copies === undefined) return [{ paper: single, file, line, by }];
  return copies.map((copy) => ({ ...copy, by: copy.by ?? by }));
}

/** One paper made of copies, in their order; null of none. A single copy is itself again. */
export function merged(copies: readonly Copy[]): Paper | null {
  const [first, ...others] = copies;
  if (first === undefined) return null;
  if (others.length === 0) return first.paper;
  const paper = others.reduce((before, { paper: next }) => {
    const [kept, dropped] = winner(before, next).second ? [next, before] : [before, next];
    return combine(kept, dropped);
  }, first.paper);
  return { ...paper, copies: [{ ...first, by: null }, ...others] };
}
