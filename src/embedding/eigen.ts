/** Eigenvectors of small symmetric matrices. */

export interface Eigen {
  /** Descending. */
  readonly values: Float64Array;
  /** size×size row-major; column `k` belongs to `values[k]`, its largest entry positive. */
  readonly vectors: Float64Array;
}

const MAX_SWEEPS = 60;

/**
 * All eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub & Van
 * Loan, Matrix Computations, §8.5): exact to rounding and deterministic, for sizes up to some
 * hundreds.
 *
 * @param matrix size×size row-major, symmetric; left as it is
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = matrix.slice();
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  let scale = 0;
  for (const value of a) scale += value * value;

  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) off += (a[p * size + q] ?? 0) ** 2;
    }
    if (off <= 1e-30 * scale) break;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
    }
  }
  return sorted(a, v, size);
}

/** One Jacobi rotation: makes a[p,q] zero, from both sides, and turns the rows of `v` with it. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] ?? 0;
  if (apq === 0) return;
  const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const akp = a[k * size + p] ?? 0;
    const akq = a[k * size + q] ?? 0;
    a[k * size + p] = c * akp - s * akq;
    a[k * size + q] = s * akp + c * akq;
  }
  turnRows(a, size, p, q, c, s);
  // `v` is kept transposed while turning, so that its columns lie contiguous here.
  turnRows(v, size, p, q, c, s);
}

function turnRows(m: Float64Array, size: number, p: number, q: number, c: number, s: number): void {
  for (let k = 0; k < size; k++) {
    const pk = m[p * size + k] ?? 0;
    const qk = m[q * size + k] ?? 0;
    m[p * size + k] = c * pk - s * qk;
    m[q * size + k] = s * pk + c * qk;
  }
}

/** Orders by eigenvalue and fixes the sign that the mathematics leaves open. */
function sorted(a: Float64Array, transposed: Float64Array, size: number): Eigen {
  const order = Array.from({ length: size }, (_, i) => i).sort(
    (i, j) => (a[j * size + j] ?? 0) - (a[i * size + i] ?? 0) || i - j,
  );
  const values = new Float64Array(size);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    values[to] = a[from * size + from] ?? 0;
    const row = transposed.subarray(from * size, (from + 1) * size);
    let largest = 0;
    for (const value of row) if (Math.abs(value) > Math.abs(largest)) largest = value;
    const sign = largest < 0 ? -1 : 1;
    for (let k = 0; k < size; k++) vectors[k * size + to] = sign * (row[k] ?? 0);
  });
  return { values, vectors };
}
