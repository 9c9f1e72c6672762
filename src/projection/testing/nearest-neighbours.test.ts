import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestNeighbours } from './nearest-neighbours';
import { unitVectors } from './vectors';

describe('nearestNeighbours', () => {
  it('finds the same neighbours as sorting every row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer(),
        (n, d, k, seed) => {
          const vectors = unitVectors(n, d, seed);
          const found = nearestNeighbours(vectors, k);
          expect(found.k).toBe(Math.min(k, n - 1));
          for (let i = 0; i < n; i++) {
            const row = (j: number) => vectors.data.subarray(j * d, (j + 1) * d);
            const similarity = (j: number) =>
              Math.fround(row(i).reduce((sum, value, at) => sum + value * (row(j)[at] ?? 0), 0));
            const expected = Array.from({ length: n }, (_, j) => j)
              .filter((j) => j !== i)
              .sort((a, b) => similarity(b) - similarity(a) || a - b)
              .slice(0, found.k);
            const kept = Array.from(found.indices.subarray(i * found.k, (i + 1) * found.k));
            expect(kept).toEqual(expected);
            kept.forEach((j, at) => {
              expect(found.similarities[i * found.k + at]).toBe(similarity(j));
            });
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('breaks ties by the smaller index when papers are identical', () => {
    const vectors = { n: 6, d: 2, data: new Float32Array(12).map((_, i) => (i % 2 === 0 ? 1 : 0)) };
    const found = nearestNeighbours(vectors, 2);
    expect(Array.from(found.indices)).toEqual([1, 2, 0, 2, 0, 1, 0, 1, 0, 1, 0, 1]);
  });
});
