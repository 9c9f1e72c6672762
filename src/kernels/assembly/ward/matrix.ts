/** The square of Ward distances: filled, scanned, updated and made smaller. */
import { LANES, squareOf } from './lanes';

/** Writes four distances of one row and their mirror image. */
@inline
function put(matrix: usize, stride: i32, i: i32, j: i32, sum: v128, ia: f32, ib: v128): void {
  const weight = f32x4.div(f32x4.splat(2), f32x4.add(f32x4.splat(ia), ib));
  const value = f32x4.mul(sum, weight);
  v128.store(matrix + (<usize>(i * stride + j) << 2), value);
  const step = <usize>stride << 2;
  const mirror = matrix + (<usize>(j * stride + i) << 2);
  store<f32>(mirror, f32x4.extract_lane(value, 0));
  store<f32>(mirror + step, f32x4.extract_lane(value, 1));
  store<f32>(mirror + 2 * step, f32x4.extract_lane(value, 2));
  store<f32>(mirror + 3 * step, f32x4.extract_lane(value, 3));
}

/**
 * Squared Ward distances 2/(1/a + 1/b) · ‖x_a − x_b‖² of rows [from, to) (multiples of four) to all
 * `count` (a multiple of eight), into the square `matrix` and its mirror image. `inverse` holds one
 * over the size of each row's cluster.
 */
export function distances(
  rows: usize,
  inverse: usize,
  count: i32,
  stride: i32,
  panels: usize,
  matrix: usize,
  from: i32,
  to: i32,
): void {
  const step = <usize>stride << 2;
  for (let i: i32 = from; i < to; i += 4) {
    const base = rows + <usize>i * step;
    for (let p: i32 = i / LANES; p < count / LANES; p++) {
      let panel = panels + (<usize>(p * stride * LANES) << 2);
      let a = base;
      const end = a + step;
      let s00 = f32x4.splat(0), s01 = f32x4.splat(0);
      let s10 = f32x4.splat(0), s11 = f32x4.splat(0);
      let s20 = f32x4.splat(0), s21 = f32x4.splat(0);
      let s30 = f32x4.splat(0), s31 = f32x4.splat(0);
      for (; a < end; a += 4) {
        const b0 = v128.load(panel);
        const b1 = v128.load(panel, 16);
        const a0 = v128.load32_splat(a);
        s00 = squareOf(a0, b0, s00);
        s01 = squareOf(a0, b1, s01);
        const a1 = v128.load32_splat(a + step);
        s10 = squareOf(a1, b0, s10);
        s11 = squareOf(a1, b1, s11);
        const a2 = v128.load32_splat(a + 2 * step);
        s20 = squareOf(a2, b0, s20);
        s21 = squareOf(a2, b1, s21);
        const a3 = v128.load32_splat(a + 3 * step);
        s30 = squareOf(a3, b0, s30);
        s31 = squareOf(a3, b1, s31);
        panel += 32;
      }
      const j = p * LANES;
      const ib0 = v128.load(inverse + (<usize>j << 2));
      const ib1 = v128.load(inverse + (<usize>j << 2), 16);
      const ia = inverse + (<usize>i << 2);
      put(matrix, count, i, j, s00, load<f32>(ia), ib0);
      put(matrix, count, i, j + 4, s01, load<f32>(ia), ib1);
      put(matrix, count, i + 1, j, s10, load<f32>(ia, 4), ib0);
      put(matrix, count, i + 1, j + 4, s11, load<f32>(ia, 4), ib1);
      put(matrix, count, i + 2, j, s20, load<f32>(ia, 8), ib0);
      put(matrix, count, i + 2, j + 4, s21, load<f32>(ia, 8), ib1);
      put(matrix, count, i + 3, j, s30, load<f32>(ia, 12), ib0);
      put(matrix, count, i + 3, j + 4, s31, load<f32>(ia, 12), ib1);
    }
  }
}

/** Position of the smallest of `count` values (a multiple of eight), the first among equals. */
export function smallest(values: usize, count: i32): i32 {
  const end = values + (<usize>count << 2);
  let m0 = v128.load(values);
  let m1 = v128.load(values, 16);
  for (let at = values + 32; at < end; at += 32) {
    m0 = f32x4.pmin(m0, v128.load(at));
    m1 = f32x4.pmin(m1, v128.load(at, 16));
  }
  m0 = f32x4.pmin(m0, m1);
  const least = min(
    min(f32x4.extract_lane(m0, 0), f32x4.extract_lane(m0, 1)),
    min(f32x4.extract_lane(m0, 2), f32x4.extract_lane(m0, 3)),
  );
  const all = f32x4.splat(least);
  for (let at = values; at < end; at += 16) {
    const hit = i32x4.bitmask(f32x4.eq(v128.load(at), all));
    if (hit != 0) return <i32>((at - values) >> 2) + ctz(hit);
  }
  return -1;
}

/**
 * Lance–Williams for Ward: row and column `kept` of the square matrix take the distances to the
 * union, row and column `gone` leave (infinity). `sizes` (f32) are those before the merge.
 */
export function mergeRows(matrix: usize, count: i32, sizes: usize, kept: i32, gone: i32): void {
  const step = <usize>count << 2;
  const rowKept = matrix + <usize>kept * step;
  const rowGone = matrix + <usize>gone * step;
  const a = load<f32>(sizes + (<usize>kept << 2));
  const b = load<f32>(sizes + (<usize>gone << 2));
  const va = f32x4.splat(a);
  const vb = f32x4.splat(b);
  const both = f32x4.splat(a + b);
  const between = f32x4.splat(load<f32>(rowKept + (<usize>gone << 2)));
  const zero = f32x4.splat(0);
  for (let at: usize = 0; at < step; at += 16) {
    const x = v128.load(sizes + at);
    const toKept = f32x4.mul(f32x4.add(va, x), v128.load(rowKept + at));
    const toGone = f32x4.mul(f32x4.add(vb, x), v128.load(rowGone + at));
    const sum = f32x4.sub(f32x4.add(toKept, toGone), f32x4.mul(x, between));
    v128.store(rowKept + at, f32x4.pmax(zero, f32x4.div(sum, f32x4.add(both, x))));
  }
  let toKept = matrix + (<usize>kept << 2);
  let toGone = matrix + (<usize>gone << 2);
  for (let at: usize = 0; at < step; at += 4) {
    store<f32>(toKept, load<f32>(rowKept + at));
    store<f32>(toGone, Infinity);
    toKept += step;
    toGone += step;
  }
}

/**
 * Keeps the rows and columns listed in `kept` (u32, ascending) of a square matrix, in place, as a
 * square matrix of `newCount` (a multiple of eight, at least `keptCount`) padded with infinity.
 */
export function compact(matrix: usize, count: i32, kept: usize, keptCount: i32, newCount: i32): void {
  for (let i: i32 = 0; i < newCount; i++) {
    let target = matrix + (<usize>i * newCount << 2);
    if (i < keptCount) {
      const source = matrix + (<usize>load<u32>(kept + (<usize>i << 2)) * count << 2);
      for (let j: i32 = 0; j < keptCount; j++) {
        const column = <usize>load<u32>(kept + (<usize>j << 2));
        store<f32>(target, load<f32>(source + (column << 2)));
        target += 4;
      }
      for (let j: i32 = keptCount; j < newCount; j++) {
        store<f32>(target, Infinity);
        target += 4;
      }
    } else {
      for (let j: i32 = 0; j < newCount; j++) {
        store<f32>(target, Infinity);
        target += 4;
      }
    }
  }
}
