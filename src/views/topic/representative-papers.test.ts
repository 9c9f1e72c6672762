import { describe, expect, it } from 'vitest';
import { rootOf } from '../../clustering/dendrogram';
import { workedMap } from '../../explorer/testing/worked-map';
import { representativePapers } from './representative-papers';

describe('representative papers', () => {
  const { tree, medoids } = workedMap();

  it('begin with the medoid and come from different parts', () => {
    const two = representativePapers(tree, medoids, rootOf(tree), 2);
    expect(two[0]).toBe(medoids[14]);
    expect(new Set(two.map((paper) => [4, 5, 7].includes(paper)))).toEqual(new Set([true, false]));
  });

  it('are every paper once when there is room for all', () => {
    const all = representativePapers(tree, medoids, rootOf(tree), 100);
    expect([...all].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('of a paper are the paper', () => {
    expect(representativePapers(tree, medoids, 3, 5)).toEqual([3]);
  });
});
