/**
 * Each paper drawn towards its nearest neighbours. In a small corpus a paper's vector rests on a few
 * words, and what it has in common with the papers around it is the surer part: one step towards
 * their mean brings more papers of one subject together than it brings strangers (docs/quality.md).
 */
import { createPacer } from '../foundation/pacer';
import { unitRows } from './rows';

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
  const sums = data.slice();
  const similarities = new Float32Array(n);
  for (let row = 0; row < n; row++) {
    await pace();
    similaritiesTo(row, data, d, similarities);
    const nearest = largest(similarities, row, neighbours);
    const best = similarities[nearest[0] ?? row] ?? 0;
    if (nearest.length === 0 || best <= 0) continue;
    for (const other of nearest) {
      const share = ((weight / neighbours) * Math.max(0, similarities[other] ?? 0)) / best;
      for (let k = 0; k < d; k++)
        sums[row * d + k] = (sums[row * d + k] ?? 0) + share * (data[other * d + k] ?? 0);
    }
  }
  unitRows(sums, d);
  return sums;
}

/** Cosines of one row with all. Four sums at once, since a single one waits for every addition. */
function similaritiesTo(row: number, data: Float32Array, d: number, out: Float32Array): void {
  const from = row * d;
  const whole = d - (d % 4);
  for (let other = 0, at = 0; other < out.length; other++, at += d) {
    let [a, b, c, e] = [0, 0, 0, 0];
    for (let k = 0; k < whole; k += 4) {
      a += (data[from + k] ?? 0) * (data[at + k] ?? 0);
      b += (data[from + k + 1] ?? 0) * (data[at + k + 1] ?? 0);
      c += (data[from + k + 2] ?? 0) * (data[at + k + 2] ?? 0);
      e += (data[from + k + 3] ?? 0) * (data[at + k + 3] ?? 0);
    }
    for (let k = whole; k < d; k++) a += (data[from + k] ?? 0) * (data[at + k] ?? 0);
    out[other] = a + b + c + e;
  }
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
