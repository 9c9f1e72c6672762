import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vectors } from '../embedding/encoder';
import { buildDendrogram } from './build-dendrogram';
import { cutByHeight } from './cut';
import { leavesOf, rootOf } from './dendrogram';
import scipy from './fixtures/scipy-ward.json';
import type { Linkage } from './linkage';
import { vectorsOf } from './testing/vectors-of';
import { wardLinkage, type WardOptions } from './ward';

/** The two paths, and the one that begins by search and ends by matrix as large corpora do. */
const paths: readonly (readonly [string, WardOptions])[] = [
  ['matrix', {}],
  ['search', { matrixLimit: 0, finishLimit: 0 }],
  ['search and matrix', { matrixLimit: 0, finishLimit: 40 }],
];

async function linkageOf(vectors: Vectors, options: WardOptions = {}): Promise<Linkage> {
  const result = await wardLinkage(vectors, options);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** Numbers clusters by first appearance, so that two partitions can be compared. */
function canonical(labels: readonly number[]): number[] {
  const seen = new Map<number, number>();
  return labels.map((label) => {
    const known = seen.get(label) ?? seen.size;
    seen.set(label, known);
    return known;
  });
}

/** Squared Ward distance of two groups of rows, from their centroids. */
function wardDistance(vectors: Vectors, a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < vectors.d; k++) {
    const mean = (rows: readonly number[]) =>
      rows.reduce((total, row) => total + (vectors.data[row * vectors.d + k] ?? 0), 0) /
      rows.length;
    sum += (mean(a) - mean(b)) ** 2;
  }
  return ((2 * a.length * b.length) / (a.length + b.length)) * sum;
}

/** Whether each merge joins a pair at the smallest Ward distance then present (any tie will do). */
function expectGreedy(vectors: Vectors, linkage: Linkage): void {
  const groups = new Map<number, number[]>();
  for (let row = 0; row < vectors.n; row++) groups.set(row, [row]);
  for (let merge = 0; merge < vectors.n - 1; merge++) {
    let shortest = Infinity;
    const present = [...groups.values()];
    present.forEach((a, index) => {
      for (const b of present.slice(index + 1)) {
        shortest = Math.min(shortest, wardDistance(vectors, a, b));
      }
    });
    const a = linkage.left[merge] ?? -1;
    const b = linkage.right[merge] ?? -1;
    const rowsA = groups.get(a) ?? [];
    const rowsB = groups.get(b) ?? [];
    expect(wardDistance(vectors, rowsA, rowsB)).toBeCloseTo(shortest, 6);
    expect((linkage.height[merge] ?? 0) ** 2).toBeCloseTo(shortest, 6);
    groups.delete(a);
    groups.delete(b);
    groups.set(vectors.n + merge, [...rowsA, ...rowsB]);
  }
}

describe('wardLinkage', () => {
  it.each(
    scipy.fixtures.flatMap((fixture) =>
      paths.map(([path, options]) => [fixture.name, path, fixture, options] as const),
    ),
  )('equals SciPy on "%s" by %s', async (_name, _path, fixture, options) => {
    const vectors = vectorsOf(fixture.rows);
    const linkage = await linkageOf(vectors, options);
    expect(linkage.height.length).toBe(fixture.heights.length);
    fixture.heights.forEach((height, merge) => {
      const ours = linkage.height[merge] ?? NaN;
      expect(Math.abs(ours - height)).toBeLessThanOrEqual(1e-5 * Math.abs(height) + 1e-9);
    });
    const tree = buildDendrogram(linkage, vectors);
    for (const [k, labels] of Object.entries(fixture.cuts)) {
      const ours = new Array<number>(vectors.n).fill(-1);
      for (const node of cutByHeight(tree, rootOf(tree), Number(k))) {
        for (const paper of leavesOf(tree, node)) ours[paper] = node;
      }
      expect(canonical(ours)).toEqual(canonical(labels));
    }
  });

  it('is compared with SciPy where 10, 50 and 200 clusters are unambiguous', () => {
    const compared = scipy.fixtures.filter(({ cuts }) =>
      ['10', '50', '200'].every((k) => k in cuts),
    );
    expect(compared.map(({ name }) => name)).toEqual([
      'three-hundred',
      'many-duplicates',
      'many-tied-pairs',
    ]);
  });

  it.each([
    ...paths,
    ['search and the last few by matrix', { matrixLimit: 0, finishLimit: 5 }] as const,
  ])('always merges a closest pair, also under many ties, by %s', async (_, options) => {
    const coordinate = fc.integer({ min: -2, max: 2 });
    const rows = fc
      .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 14 })
      .map((pairs) => pairs.map(([x, y]) => [x, y, 1]));
    await fc.assert(
      fc.asyncProperty(rows, async (points) => {
        const vectors = vectorsOf(points);
        const linkage = await linkageOf(vectors, options);
        expectGreedy(vectors, linkage);
        expect(await linkageOf(vectors, options)).toEqual(linkage);
      }),
      { numRuns: 100 },
    );
  });

  it('gives one paper no merges', async () => {
    const linkage = await linkageOf(vectorsOf([[1, 0]]));
    expect(linkage.height.length).toBe(0);
  });

  it.each([
    ['no papers', vectorsOf([]), 'vectors-empty'],
    [
      'a zero row',
      vectorsOf([
        [1, 2],
        [0, 0],
      ]),
      'vectors-zero',
    ],
    [
      'NaN',
      vectorsOf([
        [1, NaN],
        [1, 0],
      ]),
      'vectors-not-finite',
    ],
    [
      'infinity',
      vectorsOf([
        [1, 1],
        [-Infinity, 0],
      ]),
      'vectors-not-finite',
    ],
    ['missing values', { n: 2, d: 3, data: new Float32Array(5) }, 'vectors-shape'],
  ])('refuses %s', async (_, vectors, code) => {
    for (const [, options] of paths) {
      const result = await wardLinkage(vectors, options);
      expect(result.ok ? 'accepted' : result.error.code).toBe(code);
    }
  });

  it.each(paths)(
    'reports progress that grows to its total, and stops when aborted, by %s',
    async (_, options) => {
      // 300 papers of which 200 differ.
      const vectors = vectorsOf(
        Array.from({ length: 300 }, (_, i) => [Math.sin(i % 200), Math.cos((i % 200) ** 2), 1]),
      );
      const reports: (readonly [number, number])[] = [];
      const onProgress = (done: number, total: number) => reports.push([done, total]);
      await wardLinkage(vectors, { ...options, onProgress });
      expect(reports.length).toBeGreaterThan(10);
      expect(reports.at(-1)).toEqual([600, 600]);
      reports.forEach(([done, total], index) => {
        expect(total).toBe(600);
        expect(done).toBeLessThanOrEqual(total);
        expect(done).toBeGreaterThanOrEqual(reports[index - 1]?.[0] ?? 0);
      });
      const signal = AbortSignal.abort(new Error('cancelled'));
      await expect(wardLinkage(vectors, { ...options, signal })).rejects.toThrow('cancelled');
    },
  );
});
