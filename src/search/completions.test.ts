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

async function completed(typed: string, of = papers, caret = typed.length): Promise<string[]> {
  const found = await new Completer(of).complete(typed, caret, index);
  return found.map(({ from, to, text }) => typed.slice(0, from) + text + typed.slice(to));
}

describe('what an unfinished query is finished to', () => {
  it('is words, those of most papers first', async () => {
    expect(await completed('grap')).toEqual(['graph', 'graphical']);
    expect(await completed('deep -grac')).toEqual(['deep -grace', 'deep -author:"Grace Hopper"']);
    expect(await completed('kernel')).toEqual([]);
  });

  it('is no form that only counting uses', async () => {
    const spoken: readonly Paper[] = [
      blankPaper('a', 'Speech and speeches'),
      blankPaper('b', 'Many speeches, one cache'),
    ];
    const index = await LexicalIndex.build(spoken, () => undefined);
    const completer = new Completer(spoken);
    const offered = async (typed: string) =>
      (await completer.complete(typed, typed.length, index)).map(({ text }) => text);
    expect(await offered('spee')).toEqual(['speech']);
    expect(await offered('cac')).toEqual(['cache']);
  });

  it('is names of filters, and then their values', async () => {
    expect((await completed('au'))[0]).toBe('author:');
    expect(await completed('author:')).toEqual([
      'author:"Grace Hopper"',
      'author:"Ada Lovelace"',
      'author:"José Núñez"',
    ]);
    expect(await completed('graph author:nun')).toEqual(['graph author:"José Núñez"']);
    expect(await completed('author:lov')).toEqual(['author:"Ada Lovelace"']);
    expect(await completed('author:"ada l')).toEqual(['author:"Ada Lovelace"']);
    expect(await completed('venue:n')).toEqual(['venue:NeurIPS']);
    expect(await completed('year:20')).toEqual(['year:2021', 'year:2019']);
    expect(await completed('year:2019')).toEqual(['year:2019..', 'year:..2019']);
    expect(await completed('has:')).toEqual(['has:code']);
  });

  it('offers nothing that no paper answers', async () => {
    const bare = papers.map(({ id, title }) => blankPaper(id, title));
    expect(await completed('au', bare)).toEqual([]);
    expect(await completed('author:', bare)).toEqual([]);
    expect(await completed('ye', bare)).toEqual([]);
    expect(await completed('has:', bare)).toEqual([]);
    expect(await completed('', bare)).toEqual([]);
  });

  it('says how many papers have it', async () => {
    const [first] = await new Completer(papers).complete('author:grace', 12, index);
    expect(first).toMatchObject({ kind: 'author', papers: 2 });
  });

  it('names nobody among many papers until they are counted, unless asked for a name', async () => {
    const many = Array.from({ length: 6000 }, (_, at) => ({
      ...blankPaper(`m${at}`, 'Graph'),
      authors: [`Ada Lovelace ${at % 7}`, 'Grace Hopper'],
    }));
    const completer = new Completer(many);
    const texts = async (typed: string) =>
      (await completer.complete(typed, typed.length, null)).map(({ text }) => text);
    expect(await texts('grac')).toEqual([]);
    expect(await texts('author:grac')).toEqual(['author:"Grace Hopper"']);
    expect(await texts('grac')).toEqual(['author:"Grace Hopper"']);
  });

  it('is nothing in the middle of a word, after a space or in a phrase', async () => {
    expect(await completed('graph kernels', papers, 3)).toEqual([]);
    expect(await completed('graph ')).toEqual([]);
    expect(await completed('"grap')).toEqual([]);
  });

  it('begins an empty query with what some papers answer and not all', async () => {
    expect(await completed('')).toEqual([
      'author:"Grace Hopper"',
      'venue:ICML',
      'year:2021..',
      'has:code',
    ]);
  });
});
