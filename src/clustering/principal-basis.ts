import type { Vectors } from '../embedding/encoder';
import { gaussian, seededRandom, type Random } from '../foundation/random';

/** Rows the basis is estimated from: it needs only to be roughly right to prune well. */
const sampleRows = 1024;
const iterations = 4;

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
 */
export function principalBasis(vectors: Vectors, leading: number): PrincipalBasis {
  const { d } = vectors;
  const { mean, covariance } = sampleCovariance(vectors);
  const random = seededRandom(1);
  const kept = Math.min(leading, d);
  const rows = new Float64Array(d * d);
  for (let at = 0; at < kept * d; at++) rows[at] = gaussian(random);
  orthonormalise(rows, d, 0, kept, random);
  const image = new Float64Array(kept * d);
  for (let iteration = 0; iteration < iterations; iteration++) {
    for (let row = 0; row < kept; row++) {
      for (let i = 0; i < d; i++) {
        let sum = 0;
        for (let k = 0; k < d; k++) {
          sum += (covariance[i * d + k] ?? 0) * (rows[row * d + k] ?? 0);
        }
        image[row * d + i] = sum;
      }
    }
    rows.set(image);
    orthonormalise(rows, d, 0, kept, random);
  }
  for (let at = kept * d; at < d * d; at++) rows[at] = gaussian(random);
  orthonormalise(rows, d, kept, d, random);
  return { mean, rows };
}

function sampleCovariance({ n, d, data }: Vectors): {
  mean: Float64Array;
  covariance: Float64Array;
} {
  const count = Math.min(n, sampleRows);
  const mean = new Float64Array(d);
  const rowAt = (index: number) => Math.floor((index * n) / count) * d;
  for (let index = 0; index < count; index++) {
    const row = rowAt(index);
    for (let k = 0; k < d; k++) mean[k] = (mean[k] ?? 0) + (data[row + k] ?? 0) / count;
  }
  const covariance = new Float64Array(d * d);
  const centred = new Float64Array(d);
  for (let index = 0; index < count; index++) {
    const row = rowAt(index);
    for (let k = 0; k < d; k++) centred[k] = (data[row + k] ?? 0) - (mean[k] ?? 0);
    for (let i = 0; i < d; i++) {
      const value = centred[i] ?? 0;
      const base = i * d;
      for (let k = i; k < d; k++) {
        covariance[base + k] = (covariance[base + k] ?? 0) + value * (centred[k] ?? 0);
      }
    }
  }
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) covariance[i * d + k] = covariance[k * d + i] ?? 0;
  }
  return { mean, covariance };
}

/**
 * Modified Gram–Schmidt, twice, on rows [from, to) against all rows before them. A row that
 * vanishes (the data span fewer dimensions) is drawn anew.
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
    let before = normalise(rows, x, d);
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < row; other++) {
        const y = other * d;
        let dot = 0;
        for (let k = 0; k < d; k++) dot += (rows[x + k] ?? 0) * (rows[y + k] ?? 0);
        for (let k = 0; k < d; k++) rows[x + k] = (rows[x + k] ?? 0) - dot * (rows[y + k] ?? 0);
      }
      before = Math.min(before, normalise(rows, x, d));
    }
    if (before < 1e-9) {
      for (let k = 0; k < d; k++) rows[x + k] = gaussian(random);
      row--;
    }
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
