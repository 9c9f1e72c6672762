import { describe, expect, it } from 'vitest';
import { cases } from '../../foundation/testing/cases';
import type { ImportOutcome } from '../import-files';
import { importFiles } from '../import-run';
import { checkOutcome } from '../testing/check-outcome';
import { read, urls } from '../testing/read-one';

const words = 'Words that go on and on. '.repeat(3);

function scholar(i: number, more: object = {}): object {
  return {
    paperId: `p${i}`,
    externalIds: { DOI: `10.1234/s${i}` },
    url: `https://www.semanticscholar.org/paper/p${i}`,
    title: `Scholarly work number ${i} about gears`,
    abstract: `Invented abstract ${i}. ${words}`,
    year: 2020,
    authors: [{ authorId: '1', name: 'Ann Roe' }],
    ...more,
  };
}

const arxiv = {
  id: 'hep-th/9901001',
  submitter: 'B',
  authors: 'Ann Roe, Ben Poe Jr and C. D. Doe (University of Gears)',
  title: 'Old ids of widgets\n  in gears',
  'journal-ref': null,
  doi: null,
  categories: 'hep-th hep-ph math.QA',
  abstract: '  An invented abstract.\n',
  versions: [
    { version: 'v1', created: 'Fri, 1 Jan 1999 10:00:00 GMT' },
    { version: 'v2', created: 'Fri, 1 Jan 2010 10:00:00 GMT' },
  ],
  update_date: '2010-01-02',
  authors_parsed: [
    ['Roe', 'Ann', ''],
    ['Poe', 'Ben', 'Jr'],
    ['Doe', 'C. D.', '', 'University of Gears'],
  ],
};
const daily = {
  paper: {
    id: '2410.17241',
    authors: [{ _id: 'a', name: 'Ann Roe', hidden: false }],
    publishedAt: '2024-10-22T17:59:30.000Z',
    title: 'Widgets of the day\n  in gears',
    summary: 'An invented\nsummary.',
    upvotes: 64,
    githubRepo: 'https://github.com/example/widgets',
  },
  publishedAt: '2025-10-25T00:57:09.392Z',
  title: 'Widgets of the day in gears',
  numComments: 3,
};
const note = {
  id: 'AbC1',
  forum: 'AbC1',
  cdate: Date.UTC(2023, 8, 20),
  content: {
    title: { value: 'OpenReview widgets in gears' },
    abstract: { value: 'An invented abstract.' },
    authors: { value: ['Ann Roe', 'Ben Poe'] },
    keywords: { value: ['gears'] },
    venue: { value: 'GEARS 2024 poster' },
    pdf: { value: '/pdf/x.pdf' },
  },
};
const firstNote = {
  id: 'AbC1',
  forum: 'AbC1',
  invitation: 'GEARS.cc/2021/Conference/-/Blind_Submission',
  cdate: Date.UTC(2021, 0, 20),
  content: {
    title: 'OpenReview widgets in gears',
    abstract: 'An invented abstract.',
    authors: ['Ann Roe', 'Ben Poe'],
    keywords: ['gears'],
  },
};
const dblp = {
  '@score': '3',
  info: {
    authors: { author: { '@pid': '1', text: 'Ann Roe 0001' } },
    title: 'DBLP widgets in gears.',
    venue: 'GEARS',
    year: '2024',
    doi: '10.1234/db1',
    ee: 'https://doi.org/10.1234/db1',
    url: 'https://dblp.org/rec/conf/gears/1',
  },
};
const crossref = {
  DOI: '10.1234/c1',
  type: 'journal-article',
  title: ['Widgets in <i>Crossref</i> works'],
  'container-title': ['Annals of Gears'],
  author: [{ given: 'Ann', family: 'Roe' }, { name: 'Gear Consortium' }],
  issued: { 'date-parts': [[2021, 5]] },
  abstract: '<jats:title>Abstract</jats:title><jats:p>An invented abstract.</jats:p>',
  reference: [{ key: '1', 'article-title': 'A title that is cited', unstructured: 'x' }],
};
const listed = {
  title: 'A listed paper about gears',
  status: 'Poster',
  track: 'main',
  site: 'https://gears.example.org/virtual/2024/poster/3',
  author: 'Ann Roe;Ben Poe',
  abstract: 'An invented abstract.',
  keywords: 'gears;widgets',
  github: 'https://github.com/example/listed',
};
const inspire = {
  metadata: {
    control_number: 1,
    titles: [{ title: 'Widgets in high energy' }],
    abstracts: [{ value: 'An invented abstract.', source: 'arXiv' }],
    authors: [{ full_name: 'Roe, Ann' }],
    arxiv_eprints: [{ value: '2101.00001', categories: ['hep-ph'] }],
    earliest_date: '2021-01-01',
  },
};
const dataCite = {
  id: '10.1234/dc',
  type: 'dois',
  attributes: {
    doi: '10.1234/dc',
    titles: [{ title: 'Widgets with a DataCite DOI' }],
    creators: [{ name: 'Roe, Ann' }],
    descriptions: [{ description: 'An invented abstract.', descriptionType: 'Abstract' }],
    publicationYear: 2020,
  },
};
const zenodo = {
  id: 1,
  doi: '10.5281/zenodo.1',
  title: 'Widgets kept at Zenodo',
  metadata: {
    title: 'Widgets kept at Zenodo',
    description: '<p>An invented abstract.</p>',
    creators: [{ name: 'Roe, Ann' }],
    publication_date: '2022-02-02',
    keywords: ['gears'],
  },
};
const europe = {
  id: '1',
  pmid: '12345678',
  title: 'Widgets in Europe PMC.',
  authorString: 'Roe A, Poe B.',
  pubYear: '2019',
  abstractText: 'An invented abstract.',
  journalInfo: { journal: { title: 'Annals of Gears' } },
};

/** A value of each service, and what it must become. */
const services: readonly (readonly [string, object, object])[] = [
  [
    'arXiv snapshot',
    arxiv,
    {
      title: 'Old ids of widgets in gears',
      authors: ['Ann Roe', 'Ben Poe Jr', 'C. D. Doe'],
      year: 1999,
      categories: ['hep-th', 'hep-ph', 'math.QA'],
      arxivId: 'hep-th/9901001',
      venue: null,
    },
  ],
  [
    'Hugging Face daily',
    daily,
    {
      title: 'Widgets of the day in gears',
      abstract: 'An invented summary.',
      year: 2024,
      arxivId: '2410.17241',
      authors: ['Ann Roe'],
    },
  ],
  ['Hugging Face paper', daily.paper, { year: 2024, arxivId: '2410.17241', authors: ['Ann Roe'] }],
  [
    'OpenReview 2',
    note,
    {
      title: 'OpenReview widgets in gears',
      year: 2024,
      venue: 'GEARS 2024 poster',
      categories: ['gears'],
      authors: ['Ann Roe', 'Ben Poe'],
    },
  ],
  ['OpenReview 1', firstNote, { title: 'OpenReview widgets in gears', year: 2021 }],
  [
    'DBLP',
    dblp,
    { title: 'DBLP widgets in gears', authors: ['Ann Roe'], venue: 'GEARS', doi: '10.1234/db1' },
  ],
  [
    'Crossref',
    crossref,
    {
      title: 'Widgets in Crossref works',
      authors: ['Ann Roe', 'Gear Consortium'],
      year: 2021,
      venue: 'Annals of Gears',
    },
  ],
  [
    'paperlists',
    listed,
    { authors: ['Ann Roe', 'Ben Poe'], year: 2024, categories: ['gears', 'widgets'] },
  ],
  ['Semantic Scholar', scholar(1), { doi: '10.1234/s1', year: 2020, authors: ['Ann Roe'] }],
  ['citing paper', { contexts: [], citingPaper: scholar(1) }, { doi: '10.1234/s1' }],
  ['cited paper', { citedPaper: scholar(1), intents: ['x'] }, { doi: '10.1234/s1' }],
  ['snippet', { score: 1, snippet: { text: 'x' }, paper: scholar(1) }, { doi: '10.1234/s1' }],
  ['INSPIRE', inspire, { arxivId: '2101.00001', authors: ['Ann Roe'], year: 2021 }],
  ['DataCite', dataCite, { doi: '10.1234/dc', year: 2020, abstract: 'An invented abstract.' }],
  ['Zenodo', zenodo, { doi: '10.5281/zenodo.1', year: 2022, abstract: 'An invented abstract.' }],
  [
    'Europe PMC',
    europe,
    { venue: 'Annals of Gears', year: 2019, abstract: 'An invented abstract.' },
  ],
];

/** Objects with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)]);
  return Object.fromEntries(entries.reverse());
}

const padding = { about: { text: 'x'.repeat(200_000), list: [{ a: 1 }, { b: [] }] } };

/** The ways in which a list of values is written down. */
const layouts: readonly (readonly [string, (values: readonly object[]) => string])[] = [
  ['an array', (values) => JSON.stringify(values)],
  ['a pretty array', (values) => JSON.stringify(values, null, 2)],
  ['lines', (values) => values.map((value) => JSON.stringify(value)).join('\n')],
  ['pretty values', (values) => values.map((value) => JSON.stringify(value, null, 1)).join('\n')],
  ['under data', (values) => JSON.stringify({ total: 2, offset: 0, data: values })],
  ['behind much else', (values) => JSON.stringify({ ...padding, results: values }, null, 2)],
  ['before much else', (values) => JSON.stringify({ recommendedPapers: values, ...padding })],
  ['deep', (values) => JSON.stringify({ result: { hits: { '@total': '2', hit: values } } })],
  ['a name of its own', (values) => JSON.stringify({ title: 'A list', 'my reading': values })],
  ['by id', (values) => JSON.stringify({ result: { uids: ['a'], a: values[0], b: values[1] } })],
  ['pages', (values) => JSON.stringify(values.map((value) => ({ data: [value] })))],
  ['lines of pages', (values) => values.map((v) => JSON.stringify({ data: [v] })).join('\n')],
  ['arrays in lines', (values) => values.map((value) => JSON.stringify([value])).join('\n')],
];

function two(value: object): object[] {
  const other: unknown = JSON.parse(
    JSON.stringify(value)
      .replaceAll(/(gears|works|energy|DOI|Zenodo|PMC\.|number 1)/gu, 'another $1')
      .replaceAll(/10\.(\d+)\/(\w+)/gu, '10.$1/$2x')
      .replaceAll('9901001', '9901002')
      .replaceAll('2410.17241', '2410.17242')
      .replaceAll('2101.00001', '2101.00002')
      .replaceAll('AbC1', 'AbC2'),
  );
  return typeof other === 'object' && other !== null ? [value, other] : [value];
}

function check({ corpus, report }: ImportOutcome, expected: object): void {
  expect(report.refusals).toEqual([]);
  expect(corpus.papers).toHaveLength(2);
  expect(corpus.papers[0]).toMatchObject(expected);
}

describe('papers as services write them', () => {
  describe.each(services)('%s', (_, value, expected) => {
    it.each(layouts)('as %s, keys in either order', async (_layout, write) => {
      const values = two(value);
      check(await read(write(values)), expected);
      const other = values.map((one) => reversed(one)).filter((one) => typeof one === 'object');
      check(await read(write(other.flatMap((one) => (one === null ? [] : [one])))), expected);
    });
  });

  it('links to code, forum and paper page', async () => {
    const { corpus } = await read(JSON.stringify([daily, note, listed]));
    const links = corpus.papers.map(urls);
    expect(links[0]).toContain('github https://github.com/example/widgets');
    expect(links[0]).toContain('huggingface https://huggingface.co/papers/2410.17241');
    expect(links[1]).toContain('openreview https://openreview.net/forum?id=AbC1');
    expect(links[1]).toContain('pdf https://openreview.net/pdf/x.pdf');
    expect(links[2]).toContain('github https://github.com/example/listed');
  });

  it('takes no review on OpenReview and no attachment of Zotero for a paper', async () => {
    const review = {
      id: 'r',
      forum: 'AbC1',
      invitations: [],
      content: { title: { value: 'Review' } },
    };
    const { corpus, report } = await read(
      JSON.stringify([note, review, { itemType: 'attachment', title: 'PDF' }]),
    );
    expect(corpus.papers).toHaveLength(1);
    expect(report.refusals.map(({ reason }) => reason)).toEqual([
      'It is a review or comment on OpenReview, not a paper.',
      'It is what Zotero calls an attachment, not a paper.',
    ]);
  });

  it('counts the papers that a service does not know', async () => {
    const { report } = await read(JSON.stringify([scholar(1), null, scholar(2), null]));
    expect(report).toMatchObject({ found: 4, kept: 2, refused: 2 });
    expect(report.refusals[0]?.reason).toBe('It is null: the service knows no such paper.');
    expect((await read(JSON.stringify([null, scholar(1)]))).report).toMatchObject({ kept: 1 });
  });
});

describe('a paper with its citations and references', () => {
  const others = (from: number, n: number): object[] =>
    Array.from({ length: n }, (_, i) => scholar(from + i));
  const sizes = [3, cases(4000)] as const;
  it.each(sizes.flatMap((n) => [false, true].map((pretty) => [n, pretty] as const)))(
    'is itself, and on request they too: %i citations, pretty %s',
    async (n, pretty) => {
      const paper = scholar(0, { references: [...others(50_000, 2), { title: null }] });
      for (const value of [
        { ...paper, citations: others(1, n) },
        { citations: others(1, n), ...paper },
      ]) {
        const text = JSON.stringify(value, null, pretty ? 1 : 0);
        if (n > 3) expect(text.length).toBeGreaterThan(1_000_000);
        const alone = await read(text);
        expect(alone.corpus.papers.map(({ doi }) => doi)).toEqual(['10.1234/s0']);
        expect(alone.report.files[0]?.related).toBe(n + 2);
        const all = await importFiles([{ name: 'a', blob: new Blob([text]) }], {
          choices: { a: { related: true } },
        });
        expect(all.report).toMatchObject({ kept: n + 3, refused: 0, merged: 0 });
      }
    },
    60_000,
  );

  it('is one of many in lines and arrays as well', async () => {
    const papers = [0, 1].map((i) =>
      scholar(i, { citations: [scholar(10 + i)], references: null }),
    );
    for (const text of [JSON.stringify(papers), papers.map((p) => JSON.stringify(p)).join('\n')]) {
      expect((await read(text)).report).toMatchObject({ kept: 2, refused: 0 });
    }
  });
});

describe('JSON that is not as it should be', () => {
  it('is understood where programs write what is no JSON', async () => {
    const { corpus, report } = await read(
      '[{"title":"One about gears","year":NaN,"abstract":"two\nlines",},\n{"title":"Two, with NaN, about","n":-Infinity}]',
    );
    expect(report.refusals).toEqual([]);
    expect(corpus.papers.map(({ title }) => title)).toEqual([
      'One about gears',
      'Two, with NaN, about',
    ]);
    expect(corpus.papers[0]?.abstract).toBe('two lines');
  });

  it('loses one paper to one unclosed string, not those after it', async () => {
    const papers = Array.from({ length: 100 }, (_, i) => scholar(i));
    for (const text of [
      JSON.stringify(papers, null, 2),
      JSON.stringify({ total: 100, data: papers }, null, 2),
      papers.map((paper) => JSON.stringify(paper)).join('\n'),
    ]) {
      const outcome = await read(text.replace('number 40 about gears"', 'number 40 about gears'));
      checkOutcome(outcome);
      expect(outcome.report.kept).toBe(99);
      expect(outcome.report.refused).toBe(1);
    }
  });

  it('is read up to where it ends, in an envelope too', async () => {
    const papers = Array.from({ length: 100 }, (_, i) => scholar(i));
    const text = JSON.stringify({ total: 100, data: papers });
    const outcome = await read(text.slice(0, text.indexOf('number 60')));
    expect(outcome.report).toMatchObject({ kept: 60, refused: 1 });
    expect(outcome.report.refusals[0]?.reason).toBe('The file ends in the middle of this paper.');
  });

  it('is told from the answer of a service that failed', async () => {
    for (const answer of [
      '{"message": "Too Many Requests. Please wait.", "code": "429"}',
      '{"error": {"code": 404, "message": "No such paper"}}',
    ]) {
      const { report } = await read(answer);
      expect(report.files[0]?.failure?.code).toBe('file-service-error');
    }
  });

  it('does not ask for columns because the first record alone has no title', async () => {
    const { report, toMap } = await read('{"a":1}\n{"title":"T of four words"}\n');
    expect(toMap).toEqual([]);
    expect(report).toMatchObject({ kept: 1, refused: 1 });
    expect((await read('{"Überschrift":"x","b":1}\n{"Überschrift":"y"}\n')).toMap).toHaveLength(1);
    expect((await read('{"response":{"docs":[{"a":"x"},{"a":"y"}]}}')).toMap).toHaveLength(1);
  });
});

it('reads the papers of a list of references of which some are not known', async () => {
  const { corpus, report } = await read(
    JSON.stringify({
      data: [
        {
          citedPaper: {
            paperId: 'a',
            title: 'Bees cited here',
            year: null,
            publicationDate: '2001-02-03',
            authors: [],
          },
        },
        { citedPaper: { paperId: null, title: null } },
      ],
    }),
  );
  expect(corpus.papers).toMatchObject([{ title: 'Bees cited here', year: 2001 }]);
  expect(report).toMatchObject({ found: 2, refused: 1 });
});
