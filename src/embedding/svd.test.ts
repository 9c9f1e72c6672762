import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../foundation/random';
import { symmetricEigen } from './eigen';
import { truncatedSvd } from './svd';
import type { SparseRows } from './term-counts';

function sparse(rows: readonly (readonly number[])[]): SparseRows {
  const indices: number[] = [];
  const values: number[] = [];
  const offsets = [0];
  for (const row of rows) {
    row.forEach((value, column) => {
      if (value === 0) return;
      indices.push(column);
      values.push(value);
    });
    offsets.push(indices.length);
  }
  return {
    n: rows.length,
    columns: rows[0]?.length ?? 0,
    offsets: Uint32Array.from(offsets),
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values),
  };
}

describe('symmetricEigen', () => {
  it('solves a matrix worked by hand', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect([...values]).toEqual([expect.closeTo(3), expect.closeTo(1)]);
    const h = Math.SQRT1_2;
    expect(vectors[0]).toBeCloseTo(h);
    expect(vectors[2]).toBeCloseTo(h);
    expect(Math.abs(vectors[1] ?? 0)).toBeCloseTo(h);
  });

  it('reconstructs any symmetric matrix from orthonormal vectors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (size, seed) => {
        const random = seededRandom(seed);
        const a = new Float64Array(size * size);
        for (let i = 0; i < size; i++) {
          for (let j = 0; j <= i; j++) a[i * size + j] = a[j * size + i] = random() * 2 - 1;
        }
        const { values, vectors } = symmetricEigen(a, size);
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            let rebuilt = 0;
            let product = 0;
            for (let k = 0; k < size; k++) {
              rebuilt +=
                (vectors[i * size + k] ?? 0) * (values[k] ?? 0) * (vectors[j * size + k] ?? 0);
              product += (vectors[k * size + i] ?? 0) * (vectors[k * size + j] ?? 0);
            }
            expect(rebuilt).toBeCloseTo(a[i * size + j] ?? 0, 9);
            expect(product).toBeCloseTo(i === j ? 1 : 0, 9);
          }
        }
      }),
    );
  });
});

describe('truncatedSvd', () => {
  it('finds the singular values of a diagonal matrix', async () => {
    const svd = await truncatedSvd(
      sparse([
        [3, 0, 0],
        [0, 5, 0],
        [0, 0, 1],
        [0, 0, 0],
      ]),
      { rank: 2, seed: 7 },
    );
    expect([...svd.values]).toEqual([expect.closeTo(5), expect.closeTo(3)]);
    expect(Math.abs(svd.left[1 * 2] ?? 0)).toBeCloseTo(1);
    expect(Math.abs(svd.left[0 * 2 + 1] ?? 0)).toBeCloseTo(1);
  });

  it('keeps all inner products of rows when the rank allows', async () => {
    const random = seededRandom(3);
    const rows = Array.from({ length: 12 }, () =>
      Array.from({ length: 30 }, () => (random() < 0.3 ? random() : 0)),
    );
    const svd = await truncatedSvd(sparse(rows), { rank: 12, seed: 1 });
    for (let i = 0; i < 12; i++) {
      for (let j = 0; j < 12; j++) {
        let truth = 0;
        for (let k = 0; k < 30; k++) truth += (rows[i]?.[k] ?? 0) * (rows[j]?.[k] ?? 0);
        let found = 0;
        for (let k = 0; k < svd.rank; k++) {
          found +=
            (svd.left[i * svd.rank + k] ?? 0) *
            (svd.values[k] ?? 0) ** 2 *
            (svd.left[j * svd.rank + k] ?? 0);
        }
        expect(found).toBeCloseTo(truth, 5);
      }
    }
  });

  it('reports the true rank of repeated rows, and 0 for an empty matrix', async () => {
    const repeated = await truncatedSvd(
      sparse([
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
      { rank: 2, seed: 1 },
    );
    expect(repeated.rank).toBe(1);
    const empty = await truncatedSvd(sparse([[0], [0]]), { rank: 2, seed: 1 });
    expect(empty.rank).toBe(0);
  });
});
