/** Products of small dense matrices, tiled by hand: training spends most of its time in them. */

/**
 * out = a · bᵀ, count×count, in tiles of 2×4 so that loaded values are used again.
 *
 * @param a @param b count×d row-major
 */
export function multiplyTransposed(
  a: Float64Array,
  b: Float64Array,
  count: number,
  d: number,
  out: Float64Array,
): void {
  const last = count - 1;
  for (let i = 0; i < count; i += 2) {
    const a0 = i * d;
    const a1 = Math.min(i + 1, last) * d;
    for (let j = 0; j < count; j += 4) {
      const b0 = j * d;
      const b1 = Math.min(j + 1, last) * d;
      const b2 = Math.min(j + 2, last) * d;
      const b3 = Math.min(j + 3, last) * d;
      let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let k = 0; k < d; k++) {
        const x0 = a[a0 + k] ?? 0;
        const x1 = a[a1 + k] ?? 0;
        const y0 = b[b0 + k] ?? 0;
        const y1 = b[b1 + k] ?? 0;
        const y2 = b[b2 + k] ?? 0;
        const y3 = b[b3 + k] ?? 0;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s02 += x0 * y2;
        s03 += x0 * y3;
        s10 += x1 * y0;
        s11 += x1 * y1;
        s12 += x1 * y2;
        s13 += x1 * y3;
      }
      const rows =
        i + 1 < count
          ? [
              [s00, s01, s02, s03],
              [s10, s11, s12, s13],
            ]
          : [[s00, s01, s02, s03]];
      rows.forEach((row, r) => {
        row.forEach((sum, c) => {
          if (j + c < count) out[(i + r) * count + j + c] = sum;
        });
      });
    }
  }
}

/**
 * out = m · b or mᵀ · b, count×d, four rows of `b` at a time.
 *
 * @param m count×count @param b count×d row-major
 */
export function multiply(
  m: Float64Array,
  b: Float64Array,
  count: number,
  d: number,
  out: Float64Array,
  transposed: boolean,
): void {
  out.fill(0, 0, count * d);
  const rowStep = transposed ? 1 : count;
  const columnStep = transposed ? count : 1;
  for (let i = 0; i < count; i++) {
    const to = i * d;
    for (let j = 0; j < count; j += 4) {
      const at = i * rowStep + j * columnStep;
      const m0 = m[at] ?? 0;
      const m1 = j + 1 < count ? (m[at + columnStep] ?? 0) : 0;
      const m2 = j + 2 < count ? (m[at + 2 * columnStep] ?? 0) : 0;
      const m3 = j + 3 < count ? (m[at + 3 * columnStep] ?? 0) : 0;
      const b0 = j * d;
      const b1 = Math.min(j + 1, count - 1) * d;
      const b2 = Math.min(j + 2, count - 1) * d;
      const b3 = Math.min(j + 3, count - 1) * d;
      for (let k = 0; k < d; k++) {
        out[to + k] =
          (out[to + k] ?? 0) +
          m0 * (b[b0 + k] ?? 0) +
          m1 * (b[b1 + k] ?? 0) +
          m2 * (b[b2 + k] ?? 0) +
          m3 * (b[b3 + k] ?? 0);
      }
    }
  }
}
