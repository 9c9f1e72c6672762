import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNear, PostingsBuilder, prefixRange, searchTerms } from './postings';

describe('words as they are indexed', () => {
  it('are folded, singular and without stop words; numbers count', () => {
    expect(searchTerms('The Graphs of JOSÉ in 2021')).toEqual(['graph', 'jose', '2021']);
  });
});

describe('postings', () => {
  const builder = new PostingsBuilder();
  builder.add([
    { text: 'graph molecule', boost: 3 },
    { text: 'graph', boost: 1 },
  ]);
  builder.add([{ text: 'speech', boost: 1 }]);
  builder.add([{ text: 'molecule speech speech', boost: 1 }]);
  const { terms, offsets, paperOf, frequency, length, papers } = builder.finish();
  const of = (word: string) => {
    const at = terms.indexOf(word);
    const [from, to] = [offsets[at] ?? 0, offsets[at + 1] ?? 0];
    return Array.from(paperOf.subarray(from, to), (paper, i) => [paper, frequency[from + i]]);
  };

  it('say which papers hold a word, and how much it weighs there', () => {
    expect(papers).toBe(3);
    expect(terms).toEqual(['graph', 'molecule', 'speech']);
    expect(of('graph')).toEqual([[0, 4]]);
    expect(of('molecule')).toEqual([
      [0, 3],
      [2, 1],
    ]);
    expect(of('speech')).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(Array.from(length)).toEqual([7, 1, 3]);
  });

  it('hold every word of every paper, however many there are', () => {
    const word = fc.stringMatching(/^[b-df-hj-np-rt-z]{3,6}$/u);
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 8 }), { maxLength: 20 }), (texts) => {
        const all = new PostingsBuilder();
        for (const words of texts) all.add([{ text: words.join(' '), boost: 1 }]);
        const index = all.finish();
        expect([...index.terms]).toEqual([...new Set(texts.flat().flatMap(searchTerms))].sort());
        const sum = index.frequency.reduce((total, count) => total + count, 0);
        expect(sum).toBe(texts.flat().flatMap(searchTerms).length);
      }),
    );
  });
});

describe('the range of a prefix', () => {
  it('is every word that begins with it, and none besides', () => {
    const sorted = fc
      .uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 4 }))
      .map((words) => words.sort());
    fc.assert(
      fc.property(
        sorted,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 3 }),
        (terms, prefix) => {
          const [first, end] = prefixRange(terms, prefix);
          expect(terms.slice(first, end)).toEqual(terms.filter((term) => term.startsWith(prefix)));
        },
      ),
    );
  });
});

describe('typing errors', () => {
  it.each([
    ['network', 'netwrok', 1],
    ['network', 'networ', 1],
    ['network', 'networks', 1],
    ['network', 'nitwork', 1],
  ])('%s is one away from %s', (a, b) => {
    expect(isNear(a, b, 1)).toBe(true);
    expect(isNear(a, b, 0)).toBe(false);
  });

  it('count the same from either side, and none apart is the same word', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, fc.nat(3), (a, b, most) => {
        expect(isNear(a, b, most)).toBe(isNear(b, a, most));
        expect(isNear(a, b, 0)).toBe(a === b);
      }),
    );
  });
});
