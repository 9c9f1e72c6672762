import { describe, expect, it } from 'vitest';
import { blankPaper } from '../../corpus/paper';
import { indexFacet } from '../../explorer/marks/facet-counts';
import { tellingFacets, topicNote } from './topic-note';

const papers = Array.from({ length: 8 }, (_, at) => ({
  ...blankPaper(`p${at}`, `Paper ${at}`),
  authors: [`Author ${at}`],
  year: at === 7 ? null : 2016 + at,
  categories: at < 5 ? ['cs.CV', 'cs.LG'] : ['cs.CL'],
  links: at < 2 ? [{ kind: 'github' as const, url: 'https://github.com/a/b' }] : [],
}));
const index = (key: string) => indexFacet(papers, key);

describe('what is said of a topic', () => {
  it('is the top values of its facets, with their shares', () => {
    const facets = tellingFacets(['authors', 'categories', 'year', 'code'], 'topic').map(index);
    expect(topicNote(facets, [0, 1, 2, 5])).toEqual({
      label: 'cs.CV 75%',
      tip: 'cs.CV 75%, cs.LG 75%, cs.CL 25% · 2016–2021 · 50% with code',
    });
  });

  it('names a single year once, and leaves out what no paper has', () => {
    expect(topicNote([index('year')], [3])).toEqual({ label: '', tip: '2019' });
    expect(topicNote([index('year'), index('venue')], [7])).toEqual({ label: '', tip: '' });
  });

  it('begins with the facet it is asked for first', () => {
    expect(tellingFacets(['categories', 'authors', 'code'], 'code')).toEqual([
      'code',
      'categories',
    ]);
    expect(topicNote([index('code'), index('categories')], [5, 6]).tip).toBe(
      '0% with code · cs.CL 100%',
    );
  });
});
