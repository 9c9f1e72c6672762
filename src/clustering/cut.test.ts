import { describe, expect, it } from 'vitest';
import { buildDendrogram } from './build-dendrogram';
import { cutAtHeight, cutBreadthFirst, cutByHeight, cutBySize } from './cut';
import { leavesOf, rootOf, type Dendrogram } from './dendrogram';
import { linkageFromMerges } from './linkage';
import { vectorsOf } from './testing/vectors-of';

/**
 * Worked by hand, n = 8, nodes 8–14 by height:
 *
 *   8 = {0,1} at 1     9 = {2,3} at 2      10 = {4,5} at 3     11 = {8, 9} at 4: papers 0–3
 *   12 = {11, 6} at 5: papers 0–3, 6       13 = {10, 7} at 9: papers 4, 5, 7
 *   14 = {12, 13} at 10
 */
function worked(): Dendrogram {
  const linkage = linkageFromMerges(8, {
    first: Uint32Array.of(0, 2, 4, 0, 0, 4, 0),
    second: Uint32Array.of(1, 3, 5, 2, 6, 7, 4),
    height: Float64Array.of(1, 2, 3, 4, 5, 9, 10),
  });
  return buildDendrogram(linkage, vectorsOf(Array.from({ length: 8 }, () => [1, 0])));
}

const sorted = (nodes: readonly number[]) => [...nodes].sort((a, b) => a - b);

describe('the cuts of the worked dendrogram', () => {
  const tree = worked();
  const root = rootOf(tree);

  it('expands the largest merge height first', () => {
    expect(sorted(cutByHeight(tree, root, 1))).toEqual([14]);
    expect(sorted(cutByHeight(tree, root, 2))).toEqual([12, 13]);
    expect(sorted(cutByHeight(tree, root, 3))).toEqual([7, 10, 12]);
    expect(sorted(cutByHeight(tree, root, 4))).toEqual([6, 7, 10, 11]);
    expect(sorted(cutByHeight(tree, root, 5))).toEqual([6, 7, 8, 9, 10]);
    expect(sorted(cutByHeight(tree, root, 6))).toEqual([4, 5, 6, 7, 8, 9]);
  });

  it('expands the node with most papers first', () => {
    expect(sorted(cutBySize(tree, root, 2))).toEqual([12, 13]);
    expect(sorted(cutBySize(tree, root, 3))).toEqual([6, 11, 13]);
    expect(sorted(cutBySize(tree, root, 4))).toEqual([6, 8, 9, 13]);
    expect(sorted(cutBySize(tree, root, 5))).toEqual([6, 7, 8, 9, 10]);
  });

  it('expands level by level', () => {
    expect(sorted(cutBreadthFirst(tree, root, 3))).toEqual([6, 11, 13]);
    expect(sorted(cutBreadthFirst(tree, root, 4))).toEqual([6, 7, 10, 11]);
    expect(sorted(cutBreadthFirst(tree, root, 5))).toEqual([6, 7, 8, 9, 10]);
  });

  it('cuts at a height', () => {
    expect(sorted(cutAtHeight(tree, root, 10))).toEqual([14]);
    expect(sorted(cutAtHeight(tree, root, 9))).toEqual([12, 13]);
    expect(sorted(cutAtHeight(tree, root, 3.5))).toEqual([6, 7, 8, 9, 10]);
    expect(sorted(cutAtHeight(tree, root, 0))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('starts at any node', () => {
    expect(sorted(cutByHeight(tree, 12, 3))).toEqual([6, 8, 9]);
    expect(sorted(cutAtHeight(tree, 13, 4))).toEqual([7, 10]);
    expect(cutByHeight(tree, 3, 5)).toEqual([3]);
  });

  it('keeps a node whole when it may not be expanded, asking once and parents first', () => {
    const asked: number[] = [];
    const mayExpand = (node: number) => {
      asked.push(node);
      return node !== 13;
    };
    expect(sorted(cutByHeight(tree, root, 4, mayExpand))).toEqual([6, 8, 9, 13]);
    expect(asked).toEqual([14, 13, 12, 11]);
    expect(sorted(cutBreadthFirst(tree, root, 4, (node) => node !== 13))).toEqual([6, 8, 9, 13]);
    expect(sorted(cutBySize(tree, root, 9, (node) => node !== 14))).toEqual([14]);
  });

  it.each([cutByHeight, cutBySize, cutBreadthFirst])(
    'holds every paper once, in leaf order, for every k',
    (cut) => {
      for (let k = 1; k <= 10; k++) {
        const frontier = cut(tree, root, k);
        expect(frontier.length).toBe(Math.min(k, 8));
        expect(frontier.flatMap((node) => [...leavesOf(tree, node)])).toEqual([...tree.order]);
      }
    },
  );
});
