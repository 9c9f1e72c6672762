/** Meaning search: papers whose vectors lie near the query's. */
import type { Vectors } from '../embedding/encoder';
import type { RankedPaper } from './lexical-index';

/**
 * The relevance floor. A hit must be this near to the query: on 6,000 computer science papers, queries
 * about cooking, weddings or tax law come no nearer than 0.45 to any paper, those in other words than
 * the papers' own reach 0.6 to 0.8.
 */
const leastCosine = 0.5;
/** And it must stand out by so many standard deviations: what is near to everything says nothing. */
const floorDeviations = 1.5;

/**
 * Papers by cosine similarity to a query vector (unit length, `vectors.d` long), best first, down to
 * the relevance floor and to `limit`.
 */
export function rankByMeaning(vectors: Vectors, query: Float32Array, limit: number): RankedPaper[] {
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
