import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parquetWithLists } from '../fixtures/list-parquet';
import { tinyParquet } from '../fixtures/tiny-parquet';
import { importFiles, type ImportOutcome } from '../import-files';
import type { Paper } from '../paper';

async function read(content: BlobPart, name = 'file'): Promise<ImportOutcome> {
  return importFiles([{ name, blob: new Blob([content]) }]);
}

async function only(content: BlobPart): Promise<Paper> {
  const { corpus, report } = await read(content);
  expect(report.refusals).toEqual([]);
  expect(corpus.papers).toHaveLength(1);
  const [paper] = corpus.papers;
  if (paper === undefined) throw new Error('no paper');
  return paper;
}

function urls(paper: Paper): string[] {
  return paper.links.map(({ kind, url }) => `${kind} ${url}`);
}

describe('BibTeX', () => {
  it('reads LaTeX, strings, names and identifiers', async () => {
    const paper = await only(`
@string{jml = "Journal of Map Learning"}
@comment{ignored @article{x, title={Ignored}} }
@article{erdos,
  title = {The {\\alpha}-Tree of G\\"odel: $k^2$ maps},
  author = {Erd\\H{o}s, P{\\'a}l and {The Map Collaboration} and others},
  journal = jml # {, Series B},
  year = 2021, month = mar,
  doi = {https://doi.org/10.1000/Ab.C},
  eprint = {2101.00001v2}, archiveprefix = {arXiv},
  url = {https://example.org/a_b%20c},
  keywords = {maps, trees},
  abstract = {We show that p<0.05 for 5\\% of \\emph{maps}. Code: https://github.com/a/b.}
}`);
    expect(paper).toMatchObject({
      title: 'The α-Tree of Gödel: k² maps',
      authors: ['Pál Erdős', 'The Map Collaboration'],
      venue: 'Journal of Map Learning, Series B',
      year: 2021,
      doi: '10.1000/ab.c',
      arxivId: '2101.00001',
      categories: ['maps', 'trees'],
      abstract: 'We show that p<0.05 for 5% of maps. Code: https://github.com/a/b.',
    });
    expect(urls(paper)).toEqual([
      'doi https://doi.org/10.1000/ab.c',
      'arxiv https://arxiv.org/abs/2101.00001',
      'pdf https://arxiv.org/pdf/2101.00001',
      'paper https://example.org/a_b%20c',
      'github https://github.com/a/b',
    ]);
  });

  it('takes from the volume what the paper lacks', async () => {
    const { corpus } = await read(`
@inproceedings{child, title={A paper of the volume}, crossref={vol}}
@proceedings{vol, title={Proceedings of Maps}, year={1999}}`);
    expect(corpus.papers[0]).toMatchObject({ venue: 'Proceedings of Maps', year: 1999 });
  });

  it('loses nothing but the broken entries', async () => {
    const { corpus, report } = await read(
      [
        '@article{a, title={First whole paper}, year=2001}',
        '@article{b, title={Unclosed, year={2002},',
        '@article{c, title={Third whole paper}, year=2003}',
        'junk between entries } {',
        '@article{d, title={Unclosed at its end}, year={2004}',
        '@web_page{e, title={Fifth whole paper}}',
        '@article{f, year={2006}}',
        '@article{g, title={Cut sho',
      ].join('\n'),
    );
    expect(corpus.papers.map((paper) => paper.title)).toEqual(
      expect.arrayContaining([
        'First whole paper',
        'Third whole paper',
        'Unclosed at its end',
        'Fifth whole paper',
      ]),
    );
    expect(report.refusals).toContainEqual({
      file: 'file',
      line: 2,
      reason: 'Its braces are never closed.',
    });
    expect(report.refusals).toContainEqual({ file: 'file', line: 7, reason: 'It has no title.' });
    expect(report.found).toBe(7);
  });

  it('bears a field of a megabyte', async () => {
    const paper = await only(
      `@article{a, title={Big}, abstract={${'word $x^2$ '.repeat(100_000)}}}`,
    );
    expect(paper.abstract.length).toBeGreaterThan(1000);
  });
});

describe('RIS', () => {
  it('reads its dialects, whatever the line ends', async () => {
    const records = [
      'TY  - JOUR',
      'TI  - The title',
      'AU  - Doe, Jane',
      'AU  - Roe, R.',
      'PY  - 2020/05/01',
      'T2  - J. Maps',
      'N2  - An abstract in N2',
      ' that goes on.',
      'KW  - one',
      'two',
      'DO  - 10.1000/x',
      'UR  - https://a.org/x',
      'ER  - ',
      '',
      'TY - CONF',
      'T1 - Second',
      'A1 - Poe, E.',
      'AB - Its abstract.',
      'ER -',
    ];
    for (const end of ['\n', '\r\n', '\r', '\n\r']) {
      const { corpus, report } = await read(`\uFEFF${records.join(end)}`);
      expect(report.files[0]?.format).toBe('RIS');
      expect(corpus.papers).toHaveLength(2);
      expect(corpus.papers[0]).toMatchObject({
        title: 'The title',
        authors: ['Jane Doe', 'R. Roe'],
        year: 2020,
        venue: 'J. Maps',
        abstract: 'An abstract in N2 that goes on.',
        categories: ['one', 'two'],
        doi: '10.1000/x',
      });
      expect(corpus.papers[1]).toMatchObject({ title: 'Second', abstract: 'Its abstract.' });
    }
  });

  it('reads records that are not ended', async () => {
    const { corpus } = await read('TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\n');
    expect(corpus.papers.map((paper) => paper.title)).toEqual(['One', 'Two']);
  });
});

describe('MEDLINE and Web of Science', () => {
  it('reads MEDLINE, also under another ending', async () => {
    const paper = await only(
      'PMID- 123456\nTI  - A long title\n      that goes on.\nAB  - Its abstract.\nFAU - Doe, Jane\nAU  - Doe J\nDP  - 2020 Feb\nJT  - Maps\nMH  - *Trees\nOT  - maps\nLID - 10.1000/x [doi]\n',
    );
    expect(paper).toMatchObject({
      title: 'A long title that goes on',
      authors: ['Jane Doe'],
      year: 2020,
      venue: 'Maps',
      categories: ['maps', 'Trees'],
      doi: '10.1000/x',
    });
    expect(urls(paper)).toContain('pubmed https://pubmed.ncbi.nlm.nih.gov/123456/');
  });

  it('reads the tagged export of Web of Science', async () => {
    const paper = await only(
      'FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Doe, J\n   Roe, R\nTI A title\n   that goes on\nSO MAPS\nDE maps; trees\nAB Its abstract.\nPY 2019\nDI 10.1000/x\nER\n\nEF',
    );
    expect(paper).toMatchObject({
      title: 'A title that goes on',
      authors: ['J Doe', 'R Roe'],
      venue: 'MAPS',
      categories: ['maps', 'trees'],
      year: 2019,
    });
  });
});

describe('tables', () => {
  it.each([',', '\t', ';', '|'])('reads rows cut by %j', async (cut) => {
    const rows = [
      ['Title', 'Abstract', 'Authors', 'Year', 'DOI'],
      [
        '"Maps, trees; and | tabs\there"',
        '"Two\nlines, and a ""quote"""',
        '"Doe, J.; Roe, R."',
        '2020',
        '10.1000/x',
      ],
      ['Second', 'Short row'],
    ];
    const { corpus } = await read(`\uFEFF${rows.map((row) => row.join(cut)).join('\r\n')}`);
    expect(corpus.papers).toHaveLength(2);
    expect(corpus.papers[0]).toMatchObject({
      title: 'Maps, trees; and | tabs here',
      abstract: 'Two lines, and a "quote"',
      authors: ['J. Doe', 'R. Roe'],
      year: 2020,
    });
  });

  it('names the line of each row, behind quoted line breaks too', async () => {
    const { report } = await read('title,abstract\n"a\nb",x\n,"no\ntitle"\nlast,y\n,none\n');
    expect(report.refusals.map((refusal) => refusal.line)).toEqual([4, 7]);
  });

  it('loses one line to a quotation mark that is never closed', async () => {
    const { corpus, report } = await read('title,abstract\nOne,a\n"Two,b\nThree,c\nFour,d\n');
    expect(corpus.papers.map((paper) => paper.title)).toEqual(['One', 'Three', 'Four']);
    expect(report.refusals).toEqual([
      { file: 'file', line: 3, reason: 'A quotation mark that is never closed.' },
    ]);
  });

  it.each([
    [
      'Zotero',
      'Key,Item Type,Publication Year,Author,Title,Publication Title,DOI,Url,Abstract Note,Manual Tags',
    ],
    ['Scopus', 'Authors,Title,Year,Source title,DOI,Link,Abstract,Author Keywords'],
    ['Web of Science', 'PT\tAU\tTI\tSO\tDE\tAB\tPY\tDI'],
    [
      'IEEE Xplore',
      'Document Title,Authors,Publication Title,Publication Year,Abstract,DOI,PDF Link,Author Keywords',
    ],
    ['PubMed', 'PMID,Title,Authors,Citation,Journal/Book,Publication Year,DOI'],
    ['Covidence', 'Title,Authors,Abstract,Published Year,Journal,DOI,Tags'],
    ['Rayyan', 'key,title,year,month,day,journal,authors,url,abstract,notes'],
    [
      'OpenAlex',
      'id,doi,title,publication_year,primary_location.source.display_name,authorships.author.display_name,abstract',
    ],
  ])('knows the columns of %s', async (_, header) => {
    const cut = header.includes('\t') ? '\t' : ',';
    const columns = header.split(cut);
    const row = columns.map((column) =>
      /year|^PY$/iu.test(column) ? '2020' : `value of ${column}`,
    );
    const { report, corpus } = await read(`${header}\n${row.join(cut)}\n`);
    const known = report.files[0]?.columns
      .filter((use) => use.field !== 'extra')
      .map((use) => use.field);
    expect(known).toEqual(expect.arrayContaining(['title', 'authors', 'date', 'venue']));
    expect(corpus.papers[0]?.title).toMatch(/^value of (?:Document )?(?:Title|TI)$/iu);
  });

  it('asks which column is the title, and reads the table once told', async () => {
    const content =
      'heading;text\nFirst heading;The text of the first\nSecond heading;The text of the second\n';
    const file = { name: 'notes.csv', blob: new Blob([content]) };
    const asked = await importFiles([file]);
    expect(asked.corpus.papers).toEqual([]);
    expect(asked.toMap).toEqual([
      {
        file: 'notes.csv',
        columns: ['heading', 'text'],
        sample: [
          ['First heading', 'The text of the first'],
          ['Second heading', 'The text of the second'],
        ],
      },
    ]);
    const told = await importFiles([file], {
      mappings: { 'notes.csv': { heading: 'title', text: 'abstract' } },
    });
    expect(told.corpus.papers.map((paper) => [paper.title, paper.abstract])).toEqual([
      ['First heading', 'The text of the first'],
      ['Second heading', 'The text of the second'],
    ]);
    expect(told.toMap).toEqual([]);
  });
});

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

describe('Atom', () => {
  const entry =
    '<entry><id>http://arxiv.org/abs/2406.03790v2</id><published>2024-06-06T07:01:50Z</published><title>Maps &amp;\n trees</title><summary> Of $\\alpha$. </summary><author><name>Jane Doe</name></author><arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CL"/><category term="cs.LG"/></entry>';
  it('reads an answer of arXiv', async () => {
    const { corpus } = await read(
      `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Query</title>\n${entry}\n<entry><title>cut`,
    );
    expect(corpus.papers[0]).toMatchObject({
      title: 'Maps & trees',
      abstract: 'Of α.',
      authors: ['Jane Doe'],
      year: 2024,
      arxivId: '2406.03790',
      categories: ['cs.CL', 'cs.LG'],
    });
  });

  it('expands no entities', async () => {
    const bomb = `<!DOCTYPE f [<!ENTITY a "${'x'.repeat(100)}">${Array.from({ length: 20 }, (_, i) => `<!ENTITY b${i} "${`&${i === 0 ? 'a' : `b${i - 1}`};`.repeat(10)}">`).join('')}]>`;
    const { corpus } = await read(
      `<?xml version="1.0"?>${bomb}<feed><entry><title>T &b19;</title><summary>&xxe;</summary></entry></feed>`,
    );
    expect(corpus.papers[0]?.title.length).toBeLessThan(50);
  });
});

describe('Parquet', () => {
  const columns = {
    title: ['One of the papers', 'Two of the papers'],
    abstract: ['About maps.', 'About trees: α.'],
    year: ['2020', '2021'],
    embedding: ['[1,0]', '[0,1]'],
  };

  it('reads columns by name, vectors too', async () => {
    const { corpus, report, vectors } = await read(tinyParquet(columns), 'p.parquet');
    expect(report.files[0]).toMatchObject({ format: 'Parquet', found: 2, failure: null });
    expect(corpus.papers[1]).toMatchObject({
      title: 'Two of the papers',
      abstract: 'About trees: α.',
      year: 2021,
    });
    expect([...(vectors?.data ?? [])]).toEqual([1, 0, 0, 1]);
  });

  it('asks for the title, and names a compression that it cannot read', async () => {
    const asked = await read(tinyParquet({ a: ['First heading'], b: ['Text'] }), 'p.parquet');
    expect(asked.toMap).toMatchObject([{ file: 'p.parquet', columns: ['a', 'b'] }]);
    const packed = await read(tinyParquet(columns, 6), 'p.parquet');
    expect(packed.report.files[0]?.failure?.code).toBe('parquet-compression');
  });

  it('takes a list of numbers as the vector', async () => {
    const { corpus, report, vectors } = await read(parquetWithLists(), 'p.parquet');
    expect(report.files[0]).toMatchObject({ format: 'Parquet', found: 3, failure: null });
    expect(report.vectors).toMatchObject({ state: 'used', n: 3, d: 2 });
    const [x, y] = [Math.fround(0.6), Math.fround(0.8)];
    expect([...(vectors?.data ?? [])]).toEqual([1, 0, x, y, 0, -1]);
    expect(corpus.papers.map(({ extra }) => extra['embedding'])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it(
    'bears any of its bytes being another, in bounded time and memory',
    { timeout: 60_000 },
    async () => {
      const files = [tinyParquet(columns), parquetWithLists()];
      const flip = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
      const flips = fc.array(flip, { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...files), flips, async (whole, changes) => {
          const damaged = whole.slice();
          for (const { at, byte } of changes) damaged[at % damaged.length] = byte;
          const { report } = await read(damaged, 'p.parquet');
          expect(report.found).toBe(report.kept + report.merged + report.refused);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('bears being cut short anywhere', async () => {
    const whole = tinyParquet(columns);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (at) => {
        const { corpus, report } = await read(whole.slice(0, at), 'p.parquet');
        expect(corpus.papers).toEqual([]);
        expect(report.files[0]?.failure?.remedy).not.toBe('');
      }),
    );
  });
});
