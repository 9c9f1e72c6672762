import { describe, expect, it } from 'vitest';
import { blankPaper, type Paper } from '../corpus/paper';
import { Completer } from './completions';
import { LexicalIndex } from './lexical-index';

const papers: readonly Paper[] = [
  {
    ...blankPaper('a', 'Graph networks'),
    authors: ['Ada Lovelace', 'Grace Hopper'],
    year: 2021,
    venue: 'ICML',
    links: [{ kind: 'github', url: 'https://github.com/a/b' }],
  },
  { ...blankPaper('b', 'Graphical models'), authors: ['Grace Hopper'], year: 2019, venue: 'ICML' },
  { ...blankPaper('c', 'Graph kernels'), authors: ['José Núñez'], year: 2019, venue: 'NeurIPS' },
];
const index = await LexicalIndex.build(papers, () => undefined);

function completed(typed: string, of = papers, caret = typed.length): string[] {
  return new Completer(of)
    .complete(typed, caret, index)
    .map(({ from, to, text }) => typed.slice(0, from) + text + typed.slice(to));
}

describe('what an unfinished query is finished to', () => {
  it('is words, those of most papers first', () => {
    expect(completed('grap')).toEqual(['graph', 'graphical']);
    expect(completed('deep -grac')).toEqual(['deep -grace', 'deep -author:"Grace Hopper"']);
    expect(completed('kernel')).toEqual([]);
  });

  it('is names of filters, and then their values', () => {
    expect(completed('au')[0]).toBe('author:');
    expect(completed('author:')).toEqual([
      'author:"Grace Hopper"',
      'author:"Ada Lovelace"',
      'author:"José Núñez"',
    ]);
    expect(completed('graph author:nun')).toEqual(['graph author:"José Núñez"']);
    expect(completed('author:lov')).toEqual(['author:"Ada Lovelace"']);
    expect(completed('author:"ada l')).toEqual(['author:"Ada Lovelace"']);
    expect(completed('venue:n')).toEqual(['venue:NeurIPS']);
    expect(completed('year:20')).toEqual(['year:2021', 'year:2019']);
    expect(completed('year:2019')).toEqual(['year:2019..', 'year:..2019']);
    expect(completed('has:')).toEqual(['has:code']);
  });

  it('offers nothing that no paper answers', () => {
    const bare = papers.map(({ id, title }) => blankPaper(id, title));
    expect(completed('au', bare)).toEqual([]);
    expect(completed('author:', bare)).toEqual([]);
    expect(completed('ye', bare)).toEqual([]);
    expect(completed('has:', bare)).toEqual([]);
    expect(completed('', bare)).toEqual([]);
  });

  it('says how many papers have it', () => {
    const [first] = new Completer(papers).complete('author:grace', 12, index);
    expect(first).toMatchObject({ kind: 'author', papers: 2 });
  });

  it('is nothing in the middle of a word, after a space or in a phrase', () => {
    expect(completed('graph kernels', papers, 3)).toEqual([]);
    expect(completed('graph ')).toEqual([]);
    expect(completed('"grap')).toEqual([]);
  });

  it('begins an empty query with what some papers answer and not all', () => {
    expect(completed('')).toEqual([
      'author:"Grace Hopper"',
      'venue:ICML',
      'year:2021..',
      'has:code',
    ]);
  });
});
