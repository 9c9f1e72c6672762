/**
 * Ward without a matrix, exact. Every cluster keeps its nearest few and a bound on the others
 * (`nearest-lists.ts`). Ward's linkage is reducible: joining two reciprocal nearest neighbours never
 * brings the union nearer to a third cluster than both were, so *all* reciprocal pairs of a round
 * are merged at once and the tree is the one that merging them singly would give (Murtagh, "A survey
 * of recent advances in hierarchical clustering algorithms", Comput. J. 26, 1983). Lists and bounds
 * are carried over to the unions; a cluster is searched for again only when its bound no longer
 * proves its nearest. The first search is the exact nearest-neighbour graph of the papers. Once few
 * clusters are left, a matrix (`ward-matrix.ts`) finishes.
 */
import type { Pacer } from '../foundation/pacer';
import type { SearchPool } from '../kernels/search-job';
import type { Cells } from './rough-cells';
import type { MergeList } from './merge-list';
import { listLength, NearestLists } from './nearest-lists';
import { buildIndex, groupsByCell, groupsInOrder, runSearch } from './run-search';
import type { SearchSpace } from './search-space';
import { fillMatrix, mergeMatrix } from './ward-matrix';

/** A search waits until fewer than one in this many clusters can merge without it. */
const patience = 50;

export interface SearchRun {
  readonly space: SearchSpace;
  readonly cells: Cells;
  /** A paper of each point, and how many papers it stands for. */
  readonly papers: Uint32Array;
  readonly weights: Uint32Array;
  /** Clusters left to the matrix. */
  readonly finish: number;
  readonly pool: SearchPool | undefined;
  readonly pace: Pacer;
}

/**
 * The exact k nearest points of every point by Euclidean distance, in `space.listIds` and
 * `space.listDistances` (squared), k to a point, in the order of `cells.order`.
 */
export async function searchPoints(
  { space, cells, pool, pace }: SearchRun,
  k: number,
  report: (points: number) => void,
): Promise<void> {
  const count = cells.order.length;
  space.ids.view.set(cells.order);
  for (let place = 0; place < count; place++) {
    space.rowOf.view[place] = place;
    space.queries.view[place] = place;
  }
  space.inverse.view.fill(1, 0, count);
  space.limits.view.fill(Infinity, 0, count);
  buildIndex(space, count);
  await runSearch(space, { ...groupsByCell(cells), positions: count, k }, pool, pace, report);
}

/** The state of the clusters between rounds; a cluster is known by the point that began it. */
export class WardRounds {
  readonly #run: SearchRun;
  readonly #lists: NearestLists;
  readonly #size: Float64Array;
  readonly #rowOf: Uint32Array;
  readonly #placeOf: Uint32Array;
  readonly #nearest: Int32Array;
  /** The cluster a cluster became part of in this round, itself where it stayed. */
  readonly #into: Uint32Array;
  readonly #merged: Uint8Array;
  readonly #seen: Int32Array;
  /** Clusters that a list under repair may hold, possibly repeated. */
  readonly #candidates = new Uint32Array(2 * listLength);
  #active: Uint32Array;
  #stamp = 0;

  /** @param k length of the lists that {@link searchPoints} left in the space */
  constructor(run: SearchRun, k: number) {
    const { cells, space, weights } = run;
    const count = cells.order.length;
    this.#run = run;
    this.#lists = new NearestLists(count);
    this.#size = Float64Array.from(weights);
    this.#rowOf = new Uint32Array(count);
    for (let place = 0; place < count; place++) this.#rowOf[cells.order[place] ?? 0] = place;
    this.#placeOf = this.#rowOf.slice();
    this.#nearest = new Int32Array(count).fill(-1);
    this.#into = Uint32Array.from({ length: count }, (_, point) => point);
    this.#merged = new Uint8Array(count);
    this.#seen = new Int32Array(count).fill(-1);
    this.#active = this.#into.slice();

    for (let place = 0; place < count; place++) {
      const point = cells.order[place] ?? 0;
      const size = this.#size[point] ?? 1;
      const whole = (space.listIds.view[place * k + k - 1] ?? -1) >= 0 && count - 1 > k;
      const farthest = space.listDistances.view[place * k + k - 1] ?? Infinity;
      // An unlisted point stands for at least one paper, and 2ab/(a+b) grows with b.
      this.#lists.clear(point, whole ? farthest * ((2 * size) / (size + 1)) : Infinity);
      for (let j = 0; j < k; j++) {
        const other = space.listIds.view[place * k + j] ?? -1;
        if (other >= 0) this.#lists.insert(point, other, this.#distance(point, other));
      }
    }
  }

  /** Merges everything, calling `report` with the number of merges so far. */
  async mergeAll(merges: MergeList, report: () => void): Promise<void> {
    const { finish, pace } = this.#run;
    while (this.#active.length > Math.max(1, finish)) {
      const unknown = this.#findNearest();
      const pairs = this.#reciprocalPairs();
      if (pairs.length >= Math.max(1, this.#active.length / patience)) {
        this.#mergePairs(pairs, merges);
      } else if (unknown.length > 0) {
        await this.#search(unknown);
      } else if (pairs.length > 0) {
        this.#mergePairs(pairs, merges);
      } else {
        // Many equal distances can leave no pair reciprocal; the nearest of all is one by right.
        this.#mergePairs([this.#closest()], merges);
      }
      report();
      await pace();
    }
    await this.#finishByMatrix(merges, report);
  }

  /** Sets the nearest of every cluster; returns those for which only a search can tell. */
  #findNearest(): number[] {
    const unknown: number[] = [];
    for (const cluster of this.#active) {
      const nearest = this.#lists.nearest(cluster);
      this.#nearest[cluster] = nearest;
      if (nearest < 0) unknown.push(cluster);
    }
    return unknown;
  }

  #reciprocalPairs(): number[] {
    const pairs: number[] = [];
    for (const cluster of this.#active) {
      const other = this.#nearest[cluster] ?? -1;
      if (other > cluster && this.#nearest[other] === cluster) pairs.push(cluster);
    }
    return pairs;
  }

  /** The cluster whose nearest is nearest of all. */
  #closest(): number {
    let best = this.#active[0] ?? 0;
    let least = Infinity;
    for (const cluster of this.#active) {
      const distance = this.#lists.distances[cluster * listLength] ?? Infinity;
      if (distance < least) {
        least = distance;
        best = cluster;
      }
    }
    return best;
  }

  /** Merges each of `pairs` (one cluster of each) with its nearest, then mends all lists. */
  #mergePairs(pairs: readonly number[], merges: MergeList): void {
    const { space, papers } = this.#run;
    const lists = this.#lists;
    let smallest = Infinity;
    for (const cluster of this.#active) smallest = Math.min(smallest, this.#size[cluster] ?? 1);

    const joined: (readonly [number, number])[] = [];
    const bounds: number[] = [];
    for (const one of pairs) {
      const other = this.#nearest[one] ?? one;
      const kept = Math.min(one, other);
      const gone = Math.max(one, other);
      const a = this.#size[kept] ?? 1;
      const b = this.#size[gone] ?? 1;
      const between = lists.distances[one * listLength] ?? 0;
      // Lance–Williams from below: an unlisted x was no nearer than either bound, nor than the
      // partner; the expression grows with the size of x, so the smallest size present bounds it.
      const boundA = Math.max(lists.bound[kept] ?? 0, between);
      const boundB = Math.max(lists.bound[gone] ?? 0, between);
      const bound =
        (a * boundA + b * boundB + smallest * (boundA + boundB - between)) / (a + b + smallest);
      joined.push([kept, gone]);
      bounds.push(bound * (1 - 1e-6));
      merges.add(papers[kept] ?? 0, papers[gone] ?? 0, between);
      this.#into[gone] = kept;
      this.#merged[kept] = 1;
      this.#merged[gone] = 1;
    }
    for (const [kept, gone] of joined) {
      const a = this.#size[kept] ?? 1;
      const b = this.#size[gone] ?? 1;
      space.kernel.mergeCentroids(
        space.rows.address,
        space.stride,
        this.#rowOf[kept] ?? 0,
        this.#rowOf[gone] ?? 0,
        a,
        b,
      );
      this.#size[kept] = a + b;
    }

    this.#active = this.#active.filter((cluster) => this.#into[cluster] === cluster);
    for (const cluster of this.#active) {
      if (this.#merged[cluster] === 0) this.#mendList(cluster);
    }
    joined.forEach(([kept, gone], index) => {
      const count = this.#gather(gone, this.#gather(kept, 0));
      this.#rebuildList(kept, count, bounds[index] ?? 0);
    });
    for (const [kept, gone] of joined) {
      this.#merged[kept] = 0;
      this.#merged[gone] = 0;
    }
  }

  /** Adds a list's clusters, as they are now called, to the candidates; returns their number. */
  #gather(cluster: number, count: number): number {
    const base = cluster * listLength;
    const length = this.#lists.count[cluster] ?? 0;
    for (let j = 0; j < length; j++) {
      this.#candidates[count + j] = this.#into[this.#lists.ids[base + j] ?? 0] ?? 0;
    }
    return count + length;
  }

  /** Renames what was merged in the list of a cluster that was not; by reducibility its bound holds. */
  #mendList(cluster: number): void {
    const base = cluster * listLength;
    let touched = false;
    for (let j = 0; j < (this.#lists.count[cluster] ?? 0); j++) {
      if (this.#merged[this.#lists.ids[base + j] ?? 0] === 1) touched = true;
    }
    if (!touched) return;
    this.#rebuildList(cluster, this.#gather(cluster, 0), this.#lists.bound[cluster] ?? 0);
  }

  /** A list made afresh from the first `count` candidates. */
  #rebuildList(cluster: number, count: number, bound: number): void {
    this.#lists.clear(cluster, bound);
    const stamp = this.#stamp++;
    this.#seen[cluster] = stamp;
    for (let at = 0; at < count; at++) {
      const other = this.#candidates[at] ?? cluster;
      if (this.#seen[other] === stamp) continue;
      this.#seen[other] = stamp;
      this.#lists.insert(cluster, other, this.#distance(cluster, other));
    }
  }

  /** Squared Ward distance of two clusters, to the bit what a search would find. */
  #distance(a: number, b: number): number {
    const { space } = this.#run;
    return space.kernel.rowDistance(
      space.rows.address,
      space.stride,
      space.middle,
      this.#rowOf[a] ?? 0,
      this.#rowOf[b] ?? 0,
      1 / (this.#size[a] ?? 1),
      1 / (this.#size[b] ?? 1),
    );
  }

  /** Searches the nearest of some clusters among all. */
  async #search(clusters: readonly number[]): Promise<void> {
    const { space, cells, pool, pace } = this.#run;
    const asks = new Uint8Array(this.#into.length);
    for (const cluster of clusters) asks[cluster] = 1;
    const inPlace = this.#active
      .slice()
      .sort((a, b) => (this.#placeOf[a] ?? 0) - (this.#placeOf[b] ?? 0));
    const count = inPlace.length;
    let queries = 0;
    for (let position = 0; position < count; position++) {
      const cluster = inPlace[position] ?? 0;
      space.ids.view[position] = cluster;
      space.rowOf.view[position] = this.#rowOf[cluster] ?? 0;
      space.inverse.view[position] = 1 / (this.#size[cluster] ?? 1);
      if (asks[cluster] !== 1) continue;
      space.queries.view[queries] = position;
      // A full list holds true distances, so its last is an upper bound to start from.
      const full = this.#lists.count[cluster] === listLength;
      space.limits.view[queries] = full
        ? (this.#lists.distances[(cluster + 1) * listLength - 1] ?? Infinity)
        : Infinity;
      queries++;
    }
    buildIndex(space, count);
    const reach = Math.ceil(count / cells.count);
    const plan = groupsInOrder(space.queries.view.subarray(0, queries), count, reach);
    await runSearch(space, { ...plan, positions: count, k: listLength }, pool, pace, () => {});
    for (let query = 0; query < queries; query++) {
      const cluster = space.ids.view[space.queries.view[query] ?? 0] ?? 0;
      const base = query * listLength;
      const last = space.listIds.view[base + listLength - 1] ?? -1;
      const farthest = space.listDistances.view[base + listLength - 1] ?? Infinity;
      this.#lists.clear(cluster, last >= 0 ? farthest : Infinity);
      for (let j = 0; j < listLength; j++) {
        const other = space.listIds.view[base + j] ?? -1;
        if (other < 0) break;
        this.#lists.insert(cluster, other, space.listDistances.view[base + j] ?? 0);
      }
    }
  }

  async #finishByMatrix(merges: MergeList, report: () => void): Promise<void> {
    const { space, papers, pace } = this.#run;
    const { stride, kernel, matrix } = space;
    const count = this.#active.length;
    if (count < 2) return;
    this.#active.forEach((cluster, row) => {
      const from = (this.#rowOf[cluster] ?? 0) * stride;
      matrix.rows.view.set(space.rows.view.subarray(from, from + stride), row * stride);
      matrix.sizes.view[row] = this.#size[cluster] ?? 1;
    });
    await fillMatrix(kernel, matrix, count, stride, pace, () => {});
    const paperOf = this.#active.map((cluster) => papers[cluster] ?? 0);
    await mergeMatrix(kernel, matrix, paperOf, merges, pace, report);
  }
}
