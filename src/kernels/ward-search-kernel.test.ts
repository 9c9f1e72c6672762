/** The search of Ward's kernel against plain TypeScript: its index, its batches, its lists. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom, shuffle } from '../foundation/random';
import { wardBuilds } from './generated/ward';
import { buildsHere } from './testing/kernel-builds';
import { layBatch, layIndex, type IndexLayout } from './testing/search-layout';
import { tables, type Table } from './testing/seeded-table';
import { at, nearest, product, tailNorms } from './testing/ward-reference';
import { loadWardKernel, mostStages, panelRows, type WardKernel } from './ward-kernel';

/** Rows in any order at the positions of an index, some positions empty, ids in yet another order. */
const layouts = fc
  .tuple(tables(160, 20, 2), fc.integer(), fc.integer({ min: 0, max: 3 }))
  .map(([table, seed, holes]) => {
    const random = seededRandom(seed);
    const rowAt = shuffle(
      [...Array(table.n).keys(), ...new Array<number>(holes * 5).fill(-1)],
      random,
    );
    const ids = shuffle([...Array(table.n).keys()], random);
    return { table, rowAt, ids, random };
  });

/** The distance of two positions as the kernel takes it for one pair. */
function pairDistance(
  kernel: WardKernel,
  index: IndexLayout,
  { stride, sizes }: Table,
  a: number,
  b: number,
): number {
  const middle = stride - (index.widths.at(-1) ?? stride);
  return kernel.rowDistance(
    index.rows.address,
    stride,
    middle,
    a,
    b,
    1 / at(sizes, a),
    1 / at(sizes, b),
  );
}

describe.each(buildsHere(wardBuilds))('the search kernel with %s', (_, builds) => {
  it('builds an index: panels, squares, tails, and the largest square', () => {
    fc.assert(
      fc.property(layouts, ({ table, rowAt, ids }) => {
        const { stride, data } = table;
        const index = layIndex(table, rowAt, (row) => at(ids, row));
        const largest = loadWardKernel(index.arena.memory, builds).buildIndex(index.address);
        expect(index.largest()).toBe(largest);
        const squares = index.squares.filter(Number.isFinite);
        expect(squares.length).toBe(table.n);
        expect(largest).toBe(Math.max(...squares));
        for (let position = 0; position < index.positions; position++) {
          const row = rowAt[position] ?? -1;
          const square = row < 0 ? Infinity : product(table, row, row, stride);
          if (row < 0) {
            expect(at(index.squares, position)).toBe(Infinity);
            expect(at(index.inverse, position)).toBe(1);
          } else {
            expect(Math.abs(at(index.squares, position) - square)).toBeLessThanOrEqual(
              1e-5 * square,
            );
          }
          const tails = row < 0 ? [] : tailNorms(table, row);
          let from = 0;
          index.widths.forEach((width, stage) => {
            const first = Math.floor(position / panelRows) * width * panelRows;
            for (let k = 0; k < width; k++) {
              const value = at(
                index.panels[stage]?.view ?? [],
                first + k * panelRows + (position % panelRows),
              );
              expect(value).toBe(row < 0 ? 0 : at(data, row * stride + from + k));
            }
            from += width;
            if (stage === index.widths.length - 1) return;
            const tail = at(index.tails[stage]?.view ?? [], position);
            const expected = tails[stage] ?? 0;
            expect(Math.abs(tail - expected)).toBeLessThanOrEqual(1e-5 * expected);
          });
        }
      }),
      { numRuns: 25 },
    );
  });

  it('prepares a batch: rows and tails four by four, empty lists, tests that hold the limit', () => {
    fc.assert(
      fc.property(layouts, fc.integer({ min: 1, max: 9 }), ({ table, rowAt, ids, random }, k) => {
        const { stride, data, sizes } = table;
        const index = layIndex(table, rowAt, (row) => at(ids, row));
        const kernel = loadWardKernel(index.arena.memory, builds);
        kernel.buildIndex(index.address);
        const queries = [...rowAt.keys()].filter((p) => at(rowAt, p) >= 0 && random() < 0.3);
        if (queries.length === 0) return;
        const batch = layBatch(index, stride, queries, k, (query) => query + 1);
        batch.slopes.fill(NaN);
        batch.ids.view.fill(5);
        kernel.prepare(index.address, batch.address);
        expect(batch.ids.view.every((id) => id === -1)).toBe(true);
        expect(batch.distances.view.every((distance) => distance === Infinity)).toBe(true);
        for (let query = 0; query < batch.slopes.length; query++) {
          const quad = Math.floor(query / 4);
          const lane = query % 4;
          const position = queries[query];
          const row = position === undefined ? -1 : at(rowAt, position);
          for (let k = 0; k < stride; k++) {
            const value = at(batch.rows, (quad * stride + k) * 4 + lane);
            expect(value).toBeCloseTo(row < 0 ? 0 : -2 * at(data, row * stride + k), 12);
          }
          for (let stage = 0; stage < index.widths.length; stage++) {
            const value = at(batch.tails, (quad * mostStages + stage) * 4 + lane);
            const last = stage === index.widths.length - 1;
            const tail = last || row < 0 ? 0 : at(index.tails[stage]?.view ?? [], position ?? 0);
            expect(value).toBeCloseTo(-2 * tail, 12);
          }
          if (row < 0) {
            // Whoever fills up a group of four wants nothing.
            expect(at(batch.offsets, query)).toBe(-Infinity);
            expect(at(batch.slopes, query)).toBe(0);
            continue;
          }
          const slope = (query + 1) / 2;
          const square = product(table, row, row, stride);
          const offset = slope / at(sizes, row) - square;
          expect(at(batch.slopes, query)).toBe(slope);
          // Never below, or a pair at the limit would be lost; and not much above.
          const above = at(batch.offsets, query) - offset;
          const scale = slope + square + index.largest();
          expect(above).toBeGreaterThan(-1e-6 * scale);
          expect(above).toBeLessThan(1e-5 * scale);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('lists, to the bit, the nearest within the limit, in any stretches of positions', () => {
    fc.assert(
      fc.property(
        layouts,
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        ({ table, rowAt, ids, random }, k, limited) => {
          const index = layIndex(table, rowAt, (row) => at(ids, row));
          const kernel = loadWardKernel(index.arena.memory, builds);
          kernel.buildIndex(index.address);
          const queries = [...rowAt.keys()].filter((p) => at(rowAt, p) >= 0 && random() < 0.5);
          if (queries.length === 0) return;
          const expected = queries.map((position) => {
            const row = at(rowAt, position);
            return [...Array(table.n).keys()]
              .filter((other) => other !== row)
              .map((other) => ({
                id: at(ids, other),
                distance: pairDistance(kernel, index, table, row, other),
              }));
          });
          // A limit that is the distance of one that is listed, which must still be found.
          const limits = expected.map((all) => {
            const listed = nearest(all, k, Infinity);
            return limited ? at(listed, Math.floor(random() * listed.length)).distance : Infinity;
          });
          const batch = layBatch(index, table.stride, queries, k, (query) => at(limits, query));
          kernel.prepare(index.address, batch.address);
          const cut = panelRows * Math.floor((random() * index.positions) / panelRows);
          kernel.scan(index.address, batch.address, cut, index.positions);
          kernel.scan(index.address, batch.address, 0, cut);
          queries.forEach((_, query) => {
            const listed = nearest(at(expected, query), k, at(limits, query));
            const found = Array.from({ length: k }, (_, rank) => ({
              id: at(batch.ids.view, query * k + rank),
              distance: at(batch.distances.view, query * k + rank),
            }));
            expect(found.slice(0, listed.length)).toEqual(listed);
            for (const none of found.slice(listed.length)) {
              expect(none).toEqual({ id: -1, distance: Infinity });
            }
            if (listed.length === k) {
              expect(at(batch.limits.view, query)).toBe(at(listed, k - 1).distance);
            }
          });
        },
      ),
      { numRuns: 150 },
    );
  });
});
