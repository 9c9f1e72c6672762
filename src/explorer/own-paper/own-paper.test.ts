import { describe, expect, it } from 'vitest';
import { restoreDendrogram } from '../../clustering/restore-dendrogram';
import { queryForMoreLike } from '../search/more-like';
import { splitPasted } from './pasted-paper';
import { RecentSearches } from '../search/recent-searches';
import { topicOfNearest } from './topic-of-nearest';

function memoryStore(): Storage {
  const kept = new Map<string, string>();
  return {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe('title and abstract of a pasted text', () => {
  it.each([
    ['A title\nThe abstract. Of two sentences.', 'A title', 'The abstract. Of two sentences.'],
    ['Title: A title\n\nAbstract: The text.', 'A title', 'The text.'],
    ['A title Abstract. The text goes on.', 'A title', 'The text goes on.'],
    [
      'A short first one. And then the rest of it.',
      'A short first one.',
      'And then the rest of it.',
    ],
    [`${'word '.repeat(40)}end.`, '', `${'word '.repeat(40)}end.`],
    ['', '', ''],
  ])('%j', (text, title, abstract) => {
    expect(splitPasted(text)).toEqual({ title, abstract });
  });
});

describe('the topic of the nearest', () => {
  it('is the smallest that holds most of them, the first counting most', () => {
    // Two topics of six papers each, joined at the top.
    const tree = restoreDendrogram(
      12,
      Int32Array.of(0, 6, 12, 13, 14, 15, 16, 17, 18, 19, 20),
      Int32Array.of(1, 7, 2, 8, 3, 9, 4, 10, 5, 11, 21),
      Float32Array.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 9),
    );
    if (tree === null) throw new Error('That is no tree.');
    const near = (...papers: number[]) => papers.map((paper) => ({ paper, similarity: 1 }));
    const first = topicOfNearest(tree, near(0, 1, 7));
    expect(tree.size[first]).toBe(5);
    expect(tree.size[topicOfNearest(tree, near(5, 0, 7, 8))]).toBe(6);
    expect(tree.size[topicOfNearest(tree, near(0, 6, 7))]).toBe(5);
  });
});

describe('searches of the past', () => {
  it('are kept by corpus, latest first, without those that were only begun', () => {
    const recent = new RecentSearches(memoryStore());
    for (const query of ['unl', 'unlearning', 'graphs', ' ']) recent.add('a', query);
    recent.add('b', 'cells');
    expect(recent.of('a')).toEqual(['graphs', 'unlearning']);
    recent.clear('a');
    expect(recent.of('a')).toEqual([]);
    expect(recent.of('b')).toEqual(['cells']);
    recent.keepOnly(['a']);
    expect(recent.of('b')).toEqual([]);
  });

  it('are none where nothing can be kept, or something else is', () => {
    expect(new RecentSearches(null).of('a')).toEqual([]);
    const store = memoryStore();
    store.setItem('papergrove:searches', '{"a":[1,"x"],"b":"y"}');
    expect(new RecentSearches(store).of('a')).toEqual(['x']);
    store.setItem('papergrove:searches', 'not JSON');
    expect(new RecentSearches(store).of('a')).toEqual([]);
  });
});

describe('asking for more like papers', () => {
  it('names them as the query language reads them', () => {
    expect(queryForMoreLike(['2106.12497', 'a b'])).toBe('like:2106.12497 like:"a b"');
    expect(queryForMoreLike(Array.from({ length: 30 }, (_, i) => `p${i}`)).split(' ')).toHaveLength(
      20,
    );
  });
});
