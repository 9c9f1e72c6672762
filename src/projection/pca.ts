/**
 * Principal components by orthogonal iteration on the data itself: the covariance matrix is never
 * formed, so that memory stays at a few rows (Halko, Martinsson, Tropp: Finding structure with
 * randomness, SIAM Review 2011, section 4.5).
 */
import { symmetricEigen } from '../embedding/eigen';
import type { Vectors } from '../embedding/encoder';
import { gaussian, seededRandom } from '../foundation/random';
import { normalisedLayout, type Layout } from './layout';
import { dot, orthonormalise } from './linear-algebra';

export interface PrincipalComponents {
  /** Coordinates of every row on the components, n×count row-major, centred. */
  readonly coordinates: Float32Array;
  /** Unit directions, count×d row-major, largest variance first. */
  readonly directions: Float32Array;
  /** Mean of the rows, length d. */
  readonly mean: Float32Array;
  /** Variance along each direction, largest first; length count. */
  readonly variances: Float64Array;
}

/** Extra directions carried along: they make the wanted ones converge faster. */
const oversampling = 6;
const maxRounds = 60;
/** Relative change of the wanted variances below which the iteration has converged. */
const tolerance = 1e-7;
/** Directions are first found on this many rows, evenly spread, then polished on all of them. */
const sampleRows = 4000;

/**
 * The leading principal components. The sign of each direction is chosen so that its entry of
 * largest magnitude is positive: the same data always give the same picture. Directions beyond the
 * rank of the data are zero.
 */
export function principalComponents(vectors: Vectors, count: number): PrincipalComponents {
  const { n, d, data } = vectors;
  const mean = meanRow(data, n, d);
  const width = Math.min(count + oversampling, d);
  let basis = randomBasis(width, d);
  const stride = Math.max(1, Math.floor(n / sampleRows));
  if (stride > 1) basis = iterate(data, n, d, mean, basis, width, count, stride, maxRounds);
  basis = iterate(data, n, d, mean, basis, width, count, 1, stride > 1 ? 6 : maxRounds);

  const directions = new Float32Array(count * d);
  const projected = covarianceTimes(data, n, d, mean, basis, width, 1);
  const variances = new Float64Array(count);
  for (let c = 0; c < Math.min(count, width); c++) {
    const direction = basis.subarray(c * d, (c + 1) * d);
    variances[c] = Math.max(0, dot(direction, projected.subarray(c * d, (c + 1) * d)));
    const sign = signOfLargest(direction);
    for (let j = 0; j < d; j++) directions[c * d + j] = sign * (direction[j] ?? 0);
  }
  const coordinates = new Float32Array(n * count);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < count; c++) {
      let sum = 0;
      for (let j = 0; j < d; j++) {
        sum += ((data[i * d + j] ?? 0) - (mean[j] ?? 0)) * (directions[c * d + j] ?? 0);
      }
      coordinates[i * count + c] = sum;
    }
  }
  return { coordinates, directions, mean, variances };
}

/** The first two principal components as a layout. */
export function pcaLayout(vectors: Vectors): Layout {
  return normalisedLayout(principalComponents(vectors, 2).coordinates);
}

function meanRow(data: Float32Array, n: number, d: number): Float32Array {
  const sum = new Float64Array(d);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < d; j++) sum[j] = (sum[j] ?? 0) + (data[i * d + j] ?? 0);
  return Float32Array.from(sum, (value) => (n > 0 ? value / n : 0));
}

function randomBasis(width: number, d: number): Float64Array {
  const random = seededRandom(1);
  const basis = Float64Array.from({ length: width * d }, () => gaussian(random));
  orthonormalise(basis, width, d);
  return basis;
}

/** Rounds of multiply, Rayleigh–Ritz-like ordering and orthonormalisation until variances settle. */
function iterate(
  data: Float32Array,
  n: number,
  d: number,
  mean: Float32Array,
  start: Float64Array,
  width: number,
  count: number,
  stride: number,
  rounds: number,
): Float64Array {
  let basis = start;
  let previous = -1;
  for (let round = 0; round < rounds; round++) {
    const next = covarianceTimes(data, n, d, mean, basis, width, stride);
    const rotated = rotateToRitz(basis, next, width, d);
    orthonormalise(rotated.image, width, d);
    basis = rotated.image;
    let captured = 0;
    for (let c = 0; c < Math.min(count, width); c++) captured += rotated.values[c] ?? 0;
    if (Math.abs(captured - previous) <= tolerance * captured) break;
    previous = captured;
  }
  return basis;
}

/** The covariance of the (strided) rows times each basis row, width×d, in one pass over the data. */
function covarianceTimes(
  data: Float32Array,
  n: number,
  d: number,
  mean: Float32Array,
  basis: Float64Array,
  width: number,
  stride: number,
): Float64Array {
  const result = new Float64Array(width * d);
  const centred = new Float64Array(d);
  let rows = 0;
  for (let i = 0; i < n; i += stride) {
    rows++;
    for (let j = 0; j < d; j++) centred[j] = (data[i * d + j] ?? 0) - (mean[j] ?? 0);
    let c = 0;
    for (; c + 4 <= width; c += 4) addFour(result, centred, basis, c * d, d);
    for (; c < width; c++) addOne(result, centred, basis, c * d, d);
  }
  if (rows > 0) for (let j = 0; j < result.length; j++) result[j] = (result[j] ?? 0) / rows;
  return result;
}

/** Adds to the image of the direction at `at` what one row gives it. */
function addOne(
  result: Float64Array,
  row: Float64Array,
  basis: Float64Array,
  at: number,
  d: number,
): void {
  let score = 0;
  for (let j = 0; j < d; j++) score += (row[j] ?? 0) * (basis[at + j] ?? 0);
  for (let j = 0; j < d; j++) result[at + j] = (result[at + j] ?? 0) + score * (row[j] ?? 0);
}

/**
 * {@link addOne} for four directions in turn, bit for bit: their sums do not wait for each other, and
 * the row is read once.
 */
function addFour(
  result: Float64Array,
  row: Float64Array,
  basis: Float64Array,
  at: number,
  d: number,
): void {
  const [b, c, e] = [at + d, at + 2 * d, at + 3 * d];
  let [scoreA, scoreB, scoreC, scoreE] = [0, 0, 0, 0];
  for (let j = 0; j < d; j++) {
    const value = row[j] ?? 0;
    scoreA += value * (basis[at + j] ?? 0);
    scoreB += value * (basis[b + j] ?? 0);
    scoreC += value * (basis[c + j] ?? 0);
    scoreE += value * (basis[e + j] ?? 0);
  }
  for (let j = 0; j < d; j++) {
    const value = row[j] ?? 0;
    result[at + j] = (result[at + j] ?? 0) + scoreA * value;
    result[b + j] = (result[b + j] ?? 0) + scoreB * value;
    result[c + j] = (result[c + j] ?? 0) + scoreC * value;
    result[e + j] = (result[e + j] ?? 0) + scoreE * value;
  }
}

/** Turns a subspace so that its axes are the principal axes within it, largest variance first. */
function rotateToRitz(
  basis: Float64Array,
  image: Float64Array,
  width: number,
  d: number,
): { image: Float64Array; values: Float64Array } {
  const small = new Float64Array(width * width);
  for (let a = 0; a < width; a++) {
    for (let b = 0; b < width; b++) {
      small[a * width + b] = dot(
        basis.subarray(a * d, (a + 1) * d),
        image.subarray(b * d, (b + 1) * d),
      );
    }
  }
  const { values, vectors } = symmetricEigen(small, width);
  const turned = new Float64Array(width * d);
  for (let c = 0; c < width; c++) {
    for (let a = 0; a < width; a++) {
      const weight = vectors[a * width + c] ?? 0;
      for (let j = 0; j < d; j++) {
        turned[c * d + j] = (turned[c * d + j] ?? 0) + weight * (image[a * d + j] ?? 0);
      }
    }
  }
  return { image: turned, values };
}

function signOfLargest(direction: Float64Array): 1 | -1 {
  let largest = 0;
  for (const value of direction) if (Math.abs(value) > Math.abs(largest) + 1e-9) largest = value;
  return largest < 0 ? -1 : 1;
}
