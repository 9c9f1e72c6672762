import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readListing, readsLikeAbstract } from './read-listing';

const seed = readFileSync(
  new URL('../fixtures/seed/hf-unsupervised-pretraining.txt', import.meta.url),
  'utf8',
);
const long = 'We study maps of papers and find that they help people who read many of them. '
  .repeat(5)
  .trim();

describe('readListing', () => {
  it('reads the 70 papers of the seed listing whole', () => {
    const { entries, header, refused } = readListing(seed, 'seed.txt');
    expect(entries).toHaveLength(70);
    expect(refused).toEqual([]);
    expect(header).toHaveLength(5);
    const lines = seed.split('\n').filter((line) => line.trim() !== '');
    expect(entries.flatMap(({ title, abstract }) => [title, abstract])).toEqual(lines.slice(5));
    expect(entries.map(({ line }) => seed.split('\n')[line - 1])).toEqual(
      entries.map(({ title }) => title),
    );
  });

  it('recognises any number of header lines', () => {
    fc.assert(
      fc.property(fc.nat(12), (lines) => {
        const header = Array.from({ length: lines }, (_, i) => `Something the page says ${i}`);
        const text = [...header, 'A title', long, 'Another title', long].join('\n\n');
        const listing = readListing(text, 'x');
        expect(listing.entries.map(({ title }) => title)).toEqual(['A title', 'Another title']);
        expect(listing.header).toEqual(header);
      }),
    );
  });

  it('passes over the page between papers and reports titles without an abstract', () => {
    const text = ['A title', long, 'Mar 12', '37', 'Upvote', 'Lonely', 'Second', long, 'Last'].join(
      '\r\n\r\n',
    );
    const { entries, refused } = readListing(text, 'page.txt');
    expect(entries.map(({ title }) => title)).toEqual(['A title', 'Second']);
    expect(refused).toEqual([
      { file: 'page.txt', line: 11, reason: 'No abstract follows “Lonely”.' },
      { file: 'page.txt', line: 17, reason: 'No abstract follows “Last”.' },
    ]);
  });

  it('joins an abstract of two paragraphs', () => {
    const { entries } = readListing(`T\n\n${long}\n\n${long}\n`, 'x');
    expect(entries).toEqual([{ title: 'T', abstract: `${long}\n\n${long}`, line: 1 }]);
  });

  it('finds nothing in nothing', () => {
    expect(readListing('', 'x')).toEqual({ entries: [], header: [], refused: [] });
    expect(readListing('one\ntwo\n', 'x').entries).toEqual([]);
  });
});

describe('readsLikeAbstract', () => {
  it('takes a short abstract and no title', () => {
    expect(
      readsLikeAbstract('We prove that every tree of height two has a root of degree one.'),
    ).toBe(true);
    expect(
      readsLikeAbstract('What do people who read many papers really want from a map of them?'),
    ).toBe(false);
    expect(readsLikeAbstract('A short title.')).toBe(false);
  });
});
