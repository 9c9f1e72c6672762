/** Meaning search: papers whose vectors lie near the query's. */
import type { Vectors } from '../embedding/encoder';
import type { RankedPaper } from './lexical-index';

/**
 * The relevance floor: how near to the query a hit must be. What tells a query about something else is
 * less its cosine than its words: of those about cooking, weddings or tax law, papers of one field use
 * few. A query whose words the papers use is trusted from 0.23 on among 70 papers, from 0.5 on among
 * 6,000 (between them by the logarithm of their number: the nearest of many is nearer by chance); one
 * whose words only the pretrained lexicon knows has to come very near. docs/decisions/0008-search.md
 * has the measurement.
 */
const floors = {
  attested: { few: { papers: 70, cosine: 0.23 }, many: { papers: 6000, cosine: 0.5 } },
  strange: 0.7,
} as const;
/** Share of a query's words, by rarity, that papers must use for it to be about them. */
const leastAttested = 0.4;

/**
 * The least cosine of a hit.
 *
 * @param papers how many are searched
 * @param attested share of the query's words that several papers use, by rarity, 0 to 1
 */
export function relevanceFloor(papers: number, attested: number): number {
  if (attested < leastAttested) return floors.strange;
  const { few, many } = floors.attested;
  const along = Math.log(papers / few.papers) / Math.log(many.papers / few.papers);
  return few.cosine + Math.max(0, Math.min(1, along)) * (many.cosine - few.cosine);
}

/** A hit must also stand out by so many standard deviations: what is near to everything says nothing. */
const floorDeviations = 1.5;

/**
 * Papers by cosine similarity to a query vector (unit length, `vectors.d` long), best first, down to
 * `leastCosine` (see {@link relevanceFloor}) and to `limit` papers.
 */
export function rankByMeaning(
  vectors: Vectors,
  query: Float32Array,
  leastCosine: number,
  limit: number,
): RankedPaper[] {
  const { n, d, data } = vectors;
  const similarities = new Float32Array(n);
  let sum = 0;
  let squares = 0;
  for (let paper = 0; paper < n; paper++) {
    let dot = 0;
    for (let i = 0, at = paper * d; i < d; i++, at++) dot += (data[at] ?? 0) * (query[i] ?? 0);
    similarities[paper] = dot;
    sum += dot;
    squares += dot * dot;
  }
  const mean = sum / n;
  const deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
  // Rounding alone spreads equal similarities by about 1e-7: that is no spread.
  if (deviation < 1e-5) return [];
  const floor = Math.max(leastCosine, mean + floorDeviations * deviation);
  const found: RankedPaper[] = [];
  similarities.forEach((score, paper) => {
    if (score > floor) found.push({ paper, score });
  });
  return found.sort((a, b) => b.score - a.score || a.paper - b.paper).slice(0, limit);
}
