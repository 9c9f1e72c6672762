/**
 * Ward's hierarchical clustering, exact. Papers that lie close are merged first, always the pair
 * that raises the within-cluster sum of squares least, until one cluster is left. What follows in
 * this folder: the linkage becomes a leaf-ordered tree (`build-dendrogram.ts`), the tree is cut into
 * the clusters on screen (`cut.ts`), and every node gets the paper that speaks for it (`medoids.ts`).
 *
 * Method: nearest-neighbour chain (Müllner, "Modern hierarchical, agglomerative clustering
 * algorithms", arXiv 1109.2378, 2011) on condensed squared distances with Lance–Williams updates.
 */
import type { Vectors } from '../embedding/encoder';
import { createPacer, type Pacer } from '../foundation/pacer';
import { success, type Result } from '../foundation/result';
import { checkVectors } from './check-vectors';
import { linkageFromMerges, type Linkage, type Merges } from './linkage';

export interface WardOptions {
  /** Aborting rejects with the signal's reason within a few tens of milliseconds. */
  readonly signal?: AbortSignal;
  /** Called with the number of units of work finished out of `total`, both fixed for one run. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Ward's linkage of unit (or any) rows under the Euclidean distance, heights in SciPy's scale:
 * √(2|A||B| / (|A|+|B|)) · ‖c_A − c_B‖. On unit rows the squared distance of two papers is 2 − 2cos.
 * Ties are broken by the smallest paper index, so equal input gives equal output.
 *
 * @returns the linkage (no merges when n = 1), or the failure of {@link checkVectors}
 */
export async function wardLinkage(
  vectors: Vectors,
  options: WardOptions = {},
): Promise<Result<Linkage>> {
  const pace = createPacer(options.signal);
  const checked = checkVectors(vectors);
  if (!checked.ok) return checked;
  const { n } = vectors;
  const total = 2 * n;
  const report = (done: number) => options.onProgress?.(done, total);
  const distances = await squaredDistances(vectors, pace, report);
  const merges = await nearestNeighbourChain(n, distances, pace, (done) => report(n + done));
  report(total);
  return success(linkageFromMerges(n, merges));
}

/** Condensed squared Euclidean distances: pair (i, j), i < j, at `i(2n−i−1)/2 + j−i−1`. */
async function squaredDistances(
  { n, d, data }: Vectors,
  pace: Pacer,
  report: (done: number) => void,
): Promise<Float64Array> {
  const distances = new Float64Array((n * (n - 1)) / 2);
  let at = 0;
  for (let i = 0; i < n; i++) {
    const row = i * d;
    for (let j = i + 1; j < n; j++) {
      const other = j * d;
      let sum = 0;
      for (let k = 0; k < d; k++) {
        const difference = (data[row + k] ?? 0) - (data[other + k] ?? 0);
        sum += difference * difference;
      }
      distances[at++] = sum;
    }
    await pace();
    report(i + 1);
  }
  return distances;
}

/** Merges of Ward's linkage; `distances` is consumed. */
async function nearestNeighbourChain(
  n: number,
  distances: Float64Array,
  pace: Pacer,
  report: (done: number) => void,
): Promise<Merges> {
  const offset = Float64Array.from({ length: n }, (_, i) => (i * (2 * n - i - 1)) / 2 - i - 1);
  const at = (i: number, j: number) => (i < j ? (offset[i] ?? 0) + j : (offset[j] ?? 0) + i);
  const size = new Float64Array(n).fill(1);
  const active = Uint32Array.from({ length: n }, (_, i) => i);
  let activeCount = n;
  const first = new Uint32Array(Math.max(0, n - 1));
  const second = new Uint32Array(Math.max(0, n - 1));
  const height = new Float64Array(Math.max(0, n - 1));
  const chain: number[] = [];

  for (let merge = 0; merge < n - 1; merge++) {
    if (chain.length === 0) chain.push(active[0] ?? 0);
    let tip: number;
    let nearest: number;
    let shortest: number;
    for (;;) {
      tip = chain[chain.length - 1] ?? 0;
      const before = chain[chain.length - 2] ?? -1;
      nearest = before;
      shortest = before === -1 ? Infinity : (distances[at(tip, before)] ?? 0);
      for (let slot = 0; slot < activeCount; slot++) {
        const other = active[slot] ?? 0;
        if (other === tip) continue;
        const distance = distances[at(tip, other)] ?? 0;
        if (distance < shortest) {
          shortest = distance;
          nearest = other;
        }
      }
      if (nearest === before) break;
      chain.push(nearest);
    }
    chain.length -= 2;
    const kept = Math.min(tip, nearest);
    const gone = Math.max(tip, nearest);
    first[merge] = kept;
    second[merge] = gone;
    height[merge] = Math.sqrt(shortest);

    activeCount--;
    for (let slot = active.indexOf(gone); slot < activeCount; slot++) {
      active[slot] = active[slot + 1] ?? 0;
    }
    const a = size[kept] ?? 0;
    const b = size[gone] ?? 0;
    for (let slot = 0; slot < activeCount; slot++) {
      const other = active[slot] ?? 0;
      if (other === kept) continue;
      const x = size[other] ?? 0;
      const toKept = distances[at(kept, other)] ?? 0;
      const toGone = distances[at(gone, other)] ?? 0;
      distances[at(kept, other)] = Math.max(
        0,
        ((a + x) * toKept + (b + x) * toGone - x * shortest) / (a + b + x),
      );
    }
    size[kept] = a + b;
    await pace();
    report(merge + 1);
  }
  return { first, second, height };
}
