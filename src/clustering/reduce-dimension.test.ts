import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../foundation/random';
import { reduceDimension } from './reduce-dimension';

/** Unit rows that lie in a plane of `rank` dimensions within d, up to a little noise. */
function flatVectors(n: number, d: number, rank: number) {
  const random = seededRandom(5);
  const directions = Float64Array.from({ length: rank * d }, () => gaussian(random));
  const data = new Float32Array(n * d);
  for (let row = 0; row < n; row++) {
    const at = Float64Array.from({ length: rank }, () => gaussian(random));
    let squares = 0;
    for (let i = 0; i < d; i++) {
      let value = 1e-3 * gaussian(random);
      for (let r = 0; r < rank; r++) value += (at[r] ?? 0) * (directions[r * d + i] ?? 0);
      data[row * d + i] = value;
      squares += value * value;
    }
    for (let i = 0; i < d; i++) data[row * d + i] = (data[row * d + i] ?? 0) / Math.sqrt(squares);
  }
  return { n, d, data };
}

function cosine(data: Float32Array, d: number, a: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += (data[a * d + i] ?? 0) * (data[b * d + i] ?? 0);
  return sum;
}

describe('reduceDimension', () => {
  it('keeps the similarities of vectors that need no more dimensions', async () => {
    const vectors = flatVectors(1500, 53, 12);
    const reduced = await reduceDimension(vectors, 16);
    expect(reduced).toMatchObject({ n: 1500, d: 16 });
    for (let pair = 0; pair < 200; pair++) {
      const [a, b] = [pair, 1499 - pair * 3];
      // Centring on the mean of the sample moves them a little.
      expect(cosine(reduced.data, 16, a, b)).toBeCloseTo(cosine(vectors.data, 53, a, b), 1);
      expect(cosine(reduced.data, 16, a, a)).toBeCloseTo(1, 5);
    }
  });

  it('gives the same bytes again, and vectors that are short enough as they are', async () => {
    const vectors = flatVectors(300, 40, 8);
    expect(await reduceDimension(vectors, 16)).toEqual(await reduceDimension(vectors, 16));
    expect(await reduceDimension(vectors, 40)).toBe(vectors);
  });

  it('leaves what equals the mean at zero, and does not hang on identical papers', async () => {
    const same = { n: 20, d: 16, data: new Float32Array(320).fill(0.25) };
    const { data } = await reduceDimension(same, 8);
    expect(data.every(Number.isFinite)).toBe(true);
  });

  it('stops when it is cancelled', async () => {
    const signal = AbortSignal.abort(new Error('no more'));
    await expect(reduceDimension(flatVectors(50, 24, 4), 8, signal)).rejects.toThrow('no more');
  });
});
