import { describe, expect, it } from 'vitest';
import { rootOf } from '../../clustering/dendrogram';
import { blankPaper } from '../../corpus/paper';
import { workedMap } from '../../explorer/testing/worked-map';
import { findFacets } from '../../corpus/facets';
import { colourChoices, schemeFor } from './choices';

const { tree } = workedMap();
const papers = Array.from({ length: tree.n }, (_, index) => ({
  ...blankPaper(`p${index}`, `Paper ${index}`),
  year: 2000 + index,
  categories: [index < 5 ? 'cs.LG' : 'cs.CV'],
}));

describe('what the map can be coloured by', () => {
  it('is its structure, and what its papers carry', () => {
    const bare = Array.from({ length: 8 }, (_, index) => blankPaper(`p${index}`, 'P'));
    expect(colourChoices(findFacets(bare)).map(({ key }) => key)).toEqual([
      'topic',
      'topic-safe',
      'depth',
    ]);
    expect(colourChoices(findFacets(papers)).map(({ key }) => key)).toEqual(
      expect.arrayContaining(['topic', 'year', 'categories']),
    );
  });

  it('gives every choice its legend', () => {
    const kinds = colourChoices(findFacets(papers)).map(({ key, name }) => {
      const scheme = schemeFor({ key, name, tree, root: rootOf(tree), theme: 'light', papers });
      return [key, scheme.legend.kind] as const;
    });
    expect(Object.fromEntries(kinds)).toMatchObject({
      topic: 'tree',
      'topic-safe': 'tree',
      depth: 'ramp',
      year: 'ramp',
      categories: 'categories',
    });
  });

  it('colours papers of one category alike', () => {
    const { swatchOf } = schemeFor({
      key: 'categories',
      name: 'Category',
      tree,
      root: rootOf(tree),
      theme: 'light',
      papers,
    });
    expect(swatchOf(0).mark).toBe(swatchOf(4).mark);
    expect(swatchOf(0).mark).not.toBe(swatchOf(5).mark);
  });
});
