import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Paper, blankPaper } from '../corpus/paper';
import { fuse } from './fuse';
import { LexicalIndex } from './lexical-index';
import { passes } from './filters';
import { parseQuery } from './query';
import { search } from './search';

const papers: readonly Paper[] = [
  {
    ...blankPaper('a', 'Graph neural networks for molecules'),
    abstract: 'Message passing over the bonds of a molecule.',
    year: 2021,
    authors: ['Ada Lovelace'],
    links: [{ kind: 'github', url: 'https://github.com/a/b' }],
  },
  {
    ...blankPaper('b', 'A survey of segmentation'),
    abstract: 'Medical image segmentation is surveyed. Networks of graph type are not.',
    year: 2019,
    authors: ['José Núñez'],
    categories: ['cs.CV'],
  },
  { ...blankPaper('c', 'Unlearning concepts'), abstract: 'Diffusion models forget.', year: 2024 },
];

const index = await LexicalIndex.build(papers, () => Promise.resolve());
const find = (typed: string) =>
  search({ papers, index, measured: null }, typed).hits.map(({ paper }) => paper);

describe('a query', () => {
  it('is read into words and filters', () => {
    expect(parseQuery('graph year:2020..2022 "message passing" has:code -survey')).toEqual({
      words: 'graph message passing',
      groups: [['graph'], ['message passing']],
      clauses: [
        [{ kind: 'year', from: 2020, to: 2022, not: false }],
        [{ kind: 'phrase', text: 'message passing', not: false }],
        [{ kind: 'has', trait: 'code', not: false }],
        [{ kind: 'phrase', text: 'survey', not: true }],
      ],
      like: [],
      unread: [],
    });
  });

  it.each([
    ['year:2020..', 2020, Infinity],
    ['year:..2020', -Infinity, 2020],
    ['year:2020', 2020, 2020],
    ['year:2018-2020', 2018, 2020],
    ['2018..', 2018, Infinity],
    ['..2018', -Infinity, 2018],
    ['2018..2020', 2018, 2020],
    ['year:2020-2018', 2018, 2020],
    ['year:2018–2020', 2018, 2020],
    ['year:>2018', 2019, Infinity],
    ['year:<=2018', -Infinity, 2018],
    ['YEAR:"2020"', 2020, 2020],
  ])('reads %s', (typed, from, to) => {
    expect(parseQuery(typed).clauses).toEqual([[{ kind: 'year', from, to, not: false }]]);
  });

  it('joins the two beside OR, and no others', () => {
    expect(parseQuery('graph OR tree OR forest survey')).toMatchObject({
      groups: [['graph', 'tree', 'forest'], ['survey']],
      clauses: [],
    });
    const either = parseQuery('molecule OR year:2019..');
    expect(either).toMatchObject({ words: '', groups: [] });
    expect(either.clauses).toEqual([
      [
        { kind: 'begun', text: 'molecule', not: false },
        { kind: 'year', from: 2019, to: Infinity, not: false },
      ],
    ]);
    expect(parseQuery('(graph OR tree) survey').groups).toEqual([['graph', 'tree'], ['survey']]);
  });

  it('reads quotation marks of every kind, and what is asked to be absent', () => {
    for (const typed of ['“message passing”', '«message passing»', '"message passing'])
      expect(parseQuery(typed).clauses).toEqual([
        [{ kind: 'phrase', text: 'message passing', not: false }],
      ]);
    for (const typed of ['-survey', 'NOT survey'])
      expect(parseQuery(typed).clauses).toEqual([[{ kind: 'phrase', text: 'survey', not: true }]]);
  });

  it('takes an unknown filter for words, and leaves out a known one that says nothing', () => {
    expect(parseQuery('foo:bar has:cake year:soon autor:hinton author:')).toMatchObject({
      words: 'foo:bar autor:hinton',
      clauses: [],
      unread: [
        { typed: 'has:cake', why: 'has' },
        { typed: 'year:soon', why: 'year' },
        { typed: 'autor:hinton', why: 'name' },
        { typed: 'author:', why: 'value' },
      ],
    });
  });

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const { clauses } = parseQuery(typed);
        for (const paper of papers) expect(typeof passes(paper, clauses)).toBe('boolean');
      }),
    );
  });
});

describe('search', () => {
  it('finds by words, the title first', () => {
    expect(find('graph')).toEqual([0, 1]);
  });
  it('finds while the last word is unfinished', () => {
    expect(find('graph molec')).toEqual([0]);
  });
  it('forgives a typing error', () => {
    expect(find('segmentatoin')).toEqual([1]);
  });
  it('takes a word for the one that it is nearest to', async () => {
    const titles = ['Transcoder migration', 'A transformer', 'Transformations'];
    const near = titles.map((title, at) => blankPaper(String(at), title));
    const indexed = await LexicalIndex.build(near, () => Promise.resolve());
    const found = (word: string) => indexed.rank([[word]]).complete.map(({ paper }) => paper);
    expect(found('transfomer')).toEqual([1]);
    expect(found('transcdoor')).toEqual([0]);
  });
  it('ignores accents and case', () => {
    expect(find('author:nunez')).toEqual([1]);
    expect(find('NÚÑEZ')).toEqual([1]);
  });
  it('wants a phrase word for word', () => {
    expect(find('"image segmentation"')).toEqual([1]);
    expect(find('"segmentation image"')).toEqual([]);
    expect(find('"age segmentation"')).toEqual([]);
  });
  it('filters by year, trait, field and exclusion', () => {
    expect(find('year:2020..2022')).toEqual([0]);
    expect(find('has:code')).toEqual([0]);
    expect(find('category:cs.CV')).toEqual([1]);
    expect(find('graph -survey')).toEqual([0]);
    expect(find('-has:code')).toEqual([1, 2]);
  });
  it('is content with one of those joined by OR', () => {
    expect(find('molecule OR unlearning')).toEqual([2, 0]);
    expect(find('networks molecule OR unlearning')).toEqual([0]);
    expect(find('survey OR year:2024')).toEqual([1, 2]);
    expect(find('"message passing" OR "models forget"').toSorted()).toEqual([0, 2]);
  });
  it('takes the words of a name in any order, each from its start', () => {
    expect(find('author:"Lovelace, Ada"')).toEqual([0]);
    expect(find('author:lov')).toEqual([0]);
    expect(find('author:lace')).toEqual([]);
  });
  it('leaves out what no paper carries, and says so', () => {
    const { hits, unread } = search({ papers, index, measured: null }, 'graph venue:ICML has:pdf');
    expect(hits.map(({ paper }) => paper)).toEqual([0, 1]);
    expect(unread).toEqual([
      { typed: 'venue:ICML', why: 'absent' },
      { typed: 'has:pdf', why: 'absent' },
    ]);
  });
  it('finds papers like others, among them those with the words beside', () => {
    const alike = (of: readonly number[]) =>
      papers.flatMap((_, paper) => (of.includes(paper) ? [] : [{ paper, score: 1 - paper / 10 }]));
    const ask = (typed: string) => search({ papers, index, measured: null, alike }, typed);
    expect(ask('like:a').hits.map(({ paper }) => paper)).toEqual([1, 2]);
    expect(ask('like:a like:b').hits.map(({ paper }) => paper)).toEqual([2]);
    expect(ask('like:a diffusion').hits.map(({ paper }) => paper)).toEqual([2]);
    expect(ask('like:a year:2019').hits.map(({ paper }) => paper)).toEqual([1]);
    expect(ask('like:nobody')).toMatchObject({
      hits: [],
      unread: [{ typed: 'like:nobody', why: 'like' }],
    });
  });
  it('finds nothing for nonsense, and nothing for nothing', () => {
    expect(find('qwxzzk vvbnrt')).toEqual([]);
    expect(find('  ')).toEqual([]);
  });
});

describe('what a question says of itself', () => {
  const ask = (typed: string) => search({ papers, index, measured: null }, typed);

  it('tells papers with all words from those with half of them', () => {
    expect(ask('graph networks')).toMatchObject({ complete: 2, missing: [] });
    const some = ask('graph zebra networks');
    expect(some).toMatchObject({ complete: 0, missing: ['zebra'] });
  });

  it('names the words that no paper holds, misspelt ones not among them', () => {
    expect(ask('wedding segmentatoin, “cake”!').missing).toEqual(['wedding', 'cake']);
    expect(ask('graph molec').missing).toEqual([]);
  });

  it('does not say that a word is in no paper where another form of it is', () => {
    expect(ask('graphing segmented zebra images')).toMatchObject({ missing: ['zebra'] });
  });
});

describe('fusion', () => {
  it('puts a paper found by both before papers found by one', () => {
    const ranking = (...found: number[]) => found.map((paper, i) => ({ paper, score: -i }));
    const fused = fuse([
      { ranking: ranking(1, 2), weight: 1 },
      { ranking: ranking(3, 2), weight: 1 },
    ]);
    expect(fused.map(({ paper }) => paper)).toEqual([2, 1, 3]);
  });
});
