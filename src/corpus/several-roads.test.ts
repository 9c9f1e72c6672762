/** The same papers by several roads: whichever program exported them, they read alike. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFiles } from './import-run';
import { blankPaper, normaliseTitle, type Paper } from './paper';
import { paperFormats } from './writers/write-papers';

const folder = join(resolve(process.env['PAPERGROVE_DATA'] ?? '../shared/data'), 'formats');
const present = existsSync(folder);
if (!present)
  console.warn(`Skipped: real export files are not at ${folder} (set PAPERGROVE_DATA).`);

async function papersOf(name: string, content: BlobPart): Promise<readonly Paper[]> {
  return (await importFiles([{ name, blob: new Blob([content]) }])).corpus.papers;
}

/** A name by its family name and initials: "A.B. Roe", "A B Roe" and "Ann B. Roe" are "ab roe". */
function initialsOf(name: string): string {
  const words = name.split(/\s+/u);
  const given = words
    .slice(0, -1)
    .join(' ')
    .split(/[\s.-]+/u);
  const initials = given.filter((word) => /^\p{Lu}/u.test(word)).map((word) => word.charAt(0));
  return `${initials.join('')} ${words.at(-1) ?? ''}`.toLowerCase();
}

/** What is compared letter by letter. Of names only the initials: some exports have no more. */
const said = ({ title, abstract, authors, year, venue, doi }: Paper) => ({
  ...{ title, abstract, year, venue, doi },
  authors: authors.map(initialsOf),
});

describe.skipIf(!present)('real exports of the same papers', () => {
  it.each([
    ['zotero.ris', 'zotero.csv', 10],
    ['zotero.ris', 'mendeley.ris', 10],
    ['zotero.ris', 'endnote.ris', 10],
    ['zotero.ris', 'covidence.csv', 8],
    ['scopus.ris', 'scopus.csv', 10],
  ])('%s and %s have %i papers in common, each of them alike', async (one, other, common) => {
    const [first, second] = await Promise.all(
      [one, other].map((name) => papersOf(name, readFileSync(join(folder, name)))),
    );
    const byTitle = new Map(second?.map((paper) => [normaliseTitle(paper.title), paper]));
    const pairs = (first ?? []).flatMap((paper): [Paper, Paper][] => {
      const same = byTitle.get(normaliseTitle(paper.title));
      return same === undefined ? [] : [[paper, same]];
    });
    expect(pairs).toHaveLength(common);
    for (const [paper, same] of pairs) expect(said(same)).toEqual(said(paper));
  });
});

const made: readonly Paper[] = [
  {
    ...blankPaper('', 'Yield of 50% at $5 per m², R&D in Łódź: a_b and {sets}'),
    abstract:
      'We reach 14% (p < 0.05) for $5 or $6; “quoted” and "plain", x₂ > x₁.\n\nA second paragraph #1 — with 100 °C.',
    authors: ['Jan van der Berg', '王小明', 'María José Núñez', 'Ann B. Roe'],
    year: 2019,
    venue: 'Proceedings of the 3rd Conference on R&D, Gears; and Widgets',
    categories: ['cs.LG', 'gears'],
    doi: '10.1002/(sici)1234-5678(199901)5:1<21::aid-gear21>3.0.co;2-9',
  },
  {
    ...blankPaper('', '标题：关于蜜蜂的研究'),
    abstract: '我们在花园里数蜜蜂，共有 900 只。',
    authors: ['李四'],
    year: 2001,
  },
  {
    ...blankPaper('', 'Segmentation of β-lactam ~5 mg tablets with under_scores'),
    abstract: 'See https://example.org/~a_b/c%20d?x=1&y=2 for 10% of it.',
    authors: ['Ann Roe'],
    year: 2020,
    doi: '10.1007/978-3-319-99999-9_5',
    arxivId: '2001.00001',
  },
];

const pairs = paperFormats.flatMap((first) => paperFormats.map((second) => ({ first, second })));

describe('made-up papers', () => {
  it.each(pairs)('go through $first.label and $second.label', async ({ first, second }) => {
    const [json] = paperFormats.filter(({ extension }) => extension === 'jsonl');
    const papers = await papersOf('made.jsonl', json?.write(made) ?? '');
    expect(papers.map(({ doi }) => doi)).toEqual(made.map(({ doi }) => doi));
    const once = await papersOf(`one.${first.extension}`, first.write(papers));
    const twice = await papersOf(`two.${second.extension}`, second.write(once));
    // RIS has no paragraphs: line ends within a field are where a program wraps it.
    const isRis = [first, second].some(({ extension }) => extension === 'ris');
    const exactly = (read: readonly Paper[]) =>
      read.map(({ title, abstract, authors, year, venue, doi, arxivId }) => ({
        ...{ title, authors, year, venue, doi, arxivId },
        abstract: isRis ? abstract.replaceAll(/\s+/gu, ' ') : abstract,
      }));
    expect(exactly(twice)).toEqual(exactly(papers));
  });
});
