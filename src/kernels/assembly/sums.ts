/**
 * Sums of rows along a sparse matrix, in AssemblyScript. All data lie in an imported memory at
 * addresses given by the caller; rows are `stride` 32-bit floats, a multiple of 4. Only plain SIMD is
 * used and no multiplication is fused with an addition, so equal input gives equal bytes everywhere.
 */

/**
 * Adds to every row of `to` the rows of `from` that its entries name, each times the entry's weight.
 *
 * @param to f32, rows `first` … `last` - 1 are added to
 * @param from f32
 * @param offsets u32: the entries of row i are offsets[i] … offsets[i + 1] - 1
 * @param sources i32: the row of `from` of each entry, negative for none
 * @param weights f32: one per entry
 */
export function gather(
  to: usize,
  from: usize,
  offsets: usize,
  sources: usize,
  weights: usize,
  first: i32,
  last: i32,
  stride: i32,
): void {
  const bytes = <usize>stride << 2;
  const even = bytes & ~(<usize>63);
  for (let row = first; row < last; row++) {
    const here = to + <usize>row * bytes;
    const end = load<u32>(offsets + (<usize>(row + 1) << 2));
    for (let entry = load<u32>(offsets + (<usize>row << 2)); entry < end; entry++) {
      const at = <usize>entry << 2;
      const source = load<i32>(sources + at);
      if (source < 0) continue;
      const there = from + <usize>source * bytes;
      const weight = f32x4.splat(load<f32>(weights + at));
      let k: usize = 0;
      for (; k < even; k += 64) {
        const a = here + k;
        const b = there + k;
        v128.store(a, f32x4.add(v128.load(a), f32x4.mul(weight, v128.load(b))));
        v128.store(a, f32x4.add(v128.load(a, 16), f32x4.mul(weight, v128.load(b, 16))), 16);
        v128.store(a, f32x4.add(v128.load(a, 32), f32x4.mul(weight, v128.load(b, 32))), 32);
        v128.store(a, f32x4.add(v128.load(a, 48), f32x4.mul(weight, v128.load(b, 48))), 48);
      }
      for (; k < bytes; k += 16) {
        const a = here + k;
        v128.store(a, f32x4.add(v128.load(a), f32x4.mul(weight, v128.load(there + k))));
      }
    }
  }
}

/**
 * As {@link gather}, from rows of 8-bit whole numbers to rows of `columns` 32-bit floats, a multiple of 8.
 *
 * @param from i8
 */
export function gatherBytes(
  to: usize,
  from: usize,
  offsets: usize,
  sources: usize,
  weights: usize,
  count: i32,
  columns: i32,
): void {
  const length = <usize>columns;
  for (let row = 0; row < count; row++) {
    const here = to + ((<usize>row * length) << 2);
    const end = load<u32>(offsets + (<usize>(row + 1) << 2));
    for (let entry = load<u32>(offsets + (<usize>row << 2)); entry < end; entry++) {
      const at = <usize>entry << 2;
      const source = load<i32>(sources + at);
      if (source < 0) continue;
      const there = from + <usize>source * length;
      const weight = f32x4.splat(load<f32>(weights + at));
      for (let k: usize = 0; k < length; k += 8) {
        const a = here + (k << 2);
        const whole = v128.load_ext<i8>(there + k);
        const low = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(whole));
        const high = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(whole));
        v128.store(a, f32x4.add(v128.load(a), f32x4.mul(weight, low)));
        v128.store(a, f32x4.add(v128.load(a, 16), f32x4.mul(weight, high)), 16);
      }
    }
  }
}

/**
 * Adds rows `first` … `last` - 1 of `from` to the rows of `to` that their entries name.
 *
 * @param targets i32: the row of `to` of each entry, negative for none
 */
export function scatter(
  to: usize,
  from: usize,
  offsets: usize,
  targets: usize,
  first: i32,
  last: i32,
  stride: i32,
): void {
  const bytes = <usize>stride << 2;
  const even = bytes & ~(<usize>63);
  for (let row = first; row < last; row++) {
    const here = from + <usize>row * bytes;
    const end = load<u32>(offsets + (<usize>(row + 1) << 2));
    for (let entry = load<u32>(offsets + (<usize>row << 2)); entry < end; entry++) {
      const target = load<i32>(targets + (<usize>entry << 2));
      if (target < 0) continue;
      const there = to + <usize>target * bytes;
      let k: usize = 0;
      for (; k < even; k += 64) {
        const a = there + k;
        const b = here + k;
        v128.store(a, f32x4.add(v128.load(a), v128.load(b)));
        v128.store(a, f32x4.add(v128.load(a, 16), v128.load(b, 16)), 16);
        v128.store(a, f32x4.add(v128.load(a, 32), v128.load(b, 32)), 32);
        v128.store(a, f32x4.add(v128.load(a, 48), v128.load(b, 48)), 48);
      }
      for (; k < bytes; k += 16) {
        const a = there + k;
        v128.store(a, f32x4.add(v128.load(a), v128.load(here + k)));
      }
    }
  }
}
