import { partialDistance } from './lanes';

/**
 * Squared Ward distance of two rows by the same sum as the search uses: first the coordinates below
 * `middle`, then the rest. `ia` and `ib` are one over the sizes.
 */
export function rowDistance(
  rows: usize,
  stride: i32,
  middle: i32,
  a: i32,
  b: i32,
  ia: f32,
  ib: f32,
): f32 {
  const x = rows + (<usize>a * stride << 2);
  const y = rows + (<usize>b * stride << 2);
  const head: f32 = middle > 0 ? partialDistance(x, y, 0, middle) : 0;
  return (head + partialDistance(x, y, middle, stride)) * (2 / (ia + ib));
}

/** Row `kept` becomes the mean of rows `kept` and `gone` weighted by their sizes. */
export function mergeCentroids(
  rows: usize,
  stride: i32,
  kept: i32,
  gone: i32,
  sizeKept: f32,
  sizeGone: f32,
): void {
  const x = rows + (<usize>kept * stride << 2);
  const y = rows + (<usize>gone * stride << 2);
  const a = f32x4.splat(sizeKept / (sizeKept + sizeGone));
  const b = f32x4.splat(sizeGone / (sizeKept + sizeGone));
  for (let at: usize = 0; at < <usize>stride << 2; at += 16) {
    v128.store(
      x + at,
      f32x4.add(f32x4.mul(a, v128.load(x + at)), f32x4.mul(b, v128.load(y + at))),
    );
  }
}
