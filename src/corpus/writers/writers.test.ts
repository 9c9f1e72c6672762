import { describe, expect, it } from 'vitest';
import { importFiles } from '../import-run';
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

describe('what a work is', () => {
  const write = (id: string, of: readonly Paper[]) =>
    paperFormats.find((format) => format.id === id)?.write(of) ?? '';
  const of = (venue: string | null, type?: string): Paper => ({
    ...blankPaper('w', 'A work of some kind'),
    venue,
    extra: type === undefined ? {} : { type },
  });

  it.each([
    [of('Nature'), '@article{', 'journal = {Nature}', 'TY  - JOUR\r\n'],
    [of('Proceedings of X'), '@inproceedings{', 'booktitle = {Proceedings of X}', 'TY  - CONF\r\n'],
    [of('X', 'conferencePaper'), '@inproceedings{', 'booktitle = {X}', 'C3  - X\r\n'],
    [of('X', 'paper-conference'), '@inproceedings{', 'booktitle = {X}', 'T2  - X\r\n'],
    [of('X', 'THES'), '@phdthesis{', 'school = {X}', 'TY  - THES\r\n'],
    [of('X', 'Dataset'), '@article{', 'journal = {X}', 'TY  - JOUR\r\n'],
    [{ ...of(null), arxivId: '2001.00001' }, '@misc{', 'eprint = {2001.00001}', 'TY  - UNPB\r\n'],
    [of(null), '@misc{', 'title = {{A work of some kind}}', 'TY  - GEN\r\n'],
  ])('is said in the terms of reference managers (%#)', (work, entry, field, tag) => {
    const bibtex = write('bibtex', [work]);
    expect(bibtex.startsWith(entry)).toBe(true);
    expect(bibtex).toContain(field);
    expect(write('ris', [work])).toContain(tag);
  });

  const bib = `@inproceedings{ada:2020-x,
  title = {{Engines}}, author = {Lovelace, Ada}, year = {2020}, booktitle = {Proceedings of Engines},
  volume = {7}, pages = {1--10}, publisher = {Press \\& Co}, series = {LNCS}
}`;

  it.each([
    ['bibtex', ['key', 'pages', 'publisher', 'series', 'type', 'volume']],
    ['ris', ['pages', 'publisher', 'volume']],
  ])('comes back from %s with its volume, pages and publisher', async (id, names) => {
    const read = async (name: string, text: string) =>
      (await importFiles([{ name, blob: new Blob([text]) }])).corpus.papers;
    const first = await read('a.bib', bib);
    const back = await read(`b.${id === 'ris' ? 'ris' : 'bib'}`, write(id, first));
    expect(first[0]?.extra['pages']).toBe('1–10');
    for (const name of names) {
      expect(first[0]?.extra[name]).toBeDefined();
      expect(back[0]?.extra[name]).toBe(first[0]?.extra[name]);
    }
    expect(back[0]?.venue).toBe('Proceedings of Engines');
  });
});
