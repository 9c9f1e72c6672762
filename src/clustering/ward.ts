/**
 * Ward's hierarchical clustering, exact. Papers that lie close are merged first, always the pair
 * that raises the within-cluster sum of squares least, until one cluster is left.
 *
 * The folder's story: vectors are checked (`check-vectors.ts`) and the memory they will take is
 * known before work starts (`memory-plan.ts`). Up to a few thousand papers a distance matrix does
 * (`ward-matrix.ts`); beyond, reciprocal nearest neighbours are found by search (`ward-search.ts` on
 * `search-space.ts`). Both give the same merges, whose heights are then taken afresh in double
 * precision (`refine-heights.ts`), and both give the papers' nearest neighbours by the way
 * (`neighbours.ts`). The linkage becomes a leaf-ordered tree (`build-dendrogram.ts`), the tree is cut
 * into the clusters on screen (`cut.ts`), and every node gets the paper that speaks for it
 * (`medoids.ts`).
 */
import type { Vectors } from '../embedding/encoder';
import { createPacer, type Pacer } from '../foundation/pacer';
import { failure, messageOf, success, type Result } from '../foundation/result';
import { Arena } from '../kernels/arena';
import type { SearchPool } from '../kernels/search-job';
import { loadWardKernel } from '../kernels/ward-kernel';
import { checkVectors } from './check-vectors';
import { groupDuplicates, type DuplicateGroups } from './equal-vectors';
import { linkageFromMerges, type Linkage } from './linkage';
import { checkMemory, finishLimit, matrixLimit, memoryBudget } from './memory-plan';
import { MergeList } from './merge-list';
import { listLength } from './nearest-lists';
import { NeighbourLists, type Neighbours } from './neighbours';
import { refineHeights } from './refine-heights';
import {
  fillSearchSpace,
  spaceBytes,
  strideOf,
  takeSearchSpace,
  type SearchSpace,
} from './search-space';
import { fillMatrix, matrixBytes, mergeMatrix, takeMatrixBlocks } from './ward-matrix';
import { searchPoints, WardRounds } from './ward-search';

export interface WardOptions {
  /** Aborting rejects with the signal's reason within a few tens of milliseconds. */
  readonly signal?: AbortSignal;
  /** Called with the number of units of work finished out of `total`, both fixed for one run. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Neighbours wanted per paper, 15 unless said; at most n−1 are given. */
  readonly neighbours?: number;
  /** Other threads to share the searches with; needs shared memory. */
  readonly pool?: SearchPool;
  /** Bytes that may be used, 1.5 GB unless said. */
  readonly memoryBudget?: number;
  /** Largest n that goes by the matrix from the start; for tests and benches. */
  readonly matrixLimit?: number;
  /** Clusters at which the search hands over to the matrix; for tests and benches. */
  readonly finishLimit?: number;
}

export interface WardResult {
  readonly linkage: Linkage;
  /** The exact nearest neighbours of every paper, for unit rows. */
  readonly neighbours: Neighbours;
}

/**
 * Ward's linkage of unit (or any) rows under the Euclidean distance, heights in SciPy's scale:
 * √(2|A||B| / (|A|+|B|)) · ‖c_A − c_B‖. On unit rows the squared distance of two papers is 2 − 2cos.
 * Equal input gives equal output, on every machine and with any number of threads.
 *
 * @returns linkage and neighbours (no merges when n = 1), or the failure of {@link checkVectors} or
 *   {@link checkMemory}, or `memory-refused` when the browser does not give what was planned
 */
export async function clusterWard(
  vectors: Vectors,
  options: WardOptions = {},
): Promise<Result<WardResult>> {
  const pace = createPacer(options.signal);
  const checked = checkVectors(vectors);
  if (!checked.ok) return checked;
  const { n, d } = vectors;
  const k = Math.min(options.neighbours ?? 15, n - 1);
  const threads = 1 + (options.pool?.threads ?? 0);
  const planned = checkMemory(n, d, { k, threads, budget: options.memoryBudget ?? memoryBudget });
  if (!planned.ok) return planned;

  const byMatrix = n <= (options.matrixLimit ?? matrixLimit);
  const finish = options.finishLimit ?? finishLimit;
  const groups = byMatrix ? undefined : groupDuplicates(vectors);
  const size = { count: groups?.count ?? n, d, k: Math.max(k, listLength), threads, finish };
  const bytes = byMatrix ? matrixBytes(n, strideOf(d)) : spaceBytes(size);
  const arena = allocate(bytes, options.pool !== undefined);
  if (!arena.ok) return arena;

  const total = 2 * n;
  const merges = new MergeList(n);
  const work: Work = {
    vectors,
    k,
    arena: arena.value,
    merges,
    pace,
    searched: (papers) => options.onProgress?.(papers, total),
    merged: () => options.onProgress?.(Math.min(total, n + merges.length), total),
  };
  const neighbours = groups
    ? await bySearch(work, groups, size, options.pool)
    : await byMatrixAlone(work);
  const linkage = await refineHeights(linkageFromMerges(n, merges), vectors, pace);
  options.onProgress?.(total, total);
  return success({ linkage, neighbours });
}

/** {@link clusterWard} without the neighbours. */
export async function wardLinkage(
  vectors: Vectors,
  options: WardOptions = {},
): Promise<Result<Linkage>> {
  const result = await clusterWard(vectors, { ...options, neighbours: 0 });
  return result.ok ? success(result.value.linkage) : result;
}

interface Work {
  readonly vectors: Vectors;
  readonly k: number;
  readonly arena: Arena;
  readonly merges: MergeList;
  readonly pace: Pacer;
  readonly searched: (papers: number) => void;
  readonly merged: () => void;
}

function allocate(bytes: number, shared: boolean): Result<Arena> {
  try {
    return success(new Arena(bytes, shared));
  } catch (thrown) {
    return failure({
      code: 'memory-refused',
      message: `The browser refused the ${Math.ceil(bytes / 1e6)} MB that clustering needs.`,
      remedy: 'Close other tabs and try again, or open a smaller corpus.',
      detail: messageOf(thrown),
    });
  }
}

async function byMatrixAlone(work: Work): Promise<Neighbours> {
  const { vectors, k, arena, merges, pace } = work;
  const { n, d, data } = vectors;
  const kernel = loadWardKernel(arena.memory);
  const stride = strideOf(d);
  const blocks = takeMatrixBlocks(arena, n, stride);
  for (let row = 0; row < n; row++) {
    blocks.rows.view.set(data.subarray(row * d, (row + 1) * d), row * stride);
  }
  blocks.sizes.view.fill(1);
  const side = await fillMatrix(kernel, blocks, n, stride, pace, work.searched);

  const neighbours = new NeighbourLists(n, k);
  for (let paper = 0; paper < n && k > 0; paper++) {
    const row = blocks.matrix.view.subarray(paper * side, paper * side + n);
    nearestInRow(row, k).forEach((other, rank) => {
      neighbours.set(paper, rank, other, row[other] ?? 0);
    });
    await pace();
  }
  const papers = Uint32Array.from({ length: n }, (_, paper) => paper);
  await mergeMatrix(kernel, blocks, papers, merges, pace, work.merged);
  return neighbours;
}

/** Positions of the k smallest values of a row, smallest first, ties by position. */
function nearestInRow(row: Float32Array, k: number): Uint32Array {
  const nearest = new Uint32Array(k);
  const distances = new Float32Array(k).fill(Infinity);
  let farthest = Infinity;
  for (let other = 0; other < row.length; other++) {
    const distance = row[other] ?? Infinity;
    if (distance >= farthest) continue;
    let at = k - 1;
    for (; at > 0 && (distances[at - 1] ?? 0) > distance; at--) {
      distances[at] = distances[at - 1] ?? 0;
      nearest[at] = nearest[at - 1] ?? 0;
    }
    distances[at] = distance;
    nearest[at] = other;
    farthest = distances[k - 1] ?? Infinity;
  }
  return nearest;
}

async function bySearch(
  work: Work,
  groups: DuplicateGroups,
  size: Parameters<typeof takeSearchSpace>[2],
  pool: SearchPool | undefined,
): Promise<Neighbours> {
  const { vectors, arena, merges, pace } = work;
  const weights = new Uint32Array(groups.count);
  for (let group = 0; group < groups.count; group++) {
    const from = groups.start[group] ?? 0;
    const to = groups.start[group + 1] ?? 0;
    weights[group] = to - from;
    for (const paper of groups.members.subarray(from + 1, to)) {
      merges.add(groups.first[group] ?? 0, paper, 0);
    }
  }
  const kernel = loadWardKernel(arena.memory);
  const space = takeSearchSpace(arena, kernel, size);
  const cells = await fillSearchSpace(space, vectors, groups.first, pace);
  const run = { space, cells, papers: groups.first, weights, finish: size.finish, pool, pace };
  await searchPoints(run, size.k, work.searched);
  const neighbours = neighboursOfGroups(work, groups, cells.order, space, size.k);
  const rounds = new WardRounds(run, size.k);
  await rounds.mergeAll(merges, work.merged);
  return neighbours;
}

/** The neighbours of papers from those of their groups: first a paper's own group, then the next. */
function neighboursOfGroups(
  { vectors, k }: Work,
  groups: DuplicateGroups,
  order: Uint32Array,
  { listIds, listDistances }: SearchSpace,
  listed: number,
): Neighbours {
  const neighbours = new NeighbourLists(vectors.n, k);
  const membersOf = (group: number) =>
    groups.members.subarray(groups.start[group] ?? 0, groups.start[group + 1] ?? 0);
  for (let place = 0; place < order.length; place++) {
    const own = order[place] ?? 0;
    const slot = place * listed;
    for (const paper of membersOf(own)) {
      let found = 0;
      for (let j = -1; j < listed && found < k; j++) {
        const group = j < 0 ? own : (listIds.view[slot + j] ?? -1);
        if (group < 0) break;
        const distance = j < 0 ? 0 : (listDistances.view[slot + j] ?? 0);
        for (const neighbour of membersOf(group)) {
          if (neighbour !== paper && found < k) neighbours.set(paper, found++, neighbour, distance);
        }
      }
    }
  }
  return neighbours;
}
