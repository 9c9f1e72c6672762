import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildDendrogram } from './build-dendrogram';
import { leavesOf } from './dendrogram';
import { leafCounts } from './leaf-counts';
import { linkageFromMerges } from './linkage';
import { partTree } from './part-tree';
import { vectorsOf } from './testing/vectors-of';

/** Eight papers, nodes 8 to 14. */
const tree = buildDendrogram(
  linkageFromMerges(8, {
    first: Uint32Array.of(0, 2, 4, 0, 0, 4, 0),
    second: Uint32Array.of(1, 3, 5, 2, 6, 7, 4),
    height: Float64Array.of(1, 2, 3, 4, 5, 9, 10),
  }),
  vectorsOf(Array.from({ length: 8 }, () => [1, 0])),
);
const some = fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]);

it('counts under every node the papers that are under it', () => {
  fc.assert(
    fc.property(some, (leaves) => {
      const countOf = leafCounts(tree, leaves);
      for (let node = 0; node < 15; node++)
        expect(countOf(node)).toBe(
          [...leavesOf(tree, node)].filter((leaf) => leaves.includes(leaf)).length,
        );
    }),
  );
});

it('counts in a tree without the papers that are hidden', () => {
  const part = partTree(tree, Uint8Array.of(0, 1, 0, 0, 1, 0, 0, 0));
  const countOf = leafCounts(part, [0, 2, 5]);
  expect([8, 9, 11, 13, 14].map(countOf)).toEqual([1, 1, 2, 1, 3]);
});
