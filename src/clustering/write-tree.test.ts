import { hierarchy } from 'd3-hierarchy';
import { describe, expect, it } from 'vitest';
import type { Dendrogram } from './dendrogram';
import { nestedOf, newickOf } from './write-tree';

/** ((0, 1) at 1, 2) at 3. */
const tree: Dendrogram = {
  n: 3,
  left: Int32Array.of(0, 3),
  right: Int32Array.of(1, 2),
  height: Float32Array.of(1, 3),
  order: Uint32Array.of(0, 1, 2),
  start: Uint32Array.of(0, 1, 2, 0, 0),
  size: Uint32Array.of(1, 1, 1, 2, 3),
  parent: Int32Array.of(3, 3, 4, 4, -1),
};
const name = (node: number) => ['a', "b's", 'c\nd', 'pair', 'all'][node] ?? '';

describe('the tree in Newick', () => {
  it('has quoted names and branch lengths that add up to heights', () => {
    expect(newickOf(tree, name)).toBe("(('a':1,'b''s':1)'pair':2,'c d':3)'all';\n");
  });

  it('is a single name for a single paper', () => {
    const one: Dendrogram = {
      n: 1,
      left: new Int32Array(0),
      right: new Int32Array(0),
      height: new Float32Array(0),
      order: Uint32Array.of(0),
      start: Uint32Array.of(0),
      size: Uint32Array.of(1),
      parent: Int32Array.of(-1),
    };
    expect(newickOf(one, () => 'x')).toBe("'x';\n");
  });
});

describe('the tree as nested objects', () => {
  it('is what d3-hierarchy reads', () => {
    const nested = nestedOf(tree, name);
    const root = hierarchy(nested);
    expect(root.leaves().map((leaf) => leaf.data?.paper)).toEqual([0, 1, 2]);
    expect(root.height).toBe(2);
    expect(root.data?.size).toBe(3);
  });
});
