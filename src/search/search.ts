/**
 * Finding papers. `query.ts` reads what was typed, `lexical-index.ts` ranks by words and `phrases.ts`
 * lifts those that stand together; `nearest.ts` ranks by meaning, `belonging.ts` tells a question about
 * something else; this file puts them together.
 *
 * Papers that have all words come first. Where they are few, the nearest in meaning follow, marked off
 * from the others and each with how near it is, so that there is an answer to every question about the
 * papers, and none that pretends to be more than it is.
 */
import type { Paper } from '../corpus/paper';
import { belonging } from './belonging';
import type { Calibration } from './calibration';
import { fuse } from './fuse';
import type { LexicalIndex, RankedPaper } from './lexical-index';
import { bestOf, nearestInMeaning, type Nearest } from './nearest';
import { liftPhrases } from './phrases';
import { searchTerms } from './postings';
import { parseQuery, passes } from './query';
import type { Meaning } from './query-vectors';

/** What meaning is searched by: the map's vectors, and what near means among them. */
export interface Measured {
  readonly meaning: Meaning;
  readonly calibration: Calibration;
}

export interface SearchSources {
  readonly papers: readonly Paper[];
  readonly index: LexicalIndex;
  /** Null to search by words alone. */
  readonly measured: Measured | null;
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
  /** Words typed that no paper holds, not even misspelt or unfinished, in the order typed. */
  readonly missing: readonly string[];
  /** Whether the question belongs to no paper here; the nearest are given all the same. */
  readonly foreign: boolean;
  /** Whether words were typed at all: a query of filters alone ranks nothing. */
  readonly ranked: boolean;
  /** Parts of the question that say nothing here, as typed: `year:cat`, or words that mean nothing. */
  readonly unread: readonly string[];
}

/** Complete hits are ordered by words, 4, and meaning, 1: a known paper is found by its words. */
const orderWeights = { words: 4, meaning: 1 };
/** Fewer complete hits than this are followed by the nearest in meaning … */
const fewComplete = 10;
/** … of which so many are given. */
const mostNear = 30;
/** Papers that meaning moves among the complete hits. */
const mostMoved = 100;

/** Answers what was typed; filters apply to words and meaning alike. */
export function search({ papers, index, measured }: SearchSources, typed: string): SearchHits {
  const { words, filters, unread: unknown } = parseQuery(typed);
  const allowed = (paper: number): boolean => {
    const found = papers[paper];
    return found !== undefined && passes(found, filters);
  };
  const terms = [...new Set(searchTerms(words))];
  const meansNothing = terms.length === 0 && words !== '' ? [words] : [];
  const unread = [...unknown, ...meansNothing];
  const none = { nearness: [], missing: [], foreign: false, ranked: terms.length > 0, unread };
  if (terms.length === 0) {
    const all = papers.map((_, paper) => ({ paper, score: 0 }));
    const hits = filters.length > 0 ? all.filter(({ paper }) => allowed(paper)) : [];
    return { ...none, hits, complete: hits.length };
  }
  const missing = index.missing(words);
  const { complete, partial } = index.rank(words);
  const whole = liftPhrases(
    complete.filter(({ paper }) => allowed(paper)),
    papers,
    words,
  );
  if (!measured) {
    const rest = partial.filter(({ paper }) => allowed(paper)).slice(0, mostNear);
    const hits = whole.length > 0 ? whole : rest;
    return { ...none, hits, complete: whole.length, missing };
  }
  const { meaning, calibration } = measured;
  const nearest = nearestInMeaning(index, meaning, calibration, words, terms);
  const belongs = belonging(index, terms, nearest.covered);
  const foreign = whole.length === 0 && belongs < calibration.floor(terms.length);
  const first = movedByMeaning(whole, nearest);
  const isFirst = new Set(first.map(({ paper }) => paper));
  const near =
    first.length < fewComplete
      ? bestOf(nearest.scores, mostNear, (paper) => !isFirst.has(paper) && allowed(paper))
      : [];
  return {
    hits: [...first, ...near],
    complete: first.length,
    nearness: near.map(({ paper }) =>
      nearnessOf(nearest.similarities?.[paper] ?? 0, calibration.own),
    ),
    missing,
    foreign,
    ranked: true,
    unread,
  };
}

/** The complete hits, those that meaning ranks high as well a little higher. */
function movedByMeaning(whole: readonly RankedPaper[], nearest: Nearest): readonly RankedPaper[] {
  if (whole.length < 2) return whole;
  const isWhole = new Set(whole.map(({ paper }) => paper));
  const near = bestOf(nearest.scores, mostMoved, (paper) => isWhole.has(paper));
  return fuse([
    { ranking: whole, weight: orderWeights.words },
    { ranking: near, weight: orderWeights.meaning },
  ]);
}

/** Beside how near titles come to their own papers: as most do, as nearly all do, half as near, or less. */
function nearnessOf(similarity: number, own: Float32Array): Nearness {
  const at = (share: number): number => own[Math.floor(share * own.length)] ?? 1;
  if (similarity >= at(0.25)) return 3;
  if (similarity >= at(0.05)) return 2;
  return similarity >= at(0.05) / 2 ? 1 : 0;
}
