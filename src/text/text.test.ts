import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, foldText } from './normalise';
import { firstSentence, sentences } from './sentences';
import { contentWords, singular, words } from './words';

describe('cleanText', () => {
  it('removes lone surrogates, controls and invisible characters and keeps the rest', () => {
    expect(cleanText('a\ud800b\u0000c\u200bd\u00ade \n\tf')).toBe('a b cde f');
    expect(cleanText('ﬁne 😀 ① ｆｕｌｌ')).toBe('fine 😀 1 full');
  });

  it('is idempotent, well formed and on one line for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
        expect(once).not.toMatch(/\p{Surrogate}|\p{Cc}/u);
        expect(once).toBe(once.trim());
      }),
    );
  });
});

describe('foldText', () => {
  it('takes the accents off Latin letters only', () => {
    expect(foldText('Schrödinger NAÏVE')).toBe('schrodinger naive');
    expect(foldText('が й हिन्दी')).toBe('が й हिन्दी');
  });
});

describe('words', () => {
  it('gives the place of every word in the text', () => {
    const text = 'Self-supervised GANs: x2 of 3D';
    expect(words(text).map((word) => [word.form, text.slice(word.start, word.end)])).toEqual([
      ['self', 'Self'],
      ['supervised', 'supervised'],
      ['gan', 'GANs'],
      ['x2', 'x2'],
      ['of', 'of'],
      ['d', 'D'],
    ]);
  });

  it('lies in order inside any text and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let end = 0;
        for (const word of words(text)) {
          expect(word.start).toBeGreaterThanOrEqual(end);
          expect(word.end).toBeGreaterThan(word.start);
          end = word.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('divides scripts without spaces by their dictionaries', () => {
    expect(contentWords('深度学习模型')).toEqual(expect.arrayContaining(['学习', '模型']));
    expect(contentWords('การเรียนรู้ของเครื่อง').length).toBeGreaterThan(1);
    expect(contentWords('машинное обучение')).toEqual(['машинное', 'обучение']);
  });
});

describe('contentWords', () => {
  it('folds, splits at hyphens, strips the plural s, and drops stop words and short words', () => {
    expect(contentWords('The Zero-Shot losses of BERTs, a bias in analysis; we do')).toEqual([
      'zero',
      'shot',
      'losse',
      'bert',
      'bias',
      'analysis',
    ]);
  });

  it('reads the plain and the general path alike', () => {
    const text = 'Graphs learn 3D maps of self-driving cars';
    expect(contentWords(`${text} é`)).toEqual(contentWords(text));
  });

  it('strips the plural s and no other', () => {
    expect(['graphs', 'loss', 'gas', 'corpus', 'axis', 'maps'].map(singular)).toEqual([
      'graph',
      'loss',
      'gas',
      'corpus',
      'axis',
      'map',
    ]);
  });
});

describe('sentences', () => {
  it('does not end a sentence at an abbreviation or an initial', () => {
    expect(
      sentences('We follow Smith et al. (2019), e.g. their loss. J. Doe agrees! 好。再见。'),
    ).toEqual([
      'We follow Smith et al. (2019), e.g. their loss.',
      'J. Doe agrees!',
      '好。',
      '再见。',
    ]);
  });

  it('keeps every character that is no space', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(sentences(text).join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
      }),
    );
  });
});

describe('firstSentence', () => {
  it.each([
    ['We compare A vs. B, e.g. On images. It works.', 'We compare A vs. B, e.g. On images.'],
    ['One sentence without an end', 'One sentence without an end'],
    ['  Is it? Yes. ', 'Is it?'],
    ['', ''],
    ['  ', ''],
  ])('of “%s”', (text, first) => {
    expect(firstSentence(text)).toBe(first);
  });
});
