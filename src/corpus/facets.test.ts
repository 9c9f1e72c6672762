import { describe, expect, it } from 'vitest';
import { facetValues, findFacets } from './facets';
import { withOrigin } from './origin';
import { blankPaper, type Paper } from './paper';

function paper(index: number, fields: Partial<Paper> = {}): Paper {
  return { ...blankPaper(`p${index}`, `Paper ${index}`), ...fields };
}

function facetOf(papers: readonly Paper[], key: string) {
  return findFacets(papers).find((facet) => facet.key === key);
}

describe('findFacets', () => {
  it('counts papers, not mentions, the most frequent value first', () => {
    const papers = [
      paper(0, { categories: ['b', 'a', 'b'] }),
      paper(1, { categories: ['b'] }),
      paper(2, { categories: ['c'] }),
    ];
    expect(facetOf(papers, 'categories')?.values).toEqual([
      { value: 'b', count: 2 },
      { value: 'a', count: 1 },
      { value: 'c', count: 1 },
    ]);
  });

  it('lists years in their order', () => {
    const papers = [2021, 1999, 2021, null].map((year, i) => paper(i, { year }));
    expect(facetOf(papers, 'year')?.values).toEqual([
      { value: '1999', count: 1 },
      { value: '2021', count: 2 },
    ]);
  });

  it('tells papers with code or an abstract from those without', () => {
    const papers = [
      paper(0, {
        abstract: 'About maps.',
        links: [{ kind: 'github', url: 'https://github.com/a/b' }],
      }),
      paper(1, { links: [{ kind: 'doi', url: 'https://doi.org/10.1/x' }] }),
    ];
    expect(facetOf(papers, 'code')?.values.map(({ value }) => value)).toEqual(['no', 'yes']);
    expect(facetOf(papers, 'abstract')?.values.map(({ value }) => value)).toEqual(['no', 'yes']);
  });

  it('leaves out what all papers share', () => {
    expect(findFacets([paper(0, { venue: 'V' }), paper(1, { venue: 'V' })])).toEqual([]);
    expect(findFacets([])).toEqual([]);
  });

  it('finds columns of few short values that some papers share', () => {
    const papers = Array.from({ length: 120 }, (_, i) =>
      paper(i, {
        extra: {
          screening: i % 3 === 0 ? 'include' : 'exclude',
          key: `k${i}`,
          note: `${'A sentence that is far too long to be the value of a facet'.repeat(2)} ${i % 2}`,
        },
      }),
    );
    expect(findFacets(papers).map(({ key }) => key)).toEqual(['extra:screening']);
    expect(facetOf(papers, 'extra:screening')?.values).toEqual([
      { value: 'exclude', count: 80 },
      { value: 'include', count: 40 },
    ]);
  });

  it('takes no ids, places within a volume, addresses or measures', () => {
    const columns =
      'volume,Issue,number,pages,Page start,ISBN,ISSN-L,edition,month,DOI,PMCID,recordId,primary_location.id,Cited by,cited_by_count,publication_date,Journal Abbreviation';
    const papers = Array.from({ length: 60 }, (_, i) =>
      paper(i, {
        extra: {
          ...Object.fromEntries(columns.split(',').map((column) => [column, String(i % 3)])),
          host: `https://openalex.org/P${i % 2}`,
          fwci: `${i % 4}.5`,
          language: 'en',
          covid: i % 2 === 0 ? 'yes' : 'no',
          publisher: `Press ${i % 7}`,
          town: `Town ${i % 40}`,
        },
      }),
    );
    expect(findFacets(papers).map(({ key }) => key)).toEqual(['extra:covid', 'extra:publisher']);
  });

  it('tells a second pile from the first by where each came from, however many there are', () => {
    const papers = Array.from({ length: 60 }, (_, i) => withOrigin(paper(i), `pile-${i}.bib`));
    const origin = facetOf(papers, 'extra:origin');
    expect(origin?.name).toBe('Origin');
    expect(origin?.values).toHaveLength(60);
    expect(facetOf(papers.slice(0, 1), 'extra:origin')).toBeUndefined();
  });
});

describe('facetValues', () => {
  it('knows no column that the paper only inherits', () => {
    expect(facetValues(paper(0), 'extra:toString')).toEqual([]);
    expect(facetValues(paper(0, { extra: { a: 'b' } }), 'extra:a')).toEqual(['b']);
  });
});

describe('withOrigin', () => {
  it('keeps the origin that a paper has', () => {
    const first = withOrigin(paper(0), 'first.bib');
    expect(withOrigin(first, 'second.bib')).toBe(first);
  });
});
