import { describe, expect, it } from 'vitest';
import { blankPaper } from '../../corpus/paper';
import {
  disagreeing,
  neighbourSilhouette,
  predicatesOf,
  topicOfLeaves,
  type PredicateInput,
} from './predicates';
import { workedMap } from '../testing/worked-map';

/** Topics 12 = {0, 1, 2, 3, 6} and 13 = {4, 5, 7}. */
const { tree } = workedMap();
const frontier = [12, 13];
const topicOf = topicOfLeaves(tree, frontier);

/** Two neighbours each, equally similar; paper 6 has both of its in the other topic. */
const lists = [
  [1, 2],
  [0, 2],
  [3, 4],
  [2, 0],
  [5, 7],
  [4, 7],
  [4, 5],
  [4, 5],
];
const neighbours = {
  n: 8,
  k: 2,
  indices: Uint32Array.from(lists.flat()),
  similarities: new Float32Array(16).fill(0.5),
};

const categories = ['a', 'a', 'b', 'a', 'b', 'a', 'b', ''];
const papers = categories.map((category, at) => ({
  ...blankPaper(`p${at}`, `Paper ${at}`),
  categories: category === '' ? [] : [category],
  links: at === 2 ? [{ kind: 'github' as const, url: 'https://github.com/a/b' }] : [],
}));

const input: PredicateInput = { papers, tree, frontier, neighbours, read: null, found: null };
const holders = (mask: Uint8Array | undefined) =>
  Array.from(mask?.keys() ?? []).filter((leaf) => mask?.[leaf] === 1);
const answer = (asked: PredicateInput, key: string) =>
  predicatesOf(asked).find((predicate) => predicate.key === key);

describe('the silhouette from neighbours', () => {
  const silhouette = neighbourSilhouette(neighbours, topicOf);

  it('is 1 among one’s own, −1 among others, 0 between', () => {
    expect(silhouette[0]).toBe(1);
    expect(silhouette[6]).toBe(-1);
    expect(silhouette[2]).toBe(0);
  });

  it('is 0 for a paper alone in its topic and outside all topics', () => {
    const alone = neighbourSilhouette(neighbours, Int32Array.of(0, -1, 1, 1, 1, 1, 1, 1));
    expect(alone[0]).toBe(0);
    expect(alone[1]).toBe(0);
  });
});

describe('disagreement with the topic', () => {
  it('is a main category other than the topic’s most frequent one', () => {
    // 12 holds a, a, b, a, b: "a". 13 holds b, a and one without: tied, so nobody disagrees.
    expect(holders(disagreeing(papers, topicOf))).toEqual([2, 6]);
  });
});

describe('the questions asked', () => {
  it('are answered for papers of the topics on show only', () => {
    expect(holders(answer(input, 'outlier')?.mask)).toEqual([6]);
    expect(holders(answer({ ...input, frontier: [13] }, 'no-code')?.mask)).toEqual([4, 5, 7]);
    expect(answer(input, 'no-code')?.count).toBe(7);
  });

  it('are left out where the papers cannot answer them', () => {
    const bare = papers.map(({ id, title }) => blankPaper(id, title));
    expect(predicatesOf({ ...input, papers: bare }).map(({ key }) => key)).toEqual(['outlier']);
    expect(answer({ ...input, frontier: [14] }, 'outlier')).toBeUndefined();
  });

  it('include what was read and what was found', () => {
    expect(holders(answer({ ...input, read: new Set(['p0', 'p7']) }, 'unread')?.mask)).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    expect(holders(answer({ ...input, found: [5, 1] }, 'found')?.mask)).toEqual([1, 5]);
  });
});
