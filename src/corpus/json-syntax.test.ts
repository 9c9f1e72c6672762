import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstJsonError, lineAt } from './json-syntax';

describe('firstJsonError', () => {
  it.each([
    ['{"a": [}', 7],
    ['', 0],
    ['[1, 2', 5],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{a: 1}', 1],
    ['[1,]', 3],
    ['{"a":1,}', 7],
    ['nul', 0],
    ['01', 0],
    ['"a\nb"', 2],
    ['"open', 5],
    ['{} {}', 3],
  ])('finds where %j breaks', (text, position) => {
    expect(firstJsonError(text)).toBe(position);
  });

  it('finds nothing in JSON, however indented or deep', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        expect(firstJsonError(JSON.stringify(value, null, indent))).toBeNull();
      }),
    );
    expect(firstJsonError('['.repeat(100_000) + ']'.repeat(100_000))).toBeNull();
  });

  it('finds something in every text cut short', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(), (value, at) => {
        const text = JSON.stringify(value);
        expect(firstJsonError(text.slice(0, at % text.length))).not.toBeNull();
      }),
    );
  });
});

describe('lineAt', () => {
  it('counts from 1', () => {
    expect([0, 1, 2, 3, 4].map((at) => lineAt('a\nb\n', at))).toEqual([1, 1, 2, 2, 3]);
  });
});
