/**
 * How far to trust a layout: trustworthiness (papers shown as neighbours that are none), continuity
 * (true neighbours shown apart) and the share of true neighbours kept (Venna & Kaski: Neighborhood
 * preservation in nonlinear projection methods, ICANN 2001).
 */
import type { Vectors } from '../embedding/encoder';
import { seededRandom, shuffle } from '../foundation/random';
import type { Layout } from './layout';

export interface LayoutQuality {
  /** Neighbours per paper the figures are about. */
  readonly k: number;
  /** 0 to 1; 1 when everything shown near is near. */
  readonly trustworthiness: number;
  /** 0 to 1; 1 when everything near is shown near. */
  readonly continuity: number;
  /** Mean share of a paper's k true neighbours among its k neighbours on screen, 0 to 1. */
  readonly neighboursKept: number;
  /** Papers the figures were taken from: all of them, or an even sample when there are many. */
  readonly sampled: number;
}

export interface QualityOptions {
  /** Default 15; at most half of the papers. */
  readonly k?: number;
  /** Papers looked at; default as many as fit into a second or two. */
  readonly sample?: number;
}

/** Multiplications spent at most when the sample is chosen here. */
const budget = 1e9;
const smallestSample = 64;

/**
 * Measures a layout against the vectors it was made from. Exact over the sample: every sampled
 * paper is ranked against all papers, in both spaces. With fewer than 4 papers there are no ranks to
 * get wrong and every figure is 1.
 */
export function layoutQuality(
  vectors: Vectors,
  layout: Layout,
  options: QualityOptions = {},
): LayoutQuality {
  const { n, d } = vectors;
  const k = Math.min(options.k ?? 15, Math.floor((n - 1) / 2));
  if (k < 1) return { k: 0, trustworthiness: 1, continuity: 1, neighboursKept: 1, sampled: n };
  const affordable = Math.max(smallestSample, Math.floor(budget / (n * d)));
  const sample = evenSample(n, Math.min(n, options.sample ?? affordable));
  const far = new Float32Array(n);
  const near = new Float32Array(n);
  let intruding = 0;
  let missing = 0;
  let kept = 0;
  for (const paper of sample) {
    distancesInSpace(vectors, paper, far);
    distancesInPlane(layout.positions, paper, near);
    const shown = excessRank(far, paper, nearestOf(near, paper, k));
    const wanted = excessRank(near, paper, nearestOf(far, paper, k));
    intruding += shown.excess;
    missing += wanted.excess;
    kept += shown.within;
  }
  const worst = (sample.length * k * (2 * n - 3 * k - 1)) / 2;
  return {
    k,
    trustworthiness: 1 - intruding / worst,
    continuity: 1 - missing / worst,
    neighboursKept: kept / (sample.length * k),
    sampled: sample.length,
  };
}

/** All papers in order, or a seeded sample without repetition. */
function evenSample(n: number, size: number): Uint32Array {
  const all = Uint32Array.from({ length: n }, (_, i) => i);
  return size >= n ? all : shuffle(all, seededRandom(1)).slice(0, size).sort();
}

function distancesInSpace({ n, d, data }: Vectors, paper: number, out: Float32Array): void {
  const row = paper * d;
  for (let i = 0; i < n; i++) {
    let dot = 0;
    for (let j = 0; j < d; j++) dot += (data[i * d + j] ?? 0) * (data[row + j] ?? 0);
    out[i] = 1 - dot;
  }
}

/** Squared distances in the plane from one paper to all, into `out` (length n). */
export function distancesInPlane(positions: Float32Array, paper: number, out: Float32Array): void {
  const x = positions[2 * paper] ?? 0;
  const y = positions[2 * paper + 1] ?? 0;
  for (let i = 0; i < out.length; i++) {
    out[i] = ((positions[2 * i] ?? 0) - x) ** 2 + ((positions[2 * i + 1] ?? 0) - y) ** 2;
  }
}

/** The k papers at the smallest distances, `paper` excepted, nearest first, ties by smaller index. */
export function nearestOf(distances: Float32Array, paper: number, k: number): Uint32Array {
  const nearest = new Uint32Array(k);
  const kept = new Float32Array(k).fill(Infinity);
  for (let i = 0; i < distances.length; i++) {
    const distance = distances[i] ?? 0;
    if (i === paper || distance >= (kept[k - 1] ?? 0)) continue;
    let at = k - 1;
    for (; at > 0 && (kept[at - 1] ?? 0) > distance; at--) {
      kept[at] = kept[at - 1] ?? 0;
      nearest[at] = nearest[at - 1] ?? 0;
    }
    kept[at] = distance;
    nearest[at] = i;
  }
  return nearest;
}

/** By how much the ranks of `others` by `distances` exceed k, summed; and how many do not. */
function excessRank(
  distances: Float32Array,
  paper: number,
  others: Uint32Array,
): { excess: number; within: number } {
  const k = others.length;
  const nearer = (a: number, b: number) => (distances[a] ?? 0) - (distances[b] ?? 0) || a - b;
  const sorted = Array.from(others).sort(nearer);
  // closer[t]: papers that lie before sorted[t] but not before sorted[t - 1].
  const closer = new Uint32Array(k + 1);
  for (let i = 0; i < distances.length; i++) {
    if (i === paper) continue;
    let low = 0;
    let high = k;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (nearer(sorted[middle] ?? 0, i) <= 0) low = middle + 1;
      else high = middle;
    }
    closer[low] = (closer[low] ?? 0) + 1;
  }
  let rank = 0;
  let excess = 0;
  let within = 0;
  for (let t = 0; t < k; t++) {
    rank += closer[t] ?? 0;
    // A paper counts itself in the next bucket, so its own rank is one more than those before it.
    if (rank + 1 > k) excess += rank + 1 - k;
    else within++;
  }
  return { excess, within };
}
