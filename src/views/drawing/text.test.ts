import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  breakable,
  fitLine,
  fitLines,
  fitName,
  plainMeasure,
  rememberWidths,
  type Font,
} from './text';

const font: Font = { size: 12, weight: 400 };
/** Ten pixels a letter: widths that can be counted. */
const ten = (text: string) => 10 * Array.from(text).length;

describe('breaking lines', () => {
  it('breaks after spaces, hyphens and between letters of scripts without spaces', () => {
    expect(breakable('self-supervised  learning')).toEqual(['self-', 'supervised ', 'learning']);
    expect(breakable('学习，方法')).toEqual(['学', '习，', '方', '法']);
  });

  it('never loses, adds or reorders a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(breakable(text).join('')).toBe(text.trim().replace(/\s+/g, ' '));
      }),
    );
  });

  it('fills lines and ends the last with an ellipsis only when something is left', () => {
    expect(fitLines('one two three four', 90, 3, font, ten)).toEqual(['one two', 'three', 'four']);
    expect(fitLines('one two three four', 90, 2, font, ten)).toEqual(['one two', 'three fo…']);
  });

  it('breaks a word that is longer than a line, leaving no stray letter', () => {
    expect(fitLines('abcdefghijk', 100, 2, font, ten)).toEqual(['abcdefgh', 'ijk']);
  });

  it('never exceeds the width or the number of lines, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 0, max: 6 }),
        (text, width, lines) => {
          const set = fitLines(text, width, lines, font, plainMeasure);
          expect(set.length).toBeLessThanOrEqual(lines);
          for (const line of set) expect(plainMeasure(line, font)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it('keeps letters whole that are made of several code points', () => {
    const family = '👩‍👩‍👧‍👦';
    const wide = (text: string) => 10 * [...new Intl.Segmenter().segment(text)].length;
    expect(fitLine(`${family}${family}${family}${family}`, 30, font, wide)).toBe(
      `${family}${family}…`,
    );
  });
});

describe('names of topics', () => {
  it('drops whole phrases before cutting one', () => {
    expect(fitName('graphs · molecules · proteins', 200, 1, font, ten)).toEqual([
      'graphs · molecules',
    ]);
    expect(fitName('security, robotics, software +2', 240, 1, font, ten)).toEqual([
      'security, robotics +3',
    ]);
    expect(fitName('representation learning · graphs', 120, 1, font, ten)).toEqual([
      'representat…',
    ]);
  });
});

describe('names in narrow strips', () => {
  it('cut a word with an ellipsis rather than break it', () => {
    expect(fitName('likelihood · distributions', 70, 2, font, ten)).toEqual(['likeli…']);
  });
});

describe('remembered widths', () => {
  it('asks once per text and font, and forgets when full', () => {
    let asked = 0;
    const measure = rememberWidths((text) => ((asked += 1), text.length), 2);
    measure('a', font);
    measure('a', font);
    expect(asked).toBe(1);
    measure('a', { ...font, weight: 600 });
    measure('b', font);
    measure('a', font);
    expect(asked).toBe(4);
  });
});
