/**
 * Each paper drawn towards its nearest neighbours. In a small corpus a paper's vector rests on a few
 * words, and what it has in common with the papers around it is the surer part: one step towards
 * their mean brings more papers of one subject together than it brings strangers (docs/quality.md).
 */
import { createPacer, type Pacer } from '../foundation/pacer';
import { addRow, unitRows } from './rows';

export interface NearestMeanSettings {
  /** Neighbours that count. */
  readonly neighbours: number;
  /** Length of their mean beside the paper's own vector. */
  readonly weight: number;
  /** Above so many papers nothing is done: it tells less there, and costs the square of their number. */
  readonly mostPapers: number;
}

/**
 * Adds to every row the mean of its nearest rows, each weighted by how near it is against the nearest,
 * and brings the sums to unit length. Rows at or beyond a right angle count for nothing.
 *
 * @param data n×d row-major, unit rows
 * @returns new rows; the same array where there are too many papers
 */
export async function towardsNearest(
  data: Float32Array,
  d: number,
  { neighbours, weight, mostPapers }: NearestMeanSettings,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const n = data.length / d;
  if (n > mostPapers) return data;
  const pace = createPacer(signal);
  const all = await similarities(data, d, pace);
  const sums = data.slice();
  for (let row = 0; row < n; row++) {
    const near = all.subarray(row * n, (row + 1) * n);
    const nearest = largest(near, row, neighbours);
    const best = near[nearest[0] ?? row] ?? 0;
    if (nearest.length === 0 || best <= 0) continue;
    for (const other of nearest) {
      const share = ((weight / neighbours) * Math.max(0, near[other] ?? 0)) / best;
      addRow(sums, row * d, data, other * d, d, share);
    }
  }
  unitRows(sums, d);
  return sums;
}

/**
 * Cosines of all rows with all, n×n row-major. Each pair is computed once, two rows against two at a
 * time, so that every number read is used twice.
 */
async function similarities(data: Float32Array, d: number, pace: Pacer): Promise<Float32Array> {
  const n = data.length / d;
  const all = new Float32Array(n * n);
  const keep = (i: number, j: number, value: number): void => {
    if (i >= n || j >= n) return;
    all[i * n + j] = value;
    all[j * n + i] = value;
  };
  for (let i = 0; i < n; i += 2) {
    await pace();
    const i0 = i * d;
    const i1 = Math.min(i + 1, n - 1) * d;
    for (let j = i; j < n; j += 2) {
      const j0 = j * d;
      const j1 = Math.min(j + 1, n - 1) * d;
      let [s00, s01, s10, s11] = [0, 0, 0, 0];
      for (let k = 0; k < d; k++) {
        const x0 = data[i0 + k] ?? 0;
        const x1 = data[i1 + k] ?? 0;
        const y0 = data[j0 + k] ?? 0;
        const y1 = data[j1 + k] ?? 0;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s10 += x1 * y0;
        s11 += x1 * y1;
      }
      keep(i, j, s00);
      keep(i, j + 1, s01);
      keep(i + 1, j, s10);
      keep(i + 1, j + 1, s11);
    }
  }
  return all;
}

/** The `count` rows with the largest values but one, largest first; ties in order. */
function largest(values: Float32Array, except: number, count: number): number[] {
  const found: number[] = [];
  for (let row = 0; row < values.length; row++) {
    if (row === except) continue;
    const value = values[row] ?? 0;
    let at = found.length;
    while (at > 0 && value > (values[found[at - 1] ?? 0] ?? 0)) at--;
    if (at >= count) continue;
    found.splice(at, 0, row);
    found.length = Math.min(found.length, count);
  }
  return found;
}
