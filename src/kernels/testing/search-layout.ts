/** A search laid out in memory as `clustering/search-space.ts` does it, for any rows and any ids. */
import { Arena, type Block } from '../arena';
import type { SearchScratch } from '../search-job';
import {
  batchFields,
  indexFields,
  mostStages,
  panelRows,
  roundUp,
  stageWidths,
} from '../ward-kernel';
import type { Table } from './seeded-table';

export interface IndexLayout {
  readonly arena: Arena;
  /** Address of the `Index`, whose field of the largest square is `largest`. */
  readonly address: number;
  readonly positions: number;
  readonly rows: Block<Float32Array>;
  readonly largest: () => number;
  readonly squares: Float32Array;
  readonly inverse: Float32Array;
  readonly ids: Int32Array;
  readonly widths: readonly number[];
  readonly panels: readonly Block<Float32Array>[];
  readonly tails: readonly Block<Float32Array>[];
}

/**
 * The index of a table, not yet built.
 *
 * @param rowAt row of each position, -1 where it is empty; what is missing up to a whole panel is
 *   empty too
 */
export function layIndex(
  table: Table,
  rowAt: readonly number[],
  idOf: (row: number) => number,
  shared = false,
  threads = 1,
): IndexLayout {
  const { n, stride, data, sizes } = table;
  const positions = roundUp(rowAt.length, panelRows);
  // The index, its rows and whatever its batches may hold.
  const perPosition = 4 * (2 * stride + 40) + threads * 4 * (stride + 40);
  const arena = new Arena((n + positions) * perPosition + 10_000, shared);
  const rows = arena.floats(n * stride);
  rows.view.set(data);
  const widths = stageWidths(stride);
  const index = arena.integers(indexFields);
  const squares = arena.floats(positions);
  const inverse = arena.floats(positions);
  const ids = arena.integers(positions);
  const rowOf = arena.naturals(positions);
  const panels = widths.map((width) => arena.floats(positions * width));
  const tails = widths.map(() => arena.floats(positions));
  ids.view.fill(-1);
  rowAt.forEach((row, position) => {
    if (row < 0) return;
    ids.view[position] = idOf(row);
    rowOf.view[position] = row;
    inverse.view[position] = 1 / (sizes[row] ?? 1);
  });
  const perStage = (value: (stage: number) => number | undefined) =>
    Array.from({ length: mostStages }, (_, stage) => value(stage) ?? 0);
  index.view.set([
    rows.address,
    stride,
    widths.length,
    squares.address,
    inverse.address,
    ids.address,
    rowOf.address,
    positions,
    0,
    ...perStage((stage) => widths[stage]),
    ...perStage((stage) => panels[stage]?.address),
    ...perStage((stage) => tails[stage]?.address),
  ]);
  return {
    arena,
    address: index.address,
    positions,
    rows,
    largest: () => new Float32Array(arena.memory.buffer, index.address, indexFields)[8] ?? NaN,
    squares: squares.view,
    inverse: inverse.view,
    ids: ids.view,
    widths,
    panels,
    tails,
  };
}

export interface BatchLayout {
  readonly address: number;
  readonly k: number;
  readonly positions: Block<Uint32Array>;
  readonly rows: Float32Array;
  readonly tails: Float32Array;
  readonly offsets: Float32Array;
  readonly slopes: Float32Array;
  readonly limits: Block<Float32Array>;
  readonly ids: Block<Int32Array>;
  readonly distances: Block<Float32Array>;
  readonly scratch: SearchScratch;
}

/** A batch that asks for the k nearest of some positions, each within a limit; not yet prepared. */
export function layBatch(
  { arena }: IndexLayout,
  stride: number,
  queries: readonly number[],
  k: number,
  limitOf: (query: number) => number,
): BatchLayout {
  const count = queries.length;
  const padded = roundUp(count, 4);
  const batch = arena.integers(batchFields);
  const positions = arena.naturals(count);
  const rows = arena.floats(padded * stride);
  const tails = arena.floats(padded * mostStages);
  const offsets = arena.floats(padded);
  const slopes = arena.floats(padded);
  const limits = arena.floats(count);
  const ids = arena.integers(count * k);
  const distances = arena.floats(count * k);
  positions.view.set(queries);
  limits.view.set(queries.map((_, query) => limitOf(query)));
  batch.view.set([
    count,
    k,
    positions.address,
    rows.address,
    tails.address,
    offsets.address,
    slopes.address,
    limits.address,
    ids.address,
    distances.address,
  ]);
  return {
    address: batch.address,
    k,
    positions,
    rows: rows.view,
    tails: tails.view,
    offsets: offsets.view,
    slopes: slopes.view,
    limits,
    ids,
    distances,
    scratch: {
      batch: batch.address,
      rows: rows.address,
      tails: tails.address,
      offsets: offsets.address,
      slopes: slopes.address,
    },
  };
}
