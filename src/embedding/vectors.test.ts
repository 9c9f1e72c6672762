import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vectors } from './encoder';
import { centreAndConcatenate, centreAndNormalise, concatenate } from './vectors';

const number = fc.float({ min: -1, max: 1, noNaN: true });

const vectors = fc
  .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 6 }))
  .chain(([n, d]) =>
    fc
      .array(number, { minLength: n * d, maxLength: n * d })
      .map((values): Vectors => ({ n, d, data: Float32Array.from(values) })),
  );

function rows({ n, d, data }: Vectors): number[][] {
  return Array.from({ length: n }, (_, row) => [...data.subarray(row * d, (row + 1) * d)]);
}

describe('centring', () => {
  test('gives unit rows, or zeros', () => {
    fc.assert(
      fc.property(vectors, (given) => {
        for (const row of rows(centreAndNormalise(given))) {
          const norm = Math.hypot(...row);
          if (norm > 0) expect(norm).toBeCloseTo(1, 4);
        }
      }),
    );
  });

  test('takes away what all rows share', () => {
    const given = { n: 2, d: 2, data: Float32Array.of(5, 1, 5, -1) };
    expect(rows(centreAndNormalise(given))).toEqual([
      [0, 1],
      [0, -1],
    ]);
  });

  test('leaves rows without a vector out of the mean, and zero', () => {
    const given = { n: 3, d: 2, data: Float32Array.of(5, 1, 0, 0, 5, -1) };
    expect(rows(centreAndNormalise(given))).toEqual([
      [0, 1],
      [0, 0],
      [0, -1],
    ]);
  });

  test('leaves a lone vector as it is', () => {
    const given = { n: 1, d: 2, data: Float32Array.of(3, 4) };
    expect(rows(centreAndNormalise(given))[0]?.[0]).toBeCloseTo(0.6);
  });
});

describe('concatenation', () => {
  test('of centred parts is concatenation after centring, to the bit', () => {
    fc.assert(
      fc.property(
        vectors,
        fc.float({ min: Math.fround(0.1), max: 2, noNaN: true }),
        (given, weight) => {
          const other = { n: given.n, d: 1, data: given.data.slice(0, given.n) };
          const parts = [
            { vectors: given, weight: 1 },
            { vectors: other, weight },
          ];
          const before = parts.map((part) => part.vectors.data.slice());
          const centred = parts.map((part) => ({
            ...part,
            vectors: centreAndNormalise(part.vectors),
          }));
          expect(centreAndConcatenate(parts)).toEqual(concatenate(centred));
          expect(parts.map((part) => part.vectors.data)).toEqual(before);
        },
      ),
    );
  });

  test("gives the parts' cosines weighted by the squares of their weights", () => {
    const first = { n: 2, d: 2, data: Float32Array.of(1, 0, 0, 1) };
    const second = { n: 2, d: 1, data: Float32Array.of(2, 2) };
    const [a = [], b = []] = rows(
      concatenate([
        { vectors: first, weight: 1 },
        { vectors: second, weight: 0.5 },
      ]),
    );
    const cosine = a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
    expect(cosine).toBeCloseTo(0.25 / 1.25, 6);
  });

  test('describes a paper that one part knows nothing of by the other', () => {
    const known = { n: 1, d: 1, data: Float32Array.of(1) };
    const unknown = { n: 1, d: 1, data: Float32Array.of(0) };
    const joined = concatenate([
      { vectors: known, weight: 0.5 },
      { vectors: unknown, weight: 1 },
    ]);
    expect([...joined.data]).toEqual([1, 0]);
  });

  test('refuses parts of different corpora', () => {
    const one = { n: 1, d: 1, data: Float32Array.of(1) };
    const two = { n: 2, d: 1, data: Float32Array.of(1, 1) };
    expect(() =>
      concatenate([
        { vectors: one, weight: 1 },
        { vectors: two, weight: 1 },
      ]),
    ).toThrow('equally many rows');
  });
});
