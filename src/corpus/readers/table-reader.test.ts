import { describe, expect, it } from 'vitest';
import { importFiles } from '../import-run';
import { read } from '../testing/read-one';

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
