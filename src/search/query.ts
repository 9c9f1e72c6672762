/**
 * What people type into the search box: words, "exact phrases", and filters such as
 * `year:2020..2022` (or `year:2020-2022`, `2020..2022`), `has:code`, `author:hinton`, `-survey`. A DOI,
 * an arXiv id or an address asks for the paper it belongs to. A known filter that cannot be read
 * (`year:cat`) is left out and named; anything else is words, so nothing typed is ever an error.
 */
import { arxivIdIn, doiIn } from '../corpus/links';
import type { Paper } from '../corpus/paper';

export type TextField = 'title' | 'abstract' | 'author' | 'venue' | 'category';
export type Trait = 'code' | 'abstract' | 'pdf' | 'doi';

export type Filter =
  | { readonly kind: 'year'; readonly from: number; readonly to: number; readonly not: boolean }
  | { readonly kind: 'has'; readonly trait: Trait; readonly not: boolean }
  | {
      readonly kind: 'field';
      readonly field: TextField;
      readonly text: string;
      readonly not: boolean;
    }
  /** The paper of a DOI, of an arXiv id (without its version), or with a link to an address. */
  | { readonly kind: 'doi' | 'arxiv' | 'address'; readonly text: string; readonly not: boolean }
  /** An exact run of words in title or abstract: `"…"`, or `-word` for its absence. */
  | { readonly kind: 'phrase'; readonly text: string; readonly not: boolean };

export interface Query {
  /** The words to rank by, in the order typed; phrases are among them, filters are not. */
  readonly words: string;
  readonly filters: readonly Filter[];
  /** Known filters with a value that says nothing, as typed. */
  readonly unread: readonly string[];
}

const fields: ReadonlyMap<string, TextField> = new Map([
  ['title', 'title'],
  ['abstract', 'abstract'],
  ['author', 'author'],
  ['authors', 'author'],
  ['venue', 'venue'],
  ['category', 'category'],
  ['keyword', 'category'],
]);
const traits: readonly Trait[] = ['code', 'abstract', 'pdf', 'doi'];

/** Years without a name, which only two dots tell from a number: `2018..`, `..2018`, `2018..2020`. */
const bareYears = /^(?:\d{4}\.\.(?:\d{4})?|\.\.\d{4})$/;

const part = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu;

/** Reads a query; never fails. An unclosed quotation mark reaches to the end. */
export function parseQuery(typed: string): Query {
  const words: string[] = [];
  const filters: Filter[] = [];
  const unread: string[] = [];
  for (const [whole, minus, name, quoted, bare] of typed.normalize('NFC').matchAll(part)) {
    const text = (quoted ?? bare ?? '').trim();
    if (text === '') continue;
    const not = minus === '-';
    const filter =
      (quoted === undefined ? paperAsked(whole.slice(minus?.length), not) : null) ??
      (name === undefined ? null : namedFilter(name.toLowerCase(), text, not));
    if (filter) filters.push(filter);
    else if (name === undefined ? false : ['year', 'has'].includes(name.toLowerCase()))
      unread.push(whole);
    else if (name !== undefined) words.push(whole);
    else if (bare !== undefined && bareYears.test(bare) && !not)
      filters.push(...[namedFilter('year', bare, not)].filter((found) => found !== null));
    else if ((quoted !== undefined || not) && /[\p{L}\p{N}]/u.test(text)) {
      filters.push({ kind: 'phrase', text, not });
      if (!not) words.push(text);
    } else words.push(text);
  }
  return { words: words.join(' '), filters, unread };
}

/** The paper that a DOI, an arXiv id or an address stands for; null for any other word. */
function paperAsked(word: string, not: boolean): Filter | null {
  if (/^(?:doi:|https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d{4,9}\/\S/iu.test(word)) {
    const text = doiIn(word);
    if (text !== null) return { kind: 'doi', text, not };
  }
  if (/^(?:arxiv:|https?:)|^\d{4}\.\d{4,5}(?:v\d+)?$/iu.test(word)) {
    const text = arxivIdIn(word);
    if (text !== null) return { kind: 'arxiv', text, not };
  }
  return /^https?:\/\/\S/iu.test(word) ? { kind: 'address', text: comparable(word), not } : null;
}

/** An address as addresses are compared: without scheme, `www.` and the stroke at its end. */
function comparable(url: string): string {
  return url.toLowerCase().replace(/^https?:\/\/(?:www\.)?|[/.,;)]+$/gu, '');
}

function namedFilter(name: string, text: string, not: boolean): Filter | null {
  const field = fields.get(name);
  if (field !== undefined) return { kind: 'field', field, text, not };
  if (name === 'has') {
    const trait = traits.find((known) => known === text.toLowerCase());
    return trait ? { kind: 'has', trait, not } : null;
  }
  if (name === 'year') {
    const range = /^(\d{4})?(\.\.|-)?(\d{4})?$/.exec(text);
    if (!range || (range[1] === undefined && range[3] === undefined)) return null;
    const from = range[1] === undefined ? -Infinity : Number(range[1]);
    const open = range[2] !== undefined;
    const to = range[3] === undefined ? (open ? Infinity : from) : Number(range[3]);
    return { kind: 'year', from, to, not };
  }
  return null;
}

/** Whether a paper passes every filter of a query. */
export function passes(paper: Paper, filters: readonly Filter[]): boolean {
  return filters.every((filter) => holds(paper, filter) !== filter.not);
}

function holds(paper: Paper, filter: Filter): boolean {
  switch (filter.kind) {
    case 'year':
      return paper.year !== null && paper.year >= filter.from && paper.year <= filter.to;
    case 'has':
      return hasTrait(paper, filter.trait);
    case 'field':
      return fieldTexts(paper, filter.field).some((text) =>
        foldForSearch(text).includes(foldForSearch(filter.text)),
      );
    case 'doi':
      return paper.doi?.toLowerCase() === filter.text || paper.id.toLowerCase() === filter.text;
    case 'arxiv':
      return paper.arxivId === filter.text || paper.id === filter.text;
    case 'address':
      return paper.links.some(({ url }) => comparable(url) === filter.text);
    case 'phrase':
      return includesPhrase(`${paper.title}\n${paper.abstract}`, filter.text);
  }
}

/** Whether a paper has a code repository, an abstract, a PDF or a DOI. */
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
  }
}

function fieldTexts(paper: Paper, field: TextField): readonly string[] {
  switch (field) {
    case 'title':
      return [paper.title];
    case 'abstract':
      return [paper.abstract];
    case 'author':
      return paper.authors;
    case 'venue':
      return [paper.venue ?? ''];
    case 'category':
      return paper.categories;
  }
}

/** Case, accents and runs of space do not count when texts are compared. */
export function foldForSearch(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ');
}

function includesPhrase(text: string, phrase: string): boolean {
  const [folded, wanted] = [foldForSearch(text), foldForSearch(phrase)];
  const wordCharacter = /[\p{L}\p{N}]/u;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const before = folded.charAt(at - 1);
    const after = folded.charAt(at + wanted.length);
    if (!wordCharacter.test(before) && !wordCharacter.test(after)) return true;
  }
  return false;
}
