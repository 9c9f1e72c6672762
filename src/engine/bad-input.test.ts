/** Corpora and vectors that nobody would wish for, through the doors that are open to them. */
import { describe, expect, it } from 'vitest';
import { clusterWard } from '../clustering/ward';
import type { Vectors } from '../embedding/encoder';
import { nearestNeighbours } from '../projection/testing/nearest-neighbours';
import { pcaLayout } from '../projection/pca';
import { umap } from '../projection/umap';
import { BuildBench, valueOf } from './testing/build-bench';
import { smallCorpus } from './testing/small-corpus';

const d = 8;
const words = { seed: 1, encoder: 'lsa' };

/** n unit rows; the value of each number is that of `pick`. */
function vectorsOf(n: number, direction: (row: number) => number): Vectors {
  const data = new Float32Array(n * d);
  for (let row = 0; row < n; row++) {
    const angle = direction(row);
    data[row * d] = Math.cos(angle);
    data[row * d + 1] = Math.sin(angle);
  }
  return { n, d, data };
}

describe('Ward and its neighbours', () => {
  it.each([
    ['NaN', Number.NaN, 'vectors-not-finite'],
    ['infinite values', Infinity, 'vectors-not-finite'],
  ])('refuse %s by name, on either path', async (_, value, code) => {
    const vectors = vectorsOf(40, (row) => row);
    vectors.data[3 * d + 2] = value;
    for (const matrixLimit of [100, 0]) {
      const result = await clusterWard(vectors, { matrixLimit });
      expect(result).toMatchObject({ ok: false, error: { code } });
    }
  });

  it('refuse zero vectors by name, on either path', async () => {
    const vectors = vectorsOf(40, (row) => row);
    vectors.data.fill(0, 5 * d, 6 * d);
    for (const matrixLimit of [100, 0]) {
      const result = await clusterWard(vectors, { matrixLimit });
      expect(result.ok ? 'accepted' : result.error.message).toMatch(/paper 6/u);
    }
  });

  it.each([1e20, 1e-20])(
    'refuse vectors of length %d instead of searching for ever',
    async (length) => {
      const vectors = vectorsOf(40, (row) => row);
      vectors.data.forEach((value, at) => (vectors.data[at] = length * value));
      for (const matrixLimit of [100, 0]) {
        const result = await clusterWard(vectors, { matrixLimit });
        expect(result).toMatchObject({ ok: false, error: { code: 'vectors-out-of-range' } });
      }
    },
  );

  it.each([1e11, 1e-11])(
    'give vectors of length %d the tree they have at length 1',
    async (length) => {
      const vectors = vectorsOf(400, (row) => row ** 2);
      const scaled = { ...vectors, data: vectors.data.map((value) => length * value) };
      const treeOf = async (rows: Vectors, matrixLimit: number) => {
        const result = await clusterWard(rows, { matrixLimit, finishLimit: 20 });
        if (!result.ok) throw new Error(result.error.message);
        return result.value.linkage;
      };
      for (const matrixLimit of [1000, 0]) {
        const expected = await treeOf(vectors, matrixLimit);
        const found = await treeOf(scaled, matrixLimit);
        found.height.forEach((height, merge) => {
          const whole = expected.height[merge] ?? 0;
          expect(Math.abs(height / length - whole)).toBeLessThanOrEqual(1e-5 * whole + 1e-6);
        });
      }
    },
  );

  it('refuse no papers, and give as many neighbours as there are', async () => {
    expect((await clusterWard(vectorsOf(0, () => 0))).ok).toBe(false);
    for (const n of [1, 2, 3]) {
      const result = await clusterWard(
        vectorsOf(n, (row) => row),
        { neighbours: 15 },
      );
      if (!result.ok) throw new Error(result.error.message);
      expect(result.value.neighbours).toMatchObject({ n, k: n - 1 });
      expect(result.value.linkage.height).toHaveLength(n - 1);
    }
  });

  it('merge thousands of duplicates at height 0, on either path', async () => {
    const vectors = vectorsOf(3000, (row) => row % 3);
    for (const matrixLimit of [5000, 0]) {
      const result = await clusterWard(vectors, { matrixLimit, finishLimit: 1 });
      if (!result.ok) throw new Error(result.error.message);
      const { linkage, neighbours } = result.value;
      const heights = [...linkage.height];
      expect(heights.slice(0, 2997).every((height) => height === 0)).toBe(true);
      expect(heights.slice(2997).every((height) => height > 0)).toBe(true);
      expect(neighbours.indices.every((other) => other < 3000)).toBe(true);
      for (let at = 0; at < 15; at++) expect((neighbours.indices[at] ?? 1) % 3).toBe(0);
    }
  });
});

describe('neighbours by comparing all pairs', () => {
  it.each([0, 1, 2, 3])('of %i papers are at most the others', (n) => {
    expect(
      nearestNeighbours(
        vectorsOf(n, (row) => row),
        15,
      ).k,
    ).toBe(Math.max(0, n - 1));
  });
});

describe('UMAP', () => {
  it('is defined for no papers, and for thousands of copies', async () => {
    for (const n of [0, 2000]) {
      const vectors = vectorsOf(n, () => 1);
      const { layout } = await umap(nearestNeighbours(vectors, 15), pcaLayout(vectors), {
        seed: 1,
        epochs: 5,
      });
      expect(layout.positions).toHaveLength(2 * n);
      expect(layout.positions.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('a map', () => {
  it('of papers that are all the same is one, with a name and places', async () => {
    const bench = new BuildBench();
    const [paper] = smallCorpus(1).papers;
    if (!paper) throw new Error('no paper');
    const papers = Array.from({ length: 50 }, (_, i) => ({ ...paper, id: `same-${i}` }));
    const map = valueOf(await bench.build({ id: 'same', name: 'same', papers }, words));
    expect(map.tree.n).toBe(50);
    expect([...map.tree.height].every((height) => height < 1e-3)).toBe(true);
    expect(map.layout.positions.every(Number.isFinite)).toBe(true);
    expect(map.topics.get(98)?.name).not.toBe('');
  });

  it('of vectors that were brought and are no numbers is refused by name', async () => {
    const vectors = vectorsOf(20, (row) => row);
    vectors.data[0] = Number.NaN;
    const result = await new BuildBench().build({ ...smallCorpus(20), vectors }, words);
    expect(result).toMatchObject({ ok: false, error: { code: 'vectors-not-finite' } });
  });
});
