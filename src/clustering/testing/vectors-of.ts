import type { Vectors } from '../../embedding/encoder';
import { gaussian, seededRandom } from '../../foundation/random';

/** Vectors from rows as people write them, for tests. */
export function vectorsOf(rows: readonly (readonly number[])[]): Vectors {
  const d = rows[0]?.length ?? 1;
  return { n: rows.length, d, data: Float32Array.from(rows.flat()) };
}

/** Seeded unit rows around `centres` centres, for tests. */
export function clusteredVectors(n: number, d: number, centres: number, spread = 0.6): Vectors {
  const random = seededRandom(n * 31 + d);
  const middles = Float32Array.from({ length: centres * d }, () => gaussian(random));
  const data = new Float32Array(n * d);
  for (let row = 0; row < n; row++) {
    const centre = Math.floor(random() * centres);
    let squares = 0;
    for (let k = 0; k < d; k++) {
      const value = (middles[centre * d + k] ?? 0) + spread * gaussian(random);
      data[row * d + k] = value;
      squares += value * value;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let k = 0; k < d; k++) data[row * d + k] = (data[row * d + k] ?? 0) * scale;
  }
  return { n, d, data };
}
