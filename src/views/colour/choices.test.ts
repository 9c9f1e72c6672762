import { describe, expect, it } from 'vitest';
import { rootOf } from '../../clustering/dendrogram';
import { blankPaper } from '../../corpus/paper';
import { workedMap } from '../../explorer/testing/worked-map';
import { findFacets } from '../../corpus/facets';
import { colourChoices, schemeFor, yearRange } from './choices';

const { tree } = workedMap();
const papers = Array.from({ length: tree.n }, (_, index) => ({
  ...blankPaper(`p${index}`, `Paper ${index}`),
  year: 2000 + index,
  categories: [index < 5 ? 'cs.LG' : 'cs.CV'],
}));

const scores = new Map([
  [2, 7.5],
  [0, 3],
  [5, 0.5],
]);
const input = { tree, root: rootOf(tree), theme: 'light', papers, scores } as const;

describe('what the map can be coloured by', () => {
  it('is its structure, and what its papers carry', () => {
    const bare = Array.from({ length: 8 }, (_, index) => blankPaper(`p${index}`, 'P'));
    expect(colourChoices(findFacets(bare), false).map(({ key }) => key)).toEqual([
      'topic',
      'topic-safe',
      'depth',
    ]);
    expect(colourChoices(findFacets(papers), true).map(({ key }) => key)).toEqual(
      expect.arrayContaining(['topic', 'year', 'categories']),
    );
  });

  it('gives every choice its legend', () => {
    const kinds = colourChoices(findFacets(papers), true).map(({ key, name }) => {
      const scheme = schemeFor({ key, name, ...input });
      return [key, scheme.legend.kind] as const;
    });
    expect(Object.fromEntries(kinds)).toMatchObject({
      topic: 'tree',
      'topic-safe': 'tree',
      depth: 'ramp',
      year: 'ramp',
      categories: 'categories',
      score: 'ramp',
    });
  });

  it('offers the score only while something is searched for', () => {
    expect(colourChoices(findFacets(papers), false).map(({ key }) => key)).not.toContain('score');
  });

  it('tells better matches from weaker ones, and both from what was not found', () => {
    const { swatchOf, legend } = schemeFor({ key: 'score', name: 'Search score', ...input });
    const marks = [2, 0, 5, 7].map((leaf) => swatchOf(leaf).mark);
    expect(new Set(marks).size).toBe(4);
    expect(swatchOf(7).mark).toBe(swatchOf(1).mark);
    expect(legend).toMatchObject({
      title: 'Search score',
      from: 'weakest match',
      to: 'best match',
      missing: { label: 'not found', colour: swatchOf(7).mark },
    });
  });

  it('begins the years after a few old papers that would take most of the ramp', () => {
    const dated = (years: readonly number[]) =>
      yearRange(years.map((year, at) => ({ ...blankPaper(`p${at}`, 'P'), year })));
    const even = Array.from({ length: 24 }, (_, at) => 2000 + at);
    expect(dated(even)).toEqual({});
    const old = dated([1920, ...even.slice(1)]);
    expect(old).toEqual({ range: [2001, 2023], ends: ['2001 or before', '2023'] });
  });

  it('colours papers of one category alike', () => {
    const { swatchOf } = schemeFor({
      key: 'categories',
      name: 'Category',
      ...input,
    });
    expect(swatchOf(0).mark).toBe(swatchOf(4).mark);
    expect(swatchOf(0).mark).not.toBe(swatchOf(5).mark);
  });
});
