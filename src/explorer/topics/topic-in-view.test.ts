import { expect, it } from 'vitest';
import { workedMap } from '../testing/worked-map';
import { topicOfPapers } from './topic-in-view';

const { tree } = workedMap();

it.each([
  ['a topic exactly', [4, 5, 7], 13],
  ['a topic but for one paper', [0, 1, 3], 11],
  ['a topic and a stray', [2, 3, 7], 9],
  ['everything', [0, 1, 2, 3, 4, 5, 6, 7], 14],
  ['a lone paper', [5], 10],
])('finds %s', (_, papers, node) => {
  expect(topicOfPapers(tree, Uint32Array.from(papers))).toBe(node);
});

it('finds nothing for nothing', () => {
  expect(topicOfPapers(tree, new Uint32Array())).toBeNull();
});
