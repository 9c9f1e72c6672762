/**
 * The memory of the matrix-free search and its set-up: vectors rotated to their principal
 * coordinates and stored cell by cell, so that neighbours are contiguous, beside the panels, lists
 * and scratch that the kernel works on.
 */
import type { Vectors } from '../embedding/encoder';
import type { Pacer } from '../foundation/pacer';
import { blockBytes, type Arena, type Block } from '../kernels/arena';
import { groupQueries, type SearchScratch } from '../kernels/search-job';
import {
  batchFields,
  indexFields,
  mostStages,
  panelRows,
  roundUp,
  stageWidths,
  type WardKernel,
} from '../kernels/ward-kernel';
import { findCells, type Cells } from './rough-cells';
import { principalBasis } from './principal-basis';
import { matrixBytes, takeMatrixBlocks, type MatrixBlocks } from './ward-matrix';

/** Coordinates that the basis makes principal; the last stage of the search gets the others. */
const principalWidth = 128;
/** Rows rotated at a time. */
const chunkRows = 512;
/** Coordinates that place a point in its cell. */
const cellWidth = 16;

export interface SearchSpace {
  readonly arena: Arena;
  readonly kernel: WardKernel;
  readonly stride: number;
  /** Coordinates before the last stage of the search. */
  readonly middle: number;
  /** Rotated rows; row `rowOf(point)` holds the point's (later its cluster's) coordinates. */
  readonly rows: Block<Float32Array>;
  readonly index: Block<Int32Array>;
  /** Panels of each stage. */
  readonly panels: readonly Block<Float32Array>[];
  /** Norms of what follows each stage. */
  readonly tails: readonly Block<Float32Array>[];
  readonly squares: Block<Float32Array>;
  readonly inverse: Block<Float32Array>;
  readonly ids: Block<Int32Array>;
  readonly rowOf: Block<Uint32Array>;
  readonly queries: Block<Uint32Array>;
  readonly limits: Block<Float32Array>;
  readonly listIds: Block<Int32Array>;
  readonly listDistances: Block<Float32Array>;
  readonly control: Block<Int32Array>;
  readonly scratch: readonly SearchScratch[];
  readonly matrix: MatrixBlocks;
}

/** What the size of a search space depends on. */
export interface SpaceSize {
  /** Rows to search among. */
  readonly count: number;
  readonly d: number;
  /** Longest list per query. */
  readonly k: number;
  readonly threads: number;
  /** Rows of the matrix that finishes the work. */
  readonly finish: number;
}

export function strideOf(d: number): number {
  return roundUp(d, panelRows);
}

/** Bytes of {@link takeSearchSpace}. */
export function spaceBytes({ count, d, k, threads, finish }: SpaceSize): number {
  const stride = strideOf(d);
  const positions = roundUp(count, panelRows);
  const widths = stageWidths(stride);
  return (
    blockBytes(count * stride) +
    blockBytes(indexFields) +
    widths.reduce((sum, width) => sum + blockBytes(positions * width), 0) +
    (widths.length + 6) * blockBytes(positions) +
    2 * blockBytes(count * k) +
    blockBytes(2) +
    threads *
      (blockBytes(batchFields) +
        blockBytes(groupQueries * stride) +
        blockBytes(groupQueries * mostStages) +
        2 * blockBytes(groupQueries)) +
    matrixBytes(Math.max(finish, chunkRows, stride), stride)
  );
}

export function takeSearchSpace(arena: Arena, kernel: WardKernel, size: SpaceSize): SearchSpace {
  const { count, d, k, threads, finish } = size;
  const stride = strideOf(d);
  const positions = roundUp(count, panelRows);
  const widths = stageWidths(stride);
  return {
    arena,
    kernel,
    stride,
    middle: stride - (widths.at(-1) ?? stride),
    rows: arena.floats(count * stride),
    index: arena.integers(indexFields),
    panels: widths.map((width) => arena.floats(positions * width)),
    tails: widths.map(() => arena.floats(positions)),
    squares: arena.floats(positions),
    inverse: arena.floats(positions),
    ids: arena.integers(positions),
    rowOf: arena.naturals(positions),
    queries: arena.naturals(positions),
    limits: arena.floats(positions),
    listIds: arena.integers(count * k),
    listDistances: arena.floats(count * k),
    control: arena.integers(2),
    scratch: Array.from({ length: threads }, () => ({
      batch: arena.integers(batchFields).address,
      rows: arena.floats(groupQueries * stride).address,
      tails: arena.floats(groupQueries * mostStages).address,
      offsets: arena.floats(groupQueries).address,
      slopes: arena.floats(groupQueries).address,
    })),
    matrix: takeMatrixBlocks(arena, Math.max(finish, chunkRows, stride), stride),
  };
}

/**
 * Rotates the rows of `papers` into the space, cell by cell.
 *
 * @returns the cells; row `cells.order` place p of the space is point `cells.order[p]`
 */
export async function fillSearchSpace(
  space: SearchSpace,
  vectors: Vectors,
  papers: Uint32Array,
  pace: Pacer,
): Promise<Cells> {
  const { kernel, stride, rows, matrix } = space;
  const { d } = vectors;
  const basis = principalBasis(vectors, principalWidth, kernel, matrix, stride);
  await pace();
  matrix.rows.view.fill(0, 0, stride * stride);
  for (let row = 0; row < d; row++) {
    matrix.rows.view.set(basis.rows.subarray(row * d, (row + 1) * d), row * stride);
  }
  const basisPanels = matrix.panels.address;
  kernel.pack(matrix.rows.address, stride, stride, stride, basisPanels);

  /** Writes coordinates [0, 8·panels) of the papers `order` names, in that order. */
  const rotate = async (order: Uint32Array, out: number, outStride: number, panels: number) => {
    for (let from = 0; from < order.length; from += chunkRows) {
      const count = Math.min(chunkRows, order.length - from);
      matrix.rows.view.fill(0, 0, roundUp(count, 4) * stride);
      for (let at = 0; at < count; at++) {
        const source = (papers[order[from + at] ?? 0] ?? 0) * d;
        for (let k = 0; k < d; k++) {
          matrix.rows.view[at * stride + k] =
            (vectors.data[source + k] ?? 0) - (basis.mean[k] ?? 0);
        }
      }
      // The last rows go through the matrix block, which has room for a multiple of four.
      const whole = count % 4 === 0;
      const target = whole ? out + 4 * from * outStride : matrix.matrix.address;
      kernel.multiply(
        matrix.rows.address,
        roundUp(count, 4),
        stride,
        stride,
        basisPanels,
        panels,
        target,
        outStride,
      );
      if (!whole) {
        new Float32Array(space.arena.memory.buffer, out, order.length * outStride).set(
          matrix.matrix.view.subarray(0, count * outStride),
          from * outStride,
        );
      }
      await pace();
    }
  };

  const identity = Uint32Array.from(papers, (_, point) => point);
  const headPanels = Math.min(cellWidth, stride) / panelRows;
  const width = headPanels * panelRows;
  // Until the index is built, the first panels hold the coordinates that place points in cells.
  const [first] = space.panels;
  if (!first) throw new Error('A search has at least one stage.');
  await rotate(identity, first.address, width, headPanels);
  const cells = findCells(first.view, papers.length, width, width);
  await pace();
  await rotate(cells.order, rows.address, stride, stride / panelRows);
  return cells;
}
