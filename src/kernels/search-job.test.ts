/** Searches cut into groups: any number of threads, in any turns, give the same lists. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  groupsTaken,
  searchStretches,
  searchUntilDone,
  stopSearch,
  type SearchJob,
  type SearchScratch,
} from './search-job';
import { layBatch, layIndex } from './testing/search-layout';
import { seededTable, tables, type Table } from './testing/seeded-table';
import { at, nearest, wardDistance } from './testing/ward-reference';
import { loadWardKernel, panelRows, roundUp, type WardKernel } from './ward-kernel';

interface Laid {
  readonly job: SearchJob;
  readonly kernel: WardKernel;
  readonly ids: Int32Array;
  readonly distances: Float32Array;
}

/** A job in which every row asks, in groups of `size`, each first around its own. */
function layJob(table: Table, k: number, size: number, threads = 1, shared = false): Laid {
  const { n, stride } = table;
  const rows = [...Array(n).keys()];
  const index = layIndex(table, rows, (row) => row, shared, threads);
  const batch = layBatch(index, stride, rows, k, () => Infinity);
  const scratch: SearchScratch[] = [batch.scratch];
  while (scratch.length < threads) {
    scratch.push(layBatch(index, stride, rows.slice(0, size), k, () => Infinity).scratch);
  }
  const kernel = loadWardKernel(index.arena.memory);
  kernel.buildIndex(index.address);
  const groups = rows.filter((row) => row % size === 0);
  const job: SearchJob = {
    memory: index.arena.memory,
    index: index.address,
    positions: index.positions,
    k,
    lists: {
      positions: batch.positions.address,
      limits: batch.limits.address,
      ids: batch.ids.address,
      distances: batch.distances.address,
    },
    scratch,
    groups: Uint32Array.from([...groups, n]),
    near: Uint32Array.from(
      groups.flatMap((first) => [
        first - (first % panelRows),
        Math.min(index.positions, roundUp(first + size, panelRows)),
        // Nothing, as where a cell is empty.
        0,
        0,
      ]),
    ),
    nearRanges: 2,
    control: index.arena.integers(2).address,
  };
  return { job, kernel, ids: batch.ids.view, distances: batch.distances.view };
}

describe('a search job', () => {
  it('finds the k nearest of all, near ones first or not', () => {
    fc.assert(
      fc.property(
        tables(60, 8, 2),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 20 }),
        (table, k, size) => {
          const { job, kernel, ids, distances } = layJob(table, k, size);
          searchUntilDone(kernel, job, 0);
          expect(groupsTaken(job)).toBe(job.groups.length - 1);
          for (let row = 0; row < table.n; row++) {
            const all = [...Array(table.n).keys()]
              .filter((other) => other !== row)
              .map((id) => ({ id, distance: wardDistance(table, row, id) }));
            nearest(all, k, Infinity).forEach(({ distance }, rank) => {
              const found = at(distances, row * k + rank);
              expect(Math.abs(found - distance)).toBeLessThanOrEqual(1e-5 * distance);
              const id = at(ids, row * k + rank);
              expect(Math.abs(wardDistance(table, row, id) - distance)).toBeLessThanOrEqual(
                1e-5 * distance,
              );
            });
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives the same bytes to any number of threads over shared memory, whatever their turns', () => {
    fc.assert(
      fc.property(
        tables(60, 8, 2),
        fc.integer({ min: 2, max: 4 }),
        fc.array(fc.nat(), { minLength: 1 }),
        (table, threads, turns) => {
          const alone = layJob(table, 5, 7);
          searchUntilDone(alone.kernel, alone.job, 0);
          const together = layJob(table, 5, 7, threads, true);
          const running = Array.from({ length: threads }, (_, thread) =>
            searchStretches(loadWardKernel(together.job.memory), together.job, thread),
          );
          for (let turn = 0; running.length > 0; turn++) {
            const which = at(turns, turn % turns.length) % running.length;
            if (running[which]?.next().done === true) running.splice(which, 1);
          }
          expect(together.ids).toEqual(alone.ids);
          expect(together.distances).toEqual(alone.distances);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('stops between stretches, in the middle of a group', () => {
    // More positions than one stretch, all asked for by one group of queries.
    const table = seededTable('spread', 9000, 8, 1);
    const { job, kernel, ids } = layJob(table, 1, 64);
    const stretches = searchStretches(kernel, job, 0);
    expect(stretches.next().done).toBe(false);
    expect(stretches.next().done).toBe(false);
    expect(groupsTaken(job)).toBe(1);
    stopSearch(job);
    expect(stretches.next().done).toBe(true);
    expect(groupsTaken(job)).toBe(1);
    expect(at(ids, 0)).toBeGreaterThanOrEqual(0);
    searchUntilDone(kernel, job, 0);
    expect(groupsTaken(job)).toBe(1);
  });

  it('names a thread that has no scratch', () => {
    const { job, kernel } = layJob(seededTable('spread', 9, 8, 1), 1, 8);
    expect(() => {
      searchUntilDone(kernel, job, 3);
    }).toThrow('thread 3');
  });
});
