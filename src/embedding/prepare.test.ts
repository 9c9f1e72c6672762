import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxCharacters, prepareText } from './prepare';

/** Any sequence of UTF-16 code units, surrogates on their own among them. */
const anyString = fc
  .array(fc.integer({ min: 0, max: 0xffff }))
  .map((units) => String.fromCharCode(...units));

describe('text preparation', () => {
  test('joins title and abstract as two sentences', () => {
    expect(prepareText({ title: 'A title', abstract: 'An abstract.' })?.text).toBe(
      'A title. An abstract.',
    );
    expect(prepareText({ title: 'Why?', abstract: 'Because.' })?.text).toBe('Why? Because.');
    expect(prepareText({ title: '', abstract: 'Only this.' })?.text).toBe('Only this.');
  });

  test('refuses what holds no text', () => {
    for (const blank of ['', ' ', '\n\t', '\u0000\u0007', '\u3000']) {
      expect(prepareText({ title: blank, abstract: blank })).toBeNull();
    }
  });

  test('makes any string well-formed, short enough and free of control characters', () => {
    fc.assert(
      fc.property(anyString, anyString, (title, abstract) => {
        const text = prepareText({ title, abstract: `${abstract}\uD83D\u0001` })?.text ?? '';
        expect(text).not.toMatch(/[\p{Surrogate}\p{Cc}]/u);
        expect(text).toBe(text.trim());
      }),
    );
  });

  test('keeps the beginning of an endless text and says so', () => {
    const prepared = prepareText({ title: 'T', abstract: '😀word '.repeat(100_000) });
    expect(prepared?.truncated).toBe(true);
    expect(prepared?.text.length).toBeLessThanOrEqual(maxCharacters);
    expect(prepared?.text).not.toMatch(/\p{Surrogate}/u);
    expect(prepareText({ title: 'T', abstract: 'short' })?.truncated).toBe(false);
  });
});
