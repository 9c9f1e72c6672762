/**
 * From rows per text to the vectors of a corpus: centre, renormalise, put parts side by side.
 *
 * Encoders give raw rows, which depend on one text alone and are kept under its key; centring
 * depends on the whole corpus and is done here, anew for each corpus.
 */
import type { Vectors } from './encoder';

/** Vectors that make up one part of a concatenation, and how much they count. */
export interface VectorPart {
  readonly vectors: Vectors;
  /** Length of the part's rows in the concatenation, before it is brought to unit length. */
  readonly weight: number;
}

/**
 * Subtracts the mean of the rows and brings every row to unit length. Vectors of one corpus share a
 * large common component ("this is a paper") that hides what sets papers apart.
 *
 * All-zero rows (texts with nothing to embed) do not count towards the mean and stay zero. A row of
 * which nothing would be left, because it equals the mean as all rows of identical papers do, keeps
 * the direction it had.
 */
export function centreAndNormalise({ n, d, data }: Vectors): Vectors {
  const { mean, counted } = meanRow({ n, d, data });
  const centred = new Float32Array(n * d);
  if (counted < 2) {
    centred.set(data);
  } else {
    for (let row = 0; row < n; row++) {
      const values = data.subarray(row * d, (row + 1) * d);
      if (!values.some((value) => value !== 0)) continue;
      let square = 0;
      for (let i = 0; i < d; i++) {
        const value = (values[i] ?? 0) - (mean[i] ?? 0);
        centred[row * d + i] = value;
        square += value * value;
      }
      if (square <= shortest ** 2) centred.set(values, row * d);
    }
  }
  return normaliseRows({ n, d, data: centred });
}

/** The mean of the rows that are not all zero, length d, and how many they are. */
export function meanRow({ n, d, data }: Vectors): { mean: Float64Array; counted: number } {
  const mean = new Float64Array(d);
  let counted = 0;
  for (let row = 0; row < n; row++) {
    const values = data.subarray(row * d, (row + 1) * d);
    if (!values.some((value) => value !== 0)) continue;
    counted++;
    for (let i = 0; i < d; i++) mean[i] = (mean[i] ?? 0) + (values[i] ?? 0);
  }
  for (let i = 0; i < d; i++) mean[i] = (mean[i] ?? 0) / Math.max(1, counted);
  return { mean, counted };
}

/**
 * Puts the rows of several parts side by side, each at unit length times its weight, and brings the
 * result to unit length: the cosine of two rows is the mean of the parts' cosines weighted by the
 * squares of their weights.
 *
 * A paper that has no vector in one part (an all-zero row) is described by its other parts.
 *
 * @throws if the parts differ in their number of rows or there are none
 */
export function concatenate(parts: readonly VectorPart[]): Vectors {
  const n = parts[0]?.vectors.n;
  if (n === undefined || parts.some((part) => part.vectors.n !== n)) {
    throw new Error('Parts to concatenate must be there and have equally many rows.');
  }
  const d = parts.reduce((sum, part) => sum + part.vectors.d, 0);
  const data = new Float32Array(n * d);
  let offset = 0;
  for (const { vectors, weight } of parts) {
    const unit = normaliseRows({ ...vectors, data: vectors.data.slice() });
    for (let row = 0; row < n; row++) {
      for (let i = 0; i < vectors.d; i++) {
        data[row * d + offset + i] = weight * (unit.data[row * vectors.d + i] ?? 0);
      }
    }
    offset += vectors.d;
  }
  return normaliseRows({ n, d, data });
}

/** Rows shorter than this carry nothing but rounding errors. */
const shortest = 1e-6;

/** Brings rows to unit length in place; those shorter than {@link shortest} become zero. */
function normaliseRows(vectors: Vectors): Vectors {
  const { n, d, data } = vectors;
  for (let row = 0; row < n; row++) {
    const values = data.subarray(row * d, (row + 1) * d);
    let square = 0;
    for (let i = 0; i < d; i++) square += (values[i] ?? 0) ** 2;
    const scale = square > shortest ** 2 ? 1 / Math.sqrt(square) : 0;
    for (let i = 0; i < d; i++) values[i] = (values[i] ?? 0) * scale;
  }
  return vectors;
}
