import { describe, expect, it } from 'vitest';
import { only, read, urls } from '../testing/read-one';

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
        'Unclosed',
        'Third whole paper',
        'Unclosed at its end',
        'Fifth whole paper',
      ]),
    );
    expect(report.refusals).toEqual([{ file: 'file', line: 7, reason: 'It has no title.' }]);
    expect(report.damages.map(({ line }) => line)).toEqual([2, 5, 8]);
    expect(report.found).toBe(7);
  });

  it('bears a field of a megabyte', async () => {
    const paper = await only(
      `@article{a, title={Big}, abstract={${'word $x^2$ '.repeat(100_000)}}}`,
    );
    expect(paper.abstract.length).toBeGreaterThan(1000);
  });
});
