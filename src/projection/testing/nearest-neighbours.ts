/**
 * Exact k nearest neighbours by comparing every pair: for corpora of a few thousand papers and for
 * checking faster searches. Larger corpora take their neighbours from the first round of the Ward
 * search, which returns the same thing.
 */
import type { Vectors } from '../../embedding/encoder';
import type { Neighbours } from '../../clustering/neighbours';

/** Rows compared at a time, so that each candidate row is read from memory once for all of them. */
const block = 4;

/**
 * The k most similar papers of every paper, by cosine. O(n²·d).
 *
 * @param vectors unit rows
 * @param k wanted per paper; fewer are returned when there are fewer other papers
 */
export function nearestNeighbours(vectors: Vectors, k: number): Neighbours {
  const { n, d, data } = vectors;
  const kept = Math.max(0, Math.min(Math.floor(k), n - 1));
  const indices = new Uint32Array(n * kept);
  const similarities = new Float32Array(n * kept).fill(-Infinity);
  if (kept === 0) return { n, k: 0, indices, similarities };
  for (let first = 0; first < n; first += block) {
    const rows = Math.min(block, n - first);
    for (let other = 0; other < n; other++) {
      const [s0, s1, s2, s3] = fourDots(data, d, first, n - 1, other);
      if (other !== first) insert(indices, similarities, first, kept, other, s0);
      if (rows > 1 && other !== first + 1)
        insert(indices, similarities, first + 1, kept, other, s1);
      if (rows > 2 && other !== first + 2)
        insert(indices, similarities, first + 2, kept, other, s2);
      if (rows > 3 && other !== first + 3)
        insert(indices, similarities, first + 3, kept, other, s3);
    }
  }
  return { n, k: kept, indices, similarities };
}

/** Dot products of rows `first` … `first + 3` (held at `last`) with row `other`. */
function fourDots(
  data: Float32Array,
  d: number,
  first: number,
  last: number,
  other: number,
): [number, number, number, number] {
  const a = first * d;
  const b = Math.min(first + 1, last) * d;
  const c = Math.min(first + 2, last) * d;
  const e = Math.min(first + 3, last) * d;
  const o = other * d;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let j = 0; j < d; j++) {
    const value = data[o + j] ?? 0;
    s0 += value * (data[a + j] ?? 0);
    s1 += value * (data[b + j] ?? 0);
    s2 += value * (data[c + j] ?? 0);
    s3 += value * (data[e + j] ?? 0);
  }
  return [s0, s1, s2, s3];
}

/** Keeps the row's list sorted; of equal similarities the one that came first (smaller index) stays. */
function insert(
  indices: Uint32Array,
  similarities: Float32Array,
  row: number,
  k: number,
  candidate: number,
  exact: number,
): void {
  // Compared in the precision it is kept in, or a tie could fall either way.
  const similarity = Math.fround(exact);
  const start = row * k;
  let at = start + k - 1;
  if (similarity <= (similarities[at] ?? 0)) return;
  while (at > start && (similarities[at - 1] ?? 0) < similarity) {
    similarities[at] = similarities[at - 1] ?? 0;
    indices[at] = indices[at - 1] ?? 0;
    at--;
  }
  similarities[at] = similarity;
  indices[at] = candidate;
}
