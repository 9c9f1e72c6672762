/** The conditions a query can set a paper (`query.ts` reads them), and whether a paper meets them. */
import type { Paper } from '../corpus/paper';

export type TextField = 'title' | 'abstract' | 'author' | 'venue' | 'category';
export const textFields = ['author', 'title', 'abstract', 'venue', 'category'] as const;
export type Trait = 'code' | 'abstract' | 'pdf' | 'doi' | 'arxiv';
export const traits = ['code', 'pdf', 'doi', 'arxiv', 'abstract'] as const;

/** `not` turns a condition round: `-has:code`. */
export type Filter = { readonly not: boolean } & (
  | { readonly kind: 'year'; readonly from: number; readonly to: number }
  | { readonly kind: 'has'; readonly trait: Trait }
  | { readonly kind: 'field'; readonly field: TextField; readonly text: string }
  /** The paper of a DOI, of an arXiv id (without its version), or with a link to an address. */
  | { readonly kind: 'doi' | 'arxiv' | 'address'; readonly text: string }
  /** An exact run of words in title or abstract: `"…"`, or `-word` for its absence. */
  | { readonly kind: 'phrase'; readonly text: string }
  /** Words that begin like this, in title or abstract: a bare word beside a filter, `graph OR year:2020`. */
  | { readonly kind: 'begun'; readonly text: string }
);

/** Conditions of which one is enough. */
export type Clause = readonly Filter[];

/** Whether a paper meets one condition of every clause. */
export function passes(paper: Paper, clauses: readonly Clause[]): boolean {
  return clauses.every((clause) => clause.some((filter) => holds(paper, filter) !== filter.not));
}

function holds(paper: Paper, filter: Filter): boolean {
  switch (filter.kind) {
    case 'year':
      return paper.year !== null && paper.year >= filter.from && paper.year <= filter.to;
    case 'has':
      return hasTrait(paper, filter.trait);
    case 'field':
      return holdsInField(paper, filter.field, filter.text);
    case 'doi':
      return paper.doi?.toLowerCase() === filter.text || paper.id.toLowerCase() === filter.text;
    case 'arxiv':
      return paper.arxivId === filter.text || paper.id === filter.text;
    case 'address':
      return paper.links.some(({ url }) => comparableAddress(url) === filter.text);
    case 'phrase':
      return includesWords(`${paper.title} ${paper.abstract}`, filter.text, true);
    case 'begun':
      return includesWords(`${paper.title} ${paper.abstract}`, filter.text, false);
  }
}

/** Whether a paper has a code repository, an abstract, a PDF, a DOI or a number at arXiv. */
export function hasTrait(paper: Paper, trait: Trait): boolean {
  switch (trait) {
    case 'code':
      return paper.links.some(({ kind }) => kind === 'github' || kind === 'code');
    case 'abstract':
      return paper.abstract !== '';
    case 'pdf':
      return paper.links.some(({ kind }) => kind === 'pdf');
    case 'doi':
      return paper.doi !== null;
    case 'arxiv':
      return paper.arxivId !== null;
  }
}

/** What a paper has in a field; none is empty. */
export function fieldTexts(paper: Paper, field: TextField): readonly string[] {
  switch (field) {
    case 'title':
      return [paper.title].filter((text) => text !== '');
    case 'abstract':
      return [paper.abstract].filter((text) => text !== '');
    case 'author':
      return paper.authors;
    case 'venue':
      return paper.venue === null || paper.venue === '' ? [] : [paper.venue];
    case 'category':
      return paper.categories;
  }
}

function holdsInField(paper: Paper, field: TextField, text: string): boolean {
  const wanted = foldForSearch(text);
  return fieldTexts(paper, field).some((held) => {
    const folded = foldForSearch(held);
    // "Hinton, Geoffrey" and "G. Hinton" are names of one person: their words in any order.
    if (field === 'author')
      return wanted
        .split(/[\s,.]+/u)
        .filter((word) => word !== '')
        .every((word) => startsIn(folded, word));
    return folded.includes(wanted);
  });
}

/** An address as addresses are compared: without scheme, `www.` and the stroke at its end. */
export function comparableAddress(url: string): string {
  return url.toLowerCase().replace(/^https?:\/\/(?:www\.)?|[/.,;)]+$/gu, '');
}

/** Printable ASCII, which has no accents. */
const plain = /^[\x20-\x7e]*$/;

/** Case, accents and runs of space do not count when texts are compared. */
export function foldForSearch(text: string): string {
  if (plain.test(text) && !text.includes('  ')) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ');
}

const wordCharacter = /[\p{L}\p{N}]/u;

/** Whether words stand in a text as they are; the last must end where they do unless `whole` is false. */
function includesWords(text: string, words: string, whole: boolean): boolean {
  const [folded, wanted] = [foldForSearch(text), foldForSearch(words)];
  return startsIn(folded, wanted, whole);
}

function startsIn(folded: string, wanted: string, whole = false): boolean {
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const after = folded.charAt(at + wanted.length);
    if (wordCharacter.test(folded.charAt(at - 1))) continue;
    if (!whole || !wordCharacter.test(after)) return true;
  }
  return false;
}
