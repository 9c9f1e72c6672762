/** Products, matrix and centroids of Ward's kernel against plain TypeScript, on arbitrary input. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Arena, type Block } from './arena';
import { wardBuilds } from './generated/ward';
import { loadKernel } from './load-kernel';
import { buildsHere, hasRelaxedSimd } from './testing/kernel-builds';
import { tables, type Table } from './testing/seeded-table';
import {
  at,
  compacted,
  packedRows,
  product,
  unionDistance,
  wardDistance,
} from './testing/ward-reference';
import { loadWardKernel, panelRows, roundUp } from './ward-kernel';

const bytes = 4_000_000;
const table = tables(45, 19);

/** Equal within single precision, relative to what was summed. */
function close(actual: number, expected: number, scale = Math.abs(expected)): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-5 * scale);
}

/** The longest row's squared length: what a difference of two rows can lose digits to. */
function longest(given: Table): number {
  let most = 0;
  for (let row = 0; row < given.n; row++) {
    most = Math.max(most, product(given, row, row, given.stride));
  }
  return most;
}

/** Rows padded with zeros to a multiple of eight. */
function rowsIn(arena: Arena, { n, data, stride }: Table): Block<Float32Array> {
  const rows = arena.floats(roundUp(n, panelRows) * stride);
  rows.view.set(data);
  return rows;
}

describe('the builds', () => {
  it.skipIf(!hasRelaxedSimd(wardBuilds))('are tried with relaxed SIMD where Node has it', () => {
    expect(buildsHere(wardBuilds).map(([name]) => name)).toContain('relaxed SIMD');
  });

  it('are a few kilobytes each', () => {
    for (const base64 of Object.values(wardBuilds)) {
      expect(atob(base64).length).toBeLessThan(8192);
    }
  });

  it('say which function they do not have', () => {
    const get = loadKernel(wardBuilds, new Arena(16).memory);
    expect(() => get('nothing')).toThrow('nothing');
  });
});

describe.each(buildsHere(wardBuilds))('the Ward kernel with %s', (_, builds) => {
  const kernelIn = (arena: Arena) => loadWardKernel(arena.memory, builds);

  it('packs the first values of rows eight side by side', () => {
    fc.assert(
      fc.property(table, fc.nat(), (given, pick) => {
        const width = 1 + (pick % given.stride);
        const arena = new Arena(bytes);
        const rows = rowsIn(arena, given);
        const panels = arena.floats(roundUp(given.n, panelRows) * width);
        const beyond = arena.floats(4);
        panels.view.fill(NaN);
        beyond.view.fill(7);
        // What lies behind the last row must not be read as one.
        rows.view.fill(NaN, given.n * given.stride);
        kernelIn(arena).pack(rows.address, given.n, given.stride, width, panels.address);
        expect([...panels.view]).toEqual(packedRows(given, width));
        expect([...beyond.view]).toEqual([7, 7, 7, 7]);
      }),
      { numRuns: 60 },
    );
  });

  it('multiplies rows by packed rows, over any depth', () => {
    fc.assert(
      fc.property(table, fc.nat(), (given, pick) => {
        const depth = 1 + (pick % given.stride);
        const arena = new Arena(bytes);
        const kernel = kernelIn(arena);
        const rows = rowsIn(arena, given);
        const side = roundUp(given.n, panelRows);
        const panels = arena.floats(side * depth);
        const out = arena.floats(side * (side + 8));
        const outStride = side + 8;
        out.view.fill(7);
        kernel.pack(rows.address, given.n, given.stride, depth, panels.address);
        kernel.multiply(
          rows.address,
          roundUp(given.n, 4),
          given.stride,
          depth,
          panels.address,
          side / panelRows,
          out.address,
          outStride,
        );
        const scale = longest(given);
        for (let i = 0; i < given.n; i++) {
          for (let j = 0; j < given.n; j++) {
            close(at(out.view, i * outStride + j), product(given, i, j, depth), scale);
          }
          for (let j = side; j < outStride; j++) expect(at(out.view, i * outStride + j)).toBe(7);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('fills a symmetric matrix of Ward distances, whole or in blocks of rows', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 12 }), (given, fours) => {
        const arena = new Arena(bytes);
        const kernel = kernelIn(arena);
        const rows = rowsIn(arena, given);
        const side = roundUp(given.n, panelRows);
        const inverse = arena.floats(side);
        const panels = arena.floats(side * given.stride);
        const matrix = arena.floats(side * side);
        inverse.view.fill(1).set(Float32Array.from(given.sizes, (count) => 1 / count));
        kernel.pack(rows.address, side, given.stride, given.stride, panels.address);
        for (let from = 0; from < side; from += 4 * fours) {
          kernel.distances(
            rows.address,
            inverse.address,
            side,
            given.stride,
            panels.address,
            matrix.address,
            from,
            Math.min(side, from + 4 * fours),
          );
        }
        for (let i = 0; i < given.n; i++) {
          expect(at(matrix.view, i * side + i)).toBe(0);
          for (let j = 0; j < i; j++) {
            close(at(matrix.view, i * side + j), wardDistance(given, i, j));
            expect(at(matrix.view, i * side + j)).toBe(at(matrix.view, j * side + i));
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives the distance of one pair, the same both ways and from any middle', () => {
    fc.assert(
      fc.property(table, fc.nat(), (given, pick) => {
        const arena = new Arena(bytes);
        const kernel = kernelIn(arena);
        const rows = rowsIn(arena, given);
        const middle = 8 * (pick % (given.stride / 8));
        for (let a = 0; a < given.n; a++) {
          for (let b = 0; b <= a; b++) {
            const pair = (one: number, other: number) =>
              kernel.rowDistance(
                rows.address,
                given.stride,
                middle,
                one,
                other,
                1 / at(given.sizes, one),
                1 / at(given.sizes, other),
              );
            close(pair(a, b), wardDistance(given, a, b));
            expect(pair(a, b)).toBe(pair(b, a));
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('finds the first smallest value', () => {
    const values = fc.oneof(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 90 }),
      fc.array(fc.float({ noNaN: true, min: 0 }), { minLength: 1, maxLength: 90 }),
    );
    fc.assert(
      fc.property(values, (row) => {
        const arena = new Arena(bytes);
        const count = roundUp(row.length, panelRows);
        const block = arena.floats(count);
        block.view.fill(Infinity).set(row);
        const found = kernelIn(arena).smallest(block.address, count);
        expect(found).toBe(row.indexOf(Math.min(...row)));
      }),
    );
  });

  it('updates the matrix by Lance and Williams, and compacts it', () => {
    fc.assert(
      fc.property(tables(45, 19, 3), fc.nat(), fc.nat(), (given, pick, other) => {
        const { n, sizes } = given;
        const arena = new Arena(bytes);
        const kernel = kernelIn(arena);
        const side = roundUp(n, panelRows);
        const matrix = arena.floats(side * side);
        const sizesBlock = arena.floats(side);
        sizesBlock.view.fill(1).set(sizes);
        matrix.view.fill(Infinity);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            if (i !== j) matrix.view[i * side + j] = wardDistance(given, i, j);
          }
        }
        const kept = pick % n;
        const gone = (kept + 1 + (other % (n - 1))) % n;
        kernel.mergeRows(matrix.address, side, sizesBlock.address, kept, gone);
        const [a, b] = [at(sizes, kept), at(sizes, gone)];
        const ab = wardDistance(given, kept, gone);
        for (let row = 0; row < n; row++) {
          expect(at(matrix.view, row * side + gone)).toBe(Infinity);
          if (row === kept || row === gone) continue;
          const [ax, bx] = [wardDistance(given, kept, row), wardDistance(given, gone, row)];
          const x = at(sizes, row);
          const scale = ((a + x) * ax + (b + x) * bx + x * ab) / (a + b + x);
          const expected = unionDistance({ a, b, x }, { ax, bx, ab });
          close(at(matrix.view, row * side + kept), expected, scale);
          expect(at(matrix.view, kept * side + row)).toBe(at(matrix.view, row * side + kept));
        }

        const left = Array.from({ length: n }, (_, row) => row).filter((row) => row !== gone);
        const expected = compacted(matrix.view.slice(), side, left);
        const list = arena.naturals(side);
        list.view.set(left);
        const smaller = roundUp(left.length, panelRows);
        kernel.compact(matrix.address, side, list.address, left.length, smaller);
        expect([...matrix.view.subarray(0, smaller * smaller)]).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('averages two centroids by size, and leaves the others', () => {
    fc.assert(
      fc.property(tables(45, 19, 2), fc.nat(), (given, pick) => {
        const { n, stride, data, sizes } = given;
        const arena = new Arena(bytes);
        const rows = rowsIn(arena, given);
        const kept = pick % n;
        const gone = (kept + 1) % n;
        const [a, b] = [at(sizes, kept), at(sizes, gone)];
        kernelIn(arena).mergeCentroids(rows.address, stride, kept, gone, a, b);
        for (let row = 0; row < n; row++) {
          for (let k = 0; k < stride; k++) {
            const [x, y] = [at(data, kept * stride + k), at(data, gone * stride + k)];
            const found = at(rows.view, row * stride + k);
            if (row !== kept) expect(found).toBe(at(data, row * stride + k));
            else close(found, (a * x + b * y) / (a + b), Math.abs(x) + Math.abs(y));
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
