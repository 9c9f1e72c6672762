import type { Vectors } from '../embedding/encoder';

/** The k nearest neighbours of every paper in the full vector space, by cosine similarity. */
export interface Neighbours {
  readonly n: number;
  /** Neighbours per paper: at most n-1, the paper itself excluded. */
  readonly k: number;
  /** n×k row-major, nearest first, ties by smaller index. */
  readonly indices: Uint32Array;
  /** Cosine similarity of each, n×k row-major. */
  readonly similarities: Float32Array;
}

/**
 * Completes neighbours found by a search: the similarities are taken afresh in double precision and
 * each list is sorted by them.
 *
 * @param indices n×k, the neighbours of each paper in any order
 */
export function rankNeighbours(vectors: Vectors, k: number, indices: Uint32Array): Neighbours {
  const { n, d, data } = vectors;
  const norms = new Float64Array(n);
  for (let paper = 0; paper < n; paper++) {
    let squares = 0;
    for (let at = paper * d; at < (paper + 1) * d; at++) squares += (data[at] ?? 0) ** 2;
    norms[paper] = Math.sqrt(squares);
  }
  const similarities = new Float32Array(n * k);
  const list = new Uint32Array(k);
  const values = new Float64Array(k);
  for (let paper = 0; paper < n; paper++) {
    for (let j = 0; j < k; j++) {
      const other = indices[paper * k + j] ?? 0;
      let dot = 0;
      for (let at = 0; at < d; at++) {
        dot += (data[paper * d + at] ?? 0) * (data[other * d + at] ?? 0);
      }
      const cosine = dot / ((norms[paper] ?? 1) * (norms[other] ?? 1));
      const value = Math.fround(Math.min(1, cosine));
      let at = j;
      for (; at > 0; at--) {
        const before = values[at - 1] ?? 0;
        if (before > value || (before === value && (list[at - 1] ?? 0) < other)) break;
        values[at] = before;
        list[at] = list[at - 1] ?? 0;
      }
      values[at] = value;
      list[at] = other;
    }
    indices.set(list, paper * k);
    similarities.set(values, paper * k);
  }
  return { n, k, indices, similarities };
}
