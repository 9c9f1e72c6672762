/**
 * Ward with a distance matrix: the whole way for small corpora, the last stretch for large ones.
 * Nearest-neighbour chain (Müllner, arXiv 1109.2378, 2011) with Lance–Williams updates on a full
 * square of squared Ward distances: rows are scanned and updated with SIMD, which is worth more than
 * the half a condensed matrix would save. The square is compacted as clusters leave it.
 */
import type { Pacer } from '../foundation/pacer';
import { blockBytes, type Arena, type Block } from '../kernels/arena';
import { panelRows, roundUp, type WardKernel } from '../kernels/ward-kernel';
import type { MergeList } from './merge-list';

/** Compacting waits until this share of the square is dead. */
const deadShare = 0.4;
/** Rows of distances computed between two looks at the clock. */
const blockRows = 32;

/** The memory of one run on up to `capacity` rows. */
export interface MatrixBlocks {
  readonly rows: Block<Float32Array>;
  readonly panels: Block<Float32Array>;
  readonly inverse: Block<Float32Array>;
  readonly sizes: Block<Float32Array>;
  readonly kept: Block<Uint32Array>;
  readonly matrix: Block<Float32Array>;
}

/** Bytes of {@link takeMatrixBlocks}. */
export function matrixBytes(capacity: number, stride: number): number {
  const count = roundUp(capacity, panelRows);
  return 2 * blockBytes(count * stride) + 3 * blockBytes(count) + blockBytes(count * count);
}

export function takeMatrixBlocks(arena: Arena, capacity: number, stride: number): MatrixBlocks {
  const count = roundUp(capacity, panelRows);
  return {
    rows: arena.floats(count * stride),
    panels: arena.floats(count * stride),
    inverse: arena.floats(count),
    sizes: arena.floats(count),
    kept: arena.naturals(count),
    matrix: arena.floats(count * count),
  };
}

/**
 * Fills the square with the squared Ward distances of the first `count` of `blocks.rows`, whose
 * cluster sizes are in `blocks.sizes`. Infinity on the diagonal and in the padding.
 *
 * @returns the side of the square, `count` rounded up to panels
 */
export async function fillMatrix(
  kernel: WardKernel,
  blocks: MatrixBlocks,
  count: number,
  stride: number,
  pace: Pacer,
  report: (rows: number) => void,
): Promise<number> {
  const side = roundUp(count, panelRows);
  const { rows, panels, inverse, sizes, matrix } = blocks;
  rows.view.fill(0, count * stride, side * stride);
  sizes.view.fill(1, count, side);
  for (let row = 0; row < side; row++) inverse.view[row] = 1 / (sizes.view[row] ?? 1);
  kernel.pack(rows.address, side, stride, stride, panels.address);
  for (let from = 0; from < side; from += blockRows) {
    const to = Math.min(side, from + blockRows);
    kernel.distances(
      rows.address,
      inverse.address,
      side,
      stride,
      panels.address,
      matrix.address,
      from,
      to,
    );
    report(Math.min(count, to));
    await pace();
  }
  for (let row = 0; row < side; row++) {
    matrix.view[row * side + row] = Infinity;
    if (row < count) matrix.view.fill(Infinity, row * side + count, (row + 1) * side);
    else matrix.view.fill(Infinity, row * side, (row + 1) * side);
  }
  return side;
}

/**
 * Merges all clusters of a filled square into one; the square is consumed. Ties go to the smallest
 * row, so equal input gives equal output.
 *
 * @param papers a paper of each row's cluster, by which the merges are recorded
 */
export async function mergeMatrix(
  kernel: WardKernel,
  blocks: MatrixBlocks,
  papers: Uint32Array,
  merges: MergeList,
  pace: Pacer,
  report: () => void,
): Promise<void> {
  const { matrix, sizes, kept } = blocks;
  const paperOf = Uint32Array.from(papers);
  let rows = papers.length;
  let side = roundUp(rows, panelRows);
  let alive = rows;
  const isAlive = new Uint8Array(rows).fill(1);
  let chain: number[] = [];

  const compact = (): void => {
    const newRow = new Int32Array(rows).fill(-1);
    let next = 0;
    for (let row = 0; row < rows; row++) {
      if (isAlive[row] !== 1) continue;
      newRow[row] = next;
      kept.view[next] = row;
      sizes.view[next] = sizes.view[row] ?? 1;
      paperOf[next] = paperOf[row] ?? 0;
      next++;
    }
    const newSide = roundUp(alive, panelRows);
    kernel.compact(matrix.address, side, kept.address, alive, newSide);
    sizes.view.fill(1, alive, newSide);
    isAlive.fill(1, 0, alive);
    chain = chain.map((row) => newRow[row] ?? -1);
    rows = alive;
    side = newSide;
  };

  while (alive > 1) {
    if (alive < rows * (1 - deadShare) && rows > 64) compact();
    if (chain.length === 0) chain.push(isAlive.indexOf(1));
    let tip: number;
    let nearest: number;
    for (;;) {
      tip = chain[chain.length - 1] ?? 0;
      nearest = kernel.smallest(matrix.address + 4 * tip * side, side);
      const before = chain[chain.length - 2];
      if (before !== undefined) {
        const shortest = matrix.view[tip * side + nearest] ?? Infinity;
        if ((matrix.view[tip * side + before] ?? Infinity) <= shortest) {
          nearest = before;
          break;
        }
      }
      chain.push(nearest);
    }
    chain.length -= 2;
    const staying = Math.min(tip, nearest);
    const gone = Math.max(tip, nearest);
    merges.add(paperOf[staying] ?? 0, paperOf[gone] ?? 0, matrix.view[staying * side + gone] ?? 0);
    kernel.mergeRows(matrix.address, side, sizes.address, staying, gone);
    sizes.view[staying] = (sizes.view[staying] ?? 1) + (sizes.view[gone] ?? 1);
    paperOf[staying] = Math.min(paperOf[staying] ?? 0, paperOf[gone] ?? 0);
    isAlive[gone] = 0;
    alive--;
    report();
    await pace();
  }
}
