import { describe, expect, it } from 'vitest';
import { only, read, urls } from '../testing/read-one';

describe('JSON', () => {
  const openAlex = {
    id: 'https://openalex.org/W1',
    doi: 'https://doi.org/10.1000/x',
    title: 'An open work',
    publication_year: 2020,
    abstract_inverted_index: { Maps: [0, 3], of: [1], papers: [2] },
    authorships: [{ author: { display_name: 'Jane Doe' } }],
    primary_location: { landing_page_url: 'https://a.org/x', source: { display_name: 'Maps' } },
    topics: [{ display_name: 'Trees' }],
  };
  const scholar = {
    paperId: 'p',
    externalIds: { DOI: '10.1000/y', ArXiv: '2101.00001', PubMed: '123456' },
    title: 'A scholarly work',
    abstract: 'Its abstract.',
    year: 2021,
    venue: 'Maps',
    authors: [{ authorId: '1', name: 'Jane Doe' }],
    s2FieldsOfStudy: [{ category: 'Maps' }, { category: 'Maps' }],
    openAccessPdf: { url: 'https://a.org/x.pdf' },
  };
  const csl = {
    id: 'doe',
    type: 'article-journal',
    title: 'A cited work',
    'container-title': 'Maps',
    author: [{ family: 'Doe', given: 'Jane' }],
    issued: { 'date-parts': [[2022, 3]] },
    DOI: '10.1000/z',
    abstract: '<jats:p>Its abstract.</jats:p>',
  };
  const zotero = {
    itemType: 'journalArticle',
    title: 'A kept work',
    abstractNote: 'Its abstract.',
    creators: [{ creatorType: 'author', firstName: 'Jane', lastName: 'Doe' }],
    date: '2023-01-01',
    publicationTitle: 'Maps',
    tags: [{ tag: 'maps' }],
  };

  it.each([
    [
      'OpenAlex',
      openAlex,
      { title: 'An open work', abstract: 'Maps of papers Maps', year: 2020, categories: ['Trees'] },
    ],
    [
      'Semantic Scholar',
      scholar,
      { title: 'A scholarly work', year: 2021, arxivId: '2101.00001', categories: ['Maps'] },
    ],
    [
      'CSL-JSON',
      csl,
      { title: 'A cited work', abstract: 'Its abstract.', year: 2022, doi: '10.1000/z' },
    ],
    ['Zotero', zotero, { title: 'A kept work', year: 2023, categories: ['maps'] }],
  ])('reads %s as an array, as lines, alone, and inside an answer', async (_, value, expected) => {
    const texts = [
      JSON.stringify([value]),
      JSON.stringify([value], null, 2),
      `${JSON.stringify(value)}\n`,
      JSON.stringify(value, null, 2),
      JSON.stringify({ meta: { count: 1, list: [{}] }, results: [value] }),
      JSON.stringify({ status: 'ok', message: { total: 1, items: [value] } }, null, 1),
      `${JSON.stringify(value)}\n${JSON.stringify({ ...value, title: 'Another one of four words', doi: '', DOI: '', externalIds: {} })}\n`,
    ];
    for (const text of texts) {
      const { corpus, report } = await read(text);
      expect(report.refusals).toEqual([]);
      expect(corpus.papers[0]).toMatchObject({ ...expected, authors: ['Jane Doe'], venue: 'Maps' });
    }
  });

  it('reads other objects by the names of their fields', async () => {
    const paper = await only(
      '{"id": "1711.0229", "title": "T of four words", "abstract": "A", "labels": ["cs.LG"], "year": 2017, "github": ["https://github.com/a/b"], "kind": "refused", "reason": "x"}',
    );
    expect(paper).toMatchObject({ arxivId: '1711.02290', categories: ['cs.LG'], year: 2017 });
    expect(urls(paper)).toContain('github https://github.com/a/b');
    expect(paper.extra).toEqual({ kind: 'refused', reason: 'x', origin: 'file' });
  });

  it('keeps what stands before and after what is broken', async () => {
    const lines = await read('{"title":"One"}\n{"title":"Tw\n[1]\n\n{"title":"Three"}\n{"title":');
    expect(lines.corpus.papers.map((paper) => paper.title)).toEqual(['One', 'Three']);
    expect(lines.report.refusals.map(({ line }) => line)).toEqual([2, 3, 6]);
    const array = await read(
      '[{"title":"One"},\n{"title":tru},\n{"title":"Three"},\n{"title":"Cut',
    );
    expect(array.corpus.papers.map((paper) => paper.title)).toEqual(['One', 'Three']);
    expect(array.report.refusals).toEqual([
      { file: 'file', line: 2, reason: 'It is not valid JSON.' },
      { file: 'file', line: 4, reason: 'The file ends in the middle of this paper.' },
    ]);
  });

  it('never lets a key reach a prototype', async () => {
    const paper = await only(
      '{"title":"T","__proto__":{"polluted":"yes"},"constructor":"c","prototype":"p"}',
    );
    expect(Object.keys(paper.extra)).toEqual(['origin']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('bears positions that ask for all memory', async () => {
    const paper = await only(
      '{"title":"T","abstract_inverted_index":{"a":[0,4294967294,-1,1.5],"b":[1]}}',
    );
    expect(paper.abstract).toBe('a b');
  });
});
