/** The path without a matrix against the path with one, and against exhaustive neighbours. */
import { describe, expect, it } from 'vitest';
import type { Vectors } from '../embedding/encoder';
import { buildDendrogram } from './build-dendrogram';
import { cutByHeight } from './cut';
import { leavesOf, rootOf } from './dendrogram';
import type { Linkage } from './linkage';
import type { Neighbours } from './neighbours';
import { clusteredVectors, vectorsOf } from './testing/vectors-of';
import { clusterWard, type WardOptions, type WardResult } from './ward';

async function resultOf(vectors: Vectors, options: WardOptions = {}): Promise<WardResult> {
  const result = await clusterWard(vectors, options);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const withoutMatrix: WardOptions = { matrixLimit: 0, finishLimit: 0 };

/** Clusters of a cut as sorted papers, sorted. */
function partition(vectors: Vectors, linkage: Linkage, k: number): number[][] {
  const tree = buildDendrogram(linkage, vectors);
  return cutByHeight(tree, rootOf(tree), k)
    .map((node) => [...leavesOf(tree, node)].sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

function expectSameTree(vectors: Vectors, one: Linkage, other: Linkage): void {
  for (let merge = 0; merge < one.height.length; merge++) {
    const a = one.height[merge] ?? NaN;
    const b = other.height[merge] ?? NaN;
    expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-5 * Math.max(a, b) + 1e-7);
  }
  for (const k of [10, 50, 200].filter((clusters) => clusters < vectors.n)) {
    expect(partition(vectors, one, k)).toEqual(partition(vectors, other, k));
  }
}

/** Neighbours by sorting all cosines. */
function exhaustive({ n, d, data }: Vectors, k: number): Neighbours {
  const indices = new Uint32Array(n * k);
  const similarities = new Float32Array(n * k);
  for (let paper = 0; paper < n; paper++) {
    const cosines = Float32Array.from({ length: n }, (_, other) => {
      let dot = 0;
      for (let c = 0; c < d; c++) dot += (data[paper * d + c] ?? 0) * (data[other * d + c] ?? 0);
      return dot;
    });
    const nearest = [...cosines.keys()]
      .filter((other) => other !== paper)
      .sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0) || a - b)
      .slice(0, k);
    indices.set(nearest, paper * k);
    similarities.set(
      nearest.map((other) => cosines[other] ?? 0),
      paper * k,
    );
  }
  return { n, k, indices, similarities };
}

/** The same vectors with every `step`-th row repeated at the end. */
function withDuplicates({ n, d, data }: Vectors, step: number): Vectors {
  const rows = [data];
  for (let row = 0; row < n; row += step) rows.push(data.subarray(row * d, (row + 1) * d));
  const total = n + rows.length - 1;
  const copy = new Float32Array(total * d);
  let at = 0;
  for (const row of rows) {
    copy.set(row, at);
    at += row.length;
  }
  return { n: total, d, data: copy };
}

describe('both paths of Ward', () => {
  it.each([
    ['60 papers, 5 dimensions', clusteredVectors(60, 5, 6)],
    ['400 papers, 24 dimensions', clusteredVectors(400, 24, 12)],
    ['1500 papers, 64 dimensions', clusteredVectors(1500, 64, 30)],
    ['1500 papers, 200 dimensions, weak clusters', clusteredVectors(1500, 200, 30, 2)],
    ['700 papers with duplicates', withDuplicates(clusteredVectors(600, 40, 9), 3)],
  ])('give the same tree: %s', async (_, vectors) => {
    const matrix = await resultOf(vectors);
    const search = await resultOf(vectors, withoutMatrix);
    const handedOver = await resultOf(vectors, { matrixLimit: 0, finishLimit: 100 });
    expectSameTree(vectors, search.linkage, matrix.linkage);
    expectSameTree(vectors, handedOver.linkage, matrix.linkage);
  });

  it.each([
    ['matrix', {}],
    ['search', withoutMatrix],
  ])('give the exact nearest neighbours: %s', async (_, options) => {
    const vectors = withDuplicates(clusteredVectors(500, 48, 10), 7);
    const { neighbours } = await resultOf(vectors, { ...options, neighbours: 15 });
    const expected = exhaustive(vectors, 15);
    expect(neighbours.k).toBe(15);
    neighbours.similarities.forEach((similarity, at) => {
      expect(similarity).toBeCloseTo(expected.similarities[at] ?? NaN, 5);
    });
    let same = 0;
    neighbours.indices.forEach((index, at) => {
      if (index === expected.indices[at]) same++;
    });
    // Cosines that differ in the last bit only may stand in either order.
    expect(same / neighbours.indices.length).toBeGreaterThan(0.99);
  });

  it('define the smallest and the most degenerate corpora', async () => {
    for (const options of [{}, withoutMatrix]) {
      for (let n = 1; n <= 3; n++) {
        const { linkage, neighbours } = await resultOf(clusteredVectors(n, 8, 1), options);
        expect(linkage.height.length).toBe(n - 1);
        expect(neighbours.k).toBe(Math.min(15, n - 1));
      }
      const identical = vectorsOf(Array.from({ length: 300 }, () => [0.6, 0.8]));
      const { linkage, neighbours } = await resultOf(identical, options);
      expect(Math.max(...linkage.height)).toBe(0);
      expect([...neighbours.indices.slice(0, 3)]).toEqual([1, 2, 3]);
      expect(neighbours.similarities.every((similarity) => similarity > 0.999999)).toBe(true);
    }
  });

  it('finish on a lattice, where hundreds of distances are equal', async () => {
    const rows: number[][] = [];
    for (let x = 0; x < 15; x++) for (let y = 0; y < 15; y++) rows.push([x, y, 1]);
    const lattice = vectorsOf(rows);
    const { linkage } = await resultOf(lattice, withoutMatrix);
    expect(linkage.height.length).toBe(224);
    expect(linkage.height[0]).toBeCloseTo(1, 6);
  });

  it('give equal bytes on a second run', async () => {
    const vectors = clusteredVectors(800, 32, 8);
    expect(await resultOf(vectors, withoutMatrix)).toEqual(await resultOf(vectors, withoutMatrix));
  });

  it('stop in the middle of the search when aborted', async () => {
    const vectors = clusteredVectors(3000, 64, 20, 2);
    const controller = new AbortController();
    const run = clusterWard(vectors, {
      ...withoutMatrix,
      signal: controller.signal,
      onProgress: (done, total) => {
        expect(done).toBeLessThanOrEqual(total);
        controller.abort(new Error('cancelled'));
      },
    });
    await expect(run).rejects.toThrow('cancelled');
  });
});
