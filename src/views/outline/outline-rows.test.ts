import { describe, expect, it } from 'vitest';
import { rootOf } from '../../clustering/dendrogram';
import { workedMap } from '../../explorer/testing/worked-map';
import { outlineRows } from './outline-rows';

describe('the rows of the outline', () => {
  const { tree } = workedMap();

  it('are one when the top is closed', () => {
    expect(outlineRows(tree, rootOf(tree), () => false)).toEqual([
      { node: 14, level: 1, open: false, position: 1, siblings: 1 },
    ]);
  });

  it('list every node when all is open, papers in leaf order', () => {
    const rows = outlineRows(tree, rootOf(tree), () => true);
    expect(rows).toHaveLength(15);
    expect(rows.filter(({ open }) => open === null).map(({ node }) => node)).toEqual([
      ...tree.order,
    ]);
  });

  it('nest as the tree does', () => {
    const rows = outlineRows(tree, rootOf(tree), (node) => node >= 12);
    expect(new Map(rows.map(({ node, level }) => [node, level]))).toEqual(
      new Map([
        [14, 1],
        [12, 2],
        [13, 2],
        [11, 3],
        [6, 3],
        [10, 3],
        [7, 3],
      ]),
    );
  });
});
