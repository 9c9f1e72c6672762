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
export function centreAndNormalise(vectors: Vectors): Vectors {
  const { n, d } = vectors;
  const data = new Float32Array(n * d);
  const write = centredRows(vectors);
  for (let row = 0; row < n; row++) write(row, data.subarray(row * d, (row + 1) * d));
  return { n, d, data };
}

/** Writes a row into `row`, which is as long as it. */
type RowWriter = (index: number, row: Float32Array) => void;

/** Writes the rows of {@link centreAndNormalise} one by one. */
function centredRows(vectors: Vectors): RowWriter {
  const { d, data } = vectors;
  const { mean, counted } = meanRow(vectors);
  return (index, row) => {
    const values = data.subarray(index * d, (index + 1) * d);
    row.set(values);
    if (counted >= 2 && values.some((value) => value !== 0)) {
      let square = 0;
      for (let i = 0; i < d; i++) {
        const value = (values[i] ?? 0) - (mean[i] ?? 0);
        row[i] = value;
        square += value * value;
      }
      if (square <= shortest ** 2) row.set(values);
    }
    normaliseRow(row);
  };
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
  return sideBySide(parts, ({ d, data }) => (index, row) => {
    row.set(data.subarray(index * d, (index + 1) * d));
  });
}

/** {@link concatenate} of parts that are first centred ({@link centreAndNormalise}). */
export function centreAndConcatenate(parts: readonly VectorPart[]): Vectors {
  return sideBySide(parts, centredRows);
}

/** Row by row, so that nothing of the size of a part is held beside the parts and the result. */
function sideBySide(
  parts: readonly VectorPart[],
  rowsOf: (vectors: Vectors) => RowWriter,
): Vectors {
  const n = parts[0]?.vectors.n;
  if (n === undefined || parts.some((part) => part.vectors.n !== n)) {
    throw new Error('Parts to concatenate must be there and have equally many rows.');
  }
  const d = parts.reduce((sum, part) => sum + part.vectors.d, 0);
  const data = new Float32Array(n * d);
  let offset = 0;
  for (const { vectors, weight } of parts) {
    const write = rowsOf(vectors);
    const unit = new Float32Array(vectors.d);
    for (let row = 0; row < n; row++) {
      write(row, unit);
      normaliseRow(unit);
      for (let i = 0; i < vectors.d; i++) data[row * d + offset + i] = weight * (unit[i] ?? 0);
    }
    offset += vectors.d;
  }
  for (let row = 0; row < n; row++) normaliseRow(data.subarray(row * d, (row + 1) * d));
  return { n, d, data };
}

/** Rows shorter than this carry nothing but rounding errors. */
const shortest = 1e-6;

/** Brings a row to unit length in place; one shorter than {@link shortest} becomes zero. */
function normaliseRow(row: Float32Array): void {
  const d = row.length;
  let square = 0;
  for (let i = 0; i < d; i++) square += (row[i] ?? 0) ** 2;
  const scale = square > shortest ** 2 ? 1 / Math.sqrt(square) : 0;
  for (let i = 0; i < d; i++) row[i] = (row[i] ?? 0) * scale;
}
