/** The little dense linear algebra that the projections need, on flat row-major arrays. */

/** Modified Gram–Schmidt on the rows; a row that depends on those before it becomes zero. */
export function orthonormalise(rows: Float64Array, width: number, d: number): void {
  for (let c = 0; c < width; c++) {
    const row = rows.subarray(c * d, (c + 1) * d);
    const before = Math.sqrt(dot(row, row));
    // Twice is enough (Giraud et al. 2005): one pass leaves rounding errors in near-dependent rows.
    for (let pass = 0; pass < 2; pass++) {
      for (let b = 0; b < c; b++) {
        const other = rows.subarray(b * d, (b + 1) * d);
        const overlap = dot(row, other);
        for (let j = 0; j < d; j++) row[j] = (row[j] ?? 0) - overlap * (other[j] ?? 0);
      }
    }
    const norm = Math.sqrt(dot(row, row));
    const scale = norm > 1e-10 * before && norm > 0 ? 1 / norm : 0;
    for (let j = 0; j < d; j++) row[j] = (row[j] ?? 0) * scale;
  }
}

/** Inner product of two rows of equal length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] ?? 0) * (b[j] ?? 0);
  return sum;
}
