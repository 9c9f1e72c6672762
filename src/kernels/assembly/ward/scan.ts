import { Batch, MARGIN, setTest } from './batch';
import { LANES, partialDistance } from './lanes';
import { Index, panelsOf, STAGES, tailsOf, widthOf } from './search-index';

/** Panels scanned per block, so that the first stage of a block stays in the second-level cache. */
const BLOCK: i32 = 128;
/** Pairs of a tile (4 queries × 8 positions) that are cheaper one by one than by a further stage. */
const FEW_FIRST: i32 = 3;
const FEW_NEXT: i32 = 5;
const FEW_LAST: i32 = 16;

/** a·b + c, by relaxed SIMD where there is any: for the bound alone, whose margin covers its rounding. */
@inline
function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
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
    const margin: f32 =
      MARGIN * (load<f32>(index.squares + here) + load<f32>(index.squares + there));
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
