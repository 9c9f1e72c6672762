import { describe, expect, it } from 'vitest';
import { buildDendrogram } from './build-dendrogram';
import { childrenOf, holds, leavesOf, pathUp, rootOf } from './dendrogram';
import { clusteredVectors, vectorsOf } from './testing/vectors-of';
import { linkageFromMerges } from './linkage';
import { wardLinkage } from './ward';

async function treeOf(vectors: ReturnType<typeof vectorsOf>) {
  const linkage = await wardLinkage(vectors);
  if (!linkage.ok) throw new Error(linkage.error.message);
  return buildDendrogram(linkage.value, vectors);
}

describe('buildDendrogram', () => {
  it('is one leaf for one paper', async () => {
    const tree = await treeOf(vectorsOf([[0, 1]]));
    expect([...tree.order]).toEqual([0]);
    expect([...tree.size]).toEqual([1]);
    expect([...tree.parent]).toEqual([-1]);
    expect(rootOf(tree)).toBe(0);
    expect(childrenOf(tree, 0)).toEqual([]);
  });

  it('makes every node a range that holds its children side by side', async () => {
    const tree = await treeOf(clusteredVectors(300, 8, 7));
    expect([...tree.order].sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, i) => i));
    for (let node = tree.n; node <= rootOf(tree); node++) {
      const [left, right] = childrenOf(tree, node);
      if (left === undefined || right === undefined) throw new Error('an inner node has children');
      expect([...leavesOf(tree, node)]).toEqual([
        ...leavesOf(tree, left),
        ...leavesOf(tree, right),
      ]);
      expect(holds(tree, node, left)).toBe(true);
      expect(pathUp(tree, left)).toContain(node);
    }
  });

  it('puts the larger child left, ties by the smallest paper, when nothing speaks against it', () => {
    const linkage = linkageFromMerges(5, {
      first: Uint32Array.of(3, 0, 3, 0),
      second: Uint32Array.of(4, 1, 2, 3),
      height: Float64Array.of(1, 2, 3, 4),
    });
    const same = vectorsOf(Array.from({ length: 5 }, () => [1, 0]));
    expect([...buildDendrogram(linkage, same).order]).toEqual([3, 4, 2, 0, 1]);
  });

  it('mirrors halves so that the papers that meet are similar', () => {
    const linkage = linkageFromMerges(4, {
      first: Uint32Array.of(0, 2, 0),
      second: Uint32Array.of(1, 3, 2),
      height: Float64Array.of(1, 1, 2),
    });
    // On a circle: 1, 0 | 3, 2 is the order in which the inner two are nearest.
    const angles = [0.9, 0.2, 1.9, 1.2];
    const tree = buildDendrogram(linkage, vectorsOf(angles.map((a) => [Math.cos(a), Math.sin(a)])));
    expect([...tree.order]).toEqual([1, 0, 3, 2]);
  });
});
