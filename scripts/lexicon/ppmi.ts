/** From co-occurrence counts to association: positive pointwise mutual information. */
import type { SparseRows } from '../../src/embedding/term-counts';
import type { PairCounts } from './cooccurrence';

export interface PpmiSettings {
  /** Rarer pairs are taken for chance and dropped. */
  readonly minCount: number;
  /** Power of the context distribution, which tames the bias towards rare contexts. */
  readonly contextPower: number;
}

/**
 * The symmetric count matrix as positive PMI with a smoothed context distribution (Levy, Goldberg
 * & Dagan, TACL 2015): max(0, ln(p(t,c) / (p(t) · p(c)^power))), terms × terms.
 */
export function positivePmi(pairs: PairCounts, settings: PpmiSettings): SparseRows {
  const { terms } = pairs;
  const kept = (i: number, j: number): number => {
    const count = pairs.count(i, j);
    return count < settings.minCount ? 0 : i === j ? 2 * count : count;
  };
  const total = new Float64Array(terms);
  let entries = 0;
  for (let i = 0; i < terms; i++) {
    for (let j = 0; j <= i; j++) {
      const count = kept(i, j);
      if (count === 0) continue;
      total[i] = (total[i] ?? 0) + count;
      if (i !== j) total[j] = (total[j] ?? 0) + count;
      entries += i === j ? 1 : 2;
    }
  }
  const context = total.map((count) => count ** settings.contextPower);
  const contextSum = context.reduce((sum, value) => sum + value, 0);

  const offsets = new Uint32Array(terms + 1);
  const indices = new Uint32Array(entries);
  const values = new Float32Array(entries);
  let at = 0;
  for (let i = 0; i < terms; i++) {
    for (let j = 0; j < terms; j++) {
      const count = kept(i, j);
      if (count === 0) continue;
      const pmi = Math.log((count * contextSum) / ((total[i] ?? 1) * (context[j] ?? 1)));
      if (pmi <= 0) continue;
      indices[at] = j;
      values[at] = pmi;
      at++;
    }
    offsets[i + 1] = at;
  }
  return {
    n: terms,
    columns: terms,
    offsets,
    indices: indices.subarray(0, at),
    values: values.subarray(0, at),
  };
}
