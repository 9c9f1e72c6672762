/** The little dense linear algebra that the projections need, on flat row-major arrays. */

/**
 * Eigenvalues (descending) and eigenvectors (rows) of a small symmetric matrix by cyclic Jacobi
 * rotations (Golub & Van Loan, Matrix Computations, section 8.5).
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice();
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  for (let sweep = 0; sweep < 50; sweep++) {
    let off = 0;
    let total = 0;
    for (let p = 0; p < size; p++) {
      for (let q = 0; q < size; q++) {
        const square = (a[p * size + q] ?? 0) ** 2;
        total += square;
        if (p !== q) off += square;
      }
    }
    if (off <= 1e-24 * total) break;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        const apq = a[p * size + q] ?? 0;
        if (apq === 0) continue;
        const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * apq);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let r = 0; r < size; r++) {
          const rp = a[r * size + p] ?? 0;
          const rq = a[r * size + q] ?? 0;
          a[r * size + p] = c * rp - s * rq;
          a[r * size + q] = s * rp + c * rq;
        }
        for (let r = 0; r < size; r++) {
          const pr = a[p * size + r] ?? 0;
          const qr = a[q * size + r] ?? 0;
          a[p * size + r] = c * pr - s * qr;
          a[q * size + r] = s * pr + c * qr;
          const vp = v[p * size + r] ?? 0;
          const vq = v[q * size + r] ?? 0;
          v[p * size + r] = c * vp - s * vq;
          v[q * size + r] = s * vp + c * vq;
        }
      }
    }
  }
  const order = Array.from({ length: size }, (_, i) => i).sort(
    (p, q) => (a[q * size + q] ?? 0) - (a[p * size + p] ?? 0) || p - q,
  );
  const vectors = new Float64Array(size * size);
  const values = new Float64Array(size);
  order.forEach((from, to) => {
    values[to] = a[from * size + from] ?? 0;
    vectors.set(v.subarray(from * size, (from + 1) * size), to * size);
  });
  return { values, vectors };
}

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
