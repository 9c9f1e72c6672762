import { sumLanes } from '../shared/sum-lanes';

/** Rows per panel: a panel holds eight rows side by side, coordinate by coordinate. */
export const LANES: i32 = 8;

/** `sum` and the squared differences of four pairs of values. */
@inline
export function squareOf(a: v128, b: v128, sum: v128): v128 {
  const difference = f32x4.sub(a, b);
  return f32x4.add(sum, f32x4.mul(difference, difference));
}

/** ‖x_a − x_b‖² over [from, to), multiples of eight; symmetric to the bit. */
export function partialDistance(a: usize, b: usize, from: i32, to: i32): f32 {
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0), s3 = f32x4.splat(0);
  const end = <usize>to << 2;
  let at = <usize>from << 2;
  // Four sums at a time, because one waits for its own last addition.
  for (; at + 64 <= end; at += 64) {
    s0 = squareOf(v128.load(a + at), v128.load(b + at), s0);
    s1 = squareOf(v128.load(a + at, 16), v128.load(b + at, 16), s1);
    s2 = squareOf(v128.load(a + at, 32), v128.load(b + at, 32), s2);
    s3 = squareOf(v128.load(a + at, 48), v128.load(b + at, 48), s3);
  }
  if (at < end) {
    s0 = squareOf(v128.load(a + at), v128.load(b + at), s0);
    s1 = squareOf(v128.load(a + at, 16), v128.load(b + at, 16), s1);
  }
  return sumLanes(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
}
