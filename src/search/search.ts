/**
 * Finding papers. `query.ts` reads what was typed, `lexical-index.ts` ranks by words, `phrases.ts` lifts
 * those that stand together, `semantic.ts` ranks by meaning, and `fuse.ts` makes one list of both; this
 * file puts them together.
 *
 * Words come first (weight 4 of 5): a known paper is found by the words of its title far more
 * surely than by a vector, and vectors add what is said in other words. A paper found only by
 * meaning must clear the relevance floor, so that a query about nothing here finds nothing.
 */
import type { Paper } from '../corpus/paper';
import { fuse } from './fuse';
import type { LexicalIndex, RankedPaper } from './lexical-index';
import { liftPhrases } from './phrases';
import { parseQuery, passes } from './query';
import type { Meaning } from './query-vectors';
import { rankByMeaning, relevanceFloor } from './semantic';

export interface SearchSources {
  readonly papers: readonly Paper[];
  readonly index: LexicalIndex;
  /** The map's vectors and how a query is embedded among them; null to search by words alone. */
  readonly meaning: Meaning | null;
}

export interface SearchHits {
  /** Papers found, best first. */
  readonly hits: readonly RankedPaper[];
  /** Whether words were typed at all: a query of filters alone ranks nothing. */
  readonly ranked: boolean;
}

/** How much each ranking counts in the fusion. */
export interface FusionWeights {
  readonly words: number;
  readonly meaning: number;
}

/**
 * Chosen on 200 papers of arXiv CS that are not among those docs/performance.md reports: of the
 * weights that let meaning count at all, those that lose the fewest known items (0.990 of them among
 * the first ten by half of the title; 0.985 at 2:1 and 1:1, 0.995 by words alone).
 */
const chosenWeights: FusionWeights = { words: 4, meaning: 1 };
/** Papers taken from the ranking by meaning. */
const semanticLimit = 100;

/** Answers what was typed; filters apply to words and meaning alike. */
export function search(
  { papers, index, meaning }: SearchSources,
  typed: string,
  weights: FusionWeights = chosenWeights,
): SearchHits {
  const { words, filters } = parseQuery(typed);
  const allowed = ({ paper }: RankedPaper) => {
    const found = papers[paper];
    return found !== undefined && passes(found, filters);
  };
  if (words === '') {
    const all = papers.map((_, paper) => ({ paper, score: 0 }));
    return { hits: filters.length > 0 ? all.filter(allowed) : [], ranked: false };
  }
  const byWords = liftPhrases(index.rank(words).filter(allowed), papers, words);
  const query = meaning?.embed(words);
  if (!meaning || !query) return { hits: byWords, ranked: true };
  const floor = relevanceFloor(papers.length, index.attested(words));
  const byMeaning = rankByMeaning(meaning.vectors, query, floor, semanticLimit).filter(allowed);
  return {
    hits: fuse([
      { ranking: byWords, weight: weights.words },
      { ranking: byMeaning, weight: weights.meaning },
    ]),
    ranked: true,
  };
}
