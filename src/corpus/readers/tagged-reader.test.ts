import { describe, expect, it } from 'vitest';
import { only, read, urls } from '../testing/read-one';

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
