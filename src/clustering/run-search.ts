import type { Pacer } from '../foundation/pacer';
import {
  groupQueries,
  groupsTaken,
  searchStretches,
  stopSearch,
  type SearchJob,
  type SearchPool,
} from '../kernels/search-job';
import { mostStages, panelRows, roundUp, stageWidths } from '../kernels/ward-kernel';
import type { Cells } from './rough-cells';
import type { SearchSpace } from './search-space';

/** Below this many pair tests a search is not worth waking other threads for. */
const pairsWorthSharing = 2e7;

/** Writes the index structure for `count` positions laid out in the space, and fills its panels. */
export function buildIndex(space: SearchSpace, count: number): void {
  const positions = roundUp(count, panelRows);
  space.ids.view.fill(-1, count, positions);
  const perStage = (value: (stage: number) => number | undefined) =>
    Array.from({ length: mostStages }, (_, stage) => value(stage) ?? 0);
  const widths = stageWidths(space.stride);
  space.index.view.set([
    space.rows.address,
    space.stride,
    widths.length,
    space.squares.address,
    space.inverse.address,
    space.ids.address,
    space.rowOf.address,
    positions,
    0,
    ...perStage((stage) => widths[stage]),
    ...perStage((stage) => space.panels[stage]?.address),
    ...perStage((stage) => space.tails[stage]?.address),
  ]);
  space.kernel.buildIndex(space.index.address);
}

/** Queries to a group of a later search, whose queries lie farther apart. */
const laterQueries = Math.min(64, groupQueries);

export interface SearchRequest {
  /** Positions in the index. */
  readonly positions: number;
  /** Queries in `space.queries`, ascending by position. */
  readonly queries: number;
  readonly k: number;
  /** First query of each group, and the number of queries at the end. */
  readonly groups: Uint32Array;
  readonly near: Uint32Array;
  readonly nearRanges: number;
}

/**
 * Runs one search on this thread, and on those of the pool when it is large enough. Lists lie in
 * `space.listIds` and `space.listDistances`, k to a query.
 */
export async function runSearch(
  space: SearchSpace,
  request: SearchRequest,
  pool: SearchPool | undefined,
  pace: Pacer,
  report: (queries: number) => void,
): Promise<void> {
  const job: SearchJob = {
    memory: space.arena.memory,
    index: space.index.address,
    positions: roundUp(request.positions, panelRows),
    k: request.k,
    lists: {
      positions: space.queries.address,
      limits: space.limits.address,
      ids: space.listIds.address,
      distances: space.listDistances.address,
    },
    scratch: space.scratch,
    groups: request.groups,
    near: request.near,
    nearRanges: request.nearRanges,
    control: space.control.address,
  };
  space.control.view.fill(0);
  const shared = pool && request.queries * request.positions >= pairsWorthSharing;
  // A failure elsewhere is kept until this thread has stopped, so that none goes unheard.
  let failed: { readonly reason: unknown } | undefined;
  const others = shared
    ? pool.run(job).catch((reason: unknown) => {
        failed = { reason };
        stopSearch(job);
      })
    : undefined;
  try {
    const stretches = searchStretches(space.kernel, job, 0);
    while (stretches.next().done !== true) {
      report(request.groups[groupsTaken(job) - 1] ?? 0);
      await pace();
    }
  } catch (thrown) {
    stopSearch(job);
    throw thrown;
  } finally {
    // The others are each still at their last group, which only a failure may cut short.
    await others;
  }
  if (failed) throw failed.reason;
  report(request.queries);
}

/** The groups of a first search: every position asks, cell by cell, nearest cells first. */
export function groupsByCell(cells: Cells): Omit<SearchRequest, 'positions' | 'k'> {
  const aligned = Uint32Array.from(cells.start, (at, cell) =>
    cell === cells.count ? roundUp(at, panelRows) : at - (at % panelRows),
  );
  const groups: number[] = [];
  const near: number[] = [];
  for (let cell = 0; cell < cells.count; cell++) {
    const to = cells.start[cell + 1] ?? 0;
    for (let from = cells.start[cell] ?? 0; from < to; from += groupQueries) {
      groups.push(from);
      for (let j = 0; j < cells.nearCount; j++) {
        const other = cells.near[cell * cells.nearCount + j] ?? 0;
        near.push(aligned[other] ?? 0, aligned[other + 1] ?? 0);
      }
    }
  }
  const queries = cells.order.length;
  return {
    queries,
    groups: Uint32Array.from([...groups, queries]),
    near: Uint32Array.from(near),
    nearRanges: cells.nearCount,
  };
}

/**
 * The groups of a later search: some positions ask, in order; each group first searches the stretch
 * of `reach` positions around its own.
 */
export function groupsInOrder(
  queries: Uint32Array,
  positions: number,
  reach: number,
): Omit<SearchRequest, 'positions' | 'k'> {
  const groups: number[] = [];
  const near: number[] = [];
  const end = roundUp(positions, panelRows);
  for (let from = 0; from < queries.length; from += laterQueries) {
    const first = queries[from] ?? 0;
    const last = queries[Math.min(queries.length, from + laterQueries) - 1] ?? 0;
    const start = Math.max(0, first - reach);
    groups.push(from);
    near.push(start - (start % panelRows), Math.min(end, roundUp(last + reach, panelRows)));
  }
  return {
    queries: queries.length,
    groups: Uint32Array.from([...groups, queries.length]),
    near: Uint32Array.from(near),
    nearRanges: 1,
  };
}
