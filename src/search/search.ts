/**
 * Finding papers. `query.ts` reads what was typed, `lexical-index.ts` ranks by words, `semantic.ts`
 * by meaning, and `fuse.ts` makes one list of both; this file puts them together.
 *
 * Words come first (weight 2 of 3): a known paper is found by the words of its title far more
 * surely than by a vector, and vectors add what is said in other words. A paper found only by
 * meaning must clear the relevance floor, so that a query about nothing here finds nothing.
 */
import type { Paper } from '../corpus/paper';
import type { Vectors } from '../embedding/encoder';
import { fuse } from './fuse';
import type { LexicalIndex, RankedPaper } from './lexical-index';
import { parseQuery, passes } from './query';
import { rankByMeaning } from './semantic';

export interface SearchSources {
  readonly papers: readonly Paper[];
  readonly index: LexicalIndex;
  /** The map's vectors, for ranking by meaning; null while there are none. */
  readonly vectors: Vectors | null;
}

export interface SearchHits {
  /** Papers found, best first. */
  readonly hits: readonly RankedPaper[];
  /** Whether words were typed at all: a query of filters alone ranks nothing. */
  readonly ranked: boolean;
}

const lexicalWeight = 2;
const semanticWeight = 1;
/** Papers taken from the ranking by meaning. */
const semanticLimit = 200;

/**
 * Answers what was typed. `queryVector` is the words embedded by the map's own encoder (unit
 * length), or null to search by words alone; filters apply to both.
 */
export function search(
  { papers, index, vectors }: SearchSources,
  typed: string,
  queryVector: Float32Array | null,
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
  const rankings = [{ ranking: index.rank(words).filter(allowed), weight: lexicalWeight }];
  if (vectors && queryVector)
    rankings.push({
      ranking: rankByMeaning(vectors, queryVector, semanticLimit).filter(allowed),
      weight: semanticWeight,
    });
  return { hits: fuse(rankings), ranked: true };
}
