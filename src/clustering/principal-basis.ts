import type { Vectors } from '../embedding/encoder';
import { gaussian, seededRandom, type Random } from '../foundation/random';
import { panelRows, type WardKernel } from '../kernels/ward-kernel';
import type { MatrixBlocks } from './ward-matrix';

/** Rows the basis is estimated from: it needs only to be roughly right to prune well. */
const sampleRows = 1024;
/** Rows whose products are summed at a time. */
const chunkRows = 512;
const iterations = 3;
/** A row that keeps less than this of its length has lost digits and is made orthogonal again. */
const lossy = 0.1;

export interface PrincipalBasis {
  /** Mean of the sample; length d. */
  readonly mean: Float64Array;
  /**
   * d×d row-major, orthonormal rows: the first `leading` are close to the leading principal
   * components in order, the others complete them.
   */
  readonly rows: Float64Array;
}

/**
 * An orthonormal basis that puts most of the variance into the first coordinates, by orthogonal
 * iteration on the covariance of a sample (Golub & Van Loan, Matrix Computations, §8.2.4). However
 * rough the estimate, distances in the new coordinates are those in the old.
 *
 * @param blocks scratch: rows and panels for `stride` or 512 rows, a matrix for `stride`
 */
export function principalBasis(
  vectors: Vectors,
  leading: number,
  kernel: WardKernel,
  blocks: MatrixBlocks,
  stride: number,
): PrincipalBasis {
  const { d } = vectors;
  const mean = sampleMean(vectors);
  const covariance = sampleCovariance(vectors, mean, kernel, blocks, stride);
  const random = seededRandom(1);
  const kept = Math.min(leading, d);
  const rows = new Float64Array(d * d);
  for (let at = 0; at < kept * d; at++) rows[at] = gaussian(random);
  orthonormalise(rows, d, 0, kept, random);

  const { rows: input, panels, matrix: output } = blocks;
  const padded = Math.ceil(kept / panelRows) * panelRows;
  input.view.fill(0, 0, stride * stride);
  for (let i = 0; i < d; i++) input.view.set(covariance.subarray(i * d, (i + 1) * d), i * stride);
  kernel.pack(input.address, stride, stride, stride, panels.address);
  for (let iteration = 0; iteration < iterations; iteration++) {
    input.view.fill(0, 0, padded * stride);
    for (let row = 0; row < kept; row++) {
      input.view.set(rows.subarray(row * d, (row + 1) * d), row * stride);
    }
    kernel.multiply(
      input.address,
      padded,
      stride,
      stride,
      panels.address,
      stride / panelRows,
      output.address,
      stride,
    );
    for (let row = 0; row < kept; row++) {
      rows.set(output.view.subarray(row * stride, row * stride + d), row * d);
    }
    orthonormalise(rows, d, 0, kept, random);
  }
  for (let at = kept * d; at < d * d; at++) rows[at] = gaussian(random);
  orthonormalise(rows, d, kept, d, random);
  return { mean, rows };
}

/** First value of the `index`-th of `count` evenly spaced rows. */
function sampledRow({ n, d }: Vectors, index: number, count: number): number {
  return Math.floor((index * n) / count) * d;
}

function sampleMean(vectors: Vectors): Float64Array {
  const { n, d, data } = vectors;
  const count = Math.min(n, sampleRows);
  const mean = new Float64Array(d);
  for (let index = 0; index < count; index++) {
    const row = sampledRow(vectors, index, count);
    for (let k = 0; k < d; k++) mean[k] = (mean[k] ?? 0) + (data[row + k] ?? 0) / count;
  }
  return mean;
}

/** d×d row-major, up to a factor. */
function sampleCovariance(
  vectors: Vectors,
  mean: Float64Array,
  kernel: WardKernel,
  { rows: input, panels, matrix: output }: MatrixBlocks,
  stride: number,
): Float64Array {
  const { n, d, data } = vectors;
  const count = Math.min(n, sampleRows);
  const covariance = new Float64Array(d * d);
  for (let from = 0; from < count; from += chunkRows) {
    const chunk = Math.min(chunkRows, count - from);
    // Coordinates as rows: their products with each other are the covariance.
    input.view.fill(0, 0, stride * chunkRows);
    for (let index = 0; index < chunk; index++) {
      const row = sampledRow(vectors, from + index, count);
      for (let k = 0; k < d; k++) {
        input.view[k * chunkRows + index] = (data[row + k] ?? 0) - (mean[k] ?? 0);
      }
    }
    kernel.pack(input.address, stride, chunkRows, chunkRows, panels.address);
    kernel.multiply(
      input.address,
      stride,
      chunkRows,
      chunkRows,
      panels.address,
      stride / panelRows,
      output.address,
      stride,
    );
    for (let i = 0; i < d; i++) {
      for (let k = 0; k < d; k++) {
        covariance[i * d + k] = (covariance[i * d + k] ?? 0) + (output.view[i * stride + k] ?? 0);
      }
    }
  }
  return covariance;
}

/**
 * Modified Gram–Schmidt on rows [from, to) against all rows before them, again where a row loses
 * most of its length (Kahan's "twice is enough"). A row that vanishes, because the data span fewer
 * dimensions, is drawn anew.
 */
function orthonormalise(
  rows: Float64Array,
  d: number,
  from: number,
  to: number,
  random: Random,
): void {
  for (let row = from; row < to; row++) {
    const x = row * d;
    normalise(rows, x, d);
    let left: number;
    do {
      for (let other = 0; other < row; other++) {
        const y = other * d;
        let dot = 0;
        for (let k = 0; k < d; k++) dot += (rows[x + k] ?? 0) * (rows[y + k] ?? 0);
        for (let k = 0; k < d; k++) rows[x + k] = (rows[x + k] ?? 0) - dot * (rows[y + k] ?? 0);
      }
      left = normalise(rows, x, d);
      if (left < 1e-9) for (let k = 0; k < d; k++) rows[x + k] = gaussian(random);
    } while (left < lossy);
  }
}

/** Scales a row to unit length unless it is zero; returns the length it had. */
function normalise(rows: Float64Array, x: number, d: number): number {
  let squares = 0;
  for (let k = 0; k < d; k++) squares += (rows[x + k] ?? 0) ** 2;
  const length = Math.sqrt(squares);
  if (length > 0) for (let k = 0; k < d; k++) rows[x + k] = (rows[x + k] ?? 0) / length;
  return length;
}
