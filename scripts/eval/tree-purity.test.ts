import { describe, expect, it } from 'vitest';
import { buildDendrogram } from '../../src/clustering/build-dendrogram';
import { wardLinkage } from '../../src/clustering/ward';
import { treePurity } from './tree-purity';

const treeOf = async (...rows: number[][]) => {
  const d = rows[0]?.length ?? 0;
  const vectors = { n: rows.length, d, data: Float32Array.from(rows.flat()) };
  const linkage = await wardLinkage(vectors);
  if (!linkage.ok) throw new Error(linkage.error.message);
  return buildDendrogram(linkage.value, vectors);
};

describe('treePurity', () => {
  it('is 1 where every label is a subtree', async () => {
    const tree = await treeOf([1], [1.1], [5], [5.1], [9], [9.3]);
    expect(treePurity(tree, Int32Array.of(0, 0, 1, 1, 2, 2))).toBe(1);
    expect(treePurity(tree, Int32Array.of(0, 1, 2, 3, 4, 5))).toBe(1);
  });

  it('is the mean over pairs of one label, worked by hand', async () => {
    // (0 1) (2 3) and then the root: the pair 0–1 has a pure topic; 0–2 and 1–2 have the whole of
    // four papers, three of which are theirs.
    const tree = await treeOf([1], [1.1], [5], [5.2]);
    expect(treePurity(tree, Int32Array.of(0, 0, 0, 1))).toBeCloseTo((1 + 0.75 + 0.75) / 3);
  });
});
