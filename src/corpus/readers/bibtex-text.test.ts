import { describe, expect, it } from 'vitest';
import { only, read, urls } from '../testing/read-one';

/** Text of a title or abstract as it stands in a file, and as it is to be read. */
const texts: readonly (readonly [string, string])[] = [
  ['a 14% yield, 20% of it lost', 'a 14% yield, 20% of it lost'],
  ['a 14\\% yield', 'a 14% yield'],
  ['costs $5 in town', 'costs $5 in town'],
  ['costs $5 or $6 in town', 'costs $5 or $6 in town'],
  ['costs $5-$10, US$1,000/$2,000 or ($5k;$6k)', 'costs $5-$10, US$1,000/$2,000 or ($5k;$6k)'],
  ['costs $5 for my_file. It costs $6 for a^2', 'costs $5 for my_file. It costs $6 for a^2'],
  ['costs \\$5 and R\\$ 6 and €7', 'costs $5 and R$ 6 and €7'],
  ['costs $5 and \\$6 with $x_2$', 'costs $5 and $6 with x₂'],
  ['in $\\sim$10 of $5$ sets with $n>3$', 'in ∼10 of 5 sets with n>3'],
  ['R&D, R\\&D, C#, C\\#, a < c > b, a_b, a\\_b', 'R&D, R&D, C#, C#, a < c > b, a_b, a_b'],
  ['a{\\_}b a\\textunderscore{}b a$\\_$b', 'a_b a_b a_b'],
  ['about ~5 mg, 2010~2015, Fig.~3, 10~000', 'about ~5 mg, 2010~2015, Fig. 3, 10 000'],
  ['pages 1--2, so---there', 'pages 1–2, so—there'],
  [
    'see https://example.org/~ada/a--b\\_c%20d for more',
    'see https://example.org/~ada/a--b_c%20d for more',
  ],
  ['see \\url{https://example.org/~a_b--c} now', 'see https://example.org/~a_b--c now'],
  ['see \\href{https://example.org/x}{the page} now', 'see the page (https://example.org/x) now'],
  ['\\bibcyr{Привет} \\foo[with=options]{arg} \\emph*{so}', 'Привет arg so'],
  ["\\textcolor{red}{warm} \\foreignlanguage{french}{\\'Et\\'e}", 'warm Été'],
  [
    "na\\\"{\\i}ve \\'{\\i} {\\L}\\'od\\'z \\v{C}ap \\c c {\\ss} \\o{} \\~{} \\^{} x",
    'naïve í Łódź Čap ç ß ø ~ ^ x',
  ],
  ['{{Deep} {L}earning} of {001} sets', 'Deep Learning of 001 sets'],
  [
    '{\\textless}i{\\textgreater}E. coli{\\textless}/i{\\textgreater} p \\textless{} 5',
    'E. coli p < 5',
  ],
  ['\\texttt{a\\_b} \\textsc{Map} \\LaTeX{} \\textonehalf{}', 'a_b Map LaTeX ½'],
];

describe('BibTeX text', () => {
  it.each(texts)('%s', async (written, text) => {
    const lines = written.replaceAll(' ', '\n      ');
    for (const value of [`{${written}}`, `"{${written}}"`, `{${lines}}`, `"{${lines}}"`]) {
      for (const end of ['\n', '\r\n']) {
        const file = `@article{k,\n  title = {A title of four words},\n  abstract = ${value},\n  year = 2001\n}\n`;
        const paper = await only(file.replaceAll('\n', end));
        expect(paper.abstract).toBe(text);
        expect(paper.year).toBe(2001);
      }
    }
    const titled = await only(`@article{k, title = {${written} 1}, year = 2001}`);
    expect(titled.title).toBe(`${text} 1`);
  });

  it.each([
    '10.1000/a_b%20(c)',
    '10.1000/a\\_b\\%20(c)',
    '10.1000/a{\\_}b%20(c)',
    '10.1000/a\\textunderscore{}b%20(c)',
    '10.1000/a$\\_$b%20(c)',
    'https://doi.org/10.1000/A_b\\%20(c)',
    '\\url{https://doi.org/10.1000/a_b%20(c)}',
    '{10.1000/{A}_b%20(c)}',
  ])('the DOI %s', async (doi) => {
    expect((await only(`@misc{k, title = {A title}, doi = {${doi}}}`)).doi).toBe(
      '10.1000/a_b%20(c)',
    );
  });

  it.each([
    [
      'https://example.org/~ada/a_b--c.html#x&y=%7E',
      'https://example.org/~ada/a_b--c.html#x&y=%7E',
    ],
    ['https://example.org/{\\textasciitilde}ada/a\\_b', 'https://example.org/~ada/a_b'],
    ['https://example.org/\\~{}ada/$\\sim$b\\&c\\#d', 'https://example.org/~ada/~b&c#d'],
    ['\\url{https://example.org/~ada}', 'https://example.org/~ada'],
    ['\\href{https://example.org/a}{here}', 'https://example.org/a'],
  ])('the address %s', async (written, url) => {
    expect(urls(await only(`@misc{k, title = {A title}, url = {${written}}}`))).toEqual([
      `paper ${url}`,
    ]);
  });

  it('reads names before macros', async () => {
    const { authors } = await only(
      '@misc{k, title={A title}, author={Roe, Pawe\\l and {\\L}ukasz Poe AND {Ships, Gears \\& Co} and van der Berg, Jr., Jan\n and Wang 0001, Wei and family=Doe, given=Cid, prefix=de la and others}}',
    );
    expect(authors).toEqual([
      'Paweł Roe',
      'Łukasz Poe',
      'Ships, Gears & Co',
      'Jan van der Berg Jr.',
      'Wei Wang',
      'Cid de la Doe',
    ]);
  });
});

describe('BibTeX entries', () => {
  it('may have no key, one with a space, or that of another', async () => {
    const { corpus, report } = await read(`
@article{, title = {Without a key}, journal = {Ghosts}, year = 2013}
@article{title = {Without even a comma}}
@article{Roe Poe 2023, title = {With spaces in its key}}
@misc{a, title = {First of a key}} @misc{a, title = {Second of a key}}
@misc{real, title = {A preprint of its own}, crossref = {}}
@misc{selfish, title = {Its own parent}, crossref = {selfish}}
@misc{lost, title = {Nobody's child}, crossref = {nowhere}, xdata = {nothing, lost}}
@proceedings(, title = {A volume (of papers)}, year = 2013)
@inproceedings(p, title = "A paper (in parentheses)", crossref = {vol}, date = {2001-05})
@proceedings{vol, title = {The {V}olume}, year = 2013, doi = {10.1000/vol}}`);
    expect(report.damages).toEqual([]);
    expect(report.refused).toBe(1);
    const byTitle = new Map(corpus.papers.map((paper) => [paper.title, paper]));
    expect([...byTitle.keys()]).toEqual([
      ...['Without a key', 'Without even a comma', 'With spaces in its key', 'First of a key'],
      ...[
        'Second of a key',
        'A preprint of its own',
        'Its own parent',
        'Nobody’s child'.replace('’', "'"),
      ],
      ...['A paper (in parentheses)', 'The Volume'],
    ]);
    for (const title of ['A preprint of its own', 'Its own parent', "Nobody's child"]) {
      expect(byTitle.get(title)).toMatchObject({ venue: null, year: null });
    }
    expect(byTitle.get('A paper (in parentheses)')).toMatchObject({
      venue: 'The Volume',
      year: 2001,
    });
  });

  it('join strings, and skip comments and preambles', async () => {
    const paper = await only(`
% @article{old, title = {Commented out}}
@comment{@article{x, title={Ignored}}}
@preamble{"\\newcommand{\\x}{y}" # "z"}
@string(acm = "ACM")
@STRING{j = acm # " Maps"}
@article{k,
  % title = {An old title},
  title = "A " # {title}, % of two pieces
  journal = J # { B}, month = mar # "~1", year = 2001
}
mail me@article.org {now}`);
    expect(paper).toMatchObject({ title: 'A title', venue: 'ACM Maps B', year: 2001 });
    expect(paper.extra['month']).toBe('March 1');
  });

  const broken: readonly (readonly [string, string])[] = [
    [
      'one brace too many in the title',
      'title = {A tit}le},\n  abstract = {Whole.},\n  year = 2001',
    ],
    ['one brace too many at its end', 'title = {A title}},\n  abstract = {Whole.},\n  year = 2001'],
    ['one brace too few', 'title = {A {title},\n  abstract = {Whole.},\n  year = 2001'],
    ['no closing brace', 'title = {A title,\n  abstract = {Whole.},\n  year = 2001'],
    [
      'a brace too many in the abstract',
      'title = {A title},\n  abstract = {Who}le.},\n  year = 2001',
    ],
    [
      'a brace too few in the abstract',
      'title = {A title},\n  abstract = {Who{le.},\n  year = 2001',
    ],
    ['a brace in quotation marks', 'title = "A tit}le",\n  abstract = {Whole.},\n  year = 2001'],
    ['all on one line', 'title = {A {title}, abstract = {Whole.}, year = {2001}'],
    ['the last field open', 'title = {A title},\n  year = 2001,\n  abstract = {Who{le.}'],
  ];

  it.each(broken)('lose nothing to %s, and tell', async (_, fields) => {
    const { corpus, report } = await read(
      `@article{a, title={Before it}}\n@article{k,\n  ${fields}\n}\n\n@article{b,\n  title = {Behind it}\n}\n`,
    );
    expect(corpus.papers.map(({ title }) => title)).toEqual(['Before it', 'A title', 'Behind it']);
    expect(corpus.papers[1]).toMatchObject({ abstract: 'Whole.', year: 2001 });
    expect(report.damages.map(({ line }) => line)).toEqual([2]);
    expect(report.damages[0]?.reason).toMatch(/brace/u);
  });

  it('may hold what looks like another at the beginning of a line', async () => {
    const paper = await only(
      '@misc{k, title = {A title}, abstract = {We write\n@article{x} and\n@book(y).}, year = 2001}',
    );
    expect(paper).toMatchObject({
      abstract: 'We write @article{x} and @book(y).'.replace('{x}', 'x'),
      year: 2001,
    });
  });

  it('keep inner quotation marks, paths and words without quotes', async () => {
    const paper = await only(
      '@misc{k, title = "He said "no" to it", file = {C:\\maps\\}, note = in press now, year = c2001, keywords = {50% off, b}}',
    );
    expect(paper).toMatchObject({
      title: 'He said "no" to it',
      year: 2001,
      categories: ['50% off', 'b'],
    });
  });
});

describe('one brace or quotation mark too many or too few', () => {
  const entry = (name: string) =>
    `@article{${name},\n  author = {Roe, Ann and {Poe}, Ben},\n  title = {{${name}} of "all" {M}aps},\n  abstract = {We draw {one} map, and 5% of it.},\n  journal = "Annals of {Maps}",\n  year = {2001}\n}\n`;
  const before = entry('First');
  const whole = entry('Second');
  const behind = entry('Third');

  it('costs at most one field of its own entry, and is told', async () => {
    const costly: string[] = [];
    // From behind the key: without its beginning there is no entry.
    for (let at = '@article{Second,'.length; at < whole.length - 3; at++) {
      const marks = /[{}"]/u.test(whole.charAt(at)) ? ['{', '}', '"', ''] : ['{', '}', '"'];
      for (const mark of marks) {
        const broken = whole.slice(0, at) + mark + whole.slice(mark === '' ? at + 1 : at);
        const { corpus, report } = await read(before + broken + behind);
        const [first, second, third] = corpus.papers;
        expect(report.found).toBe(3);
        for (const [paper, name] of [
          [first, 'First'],
          [third, 'Third'],
        ] as const) {
          expect(paper).toMatchObject({
            title: `${name} of "all" Maps`,
            abstract: 'We draw one map, and 5% of it.',
            authors: ['Ann Roe', 'Ben Poe'],
            venue: 'Annals of Maps',
            year: 2001,
          });
        }
        const kept = [
          second?.title === 'Second of "all" Maps',
          second?.abstract === 'We draw one map, and 5% of it.',
          second?.authors.join() === 'Ann Roe,Ben Poe',
          second?.venue === 'Annals of Maps',
          second?.year === 2001,
        ].filter(Boolean).length;
        if (kept < 4) costly.push(broken);
      }
    }
    expect(costly).toEqual([]);
  }, 60_000);

  it('takes no longer than the file is long', async () => {
    for (const piece of [
      '@a{x,',
      '@a{x, t = {',
      '{',
      '}',
      '@a{x, title = {y}}}',
      '@a{b, t = "',
      '@string{a = a # a}\n',
      '%',
      'a = {b},\n',
      '\n@article{x, title={{y}, a={z}',
    ]) {
      // Processor time: what else the machine does is no matter. By the square it would be minutes.
      const before = process.cpuUsage();
      await read(`@misc{k, title = {A title},\n${piece.repeat(10_000)}`);
      expect(process.cpuUsage(before).user / 1e6).toBeLessThan(20);
    }
  }, 200_000);
});
