import { expect, it } from 'vitest';
import { holds } from '../../clustering/dendrogram';
import { workedMap } from '../testing/worked-map';
import { topicHolding } from './topic-holding';

const { tree } = workedMap();
const inner = Array.from({ length: tree.n - 1 }, (_, merge) => tree.n + merge);

it('holds all the papers given, and no topic inside it does', () => {
  for (let set = 1; set < 2 ** tree.n; set++) {
    const papers = Array.from({ length: tree.n }, (_, paper) => paper).filter(
      (paper) => (set >> paper) & 1,
    );
    const holding = inner.filter((node) => papers.every((paper) => holds(tree, node, paper)));
    const smallest = Math.min(...holding.map((node) => tree.size[node] ?? 0));
    const found = topicHolding(tree, papers);
    expect(holding).toContain(found);
    expect(tree.size[found ?? -1]).toBe(smallest);
  }
});

it('is none for no paper', () => {
  expect(topicHolding(tree, [])).toBeNull();
});
