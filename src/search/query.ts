/**
 * What people type into the search box: words, "exact phrases", `-word`, `OR`, and filters such as
 * `year:2020..2022` (or `year:2020-2022`, `2020..2022`), `has:code`, `author:hinton`, `like:<id>`. A
 * DOI, an arXiv id or an address asks for the paper it belongs to. `OR` joins its two neighbours, as in
 * search engines: `a b OR c d` is a, d, and one of b and c. What cannot be read (`year:cat`) is left
 * out and named; anything else is words, so that nothing typed is ever an error.
 */
import { arxivIdIn, doiIn } from '../corpus/links';
import { comparableAddress, traits, type Clause, type Filter, type TextField } from './filters';
import { isNear } from './postings';

/** Why a part of a query says nothing. */
export type UnreadWhy =
  | 'year'
  | 'has'
  /** `author:` and nothing after it. */
  | 'value'
  /** Nothing but stop words and signs. */
  | 'words'
  /** `OR` without something on both sides. */
  | 'or'
  /** Brackets around anything but words joined by `OR`. */
  | 'brackets'
  /** No paper carries what is asked for: `author:` where nobody is named. */
  | 'absent'
  /** `like:` a paper that is not here. */
  | 'like'
  /** Taken for words, but nearly the name of a filter: `autor:hinton`. */
  | 'name';

export interface Unread {
  readonly typed: string;
  readonly why: UnreadWhy;
}

export interface Query {
  /** The words to rank by, in the order typed; phrases are among them, filters are not. */
  readonly words: string;
  /** The same words apart: of those of one group, joined by `OR`, one is enough. */
  readonly groups: readonly (readonly string[])[];
  readonly clauses: readonly Clause[];
  /** Ids of papers that others are to be like. */
  readonly like: readonly string[];
  readonly unread: readonly Unread[];
}

const fields: ReadonlyMap<string, TextField> = new Map([
  ['title', 'title'],
  ['abstract', 'abstract'],
  ['author', 'author'],
  ['authors', 'author'],
  ['by', 'author'],
  ['venue', 'venue'],
  ['journal', 'venue'],
  ['category', 'category'],
  ['keyword', 'category'],
]);
/** Every name that a filter can have. */
const names: ReadonlySet<string> = new Set([...fields.keys(), 'year', 'has', 'like']);
/** Names long enough that another word is seldom one of them mistyped. */
const namesToMistype = ['title', 'abstract', 'author', 'venue', 'category'];

/** Years without a name, which only two dots tell from a number: `2018..`, `..2018`, `2018..2020`. */
const bareYears = /^(?:\d{4}\.\.(?:\d{4})?|\.\.\d{4})$/u;

const part = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu;

/** What one part of a query asks for. */
interface Item {
  readonly typed: string;
  readonly filter: Filter | null;
  /** Words to rank by; empty for none. */
  readonly words: string;
  readonly like?: string;
}

/** Reads a query; never fails. An unclosed quotation mark reaches to the end. */
export function parseQuery(typed: string): Query {
  const unread: Unread[] = [];
  const text = withoutBrackets(typed.normalize('NFC').replace(/[“”„‟«»]/gu, '"'), unread);
  const joined: Item[][] = [];
  let [joins, negates] = [false, false];
  for (const [whole, minus, name, quoted, bare] of text.matchAll(part)) {
    if (bare !== undefined && name === undefined && minus === '') {
      if (bare === 'OR' || bare === '|' || bare === '||') {
        if (joins || joined.length === 0) unread.push({ typed: bare, why: 'or' });
        else joins = true;
        continue;
      }
      if (bare === 'AND' && joined.length > 0) continue;
      if (bare === 'NOT') {
        negates = true;
        continue;
      }
    }
    const not = (minus === '-') !== negates;
    negates = false;
    const item = itemOf({ whole, minus: minus ?? '', name, quoted, bare, not }, unread);
    if (item === null) continue;
    if (joins) joined.at(-1)?.push(item);
    else joined.push([item]);
    joins = false;
  }
  if (joins) unread.push({ typed: 'OR', why: 'or' });
  const groups: string[][] = [];
  const clauses: Clause[] = [];
  for (const items of joined) {
    const wordy = items.every(({ words }) => words !== '');
    if (wordy) groups.push(items.map(({ words }) => words));
    const isPlain = items.every(({ filter, like }) => filter === null && like === undefined);
    if (!isPlain)
      clauses.push(
        items.flatMap(({ filter, words, like }): Filter[] => {
          if (filter !== null) return [filter];
          return like === undefined ? [{ kind: 'begun', text: words, not: false }] : [];
        }),
      );
  }
  return {
    words: groups.flat().join(' '),
    groups,
    clauses: clauses.filter((clause) => clause.length > 0),
    like: joined.flat().flatMap(({ like }) => like ?? []),
    unread,
  };
}

interface Part {
  readonly whole: string;
  readonly minus: string;
  readonly name: string | undefined;
  readonly quoted: string | undefined;
  readonly bare: string | undefined;
  readonly not: boolean;
}

/** Reads one part; null where it says nothing, which `unread` then holds if it seemed to. */
function itemOf({ whole, minus, name, quoted, bare, not }: Part, unread: Unread[]): Item | null {
  const text = (quoted ?? bare ?? '').trim();
  const called = name?.toLowerCase();
  const empty = /^([a-z]+):$/iu.exec(bare ?? '')?.[1]?.toLowerCase();
  if ((called !== undefined && names.has(called) && text === '') || names.has(empty ?? '')) {
    unread.push({ typed: whole, why: 'value' });
    return null;
  }
  if (text === '') return null;
  const asked = quoted === undefined ? paperAsked(whole.slice(minus.length), not) : null;
  if (asked) return { typed: whole, filter: asked, words: '' };
  if (called !== undefined) return namedItem(called, text, whole, not, unread);
  if (bare !== undefined && bareYears.test(bare))
    return { typed: whole, filter: yearFilter(bare, not), words: '' };
  if ((quoted === undefined && !not) || !/[\p{L}\p{N}]/u.test(text))
    return { typed: whole, filter: null, words: text };
  return { typed: whole, filter: { kind: 'phrase', text, not }, words: not ? '' : text };
}

function namedItem(
  name: string,
  text: string,
  whole: string,
  not: boolean,
  unread: Unread[],
): Item | null {
  const field = fields.get(name);
  if (field !== undefined)
    return { typed: whole, filter: { kind: 'field', field, text, not }, words: '' };
  if (name === 'like') return { typed: whole, filter: null, words: '', like: text };
  if (name === 'year' || name === 'has') {
    const filter = name === 'year' ? yearFilter(text, not) : hasFilter(text, not);
    if (filter) return { typed: whole, filter, words: '' };
    unread.push({ typed: whole, why: name });
    return null;
  }
  const near = namesToMistype.some((known) => isNear(name, known, 1 + Number(known.length > 6)));
  if (near) unread.push({ typed: whole, why: 'name' });
  return { typed: whole, filter: null, words: whole };
}

function hasFilter(text: string, not: boolean): Filter | null {
  const trait = traits.find((known) => known === text.toLowerCase());
  return trait ? { kind: 'has', trait, not } : null;
}

/** `2018`, `2018..2020`, `2018-2020`, `2018..`, `..2018`, `>2018`, `<=2018`; the wrong way round too. */
function yearFilter(text: string, not: boolean): Filter | null {
  const bound = /^([<>])(=?)(\d{4})$/u.exec(text);
  if (bound) {
    const year = Number(bound[3]);
    const step = bound[2] === '=' ? 0 : 1;
    return bound[1] === '>'
      ? { kind: 'year', from: year + step, to: Infinity, not }
      : { kind: 'year', from: -Infinity, to: year - step, not };
  }
  const range = /^(\d{4})?(\.{2,3}|…|[-–—])?(\d{4})?$/u.exec(text);
  if (!range || (range[1] === undefined && range[3] === undefined)) return null;
  const open = range[2] !== undefined;
  // Eight digits are no two years.
  if (!open && range[1] !== undefined && range[3] !== undefined) return null;
  const one = range[1] === undefined ? -Infinity : Number(range[1]);
  const other = range[3] === undefined ? (open ? Infinity : one) : Number(range[3]);
  return { kind: 'year', from: Math.min(one, other), to: Math.max(one, other), not };
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
  return /^https?:\/\/\S/iu.test(word)
    ? { kind: 'address', text: comparableAddress(word), not }
    : null;
}

/**
 * Brackets around words joined by `OR` say nothing more than that; any others are taken away and
 * named. Where nothing is joined, brackets are signs among words.
 */
function withoutBrackets(text: string, unread: Unread[]): string {
  if (!/(?:^|\s)(?:OR|\|\|?)(?:\s|$)/u.test(text) || !/[()]/u.test(text)) return text;
  for (const [whole, inside = ''] of text.matchAll(/\(([^()]*)\)/gu)) {
    const parts = [...inside.matchAll(part)].map(([one]) => one);
    const isJoined = parts.every((one, at) => at % 2 === 0 || /^(?:OR|\|\|?)$/u.test(one));
    if (!isJoined) unread.push({ typed: whole, why: 'brackets' });
  }
  return text.replace(/[()]/gu, ' ');
}
