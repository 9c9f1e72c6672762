import { describe, expect, it } from 'vitest';
import { seededRandom } from '../foundation/random';
import { contentWords } from '../text/words';
import { WordColumns } from './word-columns';

describe('WordColumns', () => {
  it('finds the words of any text as the reader of strings does', () => {
    const random = seededRandom(3);
    const signs = [...'aAbsSzZ09 -.\'\t\n"', 'the', 'graphs', 'LOSS', 'é', 'ß', '图', ' '];
    const columns = new WordColumns();
    for (let round = 0; round < 2000; round++) {
      // Four of five are ASCII.
      const most = round % 5 === 0 ? signs.length : signs.length - 4;
      const text = Array.from(
        { length: 1 + random() * 40 },
        () => signs[Math.floor(random() * most)],
      ).join('');
      const found: (string | undefined)[] = [];
      columns.visit(text, (column) => void found.push(columns.terms[column]));
      expect(found).toEqual(contentWords(text));
    }
  });

  it('keeps each word its column while there are more and more', () => {
    const columns = new WordColumns();
    const text = Array.from({ length: 20_000 }, (_, i) => `word${i}x`).join(' ');
    const [first, second]: [number[], number[]] = [[], []];
    columns.visit(text, (column) => void first.push(column));
    columns.visit(text.toUpperCase(), (column) => void second.push(column));
    expect(first).toEqual(Array.from({ length: 20_000 }, (_, i) => i));
    expect(second).toEqual(first);
  });
});
