import { failure, success, type Failure, type Result } from '../foundation/result';
import { listLength } from './nearest-lists';
import { reducingBytes } from './reduce-dimension';
import { strideOf, spaceBytes } from './search-space';
import { matrixBytes } from './ward-matrix';

/** Largest corpus clustered with a distance matrix from the start. */
export const matrixLimit = 5000;
/** Clusters left to the matrix when there was none at the start. */
export const finishLimit = 2000;
/** What a tab may take, in bytes: 1.5 GB. */
export const memoryBudget = 1.5e9;

/** What clustering n papers of d dimensions takes, known before it starts. */
export interface MemoryPlan {
  readonly n: number;
  readonly d: number;
  readonly path: 'matrix' | 'search';
  /** The vectors themselves, which the caller holds; while they are reduced, both. */
  readonly vectorBytes: number;
  /** The one WebAssembly memory allocated up front. */
  readonly arenaBytes: number;
  /** Lists, merges and the finished tree, as an upper estimate. */
  readonly resultBytes: number;
  readonly totalBytes: number;
  readonly fits: boolean;
}

/** A smaller problem that fits, each labelled with what it gives up. */
export type MemoryRemedy =
  /** Vectors reduced to `d` principal coordinates. */
  | { readonly kind: 'reduce-dimension'; readonly d: number }
  /** Every (n / `n`)-th paper, evenly. */
  | { readonly kind: 'even-sample'; readonly n: number };

/** The refusal of a corpus that does not fit; plain data, so that it reaches the page as it is. */
export interface MemoryFailure extends Failure {
  readonly code: typeof memoryTooSmall;
  readonly remedies: readonly MemoryRemedy[];
}

const memoryTooSmall = 'memory-too-small';

export function isMemoryFailure(failure: Failure): failure is MemoryFailure {
  return failure.code === memoryTooSmall && 'remedies' in failure;
}

export interface PlanOptions {
  /** Neighbours wanted per paper. */
  readonly k?: number;
  /** Threads that search, this one included. */
  readonly threads?: number;
  /** Bytes that may be used, {@link memoryBudget} unless said. */
  readonly budget?: number;
  /** Length of the vectors before they are reduced to d; d unless said. */
  readonly from?: number;
}

/** The sum of what Ward and the neighbours of n×d vectors will hold at their peak. */
export function planMemory(n: number, d: number, options: PlanOptions = {}): MemoryPlan {
  const { k = 15, threads = 1, budget = memoryBudget } = options;
  const path = n <= matrixLimit ? 'matrix' : 'search';
  const vectorBytes = 4 * n * d;
  const arenaBytes =
    path === 'matrix'
      ? matrixBytes(n, strideOf(d))
      : spaceBytes({ count: n, d, k: Math.max(k, listLength), threads, finish: finishLimit });
  // Per paper: lists of eight (65 bytes), the state of a cluster (45), duplicates (100), merges,
  // linkage and tree (120), the neighbours in and out (8k).
  const resultBytes = n * (330 + 8 * k);
  const { from = d } = options;
  // Whole vectors go before the arena is taken.
  const reducing = from > d ? 4 * n * (from + d) + reducingBytes(from) : 0;
  const totalBytes = Math.max(reducing, vectorBytes + arenaBytes + resultBytes);
  return {
    n,
    d,
    path,
    vectorBytes,
    arenaBytes,
    resultBytes,
    totalBytes,
    fits: totalBytes <= budget,
  };
}

/** What would fit instead: the largest dimension and the largest even sample, where there is one. */
export function remediesFor(n: number, d: number, options: PlanOptions = {}): MemoryRemedy[] {
  const remedies: MemoryRemedy[] = [];
  const from = options.from ?? d;
  const smaller = largest(d - 1, (width) => planMemory(n, width, { ...options, from }).fits);
  const reduced = smaller - (smaller % 8);
  if (reduced >= 32) remedies.push({ kind: 'reduce-dimension', d: reduced });
  const sample = largest(n - 1, (papers) => planMemory(papers, d, options).fits);
  if (sample >= 1) remedies.push({ kind: 'even-sample', n: sample });
  return remedies;
}

/** The plan, or the refusal `memory-too-small` that names the sum and what would fit. */
export function checkMemory(
  n: number,
  d: number,
  options: PlanOptions = {},
): Result<MemoryPlan, MemoryFailure> {
  const plan = planMemory(n, d, options);
  if (plan.fits) return success(plan);
  const remedies = remediesFor(n, d, options);
  const ways = remedies.map((remedy) =>
    remedy.kind === 'reduce-dimension'
      ? `vectors reduced to ${remedy.d} dimensions`
      : `an even sample of ${remedy.n.toLocaleString('en')} papers`,
  );
  return failure({
    code: memoryTooSmall,
    message:
      `Clustering ${n.toLocaleString('en')} papers of ${d} dimensions needs ` +
      `${gigabytes(plan.totalBytes)}, more than the ${gigabytes(options.budget ?? memoryBudget)} ` +
      'a tab may take.',
    remedy: ways.length > 0 ? `What would fit: ${ways.join(', or ')}.` : 'Open a smaller corpus.',
    remedies,
  });
}

/** Largest whole number from 0 to `most` that passes a test which fails from some number on. */
function largest(most: number, passes: (value: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
