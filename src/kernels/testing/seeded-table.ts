/** Rows to try kernels on: any shape, and values that are hard to tell apart or far apart. */
import fc from 'fast-check';
import { gaussian, seededRandom } from '../../foundation/random';
import { stageWidths } from '../ward-kernel';

export interface Table {
  readonly n: number;
  /** Floats per row, a multiple of eight. */
  readonly stride: number;
  /** n×stride row-major. */
  readonly data: Float32Array;
  /** Papers that each row stands for. */
  readonly sizes: Uint32Array;
}

/**
 * - `spread`: normal values;
 * - `lattice`: whole numbers from −1 to 1, so that many distances are exactly equal;
 * - `scales`: lengths from one to ten, and some rows a thousandth of that which have no values in the
 *   last stage of the search, where the bound is then all but the distance itself.
 */
export type TableKind = 'spread' | 'lattice' | 'scales';

export function seededTable(kind: TableKind, n: number, stride: number, seed: number): Table {
  const random = seededRandom(seed);
  const data = new Float32Array(n * stride);
  const middle = stride - (stageWidths(stride).at(-1) ?? 0);
  for (let row = 0; row < n; row++) {
    const short = kind === 'scales' && random() < 0.1;
    const scale = kind === 'scales' ? (short ? 1e-3 : 1) * 10 ** random() : 1;
    const own = data.subarray(row * stride, (row + 1) * stride);
    for (let k = 0; k < stride; k++) {
      own[k] = kind === 'lattice' ? Math.floor(3 * random()) - 1 : scale * gaussian(random);
    }
    if (short && middle > 0) own.fill(0, middle);
  }
  return { n, stride, data, sizes: Uint32Array.from({ length: n }, () => 1 + 40 * random() ** 3) };
}

/** Tables of up to `most` rows of up to `eighths` × 8 values. */
export function tables(most: number, eighths: number, least = 1): fc.Arbitrary<Table> {
  return fc
    .record({
      kind: fc.constantFrom<TableKind>('spread', 'lattice', 'scales'),
      n: fc.integer({ min: least, max: most }),
      width: fc.integer({ min: 1, max: eighths }),
      seed: fc.integer(),
    })
    .map(({ kind, n, width, seed }) => seededTable(kind, n, 8 * width, seed));
}
