import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LexiconWithUses, WordUses } from './lexicon-file';
import { readLexicon, writeLexicon } from './lexicon-file';
import { sumWords, weighText, wordTable } from './word-sum';

const letters = 'abcdefghijklmnopqrstuvwxyz';
/** Words that are themselves when they are looked for. */
const words = Array.from({ length: 26 }, (_, i) => `${letters[i] ?? ''}ographo`);

/** How words stand in running text is no matter here. */
const uses: WordUses = {
  end: new Float32Array(words.length),
  determiner: new Float32Array(words.length),
  alone: new Float32Array(words.length),
  verb: new Float32Array(words.length),
  pairs: {
    first: new Uint16Array(),
    second: new Uint16Array(),
    idf: new Float32Array(),
    end: new Float32Array(),
  },
};
const lexicons: fc.Arbitrary<LexiconWithUses> = fc
  .array(
    fc.record({
      row: fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }),
      idf: fc.integer({ min: 0, max: 255 }).map((steps) => steps * 0.05),
    }),
    { minLength: words.length, maxLength: words.length },
  )
  .map((rows) => ({
    terms: words,
    dimension: 3,
    vectors: Float32Array.from(rows.flatMap(({ row }) => row)),
    idf: Float32Array.from(rows, ({ idf }) => idf),
    uses,
  }));

const texts = fc.record({
  title: fc.array(fc.constantFrom(...words), { maxLength: 5 }).map((some) => some.join(' ')),
  abstract: fc.array(fc.constantFrom(...words), { maxLength: 300 }).map((some) => some.join(' ')),
});

describe('the sum of a text’s words', () => {
  it('is made of whole numbers that 32-bit floats add exactly, in any order', () => {
    fc.assert(
      fc.property(lexicons, texts, (lexicon, text) => {
        const table = wordTable(lexicon);
        const { weights } = weighText(table, text);
        expect(weights.every(Number.isInteger)).toBe(true);
        expect(weights.reduce((sum, weight) => sum + weight, 0) * 127).toBeLessThanOrEqual(2 ** 24);
      }),
    );
  });

  it('is the weighted sum of the vectors, as closely as 8 bits give them', () => {
    fc.assert(
      fc.property(lexicons, texts, (made, text) => {
        const read = readLexicon(writeLexicon(made));
        if (!read.ok) throw new Error(read.error.message);
        const lexicon = read.value;
        const table = wordTable(lexicon);
        const sum = new Float32Array(3);
        sumWords(table, weighText(table, text), sum);
        const frequencies = new Map<string, number>();
        for (const [part, count] of [
          [text.title, 2],
          [text.abstract, 1],
        ] as const)
          for (const word of part.split(' ').filter(Boolean))
            frequencies.set(word, (frequencies.get(word) ?? 0) + count);
        const exact = [0, 0, 0];
        let largest = 0;
        for (const [word, frequency] of frequencies) {
          const row = words.indexOf(word);
          const weight = (1 + Math.log(frequency)) * (lexicon.idf[row] ?? 0);
          for (let k = 0; k < 3; k++) {
            const value = weight * (lexicon.vectors[row * 3 + k] ?? 0);
            exact[k] = (exact[k] ?? 0) + value;
            largest = Math.max(largest, Math.abs(value));
          }
        }
        exact.forEach((value, k) => {
          expect(Math.abs((sum[k] ?? 0) - value)).toBeLessThanOrEqual(2e-3 * largest + 1e-6);
        });
      }),
    );
  });

  it('has the codes of the file, which are those its vectors would get', () => {
    fc.assert(
      fc.property(lexicons, (made) => {
        const read = readLexicon(writeLexicon(made));
        if (!read.ok) throw new Error(read.error.message);
        const { kept, ...computed } = read.value;
        expect(kept).toBeDefined();
        const fromFile = wordTable(read.value);
        const fromVectors = wordTable(computed);
        expect(fromFile.codes).toEqual(fromVectors.codes);
        expect(fromFile.scales).toEqual(fromVectors.scales);
      }),
    );
  });

  it('is nothing for a text without a known word', () => {
    const table = wordTable({
      terms: ['graph'],
      dimension: 2,
      vectors: Float32Array.of(1, 2),
      idf: Float32Array.of(3),
    });
    const unknown = weighText(table, { title: 'zzqxv', abstract: '' });
    expect(unknown).toMatchObject({ step: 0 });
    const sum = Float32Array.of(7, 7);
    sumWords(table, unknown, sum);
    expect([...sum]).toEqual([0, 0]);
  });
});
