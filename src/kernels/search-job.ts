/**
 * The exact nearest-neighbour search, cut into groups of queries that any number of threads take
 * one by one from a shared counter. Each query is answered by one thread in a fixed order, so the
 * result does not depend on how many threads there are.
 */
import { batchFields } from './ward-kernel';
import type { WardKernel } from './ward-kernel';

/** Most queries to a group: the scratch of one thread holds as many. */
export const groupQueries = 256;

/**
 * Positions searched between two looks at whether to stop: tens of milliseconds for a full group
 * where nothing can be pruned. A multiple of the kernel's block of positions.
 */
const stretch = 4096;

/** Addresses of the lists of a search, query by query in the order of their positions. */
export interface SearchLists {
  /** Positions of the queries (u32). */
  readonly positions: number;
  /** Largest distance wanted per query (f32). */
  readonly limits: number;
  /** k ids per query (i32). */
  readonly ids: number;
  /** k squared Ward distances per query (f32). */
  readonly distances: number;
}

/** Addresses of one thread's scratch. */
export interface SearchScratch {
  readonly batch: number;
  readonly rows: number;
  readonly tails: number;
  readonly offsets: number;
  readonly slopes: number;
}

/** One search, as plain data that crosses `postMessage` when the memory is shared. */
export interface SearchJob {
  readonly memory: WebAssembly.Memory;
  /** Address of the index (see `assembly/ward.ts`), built before. */
  readonly index: number;
  /** Positions of the index, a multiple of eight. */
  readonly positions: number;
  readonly k: number;
  readonly lists: SearchLists;
  readonly scratch: readonly SearchScratch[];
  /** First query of each group, and the number of queries at the end. */
  readonly groups: Uint32Array;
  /**
   * Ranges to search first, per group: `nearRanges` pairs (from, to) of positions, multiples of
   * eight and disjoint. The rest follows in order.
   */
  readonly near: Uint32Array;
  readonly nearRanges: number;
  /** Address of two i32: the next group to take, and whether to stop (not 0). */
  readonly control: number;
}

/** Other threads that take groups of a job over shared memory; registered by the engine. */
export interface SearchPool {
  /** Threads beside the caller's own, at least 1. */
  readonly threads: number;
  /**
   * Calls {@link searchUntilDone} with `thread` = 1 … threads on as many workers. Resolves when all
   * have returned; rejects when one fails.
   */
  run(job: SearchJob): Promise<void>;
  /** Ends the threads, which would otherwise keep the memory of their last job alive. */
  dispose(): void;
}

/** Takes and answers groups until none is left or the job is stopped. For worker threads. */
export function searchUntilDone(kernel: WardKernel, job: SearchJob, thread: number): void {
  const stretches = searchStretches(kernel, job, thread);
  while (stretches.next().done !== true);
}

/**
 * The same, giving way after every stretch of positions; for a thread that must hear messages. The
 * group under way when the job is stopped is left unfinished.
 */
export function* searchStretches(
  kernel: WardKernel,
  job: SearchJob,
  thread: number,
): Generator<undefined> {
  const control = new Int32Array(job.memory.buffer, job.control, 2);
  const scratch = job.scratch[thread];
  if (!scratch) throw new Error(`The search has no scratch for thread ${thread}.`);
  const stopped = (): boolean => Atomics.load(control, 1) !== 0;
  while (!stopped()) {
    const group = Atomics.add(control, 0, 1);
    if (group >= job.groups.length - 1) return;
    prepareGroup(kernel, job, scratch, group);
    for (const [start, end] of rangesOf(job, group)) {
      for (let from = start; from < end; from += stretch) {
        if (stopped()) return;
        kernel.scan(job.index, scratch.batch, from, Math.min(end, from + stretch));
        yield undefined;
      }
    }
  }
}

/** Makes a group the batch of a thread, its lists empty. */
function prepareGroup(
  kernel: WardKernel,
  job: SearchJob,
  scratch: SearchScratch,
  group: number,
): void {
  const first = job.groups[group] ?? 0;
  const count = (job.groups[group + 1] ?? 0) - first;
  new Int32Array(job.memory.buffer, scratch.batch, batchFields).set([
    count,
    job.k,
    job.lists.positions + 4 * first,
    scratch.rows,
    scratch.tails,
    scratch.offsets,
    scratch.slopes,
    job.lists.limits + 4 * first,
    job.lists.ids + 4 * first * job.k,
    job.lists.distances + 4 * first * job.k,
  ]);
  kernel.prepare(job.index, scratch.batch);
}

/** Groups finished or under way. */
export function groupsTaken(job: SearchJob): number {
  const control = new Int32Array(job.memory.buffer, job.control, 2);
  return Math.min(Atomics.load(control, 0), job.groups.length - 1);
}

export function stopSearch(job: SearchJob): void {
  Atomics.store(new Int32Array(job.memory.buffer, job.control, 2), 1, 1);
}

/** The near ranges of a group as given, then what they leave, in order. */
function rangesOf(job: SearchJob, group: number): [number, number][] {
  const near: [number, number][] = [];
  for (let at = 0; at < job.nearRanges; at++) {
    const slot = 2 * (group * job.nearRanges + at);
    const from = job.near[slot] ?? 0;
    const to = job.near[slot + 1] ?? 0;
    if (from < to) near.push([from, to]);
  }
  const rest: [number, number][] = [];
  let from = 0;
  for (const [start, end] of near.toSorted((a, b) => a[0] - b[0])) {
    if (from < start) rest.push([from, start]);
    from = end;
  }
  if (from < job.positions) rest.push([from, job.positions]);
  return [...near, ...rest];
}
