import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNear, PostingsBuilder, prefixRange } from './postings';
import { searchTerms } from './search-terms';
import { TermTable } from './term-table';

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

describe('the terms of a text by number', () => {
  it('are those that questions are asked in, whatever the text', () => {
    const piece = fc.oneof(
      fc.stringMatching(/^[a-cA-CsS]{1,5}$/u),
      fc.constantFrom(
        'the',
        '3D',
        'd3',
        '2s',
        '1e9',
        'É',
        'İ',
        'ﬁ',
        '図書館',
        'e\u0301',
        '²',
        '\n',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    const text = fc
      .array(fc.tuple(piece, fc.constantFrom('', ' ', '-', ', ', '@', '[', '`')), { maxLength: 12 })
      .map((pieces) => pieces.flat().join(''));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
        const table = new TermTable();
        for (const one of texts) {
          const terms = Array.from(table.read(one), (term) => table.terms[term] ?? '');
          expect(terms).toEqual(searchTerms(one));
        }
        expect(new Set(table.terms).size).toBe(table.terms.length);
      }),
    );
  });

  it('are told apart however many there are, and however long', () => {
    const table = new TermTable();
    const words = Array.from({ length: 30_000 }, (_, at) => `w${at.toString(36)}x`);
    const long = 'y'.repeat(100_000);
    const first = Array.from(table.read([...words, long].join(' ')));
    expect(new Set(first).size).toBe(words.length + 1);
    expect(first.map((term) => table.terms[term])).toEqual([...words, long]);
    expect(Array.from(table.read([...words, long].join('\n').toUpperCase()))).toEqual(first);
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
