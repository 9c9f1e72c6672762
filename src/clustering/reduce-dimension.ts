import type { Vectors } from '../embedding/encoder';
import { createPacer } from '../foundation/pacer';
import { Arena } from '../kernels/arena';
import { loadWardKernel, panelRows } from '../kernels/ward-kernel';
import { principalBasis } from './principal-basis';
import { strideOf } from './search-space';
import { matrixBytes, takeMatrixBlocks } from './ward-matrix';

/** Rows worked on at a time; a multiple of four, as the kernel wants. */
const chunkRows = 512;

/** Bytes of the WebAssembly memory that {@link reduceDimension} takes for vectors of length `from`. */
export function reducingBytes(from: number): number {
  const stride = strideOf(from);
  return matrixBytes(Math.max(stride, chunkRows), stride);
}

/**
 * Vectors on their d leading principal coordinates (about the mean, which is how papers differ),
 * brought to unit length again. The coordinates are estimated from an even sample of the rows, by a
 * seeded iteration: equal vectors give equal results. Where d is not smaller than what there is, the
 * vectors themselves.
 *
 * @param d a multiple of 8, at least 8
 * @throws the signal's reason
 */
export async function reduceDimension(
  vectors: Vectors,
  d: number,
  signal?: AbortSignal,
): Promise<Vectors> {
  const { n, d: from, data } = vectors;
  if (d >= from || n === 0) return vectors;
  const pace = createPacer(signal);
  const stride = strideOf(from);
  const rows = Math.max(stride, chunkRows);
  const arena = new Arena(reducingBytes(from));
  const kernel = loadWardKernel(arena.memory);
  const blocks = takeMatrixBlocks(arena, rows, stride);
  const { mean, rows: basis } = principalBasis(vectors, d, kernel, blocks, stride);
  const { rows: input, panels, matrix: output } = blocks;
  input.view.fill(0);
  for (let row = 0; row < d; row++)
    input.view.set(basis.subarray(row * from, (row + 1) * from), row * stride);
  kernel.pack(input.address, d, stride, stride, panels.address);

  const reduced = new Float32Array(n * d);
  for (let first = 0; first < n; first += chunkRows) {
    const count = Math.min(chunkRows, n - first);
    input.view.fill(0);
    for (let row = 0; row < count; row++)
      for (let i = 0; i < from; i++)
        input.view[row * stride + i] = (data[(first + row) * from + i] ?? 0) - (mean[i] ?? 0);
    kernel.multiply(
      input.address,
      chunkRows,
      stride,
      stride,
      panels.address,
      d / panelRows,
      output.address,
      d,
    );
    reduced.set(output.view.subarray(0, count * d), first * d);
    await pace();
  }
  for (let row = 0; row < n; row++) toUnitLength(reduced.subarray(row * d, (row + 1) * d));
  return { n, d, data: reduced };
}

function toUnitLength(row: Float32Array): void {
  let squares = 0;
  for (const value of row) squares += value * value;
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) * scale;
}
