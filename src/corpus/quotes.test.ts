import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableQuotes } from './quotes';

describe('quotation marks', () => {
  it.each([
    ["the ``cluster assumption'' holds", 'the “cluster assumption” holds'],
    ['an ``off-the-shelf" model', 'an “off-the-shelf” model'],
    ["a mild ''informative'' condition", 'a mild “informative” condition'],
    ["(``content''). And ``style''.", '(“content”). And “style”.'],
    ["``it's the model's'' fault", "“it's the model's” fault"],
    ["the so-called `curse' of", 'the so-called ‘curse’ of'],
    ['a ``fixed`` width', 'a “fixed” width'],
  ])('of TeX: %s', (typed, read) => {
    expect(readableQuotes(typed)).toBe(read);
  });

  it.each([
    "f'' and g'' are continuous",
    "a 12'' screen and a 15'' one",
    "the authors' and readers' views",
    'run `make` and `make test`',
    '```js code```',
    'an opening `` alone',
    "rock 'n' roll",
    "an empty '' string",
  ])('are not made of %s', (typed) => {
    expect(readableQuotes(typed)).toBe(typed);
  });

  it('cost no letter, however they stand', () => {
    const piece = fc.constantFrom('``', "''", '`', "'", '"', 'word', ' ', 'a', '.', '“', '”', '\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const typed = pieces.join('');
        const once = readableQuotes(typed);
        const letters = (text: string) => text.replaceAll(/[^a-z.]/gu, '');
        expect(letters(once)).toBe(letters(typed));
      }),
    );
  });
});
