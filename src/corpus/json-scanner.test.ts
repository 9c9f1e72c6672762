import { describe, expect, it } from 'vitest';
import { JsonScanner, piecesWithin, type JsonPiece } from './json-scanner';

function scan(text: string, size: number, longest?: number): JsonPiece[] {
  const scanner = new JsonScanner(longest === undefined ? {} : { longest });
  const pieces: JsonPiece[] = [];
  for (let at = 0; at < text.length; at += size)
    pieces.push(...scanner.push(text.slice(at, at + size)));
  return [...pieces, ...scanner.end()];
}

const texts = (pieces: readonly JsonPiece[]): string[] => pieces.map(({ text }) => text);

const record = { title: 'A "quoted" title \\ with [brackets] {and} braces', n: [1, { a: '}' }] };
const records = Array.from({ length: 20 }, (_, i) => ({ ...record, i }));

describe('JsonScanner', () => {
  it.each([
    ['an array', JSON.stringify(records)],
    ['a pretty array', JSON.stringify(records, null, 2)],
    ['values', records.map((one) => JSON.stringify(one, null, 1)).join('\n')],
    ['two arrays', `${JSON.stringify(records.slice(0, 9))}\n${JSON.stringify(records.slice(9))}`],
  ])('cuts %s, wherever its pieces end', (_, text) => {
    for (const size of [1, 2, 3, 7, 64, 1e6]) {
      const pieces = scan(text, size);
      expect(pieces.map((piece): unknown => JSON.parse(piece.text))).toEqual(records);
      for (const { line, text: value } of pieces) {
        expect(line).toBe(text.slice(0, text.indexOf(value)).split('\n').length);
      }
    }
  });

  it('opens an object that is too long, whatever stands before and behind', () => {
    const wrapped = { meta: { total: 20 }, message: { about: 'x', items: records }, after: [1] };
    for (const space of [0, 1]) {
      const text = JSON.stringify(wrapped, null, space);
      for (const size of [1, 5, 50, 1e6]) {
        const items = scan(text, size, 400).filter(({ within }) => within === 'array');
        expect(items.map((piece): unknown => JSON.parse(piece.text))).toEqual(records);
      }
    }
  });

  it('passes over a value that is too long and goes on behind it', () => {
    const text = JSON.stringify([{ a: 1 }, { a: 'x'.repeat(900) }, { a: 2 }]);
    for (const size of [1, 50, 1e6]) {
      expect(scan(text, size, 100).map(({ state }) => state)).toEqual([
        'whole',
        'too long',
        'whole',
      ]);
    }
    expect(scan(`{"title":"${'x'.repeat(900)}`, 10, 100).map(({ state }) => state)).toEqual([
      'too long',
    ]);
  });

  it('ends an unclosed string at its line, where the next can only be another', () => {
    const text = '[\n{"a": "x,\n"b": 1},\n{"a": "two\nlines"}\n]';
    for (const size of [1, 4, 100]) {
      expect(texts(scan(text, size))).toEqual(['{"a": "x,\n"b": 1}', '{"a": "two\nlines"}']);
    }
  });

  it('tells the members of an object, also of one cut short', () => {
    const pieces = piecesWithin({ line: 3, text: '{"a": 1, "b\\"": [2,\n3], "c": {"d": "x' });
    expect(pieces.map(({ key, text, line, state }) => [key, text, line, state])).toEqual([
      ['a', '1', 3, 'whole'],
      ['b\\"', '[2,\n3]', 3, 'whole'],
      ['c', '{"d": "x', 4, 'cut short'],
    ]);
  });
});
