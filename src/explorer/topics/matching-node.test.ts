import { describe, expect, it } from 'vitest';
import { leavesOf, rootOf } from '../../clustering/dendrogram';
import { matchingNode } from './matching-node';
import { otherMerges, workedMap } from '../testing/worked-map';

describe('finding a topic in another tree', () => {
  const { tree } = workedMap();
  const other = workedMap({}, otherMerges).tree;

  it('finds every node of the same tree', () => {
    for (let node = 0; node <= rootOf(tree); node++) {
      const leaves = leavesOf(tree, node);
      expect(matchingNode(tree, new Set(leaves), leaves[0] ?? 0)).toBe(node);
    }
  });

  it('takes the ancestor with the largest Jaccard index', () => {
    // {0,1,2,3,6}: 12 of the other tree holds four of them and nothing else, 4/5.
    expect(matchingNode(other, new Set([0, 1, 2, 3, 6]), 0)).toBe(12);
    // {4,5,7}: three of the four papers of 13.
    expect(matchingNode(other, new Set([4, 5, 7]), 4)).toBe(13);
  });
});
