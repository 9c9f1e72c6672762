/**
 * Finding papers. `query.ts` reads what was typed, `filters.ts` says which papers it allows,
 * `lexical-index.ts` ranks by words and `phrases.ts` lifts those that stand together or begin a title; `nearest.ts` ranks
 * by meaning, `belonging.ts` tells a question about something else, `similar.ts` finds papers like
 * others; this file puts them together.
 *
 * Papers that have all words come first. Where they are few, the nearest in meaning follow, marked off
 * from the others and each with how near it is, so that there is an answer to every question about the
 * papers, and none that pretends to be more than it is.
 */
import type { Paper } from '../corpus/paper';
import { belonging } from './belonging';
import type { Calibration } from './calibration';
import { canAnswer, carriedBy } from './carried';
import { passes, type Clause, type Filter } from './filters';
import { fuse } from './fuse';
import { indexedGroups, type LexicalIndex } from './lexical-index';
import { bestOf, nearestInMeaning, type Nearest } from './nearest';
import { liftOpenings, liftPhrases, openedBy, type StandsTogether } from './phrases';
import { parseQuery, type Query, type Unread } from './query';
import type { RankedPaper } from './ranked';
import type { Meaning } from './query-vectors';
import type { Sentence } from './excerpt';
import { askedBy, nearestSentence, relatedWords } from './why';

/** What meaning is searched by: the map's vectors, and what near means among them. */
export interface Measured {
  readonly meaning: Meaning;
  readonly calibration: Calibration;
}

export interface SearchSources {
  readonly papers: readonly Paper[];
  readonly index: LexicalIndex;
  /** Absent where the papers' own texts are here to be read. */
  readonly together?: StandsTogether;
  /** Null to search by words alone. */
  readonly measured: Measured | null;
  /** Papers like some others, best first and without them; absent where `like:` is not answered. */
  readonly alike?: (papers: readonly number[]) => readonly RankedPaper[];
}

/** How near a paper is in meaning, from far (0) to as near as a paper’s own title (3). */
export type Nearness = 0 | 1 | 2 | 3;

export interface SearchHits {
  /** Papers found, best first: those that have all words, then the nearest in meaning. */
  readonly hits: readonly RankedPaper[];
  /** How many of them have all words. */
  readonly complete: number;
  /** How near each of the others is, in their order; empty while words alone are searched by. */
  readonly nearness: readonly Nearness[];
  /** The sentence of each of the others that says most of what was asked; null for none. */
  readonly sentences: readonly (Sentence | null)[];
  /** Words of the corpus that misspelt ones are taken for, and words near those typed, for marking. */
  readonly takenFor: readonly string[];
  readonly related: readonly string[];
  /** Words typed that no paper holds, not even misspelt or unfinished, in the order typed. */
  readonly missing: readonly string[];
  /** Whether the question belongs to no paper here; the nearest are given all the same. */
  readonly foreign: boolean;
  /** Whether words were typed at all: a query of filters alone ranks nothing. */
  readonly ranked: boolean;
  /** Parts of the question that say nothing here: `year:cat`, or words that mean nothing. */
  readonly unread: readonly Unread[];
}

/** Complete hits are ordered by words, 4, and meaning, 1: a known paper is found by its words. */
const orderWeights = { words: 4, meaning: 1 };
/** Fewer complete hits than this are followed by the nearest in meaning … */
const fewComplete = 10;
/** … of which so many are given. */
const mostNear = 30;
/** Papers that meaning moves among the complete hits. */
const mostMoved = 100;
/** Papers given that are like another. */
const mostAlike = 30;

/** What of a question is not about words. */
interface Asked extends Pick<Query, 'words'> {
  readonly groups: readonly (readonly string[])[];
  /** Words as they are indexed; of those of one group one is enough. */
  readonly terms: readonly (readonly string[])[];
  readonly clauses: readonly Clause[];
  readonly unread: readonly Unread[];
  readonly allowed: (paper: number) => boolean;
}

/** Answers what was typed; filters apply to words and meaning alike. */
export function search(sources: SearchSources, typed: string): SearchHits {
  const { papers } = sources;
  const query = parseQuery(typed);
  const { clauses, unanswered } = answerable(papers, query.clauses);
  const terms = indexedGroups(query.groups);
  const opened = terms.length === 0 ? openedBy(papers, query.words) : [];
  const meansNothing: readonly Unread[] =
    terms.length === 0 && query.words !== '' && opened.length === 0
      ? [{ typed: query.words, why: 'words' }]
      : [];
  const asked: Asked = {
    words: query.words,
    groups: query.groups,
    terms,
    clauses,
    unread: [...query.unread, ...unanswered, ...meansNothing],
    allowed: (paper) => {
      const found = papers[paper];
      return found !== undefined && passes(found, clauses);
    },
  };
  if (query.like.length > 0) return likeOthers(sources, query.like, asked);
  if (terms.length > 0) return byWords(sources, asked);
  if (opened.length === 0) return byFilters(papers, asked);
  const hits = opened.filter(({ paper }) => asked.allowed(paper));
  return { ...nothing, hits, complete: hits.length, ranked: true, unread: asked.unread };
}

const nothing = {
  nearness: [],
  sentences: [],
  takenFor: [],
  related: [],
  missing: [],
  foreign: false,
} as const;

/** The clauses that mean something here, and those left out because no paper carries what they ask. */
function answerable(
  papers: readonly Paper[],
  clauses: readonly Clause[],
): { readonly clauses: readonly Clause[]; readonly unanswered: readonly Unread[] } {
  if (clauses.length === 0) return { clauses, unanswered: [] };
  const carried = carriedBy(papers);
  const unanswered = clauses
    .flat()
    .filter((filter) => !canAnswer(carried, filter))
    .map((filter) => ({ typed: filterWords(filter), why: 'absent' }) as const);
  return {
    clauses: clauses
      .map((clause) => clause.filter((filter) => canAnswer(carried, filter)))
      .filter((clause) => clause.length > 0),
    unanswered,
  };
}

function filterWords(filter: Filter): string {
  const minus = filter.not ? '-' : '';
  if (filter.kind === 'field') return `${minus}${filter.field}:${filter.text}`;
  return filter.kind === 'has' ? `${minus}has:${filter.trait}` : `${minus}year:`;
}

function byFilters(papers: readonly Paper[], { clauses, allowed, unread }: Asked): SearchHits {
  const all = papers.map((_, paper) => ({ paper, score: 0 }));
  const hits = clauses.length > 0 ? all.filter(({ paper }) => allowed(paper)) : [];
  return { ...nothing, hits, complete: hits.length, ranked: false, unread };
}

/** Papers like those named, among them only those that have all words typed beside. */
function likeOthers(
  { papers, index, alike }: SearchSources,
  ids: readonly string[],
  { groups, terms, allowed, unread }: Asked,
): SearchHits {
  const named = ids.map((id) => papers.findIndex((paper) => paper.id === id));
  const known = named.filter((paper) => paper >= 0);
  const unknown = ids
    .filter((_, at) => (named[at] ?? -1) < 0)
    .map((id) => ({ typed: `like:${id}`, why: 'like' }) as const);
  const holding =
    terms.length === 0 ? null : new Set(index.rank(groups).complete.map(({ paper }) => paper));
  const hits = (known.length > 0 ? (alike?.(known) ?? []) : [])
    .filter(({ paper }) => (holding?.has(paper) ?? true) && allowed(paper))
    .slice(0, mostAlike);
  return {
    ...nothing,
    hits,
    complete: hits.length,
    ranked: true,
    unread: [...unread, ...unknown],
  };
}

function byWords({ papers, index, together, measured }: SearchSources, asked: Asked): SearchHits {
  const { words, groups, terms, allowed, unread } = asked;
  const said = {
    ...nothing,
    missing: index.missing(words),
    takenFor: index.takenFor(words),
    ranked: true,
    unread,
  };
  const ranked = index.rank(groups);
  const complete = liftPhrases(
    asked.clauses.length === 0
      ? ranked.complete
      : ranked.complete.filter(({ paper }) => allowed(paper)),
    papers,
    words,
    together,
  );
  if (!measured) {
    if (complete.length > 0) return { ...said, hits: complete, complete: complete.length };
    const rest = ranked.partial().filter(({ paper }) => allowed(paper));
    return { ...said, hits: rest.slice(0, mostNear), complete: 0 };
  }
  const whole = terms.reduce((sum, alternatives) => sum + index.terms.rarity(alternatives), 0);
  const { meaning, calibration } = measured;
  const nearest = nearestInMeaning(index.terms, meaning, calibration, words, terms);
  const floor = calibration.floor(terms.length);
  const foreign = complete.length === 0 && belonging(nearest.covered, whole) < floor;
  // Again, since meaning knows nothing of stop words and order.
  const first = liftOpenings(movedByMeaning(complete, nearest), papers, words);
  const isFirst = new Set(first.map(({ paper }) => paper));
  const near =
    first.length < fewComplete
      ? bestOf(nearest.scores, mostNear, (paper) => !isFirst.has(paper) && allowed(paper))
      : [];
  return {
    ...said,
    ...(near.length > 0 && reasons({ papers, index }, meaning, asked, near)),
    hits: [...first, ...near],
    complete: first.length,
    nearness: near.map(({ paper }) => {
      const byMeaning = nearnessOf(nearest.similarities?.[paper] ?? 0, calibration.own);
      const byWords = nearnessByWords((nearest.covered[paper] ?? 0) / whole, floor);
      return byMeaning > byWords ? byMeaning : byWords;
    }),
    foreign,
  };
}

/** Why papers were found by meaning. */
function reasons(
  { papers, index }: Pick<SearchSources, 'papers' | 'index'>,
  meaning: Meaning,
  { words, terms }: Asked,
  near: readonly RankedPaper[],
): Pick<SearchHits, 'sentences' | 'related'> {
  const byWord = askedBy(index.terms, terms, meaning.otherWords);
  const query = meaning.isQuick ? meaning.embed(words) : null;
  return {
    sentences: near.map(({ paper }) => {
      const found = papers[paper];
      return found ? nearestSentence(found, byWord, meaning, query) : null;
    }),
    related: relatedWords(index.terms, terms.flat(), byWord),
  };
}

/** The complete hits, those that meaning ranks high as well a little higher. */
function movedByMeaning(whole: readonly RankedPaper[], nearest: Nearest): readonly RankedPaper[] {
  if (whole.length < 2) return whole;
  const isWhole = new Uint8Array(nearest.scores.length);
  for (const { paper } of whole) isWhole[paper] = 1;
  const near = bestOf(nearest.scores, mostMoved, (paper) => isWhole[paper] === 1);
  return fuse([
    { ranking: whole, weight: orderWeights.words },
    { ranking: near, weight: orderWeights.meaning },
  ]);
}

/** By how much of the words a paper holds or nearly holds, beside what chance gives. */
function nearnessByWords(covered: number, floor: number): Nearness {
  if (covered < floor) return 0;
  return covered < (1 + floor) / 2 ? 1 : 2;
}

/** Beside how near titles come to their own papers: as most do, as nearly all do, half as near, or less. */
export function nearnessOf(similarity: number, own: Float32Array): Nearness {
  const at = (share: number): number => own[Math.floor(share * own.length)] ?? 1;
  if (similarity >= at(0.25)) return 3;
  if (similarity >= at(0.05)) return 2;
  return similarity >= at(0.05) / 2 ? 1 : 0;
}
