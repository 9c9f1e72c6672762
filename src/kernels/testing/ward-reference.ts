/** What Ward's kernels compute, in plain TypeScript and double precision; what they are checked against. */
import { panelRows, roundUp, stageWidths } from '../ward-kernel';
import type { Table } from './seeded-table';

/** A value that must be there. */
export function at<T>(values: ArrayLike<T>, index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError(`There is no value ${index} of ${values.length}.`);
  return value;
}

/** The first `width` values of each row, eight rows side by side; missing rows are zero. */
export function packedRows({ n, stride, data }: Table, width: number): number[] {
  const packed: number[] = [];
  for (let first = 0; first < n; first += panelRows) {
    for (let k = 0; k < width; k++) {
      for (let row = first; row < first + panelRows; row++) {
        packed.push(row < n ? at(data, row * stride + k) : 0);
      }
    }
  }
  return packed;
}

/** Sum over the first `depth` values of row i times row j. */
export function product({ stride, data }: Table, i: number, j: number, depth: number): number {
  let sum = 0;
  for (let k = 0; k < depth; k++) sum += at(data, i * stride + k) * at(data, j * stride + k);
  return sum;
}

/** Squared Ward distance of two rows: 2/(1/a + 1/b) · ‖x_a − x_b‖². */
export function wardDistance({ stride, data, sizes }: Table, a: number, b: number): number {
  let sum = 0;
  for (let k = 0; k < stride; k++) {
    sum += (at(data, a * stride + k) - at(data, b * stride + k)) ** 2;
  }
  return (2 / (1 / at(sizes, a) + 1 / at(sizes, b))) * sum;
}

/** Lance and Williams: the squared distance of x to the union of a and b, from the three there are. */
export function unionDistance(
  sizes: { readonly a: number; readonly b: number; readonly x: number },
  distances: { readonly ax: number; readonly bx: number; readonly ab: number },
): number {
  const { a, b, x } = sizes;
  const { ax, bx, ab } = distances;
  return ((a + x) * ax + (b + x) * bx - x * ab) / (a + b + x);
}

/** The rows and columns of a square that are kept, padded with infinity to a multiple of eight. */
export function compacted(
  matrix: ArrayLike<number>,
  side: number,
  kept: readonly number[],
): number[] {
  const smaller = roundUp(kept.length, panelRows);
  return Array.from({ length: smaller * smaller }, (_, slot) => {
    const row = kept[Math.floor(slot / smaller)];
    const column = kept[slot % smaller];
    return row === undefined || column === undefined ? Infinity : at(matrix, row * side + column);
  });
}

/** Norms of what follows each stage of the search, for one row; one fewer than there are stages. */
export function tailNorms({ stride, data }: Table, row: number): number[] {
  const widths = stageWidths(stride);
  let from = 0;
  return widths.slice(0, -1).map((width) => {
    from += width;
    let squares = 0;
    for (let k = from; k < stride; k++) squares += at(data, row * stride + k) ** 2;
    return Math.sqrt(squares);
  });
}

export interface Listed {
  readonly id: number;
  readonly distance: number;
}

/** The k nearest of some candidates that are no farther than `limit`; ties by smaller id. */
export function nearest(candidates: readonly Listed[], k: number, limit: number): Listed[] {
  return candidates
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || a.id - b.id)
    .slice(0, k);
}
