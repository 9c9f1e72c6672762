/** Data for the tests of this folder. */
import type { Vectors } from '../../embedding/encoder';
import { gaussian, seededRandom } from '../../foundation/random';

/** Unit rows in random directions. */
export function unitVectors(n: number, d: number, seed: number): Vectors {
  return clusteredVectors(n, d, n, seed, 0);
}

/** Unit rows around random centres, paper `i` in cluster `i % clusters`. */
export function clusteredVectors(
  n: number,
  d: number,
  clusters: number,
  seed: number,
  noise = 0.35,
): Vectors {
  const random = seededRandom(seed);
  const centres = Float64Array.from({ length: clusters * d }, () => gaussian(random));
  const data = new Float32Array(n * d);
  for (let i = 0; i < n; i++) {
    const row = Float64Array.from(
      { length: d },
      (_, j) => (centres[(i % clusters) * d + j] ?? 0) + noise * gaussian(random),
    );
    const norm = Math.hypot(...row);
    row.forEach((value, j) => (data[i * d + j] = value / norm));
  }
  return { n, d, data };
}
