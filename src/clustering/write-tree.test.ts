import { hierarchy } from 'd3-hierarchy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../foundation/random';
import { buildDendrogram } from './build-dendrogram';
import { leavesOf, rootOf, heightOf, type Dendrogram } from './dendrogram';
import { linkageFromMerges } from './linkage';
import { vectorsOf } from './testing/vectors-of';
import { readNewick, type NewickNode } from './testing/read-newick';
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

/** Any papers merged in any order, each time a little higher. */
const trees = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat()).map(([n, seed]) => {
  const random = seededRandom(seed);
  const open = Array.from({ length: n }, (_, paper) => paper);
  const merges = Array.from({ length: n - 1 }, (_, step): [number, number, number] => {
    const [first = 0] = open.splice(Math.floor(random() * open.length), 1);
    const second = open[Math.floor(random() * open.length)] ?? 0;
    return [first, second, step + random()];
  });
  const linkage = linkageFromMerges(n, {
    first: Uint32Array.from(merges, ([one]) => one),
    second: Uint32Array.from(merges, ([, other]) => other),
    height: Float64Array.from(merges, ([, , height]) => height),
  });
  return buildDendrogram(linkage, vectorsOf(Array.from({ length: n }, () => [1, 0])));
});
const names = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 39, maxLength: 39 });
const tidy = (name: string) => name.replace(/\s+/g, ' ');

describe('a tree that was written', () => {
  it('reads back from Newick with its names, its shape and its heights', () => {
    fc.assert(
      fc.property(trees, names, (some, called) => {
        const nameOf = (node: number) => called[node] ?? '';
        const check = (read: NewickNode, node: number, below: number): void => {
          expect(read.name).toBe(tidy(nameOf(node)));
          if (node !== rootOf(some))
            expect(read.length).toBeCloseTo(below - heightOf(some, node), 4);
          const children =
            node < some.n ? [] : [some.left[node - some.n], some.right[node - some.n]];
          expect(read.children).toHaveLength(children.length);
          for (const [at, child] of read.children.entries())
            check(child, children[at] ?? 0, heightOf(some, node));
        };
        check(readNewick(newickOf(some, nameOf)), rootOf(some), 0);
      }),
    );
  });

  it('reads back from nested JSON with its names, sizes, heights and papers', () => {
    fc.assert(
      fc.property(trees, names, (some, called) => {
        const nested = nestedOf(some, (node) => called[node] ?? '');
        const read: unknown = JSON.parse(JSON.stringify(nested));
        expect(read).toEqual(nested);
        const root = hierarchy(nested);
        expect(root.leaves().map((leaf) => leaf.data?.paper)).toEqual(
          Array.from(leavesOf(some, rootOf(some))),
        );
        expect(root.data?.height).toBe(heightOf(some, rootOf(some)));
        expect(root.descendants()).toHaveLength(2 * some.n - 1);
      }),
    );
  });
});
