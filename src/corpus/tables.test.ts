/** Tables as people have them: each kind of oddity is read right or reported, never shifted in silence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../foundation/testing/cases';
import { importFiles } from './import-run';
import { checkOutcome } from './testing/check-outcome';
import { damaged, mutation } from './testing/mutations';
import { read } from './testing/read-one';

const said = async (content: string) => {
  const outcome = await read(content, 'table.csv');
  checkOutcome(outcome);
  const [file] = outcome.report.files;
  return {
    papers: outcome.corpus.papers.map(({ title, abstract, year }) => [title, abstract, year]),
    refusals: outcome.report.refusals,
    notes: file?.notes ?? [],
    failure: file?.failure ?? null,
    toMap: outcome.toMap,
  };
};

const bees = ['Bees in old gardens', 'Bees, seen and counted.', 2001];
const ants = ['Ants in old gardens', 'Ants; "fine" ones.', 2002];
const rows =
  'Bees in old gardens,"Bees, seen and counted.",2001\nAnts in old gardens,"Ants; ""fine"" ones.",2002\n';
const table = `Title,Abstract,Year\n${rows}`;

describe('lines above the header', () => {
  it.each([
    ['a sentence', 'About the data: exported today, with commas, and so on\n'],
    ['a quoted sentence', '"About the data: ""bees"" in title, © 2021"\n'],
    ['a query and a rule', '"SEARCH QUERY","bees:ti"\n-------------\n\n'],
    ['an address', 'https://example.org/search?q=bees,ants\n'],
    ['cells of a spreadsheet', 'Search history,,\n,,\nbees AND gardens,,\n'],
    ['an unclosed mark', 'Query: "bees\n'],
    ['a statement of the delimiter', 'sep=,\n'],
    [
      'more lines than fit a screen',
      Array.from({ length: 30 }, (_, i) => `#${i} bees`).join('\n') + '\n',
    ],
  ])('are passed over and named: %s', async (_, above) => {
    const { papers, notes, refusals } = await said(above + table);
    expect(papers).toEqual([bees, ants]);
    expect(refusals).toEqual([]);
    expect(notes.join(' ')).toMatch(/above the header (?:was|were) passed over: “/u);
  });

  it('are none where the file begins with its header, after blank lines or not', async () => {
    for (const above of ['', '\n\n', ',,\n']) {
      const { papers, notes } = await said(above + table);
      expect(papers).toEqual([bees, ants]);
      expect(notes).toEqual([]);
    }
  });

  it('leave the likely row for the question which column is which', async () => {
    const unknown = 'Found on Monday\nquery: bees\n\nA,B,C\n' + rows;
    const { papers, toMap, failure } = await said(unknown);
    expect(papers).toEqual([]);
    expect(failure?.code).toBe('table-without-title');
    expect(toMap).toMatchObject([{ columns: ['A', 'B', 'C'], headerLine: 4 }]);
    expect(toMap[0]?.above).toEqual(['Found on Monday', 'query: bees']);
    const told = await importFiles([{ name: 'table.csv', blob: new Blob([unknown]) }], {
      mappings: { 'table.csv': { A: 'title', B: 'abstract', C: 'date' } },
    });
    expect(told.corpus.papers.map(({ title }) => title)).toEqual([bees[0], ants[0]]);
    expect(told.report.files[0]?.notes[0]).toContain('Found on Monday');
  });
});

describe('quotation marks', () => {
  it.each([
    [
      'escaped by backslashes',
      '"Title","Abstract","Year"\n"The \\"toy\\" problem","Ends with a \\"toy\\"","2005"\n',
      ['The "toy" problem', 'Ends with a "toy"', 2005],
    ],
    [
      'left as they are',
      '"Title","Abstract","Year"\n"Gears 2007 - "A Tool"","So "it" is","2005"\n',
      ['Gears 2007 - "A Tool"', 'So "it" is', 2005],
    ],
    [
      'left as they are, before a comma',
      '"Title","Abstract","Year"\n"Of "so", and "thus", again","Text","2005"\n',
      ['Of "so", and "thus", again', 'Text', 2005],
    ],
    [
      'around the first word',
      'Title,Abstract,Year\n"Toy" problems in gardens,Text,2005\n',
      ['"Toy" problems in gardens', 'Text', 2005],
    ],
    [
      'within an open cell',
      'Title,Abstract,Year\nThe "toy" problem,So "it" is,2005\n',
      ['The "toy" problem', 'So "it" is', 2005],
    ],
    [
      'behind a space',
      'Title, Abstract, Year\n"Toys, again", "Text, too", 2005\n',
      ['Toys, again', 'Text, too', 2005],
    ],
    [
      'doubled at both ends',
      '"Title","Abstract","Year"\n"""Toys""","""Text""","2005"\n',
      ['"Toys"', '"Text"', 2005],
    ],
    [
      'around paragraphs',
      '"Title","Abstract","Year"\n"Toys again","One "odd" line\nand two","2005"\n',
      ['Toys again', 'One "odd" line and two', 2005],
    ],
  ])('%s are read', async (_, content, paper) => {
    const { papers, refusals } = await said(content);
    expect(papers).toEqual([paper]);
    expect(refusals).toEqual([]);
  });

  const many = 3000;
  const full = (i: number) =>
    `"Title number ${i} of many","Abstract ${i}, of some length","${1900 + (i % 100)}"`;
  const half = (i: number) =>
    `Title number ${i} of many,"Abstract ${i}, of some length",${1900 + (i % 100)}`;
  const bare = (i: number) =>
    `Title number ${i} of many,Abstract ${i} of some length,${1900 + (i % 100)}`;

  it.each([
    ['full', full, '"Title number 7 of many,"Abstract 7","1907"'],
    ['full', full, '"Title number 7 of many","Abstract 7,"1907"'],
    ['full', full, '"Title number 7 of many","Abstract 7","1907'],
    ['half', half, 'Title number 7 of many,"Abstract 7,1907'],
    ['half', half, '"Title number 7 of many,"Abstract 7, of",1907'],
    ['bare', bare, '"Title number 7 of many,Abstract 7,1907'],
    ['bare', bare, 'Title number 7 of many,"Abstract 7,1907'],
    ['bare', bare, 'Title number 7 of many,Abstract 7,"1907'],
  ])('never closed cost their own row alone (%s: %#)', async (_, row, broken) => {
    const lines = Array.from({ length: many }, (_unused, i) => (i === 7 ? broken : row(i)));
    const outcome = await read(`"Title","Abstract","Year"\n${lines.join('\n')}\n`);
    checkOutcome(outcome);
    expect(outcome.report.merged).toBe(0);
    expect(outcome.report.kept).toBeGreaterThanOrEqual(many - 1);
    const good = outcome.corpus.papers.filter(({ title }) =>
      /^Title number \d+ of many$/u.test(title),
    );
    expect(good.length).toBeGreaterThanOrEqual(many - 1);
    if (outcome.report.refused > 0) expect(outcome.report.refusals).toMatchObject([{ line: 9 }]);
    for (const { title, abstract, year } of good.filter(({ title: t }) => !t.includes(' 7 '))) {
      const i = Number(/\d+/u.exec(title)?.[0]);
      expect(abstract).toMatch(new RegExp(`^Abstract ${i},? of some length$`, 'u'));
      expect(year).toBe(1900 + (i % 100));
    }
  });

  it('never closed in the header cost nothing', async () => {
    const { papers } = await said(`"Title,Abstract,Year\n${rows}`);
    expect(papers).toEqual([bees, ants]);
  });
});

describe('rows that are not like the header', () => {
  it.each([
    [
      'in one cell',
      '"Title,Abstract,Year"\n"Bees in old gardens,""Bees, seen and counted."",2001"\n',
    ],
    [
      'in one cell under a header of several',
      'Title,Abstract,Year\n"Bees in old gardens,""Bees, seen and counted."",2001"\n',
    ],
    [
      'in one cell, with empty ones behind it',
      '"Title,Abstract,Year";;\n"Bees in old gardens,""Bees, seen and counted."",2001";;\n',
    ],
    [
      'cut by another sign',
      'Title;Abstract;Year\nBees in old gardens,"Bees, seen and counted.",2001\n',
    ],
    [
      'with empty cells behind',
      'Title,Abstract,Year\nBees in old gardens,"Bees, seen and counted.",2001,,\n',
    ],
    [
      'with their numbers in front',
      'Title,Abstract,Year\n1,Bees in old gardens,"Bees, seen and counted.",2001\n2,Ants in old gardens,Ants,2002\n',
    ],
  ])('are read: %s', async (_, content) => {
    const { papers, refusals } = await said(content);
    expect(papers[0]).toEqual(bees);
    expect(refusals).toEqual([]);
  });

  it('are named where cells are missing, and refused where there are too many', async () => {
    const { papers, notes, refusals } = await said(
      'Title,Abstract,Year\nBees in gardens,Seen\nAnts, and others, in gardens,Seen,2002\nWasps in gardens,Seen,2003\n',
    );
    expect(papers).toEqual([
      ['Bees in gardens', 'Seen', null],
      ['Wasps in gardens', 'Seen', 2003],
    ]);
    expect(notes).toEqual([
      'The row of line 2 has fewer cells than the header; the last columns are taken as empty.',
    ]);
    expect(refusals).toMatchObject([{ line: 3, reason: expect.stringMatching(/5 cells .* 3/u) }]);
  });

  it('may be but titles, whatever signs are in them', async () => {
    const { papers, refusals } = await said('Title\nBees, ants; and wasps\n"Quoted, too"\n');
    expect(papers.map(([title]) => title)).toEqual(['Bees, ants; and wasps', 'Quoted, too']);
    expect(refusals).toEqual([]);
  });

  it('have names of their own where two columns share one', async () => {
    const { report, corpus } = await read('Title,Id,Title,Id\nBees in gardens,a,Other,b\n');
    expect(report.files[0]?.columns).toEqual([
      { column: 'Title', field: 'title' },
      { column: 'Id', field: 'arxivId' },
      { column: 'Title (2)', field: 'extra' },
      { column: 'Id (2)', field: 'extra' },
    ]);
    expect(corpus.papers[0]).toMatchObject({ title: 'Bees in gardens', categories: [] });
  });

  it('are none under a header alone, and that is said', async () => {
    expect((await said('Title,Abstract\n')).failure?.code).toBe('file-without-papers');
    expect((await said('Title\n')).failure).not.toBeNull();
  });
});

describe('the tab-separated export of RefWorks', () => {
  it('is known without asking', async () => {
    const { corpus } = await read(
      'Reference Type\tAuthors, Primary\tTitle Primary\tPeriodical Full\tPub Year\tAbstract\nJournal Article\tRoe, Ann;Poe, Ben\tWidgets of one town\tAnnals of Gears\t2014\tText\n',
    );
    expect(corpus.papers[0]).toMatchObject({
      title: 'Widgets of one town',
      authors: ['Ann Roe', 'Ben Poe'],
      venue: 'Annals of Gears',
      year: 2014,
    });
  });
});

describe('cells are text', () => {
  it.each([
    ['It costs $5 or $6.', 'It costs $5 or $6.'],
    ['From $20 to $30 (20%)', 'From $20 to $30 (20%)'],
    ['The $\\beta$-VAE', 'The β-VAE'],
  ])('%s', async (cell, expected) => {
    const { corpus } = await read(`Title\tAbstract\nToys in gardens\t${cell}\n`);
    expect(corpus.papers[0]?.abstract).toBe(expected);
  });
});

/** One small table of each kind. */
const kinds: Readonly<Record<string, string>> = {
  'comma, quoted where needed': table,
  'semicolons with lines above': `Query;bees;\n-----;;\n;;\n${table.replaceAll(',', ';')}`,
  tabs: 'Title Primary\tAbstract\tPub Year\nBees in gardens\tSeen\t2001\nAnts in gardens\tFine\t2002\n',
  'all quoted, marks as they are':
    '"Title","Abstract","Year"\n"Gears "A Tool"","So "it" is","2005"\n"Toys","Text","2006"\n',
  backslashes:
    '"Title","Abstract","Year"\n"The \\"toy\\" problem","A \\"toy\\"","2005"\n"Ants","Fine","2006"\n',
  'rows in one cell': '"Title,Abstract,Year"\n"Bees,""Seen, counted"",2001"\n"Ants,Fine,2002"\n',
  paragraphs: 'Title,Abstract\n"Bees\nin gardens","One.\n\nTwo, too."\r\n"Ants","Fine"\r\n',
};

describe('damaged tables', () => {
  it.each(Object.entries(kinds))('bear mutations: %s', async (_, content) => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 5 }), async (steps) => {
        checkOutcome(await read(steps.reduce(damaged, content)));
      }),
      { numRuns: cases(50), seed: 14 },
    );
  });
});

describe('names of columns', () => {
  it.each([
    '标题,摘要,年份',
    '標題,摘要,出版年',
    'タイトル,抄録,発行年',
    '제목,초록,연도',
    'Название,Аннотация,Год',
    'Tytuł,Streszczenie,Rok',
    'Titel,Zusammenfassung,Jahr',
    'Título,Resumen,Año',
    'dc:title,dcterms:abstract,dc:date',
  ])('are known in other languages: %s', async (header) => {
    expect(await said(`${header}\n${rows}`)).toMatchObject({ papers: [bees, ants], failure: null });
  });

  it('fill a field where the column that is that field is empty', async () => {
    const { corpus } = await read(
      'Title,Publication Year,Date,Create Date\nBees in gardens,,2001-05-01,2020\nAnts in gardens,,,2020\n',
    );
    expect(corpus.papers.map(({ year }) => year)).toEqual([2001, null]);
  });
});
