import { seededRandom } from '../foundation/random';

/**
 * Rows of an even sample: the file is cut into `size` stretches of equal length and one row is drawn
 * from each by the seed, so that every part of the file is there in proportion and no rhythm in its
 * order (a journal's issues, an alphabet) can favour one kind of paper.
 *
 * @param size at most n are drawn
 * @returns ascending indices below n
 */
export function evenSample(n: number, size: number, seed: number): Uint32Array {
  const drawn = Math.max(0, Math.min(Math.floor(size), n));
  const random = seededRandom(seed);
  return Uint32Array.from({ length: drawn }, (_, stretch) => {
    const from = Math.floor((stretch * n) / drawn);
    const to = Math.floor(((stretch + 1) * n) / drawn);
    return from + Math.floor(random() * (to - from));
  });
}
