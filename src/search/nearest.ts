/**
 * The papers nearest to a question in meaning: by the words it could have used (`expansion.ts`) and by
 * the cosine of its vector with theirs, each between the mean over the papers and the best of them, so
 * that the two can be added.
 */
import type { Calibration } from './calibration';
import { dotProduct } from '../embedding/rows';
import { coveredBy } from './expansion';
import type { Meaning } from './query-vectors';
import type { RankedPaper } from './ranked';
import type { TermIndex } from './term-index';

export interface Nearest {
  /** By paper; larger is nearer. */
  readonly scores: Float32Array;
  /** Similarity of the question to every paper; null where none of its words has a vector. */
  readonly similarities: Float32Array | null;
  readonly covered: Float32Array;
}

/**
 * What meaning counts beside words. Chosen on one half of the paraphrases (0.5, 1 and 1.5 were tried),
 * reported on the other: docs/decisions/0008-search.md.
 */
const meaningWeight = 1;

/** @param typed words as they are indexed (`indexedGroups`) */
export function nearestInMeaning(
  index: TermIndex,
  meaning: Meaning,
  { centre }: Calibration,
  words: string,
  typed: readonly (readonly string[])[],
): Nearest {
  const covered = coveredBy(index, typed, meaning.otherWords);
  const scores = covered.slice();
  aboveMean(scores, 1);
  const query = meaning.embed(words);
  if (!query) return { scores, similarities: null, covered };
  const similarities = similaritiesTo(
    meaning.vectors,
    query.map((value, k) => value - (centre[k] ?? 0)),
  );
  const byMeaning = similarities.slice();
  aboveMean(byMeaning, meaningWeight);
  for (let paper = 0; paper < scores.length; paper++)
    scores[paper] = (scores[paper] ?? 0) + (byMeaning[paper] ?? 0);
  return { scores, similarities, covered };
}

/** Dot products of all rows with one. */
export function similaritiesTo(
  { n, d, data }: Meaning['vectors'],
  query: Float32Array,
): Float32Array {
  const found = new Float32Array(n);
  for (let paper = 0; paper < n; paper++) found[paper] = dotProduct(data, paper * d, query, 0, d);
  return found;
}

/** Scales in place: the mean becomes 0 and the largest `top`. */
function aboveMean(values: Float32Array, top: number): void {
  let [sum, largest] = [0, -Infinity];
  for (const value of values) {
    sum += value;
    if (value > largest) largest = value;
  }
  const mean = sum / Math.max(1, values.length);
  // Rounding alone spreads equal values by about 1e-7: that is no spread.
  const spread = largest - mean > 1e-5 ? largest - mean : Infinity;
  for (let at = 0; at < values.length; at++)
    values[at] = (((values[at] ?? 0) - mean) / spread) * top;
}

/** The best `limit` of the papers that pass, ties by the smaller paper. */
export function bestOf(
  scores: Float32Array,
  limit: number,
  passes: (paper: number) => boolean,
): RankedPaper[] {
  const best: RankedPaper[] = [];
  let least = 0;
  for (let paper = 0; paper < scores.length; paper++) {
    const score = scores[paper] ?? 0;
    if (score <= least || !passes(paper)) continue;
    best.push({ paper, score });
    if (best.length < 4 * limit) continue;
    best.sort(byScore).splice(limit);
    least = best.at(-1)?.score ?? 0;
  }
  return best.sort(byScore).slice(0, limit);
}

function byScore(one: RankedPaper, other: RankedPaper): number {
  return other.score - one.score || one.paper - other.paper;
}
