import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutByHeight } from '../../clustering/cut';
import { holds, rootOf } from '../../clustering/dendrogram';
import { workedMap } from '../../explorer/testing/worked-map';
import { representativePapers } from './representative-papers';

describe('representative papers', () => {
  const { tree, medoids } = workedMap();

  it('begin with the medoid; each next one is as far as can be from those before', () => {
    const [first, second, third] = representativePapers(tree, medoids, rootOf(tree), 3);
    expect(first).toBe(medoids[14]);
    // Papers 4, 5, 7 meet the others at the root; among them 7 and {4, 5} part next.
    expect([4, 5, 7]).toContain(second);
    expect([4, 5, 7]).toContain(third);
    expect([second, third]).toContain(7);
  });

  it('lie one in each cluster of the cut into as many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), (k) => {
        const papers = representativePapers(tree, medoids, rootOf(tree), k);
        for (const cluster of cutByHeight(tree, rootOf(tree), k))
          expect(papers.filter((paper) => holds(tree, cluster, paper))).toHaveLength(1);
      }),
    );
  });

  it('are every paper once when there is room for all', () => {
    const all = representativePapers(tree, medoids, rootOf(tree), 100);
    expect([...all].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('of a paper are the paper', () => {
    expect(representativePapers(tree, medoids, 3, 5)).toEqual([3]);
  });
});
