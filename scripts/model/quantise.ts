/** Symmetric 8-bit quantisation of a matrix, one scale per row. */

/** Row `i` of the matrix is about `scales[i] * values[i]`. */
export interface QuantisedRows {
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/** @param data rows×columns row-major */
export function quantiseRows(data: Float32Array, rows: number, columns: number): QuantisedRows {
  const values = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const from = data.subarray(row * columns, (row + 1) * columns);
    const largest = from.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = Math.fround(largest / 127) || 1;
    scales[row] = scale;
    from.forEach((value, i) => {
      values[row * columns + i] = Math.max(-127, Math.min(127, Math.round(value / scale)));
    });
  }
  return { values, scales };
}

/** The columns×rows transpose of a rows×columns row-major matrix. */
export function transpose(data: Float32Array, rows: number, columns: number): Float32Array;
export function transpose(data: Int8Array, rows: number, columns: number): Int8Array;
export function transpose(
  data: Float32Array | Int8Array,
  rows: number,
  columns: number,
): Float32Array | Int8Array {
  const turned = data.slice();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = data[row * columns + column] ?? 0;
    }
  }
  return turned;
}
