import { LANES } from './lanes';

/** Copies the first `width` coordinates of `count` rows into panels; missing rows become zeros. */
export function pack(rows: usize, count: i32, stride: i32, width: i32, panels: usize): void {
  const panelCount = (count + LANES - 1) / LANES;
  for (let p: i32 = 0; p < panelCount; p++) {
    const panel = panels + (<usize>(p * width * LANES) << 2);
    for (let lane: i32 = 0; lane < LANES; lane++) {
      const row = p * LANES + lane;
      const from = rows + (<usize>row * stride << 2);
      for (let k: i32 = 0; k < width; k++) {
        const value: f32 = row < count ? load<f32>(from + (<usize>k << 2)) : 0;
        store<f32>(panel + (<usize>(k * LANES + lane) << 2), value);
      }
    }
  }
}

/**
 * out[i][j] = row i · panel row j for `count` rows (a multiple of four) and `panelCount` panels of
 * depth `depth`; `out` is `outStride` floats per row.
 */
export function multiply(
  rows: usize,
  count: i32,
  stride: i32,
  depth: i32,
  panels: usize,
  panelCount: i32,
  out: usize,
  outStride: i32,
): void {
  const step = <usize>stride << 2;
  for (let i: i32 = 0; i < count; i += 4) {
    const base = rows + <usize>i * step;
    for (let p: i32 = 0; p < panelCount; p++) {
      let panel = panels + (<usize>(p * depth * LANES) << 2);
      let a = base;
      const end = a + (<usize>depth << 2);
      let s00 = f32x4.splat(0), s01 = f32x4.splat(0);
      let s10 = f32x4.splat(0), s11 = f32x4.splat(0);
      let s20 = f32x4.splat(0), s21 = f32x4.splat(0);
      let s30 = f32x4.splat(0), s31 = f32x4.splat(0);
      for (; a < end; a += 4) {
        const b0 = v128.load(panel);
        const b1 = v128.load(panel, 16);
        const a0 = v128.load32_splat(a);
        s00 = f32x4.add(s00, f32x4.mul(a0, b0));
        s01 = f32x4.add(s01, f32x4.mul(a0, b1));
        const a1 = v128.load32_splat(a + step);
        s10 = f32x4.add(s10, f32x4.mul(a1, b0));
        s11 = f32x4.add(s11, f32x4.mul(a1, b1));
        const a2 = v128.load32_splat(a + 2 * step);
        s20 = f32x4.add(s20, f32x4.mul(a2, b0));
        s21 = f32x4.add(s21, f32x4.mul(a2, b1));
        const a3 = v128.load32_splat(a + 3 * step);
        s30 = f32x4.add(s30, f32x4.mul(a3, b0));
        s31 = f32x4.add(s31, f32x4.mul(a3, b1));
        panel += 32;
      }
      let target = out + (<usize>(i * outStride + p * LANES) << 2);
      const outStep = <usize>outStride << 2;
      v128.store(target, s00);
      v128.store(target, s01, 16);
      target += outStep;
      v128.store(target, s10);
      v128.store(target, s11, 16);
      target += outStep;
      v128.store(target, s20);
      v128.store(target, s21, 16);
      target += outStep;
      v128.store(target, s30);
      v128.store(target, s31, 16);
    }
  }
}
