/** How near to each other the papers lie that a systematic review took in. */
import type { Vectors } from '../../src/embedding/encoder';

/**
 * All other papers are ordered by how near they are (cosine) to one that was taken in; the average
 * precision of this order at finding the others taken in; its mean over those taken in. A random
 * order gives about their share of all papers.
 *
 * @param vectors unit rows
 * @param included one per row
 */
export function meanPrecision({ n, d, data }: Vectors, included: readonly boolean[]): number {
  let sum = 0;
  let asked = 0;
  for (let from = 0; from < n; from++) {
    if (included[from] !== true) continue;
    asked++;
    const similarity = Float64Array.from({ length: n }, (_, to) => {
      let dot = 0;
      for (let k = 0; k < d; k++) dot += (data[from * d + k] ?? 0) * (data[to * d + k] ?? 0);
      return dot;
    });
    const order = [...similarity.keys()]
      .filter((paper) => paper !== from)
      .sort((a, b) => (similarity[b] ?? 0) - (similarity[a] ?? 0) || a - b);
    sum += averagePrecision(order.map((paper) => included[paper] === true));
  }
  return asked === 0 ? 0 : sum / asked;
}

/** The mean, over the places that hit, of the share of hits up to there; 0 where none hits. */
export function averagePrecision(hits: readonly boolean[]): number {
  let found = 0;
  let sum = 0;
  hits.forEach((hit, at) => {
    if (hit) sum += ++found / (at + 1);
  });
  return found === 0 ? 0 : sum / found;
}
