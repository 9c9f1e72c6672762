import type { Vectors } from '../embedding/encoder';
import { createPacer } from '../foundation/pacer';
import type { Dendrogram } from './dendrogram';
import { walkSums } from './subtree-sums';

export interface Medoids {
  /** The paper nearest to each node's centroid, ties by smallest index; length 2n-1. */
  readonly medoids: Uint32Array;
  /** Mean cosine similarity of each node's papers to its centroid, 0 to 1; length 2n-1. */
  readonly cohesion: Float32Array;
}

/** Keeps bounds above the true value in spite of rounding and of rows that are unit to 1e-7 only. */
const slack = 1 + 1e-6;

/**
 * Medoid and cohesion of all 2n−1 nodes, exactly, for unit rows.
 *
 * With S the sum of a node's rows: the paper nearest to the centroid is the one with the largest
 * x·S, and the mean cosine to the centroid is ‖S‖ / size. For the first, every paper carries an
 * upper bound on x·S for the node it is in. Going up a merge, x·(S_A + S_B) is at most the old bound
 * plus the norm of the other side's sum, so most bounds move in O(1); only papers whose bound still
 * beats the best exact value are computed again. Small joined to large, the case that makes trees
 * deep, moves the bounds little and so costs little.
 */
export async function medoidsOf(
  tree: Dendrogram,
  vectors: Vectors,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Medoids> {
  const { n, left, right, order, start, size } = tree;
  const { d, data } = vectors;
  const pace = createPacer(options.signal);
  const medoids = new Uint32Array(2 * n - 1);
  const cohesion = new Float32Array(2 * n - 1);
  const bound = new Float64Array(n);
  for (let leaf = 0; leaf < n; leaf++) {
    medoids[leaf] = leaf;
    cohesion[leaf] = 1;
    bound[leaf] = squaredNorm(data.subarray(leaf * d, (leaf + 1) * d));
  }

  const sum = new Float64Array(d);
  for (const step of walkSums(tree, vectors)) {
    const { merge, leftSum, rightSum } = step;
    for (let k = 0; k < d; k++) sum[k] = (leftSum[k] ?? 0) + (rightSum[k] ?? 0);
    const raise = (child: number, by: number) => {
      const from = start[child] ?? 0;
      for (let at = from; at < from + (size[child] ?? 0); at++) {
        const paper = order[at] ?? 0;
        bound[paper] = (bound[paper] ?? 0) + by;
      }
    };
    const a = left[merge] ?? 0;
    const b = right[merge] ?? 0;
    raise(a, slack * Math.sqrt(squaredNorm(rightSum)));
    raise(b, slack * Math.sqrt(squaredNorm(leftSum)));

    const node = n + merge;
    const exact = (paper: number): number => {
      let value = 0;
      for (let k = 0; k < d; k++) value += (data[paper * d + k] ?? 0) * (sum[k] ?? 0);
      bound[paper] = value;
      return value;
    };
    // The children's medoids are good first guesses and spare most of the others.
    let best = medoids[a] ?? 0;
    let most = exact(best);
    const consider = (paper: number) => {
      const value = exact(paper);
      if (value > most || (value === most && paper < best)) {
        most = value;
        best = paper;
      }
    };
    consider(medoids[b] ?? 0);
    const from = start[node] ?? 0;
    for (let at = from; at < from + (size[node] ?? 0); at++) {
      const paper = order[at] ?? 0;
      if ((bound[paper] ?? 0) >= most && paper !== best) consider(paper);
    }
    medoids[node] = best;
    cohesion[node] = Math.sqrt(squaredNorm(sum)) / (size[node] ?? 1);
    await pace();
  }
  return { medoids, cohesion };
}

function squaredNorm(vector: Float32Array | Float64Array): number {
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += (vector[k] ?? 0) ** 2;
  return sum;
}
