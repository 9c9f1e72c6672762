/** Each kernel against a plain TypeScript reference, on arbitrary shapes and values. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Arena, type Block } from './arena';
import { wardBuilds } from './generated/ward';
import { loadKernel } from './load-kernel';
import { searchUntilDone, type SearchJob, type SearchScratch } from './search-job';
import {
  batchFields,
  indexFields,
  loadWardKernel,
  mostStages,
  panelRows,
  roundUp,
  stageWidths,
} from './ward-kernel';

const value = fc.double({ min: -4, max: 4, noNaN: true }).map(Math.fround);
const size = fc.integer({ min: 1, max: 40 });

/** Rows of a stride that is a multiple of eight, and a cluster size for each. */
const table = fc
  .tuple(fc.integer({ min: 1, max: 45 }), fc.integer({ min: 1, max: 19 }))
  .chain(([n, eighths]) =>
    fc.record({
      n: fc.constant(n),
      stride: fc.constant(eighths * 8),
      data: fc.array(value, { minLength: n * eighths * 8, maxLength: n * eighths * 8 }),
      sizes: fc.array(size, { minLength: n, maxLength: n }),
    }),
  );

interface Table {
  readonly n: number;
  readonly stride: number;
  readonly data: readonly number[];
  readonly sizes: readonly number[];
}

const bytes = 4_000_000;
/** Node 20 has none; Chromium has, where the bench compares heights with SciPy's. */
const hasRelaxedSimd = WebAssembly.validate(
  Uint8Array.from(atob(wardBuilds.relaxed), (character) => character.charCodeAt(0)),
);

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? NaN;
}

/** Reference: squared Ward distance of two rows. */
function wardDistance({ stride, data, sizes }: Table, a: number, b: number): number {
  let sum = 0;
  for (let k = 0; k < stride; k++) {
    sum += (at(data, a * stride + k) - at(data, b * stride + k)) ** 2;
  }
  return (2 / (1 / at(sizes, a) + 1 / at(sizes, b))) * sum;
}

function close(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-5 * Math.abs(expected) + 1e-5);
}

function rowsIn(arena: Arena, { n, data, stride }: Table): Block<Float32Array> {
  const rows = arena.floats(roundUp(n, panelRows) * stride);
  rows.view.set(data);
  return rows;
}

describe('the Ward kernel', () => {
  it('multiplies rows by packed rows', () => {
    fc.assert(
      fc.property(table, (given) => {
        const arena = new Arena(bytes);
        const kernel = loadWardKernel(arena.memory);
        const rows = rowsIn(arena, given);
        const side = roundUp(given.n, panelRows);
        const panels = arena.floats(side * given.stride);
        const out = arena.floats(side * side);
        kernel.pack(rows.address, given.n, given.stride, given.stride, panels.address);
        kernel.multiply(
          rows.address,
          side,
          given.stride,
          given.stride,
          panels.address,
          side / panelRows,
          out.address,
          side,
        );
        for (let i = 0; i < given.n; i++) {
          for (let j = 0; j < given.n; j++) {
            let dot = 0;
            for (let k = 0; k < given.stride; k++) {
              dot += at(given.data, i * given.stride + k) * at(given.data, j * given.stride + k);
            }
            expect(Math.abs(at(out.view, i * side + j) - dot)).toBeLessThan(1e-3);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('fills a symmetric matrix of Ward distances, as the pair distance has them', () => {
    fc.assert(
      fc.property(table, (given) => {
        const arena = new Arena(bytes);
        const kernel = loadWardKernel(arena.memory);
        const rows = rowsIn(arena, given);
        const side = roundUp(given.n, panelRows);
        const inverse = arena.floats(side);
        const panels = arena.floats(side * given.stride);
        const matrix = arena.floats(side * side);
        inverse.view.fill(1).set(given.sizes.map((count) => 1 / count));
        kernel.pack(rows.address, side, given.stride, given.stride, panels.address);
        kernel.distances(
          rows.address,
          inverse.address,
          side,
          given.stride,
          panels.address,
          matrix.address,
          0,
          side,
        );
        for (let i = 0; i < given.n; i++) {
          expect(at(matrix.view, i * side + i)).toBe(0);
          for (let j = 0; j < i; j++) {
            const expected = wardDistance(given, i, j);
            close(at(matrix.view, i * side + j), expected);
            expect(at(matrix.view, i * side + j)).toBe(at(matrix.view, j * side + i));
            const pair = (a: number, b: number) =>
              kernel.rowDistance(
                rows.address,
                given.stride,
                0,
                a,
                b,
                at(inverse.view, a),
                at(inverse.view, b),
              );
            close(pair(i, j), expected);
            expect(pair(i, j)).toBe(pair(j, i));
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('finds the first smallest value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 90 }),
        (row) => {
          const arena = new Arena(bytes);
          const count = roundUp(row.length, panelRows);
          const values = arena.floats(count);
          values.view.fill(Infinity).set(row);
          const found = loadWardKernel(arena.memory).smallest(values.address, count);
          expect(found).toBe(row.indexOf(Math.min(...row)));
        },
      ),
    );
  });

  it('updates the matrix by Lance and Williams, and compacts it', () => {
    fc.assert(
      fc.property(
        table.filter(({ n }) => n > 2),
        fc.nat(),
        (given, pick) => {
          const { n, sizes } = given;
          const arena = new Arena(bytes);
          const kernel = loadWardKernel(arena.memory);
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
          const kept = pick % (n - 1);
          const gone = kept + 1;
          kernel.mergeRows(matrix.address, side, sizesBlock.address, kept, gone);
          const a = at(sizes, kept);
          const b = at(sizes, gone);
          const between = wardDistance(given, kept, gone);
          for (let x = 0; x < n; x++) {
            expect(at(matrix.view, x * side + gone)).toBe(Infinity);
            if (x === kept || x === gone) continue;
            const size = at(sizes, x);
            const expected =
              ((a + size) * wardDistance(given, kept, x) +
                (b + size) * wardDistance(given, gone, x) -
                size * between) /
              (a + b + size);
            close(at(matrix.view, x * side + kept), expected);
            expect(at(matrix.view, kept * side + x)).toBe(at(matrix.view, x * side + kept));
          }

          const left = Array.from({ length: n }, (_, row) => row).filter((row) => row !== gone);
          const before = matrix.view.slice();
          const list = arena.naturals(side);
          list.view.set(left);
          const smaller = roundUp(left.length, panelRows);
          kernel.compact(matrix.address, side, list.address, left.length, smaller);
          for (let i = 0; i < smaller; i++) {
            for (let j = 0; j < smaller; j++) {
              const from = at(left, i) * side + at(left, j);
              const expected = i < left.length && j < left.length ? at(before, from) : Infinity;
              expect(at(matrix.view, i * smaller + j)).toBe(expected);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('averages centroids by size', () => {
    fc.assert(
      fc.property(
        table.filter(({ n }) => n > 1),
        (given) => {
          const arena = new Arena(bytes);
          const rows = rowsIn(arena, given);
          const [a = 1, b = 1] = given.sizes;
          loadWardKernel(arena.memory).mergeCentroids(rows.address, given.stride, 0, 1, a, b);
          for (let k = 0; k < given.stride; k++) {
            const mean = (a * at(given.data, k) + b * at(given.data, given.stride + k)) / (a + b);
            close(at(rows.view, k), mean);
          }
        },
      ),
    );
  });

  const searches = fc.record({
    given: table,
    k: fc.integer({ min: 1, max: 10 }),
    shared: fc.boolean(),
  });

  it('searches the k nearest by Ward distance, alone and over shared memory', () => {
    fc.assert(
      fc.property(searches, ({ given, k, shared }) => {
        const { ids, distances } = search(given, k, shared);
        for (let row = 0; row < given.n; row++) {
          const expected = Array.from({ length: given.n }, (_, other) => other)
            .filter((other) => other !== row)
            .map((other) => wardDistance(given, row, other))
            .sort((a, b) => a - b)
            .slice(0, k);
          for (let j = 0; j < k; j++) {
            const id = at(ids, row * k + j);
            expect(id >= 0).toBe(j < expected.length);
            if (id < 0) continue;
            close(at(distances, row * k + j), at(expected, j));
            close(at(distances, row * k + j), wardDistance(given, row, id));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it.skipIf(!hasRelaxedSimd)('finds the same lists with plain and with relaxed SIMD', () => {
    const data = Array.from({ length: 40 * 64 }, (_, i) => Math.sin(i * i));
    const given = { n: 40, stride: 64, data, sizes: new Array<number>(40).fill(1) };
    const plainOnly = { ...wardBuilds, relaxed: wardBuilds.plain };
    expect(search(given, 5, false)).toEqual(search(given, 5, false, plainOnly));
  });

  it('says which function a kernel does not have', () => {
    const get = loadKernel(wardBuilds, new Arena(16).memory);
    expect(() => get('nothing')).toThrow('nothing');
  });
});

/** All rows ask for their k nearest; two threads take turns when the memory is shared. */
function search(given: Table, k: number, shared: boolean, builds = wardBuilds) {
  const { n, stride, sizes } = given;
  const arena = new Arena(bytes, shared);
  const kernel = loadWardKernel(arena.memory, builds);
  const positions = roundUp(n, panelRows);
  const rows = rowsIn(arena, given);
  const widths = stageWidths(stride);
  const index = arena.integers(indexFields);
  const ids = arena.integers(positions);
  const rowOf = arena.naturals(positions);
  const inverse = arena.floats(positions);
  ids.view.fill(-1);
  for (let row = 0; row < n; row++) {
    ids.view[row] = row;
    rowOf.view[row] = row;
    inverse.view[row] = 1 / at(sizes, row);
  }
  const stages = <T>(value: (stage: number) => T) =>
    Array.from({ length: mostStages }, (_, stage) => value(stage));
  index.view.set([
    rows.address,
    stride,
    widths.length,
    arena.floats(positions).address,
    inverse.address,
    ids.address,
    rowOf.address,
    positions,
    0,
    ...stages((stage) => widths[stage] ?? 0),
    ...stages((stage) => arena.floats(positions * (widths[stage] ?? 0)).address),
    ...stages(() => arena.floats(positions).address),
  ]);
  kernel.buildIndex(index.address);
  const queries = arena.naturals(n);
  queries.view.set(Array.from({ length: n }, (_, row) => row));
  const limits = arena.floats(n);
  limits.view.fill(Infinity);
  const listIds = arena.integers(n * k);
  const listDistances = arena.floats(n * k);
  const scratch = (): SearchScratch => ({
    batch: arena.integers(batchFields).address,
    rows: arena.floats(64 * stride).address,
    tails: arena.floats(64 * mostStages).address,
    offsets: arena.floats(64).address,
    slopes: arena.floats(64).address,
  });
  const half = Math.ceil(n / 2);
  const job: SearchJob = {
    memory: arena.memory,
    index: index.address,
    positions,
    k,
    lists: {
      positions: queries.address,
      limits: limits.address,
      ids: listIds.address,
      distances: listDistances.address,
    },
    scratch: [scratch(), scratch()],
    groups: Uint32Array.of(0, half, n),
    near: Uint32Array.of(0, panelRows, positions - panelRows, positions),
    nearRanges: 1,
    control: arena.integers(2).address,
  };
  searchUntilDone(kernel, job, shared ? 1 : 0);
  return { ids: listIds.view.slice(), distances: listDistances.view.slice() };
}
