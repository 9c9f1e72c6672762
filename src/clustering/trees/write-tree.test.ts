import { hierarchy } from 'd3-hierarchy';
import { describe, expect, it } from 'vitest';
import { blankPaper } from '../../corpus/paper';
import { leavesOf, rootOf, type Dendrogram } from '../dendrogram';
import { someTree } from './testing/some-trees';
import { leafLabels, nestedTextOf, newickOf, type NestedFile, type NestedNode } from './write-tree';

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
const papers = ['a', "b's", 'c d'].map((title) => blankPaper(`id of ${title}`, title));

describe('the tree in Newick', () => {
  it('has quoted names and branch lengths that add up to heights', () => {
    expect(newickOf(tree, name)).toBe("(('a':1,'b''s':1)'pair':2,'c d':3)'all';\n");
  });

  it('is a single name for a single paper', () => {
    expect(newickOf(someTree(1, 0), () => 'x')).toBe("'x';\n");
  });

  it('tells papers of one title apart by their ids', () => {
    const twins = [
      blankPaper('p', 'Editorial'),
      blankPaper('q', 'Editorial'),
      blankPaper('r', 'R'),
    ];
    expect(leafLabels(twins)).toEqual(['Editorial [p]', 'Editorial [q]', 'R']);
  });
});

describe('the tree as nested objects', () => {
  const about = { Corpus: 'Letters' };
  const read = (text: string): NestedFile => JSON.parse(text);

  it('is what d3-hierarchy reads, and carries its papers', () => {
    const file = read(nestedTextOf(tree, name, { papers, about }));
    const root = hierarchy<NestedNode>(file);
    expect(root.leaves().map((leaf) => leaf.data.paper)).toEqual([0, 1, 2]);
    expect(root.height).toBe(2);
    expect(root.data).toMatchObject({ name: 'all', size: 3, height: 3 });
    expect(file).toMatchObject({ format: 'papergrove-tree', version: 1, about });
    expect(file.papers).toEqual(papers.map(({ id, title }) => ({ id, title, abstract: '' })));
  });

  it('is whole for one paper, and for a tree as deep as it has papers', () => {
    const one = nestedTextOf(someTree(1, 0), () => 'x', { papers: papers.slice(0, 1), about });
    expect(read(one)).toMatchObject({ name: 'x', paper: 0, papers: [{}] });
    const n = 20_000;
    const chain: Dendrogram = {
      ...someTree(1, 0),
      n,
      left: Int32Array.from({ length: n - 1 }, (_, merge) => (merge === 0 ? 0 : n + merge - 1)),
      right: Int32Array.from({ length: n - 1 }, (_, merge) => merge + 1),
      height: Float32Array.from({ length: n - 1 }, (_, merge) => merge),
    };
    const text = nestedTextOf(chain, () => '', { papers: [], about });
    expect(text.split('"children"')).toHaveLength(n);
  });

  it('numbers leaves as its papers are numbered', () => {
    const some = someTree(12, 5);
    const file = read(nestedTextOf(some, String, { papers: [], about }));
    expect(
      hierarchy<NestedNode>(file)
        .leaves()
        .map((leaf) => leaf.data.paper),
    ).toEqual(Array.from(leavesOf(some, rootOf(some))));
  });
});
