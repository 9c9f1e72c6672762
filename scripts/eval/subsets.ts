/** Random subsets of an evaluation set, the same ones for every encoder. */
import { seededRandom, shuffle } from '../../src/foundation/random';
import type { EvaluationSet, LabelledPaper } from './corpora';

export interface Subset {
  /** Also seeds the clustering of this subset. */
  readonly seed: number;
  /** Positions in the set, ascending. */
  readonly indices: Uint32Array;
  readonly papers: readonly LabelledPaper[];
  readonly labels: readonly string[];
}

/** Small subsets are drawn from this many papers, so that few need neural vectors. */
const POOL = 1500;

/**
 * Up to `count` subsets of `n` papers. Small ones are drawn, each from its own seed, from the
 * first {@link POOL} papers of the set, which is in random order, and so may share papers; those
 * as large as the pool are consecutive parts of the set and share none.
 */
export function drawSubsets(set: EvaluationSet, n: number, count: number): Subset[] {
  const size = set.papers.length;
  const draws = n < POOL ? count : Math.min(count, Math.floor(size / n));
  return Array.from({ length: draws }, (_, draw) => {
    const seed = 1000 * n + draw;
    const first = n < POOL ? 0 : draw * n;
    const pool = Uint32Array.from(
      { length: n < POOL ? Math.min(POOL, size) : n },
      (_, i) => first + i,
    );
    const indices = shuffle(pool, seededRandom(seed)).slice(0, n).sort();
    const picked = [...indices];
    return {
      seed,
      indices,
      papers: picked.flatMap((i) => set.papers[i] ?? []),
      labels: picked.flatMap((i) => set.labels[i] ?? []),
    };
  });
}
