import { LANES } from './lanes';

/** Most stages of the search. */
export const STAGES: i32 = 4;

/**
 * What is searched: rows laid out by position, eight positions to a panel. The coordinates are cut
 * into stages; each stage has its own panels, so that the first, which most pairs do not survive, is
 * contiguous.
 */
@unmanaged
export class Index {
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

@inline
export function widthOf(index: Index, stage: i32): i32 {
  return load<i32>(changetype<usize>(index) + (<usize>stage << 2), offsetof<Index>('width0'));
}

@inline
export function panelsOf(index: Index, stage: i32): usize {
  return load<usize>(changetype<usize>(index) + (<usize>stage << 2), offsetof<Index>('panels0'));
}

@inline
export function tailsOf(index: Index, stage: i32): usize {
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
