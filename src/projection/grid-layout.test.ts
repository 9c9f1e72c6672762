import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../foundation/random';
import { gridLayout } from './grid-layout';
import { normalisedLayout, type Layout } from './layout';
import { nearestNeighbours } from './testing/nearest-neighbours';
import { pcaLayout } from './pca';
import { layoutQuality } from './quality';
import { clusteredVectors } from './testing/vectors';
import { umap } from './umap';

function scattered(n: number, seed: number): Layout {
  const random = seededRandom(seed);
  return normalisedLayout(Float32Array.from({ length: 2 * n }, () => gaussian(random)));
}

describe('gridLayout', () => {
  it('gives every paper a cell of its own in a grid of the wanted shape', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        fc.integer(),
        (n, aspect, seed) => {
          const { columns, rows, cells, positions } = gridLayout(scattered(n, seed), { aspect });
          expect(new Set(cells).size).toBe(n);
          expect(columns * rows).toBeGreaterThanOrEqual(n);
          expect(columns * (rows - 1)).toBeLessThan(n);
          for (const cell of cells) expect(cell).toBeLessThan(columns * rows);
          const places = new Set(pairs(positions));
          expect(places.size).toBe(n);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds a given grid again', () => {
    const side = 9;
    const raw = new Float32Array(2 * side * side).map((_, at) =>
      at % 2 === 0 ? (at / 2) % side : Math.floor((at - 1) / 2 / side),
    );
    const { cells } = gridLayout(normalisedLayout(raw));
    expect(Array.from(cells)).toEqual(Array.from({ length: side * side }, (_, i) => i));
  });

  it('comes near the best of all assignments', () => {
    for (let seed = 0; seed < 20; seed++) {
      const layout = scattered(6, seed);
      const { cells, columns, rows } = gridLayout(layout, { aspect: 1.5 });
      expect([columns, rows]).toEqual([3, 2]);
      const costs = permutations([0, 1, 2, 3, 4, 5]).map((order) => cost(layout, order, 3, 2));
      expect(cost(layout, Array.from(cells), 3, 2)).toBeLessThanOrEqual(1.6 * Math.min(...costs));
    }
  });

  it('keeps most of the neighbourhoods of the layout it is made from', async () => {
    const vectors = clusteredVectors(400, 16, 8, 5);
    const { layout } = await umap(nearestNeighbours(vectors, 15), pcaLayout(vectors), { seed: 1 });
    const free = layoutQuality(vectors, layout, { k: 10 });
    const grid = layoutQuality(vectors, gridLayout(layout), { k: 10 });
    const chance = layoutQuality(vectors, gridLayout(scattered(400, 3)), { k: 10 });
    expect(grid.trustworthiness).toBeGreaterThan(free.trustworthiness - 0.1);
    expect(chance.trustworthiness).toBeLessThan(0.6);
  });

  it('is defined for nothing, one paper and papers at one place', () => {
    expect(gridLayout({ positions: new Float32Array() }).cells).toHaveLength(0);
    expect(Array.from(gridLayout({ positions: new Float32Array(2) }).positions)).toEqual([0, 0]);
    expect(new Set(gridLayout({ positions: new Float32Array(40) }).cells).size).toBe(20);
  });
});

function pairs(positions: Float32Array): string[] {
  return Array.from({ length: positions.length / 2 }, (_, i) =>
    positions.subarray(2 * i, 2 * i + 2).join(),
  );
}

function permutations(values: number[]): number[][] {
  if (values.length <= 1) return [values];
  return values.flatMap((value) =>
    permutations(values.filter((other) => other !== value)).map((rest) => [value, ...rest]),
  );
}

function cost({ positions }: Layout, cells: number[], columns: number, rows: number): number {
  const axis = (which: number) =>
    Array.from({ length: positions.length / 2 }, (_, i) => positions[2 * i + which] ?? 0);
  const spread = (values: number[], cellsAlong: number) => {
    const low = Math.min(...values);
    return values.map((v) => ((v - low) / (Math.max(...values) - low)) * (cellsAlong - 1));
  };
  const xs = spread(axis(0), columns);
  const ys = spread(axis(1), rows);
  return cells.reduce(
    (sum, cell, paper) =>
      sum +
      ((xs[paper] ?? 0) - (cell % columns)) ** 2 +
      ((ys[paper] ?? 0) - Math.floor(cell / columns)) ** 2,
    0,
  );
}
