import { describe, expect, it } from 'vitest';
import { only, read, urls } from '../testing/read-one';

describe('RIS', () => {
  it('is read where each record has a number above it instead of an end', async () => {
    const { corpus } = await read(
      '1.\nTY  - JOUR\nTI  - Bees\nAB  - They are seven:\n\n7.\n\n2.\nTY  - JOUR\nTI  - Ants\nKW  - a; b\n',
    );
    expect(corpus.papers).toMatchObject([
      { title: 'Bees', abstract: 'They are seven: 7.' },
      { title: 'Ants', categories: ['a', 'b'] },
    ]);
  });

  it('has names also as MEDLINE writes them, one or several', async () => {
    const paper = await only('TY  - JOUR\nTI  - Bees\nAU  - Roe AB\nER  - \n');
    expect(paper.authors).toEqual(['AB Roe']);
  });

  it('takes no address for an id', async () => {
    const paper = await only('TY  - JOUR\nTI  - Bees\nUR  - https://example.org/x\nER  - \n');
    expect(paper.extra['id']).toBeUndefined();
  });

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
  it('is read where records have no PMID', async () => {
    const { corpus } = await read(
      'PMID- 100001\nTI  - Bees.\nFAU - Roe, Ann\n\nTI  - Ants.\nFAU - Poe, Ben\nDP  - 2001\n\nTI  - Wasps.\n',
    );
    expect(corpus.papers).toMatchObject([
      { title: 'Bees', authors: ['Ann Roe'], year: null },
      { title: 'Ants', authors: ['Ben Poe'], year: 2001 },
      { title: 'Wasps', authors: [] },
    ]);
  });

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

describe('RIS as it is found', () => {
  it('keeps fields in front of TY with their own record', async () => {
    const { corpus } = await read(
      'DB  - X\nTI  - One\nTY  - JOUR\nPY  - 2001\nER  - \nTI  - Two\nTY  - JOUR\nPY  - 2002\nER  - \n',
    );
    expect(corpus.papers.map(({ title, year }) => [title, year])).toEqual([
      ['One', 2001],
      ['Two', 2002],
    ]);
  });

  it.each(['', '  ', '\t', '\u00A0\u00A0'])(
    'reads records indented by %j, and numbered ones',
    async (indent) => {
      const record = (title: string) => ['TY  - JOUR', `TI  - ${title}`, 'ER  - '];
      const text = [
        '1.',
        ...record('One'),
        '',
        '2. TY  - JOUR',
        'TI  - Two',
        'ER  -',
        '<3>',
        ...record('Three'),
      ];
      const { corpus, report } = await read(text.map((line) => indent + line).join('\n'));
      expect(corpus.papers.map(({ title }) => title)).toEqual(['One', 'Two', 'Three']);
      expect(report.found).toBe(3);
    },
  );

  it('joins the parts of an abstract, and takes no text for tags', async () => {
    const paper = await only(
      [
        'TY  - JOUR',
        'TI  - A title',
        'AB  - Background: Toys were counted with',
        'T2-weighted scans and IL - 6, and',
        'PD - 1 blocked.',
        'AB  - Methods: Rooms',
        'AB  - were walked.',
        'N2  - A note.',
        'PY  - in press',
        'DA  - 2019/05/01',
        'Y2  - 2024/01/01',
        'AU  - Roe, A.; Poe, B.',
        'AU  - Map Society',
        'ER  - ',
      ].join('\r\n'),
    );
    expect(paper).toMatchObject({
      abstract:
        'Background: Toys were counted with T2-weighted scans and IL - 6, and PD - 1 blocked.\n\nMethods: Rooms were walked.',
      year: 2019,
      authors: ['A. Roe', 'B. Poe', 'Map Society'],
      venue: null,
    });
  });

  it('counts every record, also one without a title', async () => {
    const { report } = await read(
      'TY  - JOUR\nPY  - 2001\nER  - \nTY  - JOUR\nER  - \nTY  - JOUR\nTI  - One\n',
    );
    expect(report).toMatchObject({ found: 3, kept: 1, refused: 2 });
  });
});

describe('MEDLINE as it is found', () => {
  it.each([
    ['TI  - [Toys in the school].\nTT  - Spielzeug in der Schule.', 'Toys in the school'],
    ['TI  - [Not Available].\nTT  - Spielzeug in der Schule.', 'Spielzeug in der Schule'],
    ['BTI - A book of toys', 'A book of toys'],
  ])('%j is titled %j', async (fields, title) => {
    expect((await only(`PMID- 1234567\n${fields}\nDP  - 2005\n`)).title).toBe(title);
  });

  it('takes no placeholder for an abstract and no day of entry for a date', async () => {
    const paper = await only(
      'PMID- 1234567\nTI  - Toys\nOAB - Publisher: Abstract available from the publisher.\nOABL- ger\nEDAT- 2005/01/01 00:00\nAU  - Roe AB\nAU  - Poe C\nCN  - Toys, Rooms and Counts Group\n',
    );
    expect(paper).toMatchObject({
      abstract: '',
      year: null,
      authors: ['AB Roe', 'C Poe', 'Toys, Rooms and Counts Group'],
    });
  });

  it('takes the other abstract where it is the only one, and joins parts', async () => {
    const paper = await only(
      'PMID- 1234567\nTI  - Toys\nOAB - Wir zählen\n      Spielzeug.\nOAB - Es ist viel.\n',
    );
    expect(paper.abstract).toBe('Wir zählen Spielzeug.\n\nEs ist viel.');
  });
});
