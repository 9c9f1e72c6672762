import { describe, expect, it } from 'vitest';
import { importFiles } from '../import-files';
import { type Paper, blankPaper } from '../paper';
import { paperFormats } from './write-papers';

const papers: readonly Paper[] = [
  {
    ...blankPaper('doi:10.1000/xyz-1', 'On {Braces}, 100% “quotes” & under_scores'),
    abstract: 'First line; with "quotes", commas and x₁ formula. It costs 5 % & more.',
    authors: ['Ada Lovelace', 'José Núñez Pérez'],
    year: 1843,
    venue: 'Scientific Memoirs',
    categories: ['cs.LG', 'machine learning'],
    doi: '10.1000/xyz-1',
    links: [
      { kind: 'doi', url: 'https://doi.org/10.1000/xyz-1' },
      { kind: 'github', url: 'https://github.com/ada/engine' },
    ],
  },
  {
    ...blankPaper('arxiv:2001.00001', '图神经网络 for molecules'),
    abstract: 'Graphs of atoms.',
    authors: ['Alan Turing'],
    year: 2020,
    arxivId: '2001.00001',
    links: [
      { kind: 'arxiv', url: 'https://arxiv.org/abs/2001.00001' },
      { kind: 'pdf', url: 'https://arxiv.org/pdf/2001.00001' },
    ],
  },
  { ...blankPaper('t', 'A title and nothing else') },
];

describe.each(paperFormats)('$label', (format) => {
  it('reads back what it writes', async () => {
    const name = `papers.${format.extension}`;
    const blob = new Blob([format.write(papers)], { type: format.mediaType });
    const read = (await importFiles([{ name, blob }])).corpus.papers;
    expect(read.map(({ title }) => title)).toEqual(papers.map(({ title }) => title));
    for (const [i, paper] of papers.entries()) {
      const back = read[i];
      expect(back?.abstract).toBe(paper.abstract);
      expect(back?.authors).toEqual(paper.authors);
      expect(back?.year).toBe(paper.year);
      expect(back?.venue).toBe(paper.venue);
      expect(back?.categories).toEqual(paper.categories);
      expect(back?.doi).toBe(paper.doi);
      expect(back?.arxivId).toBe(paper.arxivId);
      for (const { url } of paper.links) expect(back?.links.map((link) => link.url)).toContain(url);
    }
  });
});

describe('Markdown', () => {
  it('lists each paper with its links and escapes what would be markup', () => {
    const text = paperFormats.find(({ id }) => id === 'markdown')?.write(papers) ?? '';
    expect(text).toContain('**On {Braces}, 100% “quotes” & under\\_scores**');
    expect(text).toContain('[GitHub](<https://github.com/ada/engine>)');
    expect(text.match(/^- /gm)).toHaveLength(3);
  });
});
