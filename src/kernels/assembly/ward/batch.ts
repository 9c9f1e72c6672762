import { Index, STAGES, tailsOf } from './search-index';

/** Relative rounding of the bound in single precision, generously. */
export const MARGIN: f32 = 4e-6;

/** Who asks: a batch of positions and, for each, a list of the k nearest so far. */
@unmanaged
export class Batch {
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

/** Sets a query's linear test `sum < offset + slope / size` from its limit. */
@inline
export function setTest(index: Index, batch: Batch, q: i32, position: usize): void {
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
