import { describe, expect, it } from 'vitest';
import { read } from '../testing/read-one';

const titles = ['Bees in old gardens', 'Ants in old gardens'];
const abstracts = ['Bees are counted.', 'Ants are counted.'];
const asKeys = (values: readonly unknown[]) => Object.fromEntries(values.entries());

describe('tables written as JSON by columns', () => {
  it.each([
    ['lists', { title: titles, abstract: abstracts, year: [2001, 2002] }],
    [
      'numbered rows',
      { title: asKeys(titles), abstract: asKeys(abstracts), year: asKeys([2001, 2002]) },
    ],
    [
      'names and rows',
      {
        columns: ['title', 'abstract', 'year'],
        index: [0, 1],
        data: titles.map((title, i) => [title, abstracts[i], 2001 + i]),
      },
    ],
  ])('are read: %s', async (_, value) => {
    const { corpus } = await read(JSON.stringify(value));
    expect(corpus.papers.map(({ title, abstract, year }) => [title, abstract, year])).toEqual([
      [titles[0], abstracts[0], 2001],
      [titles[1], abstracts[1], 2002],
    ]);
  });

  it('are not a paper whose fields are lists', async () => {
    const { corpus } = await read(
      JSON.stringify([
        { title: ['Bees in old gardens'], author: ['Roe, Ann'], doi: ['10.1234/b'] },
      ]),
    );
    expect(corpus.papers).toMatchObject([
      { title: 'Bees in old gardens', authors: ['Ann Roe'], doi: '10.1234/b' },
    ]);
  });
});
