/** What people paste and mistype: every line is answered as its row says, and none is an error. */
import { describe, expect, it } from 'vitest';
import { blankPaper, type Paper } from '../corpus/paper';
import { LexicalIndex } from './lexical-index';
import { search } from './search';

const papers: readonly Paper[] = [
  {
    ...blankPaper('2106.12497', 'Graph neural networks for molecules'),
    abstract: 'Message passing over the bonds of a molecule, naïve and fast.',
    year: 2021,
    authors: ['Ada Lovelace'],
    doi: '10.1000/xyz.123',
    arxivId: '2106.12497',
    links: [{ kind: 'github', url: 'https://github.com/ada/molecules' }],
  },
  {
    ...blankPaper('b', 'A survey of image segmentation'),
    abstract: 'Medical images are divided. C++ and 3D scans.',
    year: 2019,
    authors: ['José Núñez'],
  },
  { ...blankPaper('c', 'Машинное обучение'), abstract: 'Обучение сетей.', year: 2024 },
  { ...blankPaper('d', 'تعلم الآلة'), abstract: 'شبكات عصبية.', year: 2022 },
];
const index = await LexicalIndex.build(papers, () => undefined);
const ask = (typed: string) => search({ papers, index, measured: null }, typed);

const pasted = `${papers[0]?.title} ${papers[0]?.abstract} `.repeat(20);
const strangers = Array.from({ length: 300 }, (_, at) => `qx${at}zv`).join(' ');

describe('strange input', () => {
  it.each<[what: string, typed: string, found: readonly number[], unread?: readonly string[]]>([
    ['a pasted abstract of 300 words', pasted, [0]],
    ['300 words of nothing', strangers, []],
    ['one word of 5,000 letters', 'x'.repeat(5000), []],
    ['a DOI', '10.1000/xyz.123', [0]],
    ['a DOI in capitals', '10.1000/XYZ.123', [0]],
    ['a DOI by name', 'doi:10.1000/xyz.123', [0]],
    ['the address of a DOI', 'https://doi.org/10.1000/xyz.123', [0]],
    ['a DOI that is nowhere', '10.9999/none', []],
    ['an arXiv id', '2106.12497', [0]],
    ['its second version', '2106.12497v2', [0]],
    ['an arXiv id by name', 'arXiv:2106.12497', [0]],
    ['an address of arXiv', 'https://arxiv.org/abs/2106.12497v1', [0]],
    ['an arXiv PDF', 'https://arxiv.org/pdf/2106.12497', [0]],
    ['an arXiv id that is nowhere', '1999.01234', []],
    ['an address among the links', 'https://www.github.com/ada/molecules/', [0]],
    ['an address that is nowhere', 'https://example.org/a?b=c#d', []],
    ['not that paper', 'molecules -2106.12497', []],
    ['emoji alone', '🦄🎉', [], ['🦄🎉']],
    ['emoji beside a word', 'molecules 🧪', [0]],
    ['Cyrillic', 'обучение', [2]],
    ['right-to-left', 'تعلم', [3]],
    ['right-to-left in marks of direction', '\u200Fتعلم\u200E', [3]],
    ['stop words alone', 'of the and', [], ['of the and']],
    ['signs alone', '??? --- !!!', [], ['??? -- !!!']],
    ['spaces alone', ' \t\n ', []],
    ['nothing', '', []],
    ['quotes unclosed', '"image segmentation', [1]],
    ['quotes around nothing', '""', []],
    ['one quotation mark', '"', []],
    ['no year', 'year:cat', [], ['year:cat']],
    ['no year beside a word', 'molecules year:cat', [0], ['year:cat']],
    ['years the wrong way round', 'year:2020..2018', [1]],
    ['years in one', 'year:20182020', [], ['year:20182020']],
    ['a range of no years', 'year:..', [], ['year:..']],
    ['years after one', 'year:>2021', [2, 3]],
    ['a dash of a word processor', 'year:2018–2019', [1]],
    ['OR alone', 'OR', [], ['OR']],
    ['OR at the end', 'molecules OR', [0], ['OR']],
    ['OR twice', 'molecules OR OR images', [1, 0], ['OR']],
    ['OR between filters', 'year:2019 OR has:code', [0, 1]],
    ['OR in small letters', 'molecules or', [0]],
    ['two strokes for OR', 'molecules || images', [1, 0]],
    ['AND between words', 'graph AND molecules', [0]],
    ['NOT before a word', 'images OR molecules NOT survey', [0]],
    ['brackets around OR', '(molecules OR images) survey', [1]],
    ['brackets around words', '(graph networks) OR images', [0], ['(graph networks)']],
    ['curly quotation marks', '“image segmentation”', [1]],
    ['a name nearly known', 'autor:Lovelace', [0], ['autor:Lovelace']],
    ['an author in other order', 'author:"Lovelace Ada"', [0]],
    ['a field that nobody has', 'molecules venue:ICML', [0], ['venue:ICML']],
    ['a trait that nobody has', 'molecules has:pdf', [0], ['has:pdf']],
    ['the absence of one', 'molecules -has:pdf', [0], ['-has:pdf']],
    ['a paper like none', 'like:nowhere', [], ['like:nowhere']],
    ['a quoted value unclosed', 'author:"Ada Love', [0]],
    ['a filter twice', 'has:code has:code', [0]],
    ['a trait that is none', 'molecules has:cake', [0], ['has:cake']],
    ['a name without a value', 'author:', [], ['author:']],
    ['nor in quotation marks', 'molecules author:""', [0], ['author:""']],
    ['a filter nobody knows is words', 'graph networks molecules foo:message', [0]],
    ['a minus alone', '-', [], ['-']],
    ['two minuses', 'molecules --fast', [0]],
    ['letters with accents apart', 'Jose\u0301 Nu\u0301n\u0303ez', [1]],
    ['a language', 'C++ scans', [1]],
    ['half a surrogate', 'molecules \uD83D', [0]],
    ['markup', '<b>molecules</b>', [0]],
    ['a pattern', '.*(molecules|', [0]],
  ])('%s', (_what, typed, found, unread = []) => {
    const { hits, unread: said } = ask(typed);
    expect(hits.map(({ paper }) => paper)).toEqual(found);
    expect(said.map(({ typed: part }) => part)).toEqual(unread);
  });
});
