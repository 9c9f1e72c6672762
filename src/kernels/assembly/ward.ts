/**
 * Ward's inner loops in AssemblyScript. All data lie in an imported memory at addresses given by the
 * caller; nothing is allocated here. Rows are f32, row-major, `stride` floats apart, padded with
 * zeros to a multiple of eight.
 *
 * Everything that decides a result (`rowDistance`, `distances`, `multiply`, `mergeRows`,
 * `mergeCentroids`) uses plain SIMD in a fixed order, which WebAssembly defines to the bit, so the
 * same input gives the same tree everywhere. Relaxed SIMD serves only the lower bound in `scan`,
 * whose margin covers its rounding.
 */

/** Rows per panel: a panel holds eight rows side by side, coordinate by coordinate. */
const LANES: i32 = 8;
/** Panels scanned per block, so that the first stage of a block stays in the second-level cache. */
const BLOCK: i32 = 128;
/** Most stages of the search. */
const STAGES: i32 = 4;
/** Pairs of a tile (4 queries × 8 positions) that are cheaper one by one than by a further stage. */
const FEW_FIRST: i32 = 3;
const FEW_NEXT: i32 = 5;
const FEW_LAST: i32 = 16;
/** Relative rounding of the bound in single precision, generously. */
const MARGIN: f32 = 4e-6;

@inline
function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

@inline
function sumLanes(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

@inline
function squareOf(a: v128, b: v128, sum: v128): v128 {
  const difference = f32x4.sub(a, b);
  return f32x4.add(sum, f32x4.mul(difference, difference));
}

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

/** ‖x_a − x_b‖² over [from, to), multiples of eight; symmetric to the bit. */
function partialDistance(a: usize, b: usize, from: i32, to: i32): f32 {
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

/**
 * What is searched: rows laid out by position, eight positions to a panel. The coordinates are cut
 * into stages; each stage has its own panels, so that the first, which most pairs do not survive, is
 * contiguous.
 */
@unmanaged
class Index {
  rows: usize;
  stride: i32;
  stages: i32;
  /** Squared norm by position (f32); infinity where a position is empty. */
  squares: usize;
  /** One over the cluster size by position (f32). */
  inverse: usize;
  /** Cluster id by position (i32), -1 where a position is empty. */
  ids: usize;
  /** Row number by position (u32). */
  rowOf: usize;
  /** Positions, a multiple of eight. */
  positions: i32;
  /** Largest of `squares`. */
  largest: f32;
  /** Coordinates of each stage, multiples of eight that sum to the stride. */
  width0: i32;
  width1: i32;
  width2: i32;
  width3: i32;
  panels0: usize;
  panels1: usize;
  panels2: usize;
  panels3: usize;
  /** Norm of the coordinates after each stage, by position (f32); the last is not read for itself. */
  tails0: usize;
  tails1: usize;
  tails2: usize;
  tails3: usize;
}

/** Who asks: a batch of positions and, for each, a list of the k nearest so far. */
@unmanaged
class Batch {
  /** Number of queries. */
  count: i32;
  k: i32;
  /** Positions of the queries (u32). */
  positions: usize;
  /** Scratch, f32: per four queries, stride × 4 values of −2 × row. */
  rows: usize;
  /** Scratch, f32: per four queries, STAGES × 4 values of −2 × tail, 0 for the last stage. */
  tails: usize;
  /** Scratch, f32 per query (rounded up to four): the bound's offset. */
  offsets: usize;
  /** Scratch, f32 per query (rounded up to four): the bound's slope in one over the size. */
  slopes: usize;
  /** Largest distance still wanted, f32 per query; falls as the list fills. */
  limits: usize;
  /** k ids per query (i32), nearest first, ties by smaller id. */
  listIds: usize;
  /** k squared Ward distances per query (f32). */
  listDistances: usize;
}

@inline
function widthOf(index: Index, stage: i32): i32 {
  return load<i32>(changetype<usize>(index) + (<usize>stage << 2), offsetof<Index>('width0'));
}

@inline
function panelsOf(index: Index, stage: i32): usize {
  return load<usize>(changetype<usize>(index) + (<usize>stage << 2), offsetof<Index>('panels0'));
}

@inline
function tailsOf(index: Index, stage: i32): usize {
  return load<usize>(changetype<usize>(index) + (<usize>stage << 2), offsetof<Index>('tails0'));
}

/** Fills panels, squares and tails of an index from its rows; sets and returns `largest`. */
export function buildIndex(index: Index): f32 {
  const last = index.stages - 1;
  let largest: f32 = 0;
  for (let p: i32 = 0; p < index.positions; p++) {
    const slot = <usize>p << 2;
    const empty = load<i32>(index.ids + slot) < 0;
    const row = index.rows + (<usize>(empty ? 0 : load<u32>(index.rowOf + slot)) * index.stride << 2);
    if (empty) store<f32>(index.inverse + slot, 1);
    let square: f32 = 0;
    let end = index.stride;
    for (let stage = last; stage >= 0; stage--) {
      if (stage < last) store<f32>(tailsOf(index, stage) + slot, empty ? 0 : sqrt<f32>(square));
      const width = widthOf(index, stage);
      const from = end - width;
      let panel =
        panelsOf(index, stage) + (<usize>((p / LANES) * width * LANES + (p % LANES)) << 2);
      for (let k: i32 = from; k < end; k++) {
        const value: f32 = empty ? 0 : load<f32>(row + (<usize>k << 2));
        square += value * value;
        store<f32>(panel, value);
        panel += LANES << 2;
      }
      end = from;
    }
    store<f32>(index.squares + slot, empty ? Infinity : square);
    if (!empty) largest = max(largest, square);
  }
  index.largest = largest;
  return largest;
}

/** Sets a query's linear test `sum < offset + slope / size` from its limit. */
@inline
function setTest(index: Index, batch: Batch, q: i32, position: usize): void {
  const slot = <usize>q << 2;
  const square = load<f32>(index.squares + (position << 2));
  const slope: f32 = <f32>0.5 * load<f32>(batch.limits + slot);
  const margin: f32 = MARGIN * (square + index.largest);
  const own: f32 = slope * load<f32>(index.inverse + (position << 2));
  store<f32>(batch.slopes + slot, slope);
  store<f32>(batch.offsets + slot, own - square + margin);
}

/** Empties the lists of a batch and lays out its queries; `limits` are set by the caller. */
export function prepare(index: Index, batch: Batch): void {
  const padded = (batch.count + 3) & ~3;
  const stride = index.stride;
  const last = index.stages - 1;
  for (let q: i32 = 0; q < padded; q++) {
    const real = q < batch.count;
    const position = real ? <usize>load<u32>(batch.positions + (<usize>q << 2)) : 0;
    const row = index.rows + (<usize>load<u32>(index.rowOf + (position << 2)) * stride << 2);
    const target = batch.rows + (<usize>((q >> 2) * stride * 4 + (q & 3)) << 2);
    for (let k: i32 = 0; k < stride; k++) {
      store<f32>(target + (<usize>k << 4), real ? -2 * load<f32>(row + (<usize>k << 2)) : 0);
    }
    const tails = batch.tails + (<usize>((q >> 2) * STAGES * 4 + (q & 3)) << 2);
    for (let stage: i32 = 0; stage <= last; stage++) {
      const tail: f32 =
        real && stage < last ? -2 * load<f32>(tailsOf(index, stage) + (position << 2)) : 0;
      store<f32>(tails + (<usize>stage << 4), tail);
    }
    if (!real) {
      store<f32>(batch.slopes + (<usize>q << 2), 0);
      store<f32>(batch.offsets + (<usize>q << 2), -Infinity);
      continue;
    }
    for (let j: i32 = 0; j < batch.k; j++) {
      const slot = <usize>(q * batch.k + j) << 2;
      store<i32>(batch.listIds + slot, -1);
      store<f32>(batch.listDistances + slot, Infinity);
    }
    setTest(index, batch, q, position);
  }
}

/** Computes one pair in full unless a bound stops it, and enters it into the query's list. */
function refine(index: Index, batch: Batch, q: i32, p: i32): void {
  const position = <usize>load<u32>(batch.positions + (<usize>q << 2));
  if (position == <usize>p) return;
  const stride = index.stride;
  const last = index.stages - 1;
  const there = <usize>p << 2;
  const here = position << 2;
  const weight: f32 = 2 / (load<f32>(index.inverse + here) + load<f32>(index.inverse + there));
  const limit = load<f32>(batch.limits + (<usize>q << 2));
  const x = index.rows + (<usize>load<u32>(index.rowOf + here) * stride << 2);
  const y = index.rows + (<usize>load<u32>(index.rowOf + there) * stride << 2);
  let middle: i32 = 0;
  let distance: f32 = 0;
  if (last > 0) {
    middle = stride - widthOf(index, last);
    const tails = tailsOf(index, last - 1);
    distance = partialDistance(x, y, 0, middle);
    const gap = load<f32>(tails + here) - load<f32>(tails + there);
    const margin: f32 = MARGIN * load<f32>(index.squares + here);
    if ((distance + gap * gap - margin) * weight > limit) return;
  }
  distance = (distance + partialDistance(x, y, middle, stride)) * weight;
  if (distance > limit) return;

  const k = batch.k;
  const id = load<i32>(index.ids + there);
  const ids = batch.listIds + (<usize>(q * k) << 2);
  const list = batch.listDistances + (<usize>(q * k) << 2);
  const end = <usize>(k - 1) << 2;
  if (distance == load<f32>(list + end) && id > load<i32>(ids + end)) return;
  let at = end;
  while (at > 0) {
    const before = load<f32>(list + at - 4);
    if (before < distance || (before == distance && load<i32>(ids + at - 4) < id)) break;
    store<f32>(list + at, before);
    store<i32>(ids + at, load<i32>(ids + at - 4));
    at -= 4;
  }
  store<f32>(list + at, distance);
  store<i32>(ids + at, id);
  if (load<f32>(list + end) < limit) {
    store<f32>(batch.limits + (<usize>q << 2), load<f32>(list + end));
    setTest(index, batch, q, position);
  }
}

/** The eight tests of a query as bits. */
@inline
function bits(m0: v128, m1: v128): i32 {
  return i32x4.bitmask(m0) | (i32x4.bitmask(m1) << 4);
}

/** Whether the lower bound of four pairs is below what their query still wants. */
@inline
function wanted(sum: v128, tailQ: v128, tailP: v128, slope: v128, inverse: v128, offset: v128): v128 {
  return f32x4.lt(madd(tailQ, tailP, sum), f32x4.add(f32x4.mul(slope, inverse), offset));
}

/**
 * Searches positions [from, to), multiples of eight, for every query of the batch, in tiles of four
 * queries by eight positions. After each stage a pair's lower bound is the distance over the
 * coordinates so far plus the squared difference of the norms of the rest (Cauchy–Schwarz), compared
 * with limit · (1/|q| + 1/|p|) / 2. A tile without survivors ends there; one with few hands them to
 * `refine`; one with many goes through the next stage.
 */
export function scan(index: Index, batch: Batch, from: i32, to: i32): void {
  const quads = (batch.count + 3) >> 2;
  const stride = index.stride;
  const last = index.stages - 1;
  for (let block: i32 = from; block < to; block += BLOCK * LANES) {
    const end = min(to, block + BLOCK * LANES);
    for (let quad: i32 = 0; quad < quads; quad++) {
      const q = quad << 2;
      const offsets = batch.offsets + (<usize>q << 2);
      const slopes = batch.slopes + (<usize>q << 2);
      const rows = batch.rows + (<usize>(quad * stride * 4) << 2);
      const queryTails = batch.tails + (<usize>(quad * STAGES * 4) << 2);
      for (let p: i32 = block; p < end; p += LANES) {
        const slot = <usize>p << 2;
        let s00 = v128.load(index.squares + slot), s01 = v128.load(index.squares + slot, 16);
        let s10 = s00, s11 = s01;
        let s20 = s00, s21 = s01;
        let s30 = s00, s31 = s01;
        let row = rows;
        let stage: i32 = 0;
        while (true) {
          const width = widthOf(index, stage);
          let panel = panelsOf(index, stage) + (<usize>(p * width) << 2);
          const rowEnd = row + (<usize>width << 4);
          for (; row < rowEnd; row += 32) {
            const b0 = v128.load(panel), b1 = v128.load(panel, 16);
            const a0 = v128.load32_splat(row);
            s00 = madd(a0, b0, s00);
            s01 = madd(a0, b1, s01);
            const a1 = v128.load32_splat(row, 4);
            s10 = madd(a1, b0, s10);
            s11 = madd(a1, b1, s11);
            const a2 = v128.load32_splat(row, 8);
            s20 = madd(a2, b0, s20);
            s21 = madd(a2, b1, s21);
            const a3 = v128.load32_splat(row, 12);
            s30 = madd(a3, b0, s30);
            s31 = madd(a3, b1, s31);
            const c0 = v128.load(panel, 32), c1 = v128.load(panel, 48);
            const d0 = v128.load32_splat(row, 16);
            s00 = madd(d0, c0, s00);
            s01 = madd(d0, c1, s01);
            const d1 = v128.load32_splat(row, 20);
            s10 = madd(d1, c0, s10);
            s11 = madd(d1, c1, s11);
            const d2 = v128.load32_splat(row, 24);
            s20 = madd(d2, c0, s20);
            s21 = madd(d2, c1, s21);
            const d3 = v128.load32_splat(row, 28);
            s30 = madd(d3, c0, s30);
            s31 = madd(d3, c1, s31);
            panel += 64;
          }
          const tails = tailsOf(index, stage) + slot;
          const t0 = v128.load(tails), t1 = v128.load(tails, 16);
          const i0 = v128.load(index.inverse + slot), i1 = v128.load(index.inverse + slot, 16);
          const tailQ = queryTails + (<usize>stage << 4);
          let tail = v128.load32_splat(tailQ);
          let slope = v128.load32_splat(slopes);
          let offset = v128.load32_splat(offsets);
          const m00 = wanted(s00, tail, t0, slope, i0, offset);
          const m01 = wanted(s01, tail, t1, slope, i1, offset);
          tail = v128.load32_splat(tailQ, 4);
          slope = v128.load32_splat(slopes, 4);
          offset = v128.load32_splat(offsets, 4);
          const m10 = wanted(s10, tail, t0, slope, i0, offset);
          const m11 = wanted(s11, tail, t1, slope, i1, offset);
          tail = v128.load32_splat(tailQ, 8);
          slope = v128.load32_splat(slopes, 8);
          offset = v128.load32_splat(offsets, 8);
          const m20 = wanted(s20, tail, t0, slope, i0, offset);
          const m21 = wanted(s21, tail, t1, slope, i1, offset);
          tail = v128.load32_splat(tailQ, 12);
          slope = v128.load32_splat(slopes, 12);
          offset = v128.load32_splat(offsets, 12);
          const m30 = wanted(s30, tail, t0, slope, i0, offset);
          const m31 = wanted(s31, tail, t1, slope, i1, offset);
          const any = v128.or(
            v128.or(v128.or(m00, m01), v128.or(m10, m11)),
            v128.or(v128.or(m20, m21), v128.or(m30, m31)),
          );
          if (!v128.any_true(any)) break;
          let mask =
            bits(m00, m01) | (bits(m10, m11) << 8) | (bits(m20, m21) << 16) | (bits(m30, m31) << 24);
          if (stage < last) {
            const few = stage == 0 ? FEW_FIRST : stage == last - 1 ? FEW_LAST : FEW_NEXT;
            if (popcnt(mask) > few) {
              stage++;
              continue;
            }
          }
          while (mask != 0) {
            const bit = ctz(mask);
            refine(index, batch, q + (bit >> 3), p + (bit & 7));
            mask &= mask - 1;
          }
          break;
        }
      }
    }
  }
}
