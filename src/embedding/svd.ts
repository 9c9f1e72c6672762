/**
 * Truncated singular value decomposition of a sparse matrix by randomised subspace iteration
 * (Halko, Martinsson & Tropp, SIAM Review 2011, algorithms 4.4 and 5.1). Deterministic for a seed.
 */
import { createPacer } from '../foundation/pacer';
import { gaussian, seededRandom } from '../foundation/random';
import { symmetricEigen } from './eigen';
import type { SparseRows } from './term-counts';

export interface SvdSettings {
  /** Singular vectors wanted; fewer come back where the matrix has a smaller rank. */
  readonly rank: number;
  readonly seed: number;
  /** Extra directions that make the wanted ones accurate; default 10. */
  readonly oversampling?: number;
  /** Power iterations; default 2. */
  readonly iterations?: number;
  readonly signal?: AbortSignal;
  /** Called after each pass over the matrix. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Svd {
  readonly rank: number;
  /** n×rank row-major, orthonormal columns. */
  readonly left: Float64Array;
  /** Descending, all above 0; length rank. */
  readonly values: Float64Array;
}

/** Directions whose share of the largest eigenvalue is below this are rounding, not signal. */
const NEGLIGIBLE = 1e-11;

/** The `settings.rank` leading left singular vectors and singular values of `matrix`. */
export async function truncatedSvd(matrix: SparseRows, settings: SvdSettings): Promise<Svd> {
  const { iterations = 2, oversampling = 10, signal } = settings;
  const width = Math.min(settings.rank + oversampling, matrix.n, matrix.columns);
  const passes = 2 * iterations + 2;
  const pace = createPacer(signal);
  let pass = 0;
  const passed = async (): Promise<void> => {
    settings.onProgress?.(++pass, passes);
    await pace();
    signal?.throwIfAborted();
  };

  const random = seededRandom(settings.seed);
  const probe = new Float64Array(matrix.columns * width);
  for (let i = 0; i < probe.length; i++) probe[i] = gaussian(random);

  let range = orthonormalise(times(matrix, probe, width), matrix.n, width);
  await passed();
  for (let round = 0; round < iterations; round++) {
    const back = orthonormalise(timesTransposed(matrix, range, width), matrix.columns, width);
    await passed();
    range = orthonormalise(times(matrix, back, width), matrix.n, width);
    await passed();
  }
  const projected = timesTransposed(matrix, range, width);
  await passed();

  const eigen = symmetricEigen(gram(projected, matrix.columns, width), width);
  const floor = NEGLIGIBLE * (eigen.values[0] ?? 0);
  let rank = 0;
  while (rank < Math.min(settings.rank, width) && (eigen.values[rank] ?? 0) > floor) rank++;
  return {
    rank,
    left: timesSmall(range, matrix.n, width, eigen.vectors, rank),
    values: eigen.values.slice(0, rank).map(Math.sqrt),
  };
}

/** matrix · dense: n×width row-major. */
function times(matrix: SparseRows, dense: Float64Array, width: number): Float64Array {
  const { n, offsets, indices, values } = matrix;
  const out = new Float64Array(n * width);
  for (let row = 0; row < n; row++) {
    const to = row * width;
    const end = offsets[row + 1] ?? 0;
    for (let entry = offsets[row] ?? 0; entry < end; entry++) {
      const from = (indices[entry] ?? 0) * width;
      const value = values[entry] ?? 0;
      for (let k = 0; k < width; k++)
        out[to + k] = (out[to + k] ?? 0) + value * (dense[from + k] ?? 0);
    }
  }
  return out;
}

/** matrixᵀ · dense: columns×width row-major. */
function timesTransposed(matrix: SparseRows, dense: Float64Array, width: number): Float64Array {
  const { n, offsets, indices, values } = matrix;
  const out = new Float64Array(matrix.columns * width);
  for (let row = 0; row < n; row++) {
    const from = row * width;
    const end = offsets[row + 1] ?? 0;
    for (let entry = offsets[row] ?? 0; entry < end; entry++) {
      const to = (indices[entry] ?? 0) * width;
      const value = values[entry] ?? 0;
      for (let k = 0; k < width; k++)
        out[to + k] = (out[to + k] ?? 0) + value * (dense[from + k] ?? 0);
    }
  }
  return out;
}

/** denseᵀ · dense: width×width. */
function gram(dense: Float64Array, rows: number, width: number): Float64Array {
  const out = new Float64Array(width * width);
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    for (let i = 0; i < width; i++) {
      const value = dense[from + i] ?? 0;
      if (value === 0) continue;
      const to = i * width;
      for (let j = i; j < width; j++)
        out[to + j] = (out[to + j] ?? 0) + value * (dense[from + j] ?? 0);
    }
  }
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) out[i * width + j] = out[j * width + i] ?? 0;
  }
  return out;
}

/** dense · the first `kept` columns of `small` (width×width): rows×kept row-major. */
function timesSmall(
  dense: Float64Array,
  rows: number,
  width: number,
  small: Float64Array,
  kept: number,
): Float64Array {
  const out = new Float64Array(rows * kept);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < width; i++) {
      const value = dense[row * width + i] ?? 0;
      if (value === 0) continue;
      const to = row * kept;
      const from = i * width;
      for (let k = 0; k < kept; k++)
        out[to + k] = (out[to + k] ?? 0) + value * (small[from + k] ?? 0);
    }
  }
  return out;
}

/**
 * An orthonormal basis of the columns of `dense` (rows×width), through the eigenvectors of its
 * Gram matrix; where the columns are dependent, the surplus columns come out as zero.
 */
function orthonormalise(dense: Float64Array, rows: number, width: number): Float64Array {
  const { values, vectors } = symmetricEigen(gram(dense, rows, width), width);
  const floor = NEGLIGIBLE * (values[0] ?? 0);
  for (let k = 0; k < width; k++) {
    const value = values[k] ?? 0;
    const scale = value > floor && value > 0 ? 1 / Math.sqrt(value) : 0;
    for (let i = 0; i < width; i++) {
      vectors[i * width + k] = (vectors[i * width + k] ?? 0) * scale;
    }
  }
  return timesSmall(dense, rows, width, vectors, width);
}
