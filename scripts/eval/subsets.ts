/** Random subsets of an evaluation set, the same ones for every encoder. */
import { seededRandom, shuffle } from '../../src/foundation/random';
import type { EvaluationSet, LabelledPaper } from './corpora';

export interface Subset {
  readonly seed: number;
  /** Positions in the set. */
  readonly indices: Uint32Array;
  readonly papers: readonly LabelledPaper[];
  readonly labels: readonly string[];
}

/** `count` subsets of `n` papers, each drawn without replacement from its own seed. */
export function drawSubsets(set: EvaluationSet, n: number, count: number): Subset[] {
  return Array.from({ length: count }, (_, draw) => {
    const seed = 1000 * n + draw;
    const all = Uint32Array.from(set.papers, (_, i) => i);
    const indices = shuffle(all, seededRandom(seed)).slice(0, n).sort();
    const picked = [...indices];
    return {
      seed,
      indices,
      papers: picked.flatMap((i) => set.papers[i] ?? []),
      labels: picked.flatMap((i) => set.labels[i] ?? []),
    };
  });
}
