/** Arithmetic on rows of numbers, row-major in one array. */

/** Differences from the mean shorter than this are rounding: the rows are all alike. */
const ALIKE = 1e-4;

/** Adds `weight` times a row of `from` to a row of `to`. */
export function addRow(
  to: Float32Array,
  toAt: number,
  from: Float32Array,
  fromAt: number,
  d: number,
  weight: number,
): void {
  for (let k = 0; k < d; k++) to[toAt + k] = (to[toAt + k] ?? 0) + weight * (from[fromAt + k] ?? 0);
}

/**
 * The dot product of two rows. Four sums side by side, since one alone waits for each addition before the
 * next (measured: half the time).
 */
export function dotProduct(
  one: Float32Array,
  oneAt: number,
  other: Float32Array,
  otherAt: number,
  d: number,
): number {
  let [a, b, c, e] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 3 < d; k += 4) {
    a += (one[oneAt + k] ?? 0) * (other[otherAt + k] ?? 0);
    b += (one[oneAt + k + 1] ?? 0) * (other[otherAt + k + 1] ?? 0);
    c += (one[oneAt + k + 2] ?? 0) * (other[otherAt + k + 2] ?? 0);
    e += (one[oneAt + k + 3] ?? 0) * (other[otherAt + k + 3] ?? 0);
  }
  for (; k < d; k++) a += (one[oneAt + k] ?? 0) * (other[otherAt + k] ?? 0);
  return a + b + c + e;
}

/** The length of a row. */
export function rowNorm(data: Float32Array, at: number, d: number): number {
  let squares = 0;
  for (let k = 0; k < d; k++) squares += (data[at + k] ?? 0) ** 2;
  return Math.sqrt(squares);
}

/** Scales every row to unit length, in place; zero rows stay. */
export function unitRows(data: Float32Array, d: number): void {
  for (let at = 0; at < data.length; at += d) {
    const length = rowNorm(data, at, d);
    if (length === 0) continue;
    for (let k = 0; k < d; k++) data[at + k] = (data[at + k] ?? 0) / length;
  }
}

/** Unit rows, less their mean, scaled to unit length again, in place; zero rows take no part. */
export function centreUnitRows(rows: Float32Array, d: number): void {
  unitRows(rows, d);
  const mean = new Float64Array(d);
  let count = 0;
  for (let at = 0; at < rows.length; at += d) {
    if (rowNorm(rows, at, d) === 0) continue;
    count++;
    for (let k = 0; k < d; k++) mean[k] = (mean[k] ?? 0) + (rows[at + k] ?? 0);
  }
  const centred = new Float64Array(d);
  for (let at = 0; at < rows.length; at += d) {
    if (rowNorm(rows, at, d) === 0) continue;
    let squares = 0;
    for (let k = 0; k < d; k++) {
      const value = (rows[at + k] ?? 0) - (mean[k] ?? 0) / count;
      centred[k] = value;
      squares += value * value;
    }
    if (squares < ALIKE * ALIKE) continue;
    const scale = 1 / Math.sqrt(squares);
    for (let k = 0; k < d; k++) rows[at + k] = (centred[k] ?? 0) * scale;
  }
}
