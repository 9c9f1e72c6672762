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
  /** Finer labels, or `null` where the set has none. */
  readonly fine: readonly string[] | null;
}

/**
 * `count` subsets of `n` papers, each drawn from its own seed from the whole set with its labels in
 * equal shares (as nearly as `n` allows: which labels get one paper more is drawn too). Subsets may
 * share papers. Labels with too few papers give what they have, and the others fill the subset.
 */
export function drawSubsets(set: EvaluationSet, n: number, count: number): Subset[] {
  const draws = n < set.papers.length ? count : 1;
  return Array.from({ length: draws }, (_, draw) => {
    const seed = 1000 * n + draw;
    const indices = inEqualShares(set.labels, n, seed).sort();
    const picked = [...indices];
    return {
      seed,
      indices,
      papers: picked.flatMap((i) => set.papers[i] ?? []),
      labels: picked.flatMap((i) => set.labels[i] ?? []),
      fine: set.fine && picked.flatMap((i) => set.fine?.[i] ?? []),
    };
  });
}

/** Positions of up to `n` papers: one of every label in turn, the turns and the papers at random. */
function inEqualShares(labels: readonly string[], n: number, seed: number): Uint32Array {
  const random = seededRandom(seed);
  const waiting = new Map<string, number[]>();
  for (const at of shuffle(
    Uint32Array.from(labels, (_, i) => i),
    random,
  )) {
    const label = labels[at] ?? '';
    const queue = waiting.get(label) ?? [];
    queue.push(at);
    waiting.set(label, queue);
  }
  const queues = [...waiting.keys()].sort().map((label) => waiting.get(label) ?? []);
  const turns = shuffle(
    Uint32Array.from(queues, (_, i) => i),
    random,
  );
  const picked: number[] = [];
  while (picked.length < Math.min(n, labels.length)) {
    for (const turn of turns) {
      const next = queues[turn]?.pop();
      if (next !== undefined && picked.length < n) picked.push(next);
    }
  }
  return Uint32Array.from(picked);
}
