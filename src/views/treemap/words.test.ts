import { describe, expect, it } from 'vitest';
import type { TextCommand } from '../drawing/commands';
import { playAsSvg } from '../drawing/play-as-svg';
import { plainMeasure } from '../drawing/text';
import { tilePadding, writeTile, type PaperText } from './detail';
import { tileWords } from './words';

const tile = { x: 40, y: 10, width: 220, height: 160 };
const swatch = { tileInk: '#111111', tileMuted: '#555555' };
const left = tile.x + tilePadding.x;
const right = tile.x + tile.width - tilePadding.x;

function wordsOf(text: PaperText): TextCommand[] {
  const font = { size: 13, weight: 600 } as const;
  const written = writeTile(text, tile.width, tile.height, font, 'card', plainMeasure);
  if (written === null) throw new Error('nothing fits');
  return tileWords(written, 0, tile, { ...plainSwatch, ...swatch }, 1);
}

const plainSwatch = {
  fill: '#ffffff',
  line: '#cccccc',
  ink: '#000000',
  mark: '#888888',
  tile: '#ffffff',
};

const hebrew = 'למידה עמוקה של ייצוגים חזותיים באמצעות BERT ומודלים גדולים של שפה טבעית';

describe('the words on a tile', () => {
  it('begin at the right edge where they are written from right to left', () => {
    const words = wordsOf({ title: hebrew, byline: 'דנה כהן, 2021', sentence: '' });
    expect(words.length).toBeGreaterThan(2);
    for (const { x, anchor, direction } of words)
      expect([x, anchor, direction]).toEqual([right, 'end', 'rtl']);
  });

  it('begin at the left edge where they are written from left to right', () => {
    const words = wordsOf({ title: 'Deep learning of שפה', byline: 'A. Cohen', sentence: '' });
    for (const { x, anchor, direction } of words)
      expect([x, anchor, direction]).toEqual([left, 'start', 'ltr']);
  });

  it('go each text by itself, not line by line', () => {
    const title = 'תרגום מכונה באמצעות Bidirectional Transformers for Language Understanding';
    const words = wordsOf({ title, byline: 'Dana Cohen, 2021', sentence: '' });
    const titles = words.filter(({ role }) => role === 'name');
    // A line of this title is Latin alone.
    expect(titles.some(({ text }) => /^[ -~…]+$/u.test(text))).toBe(true);
    expect(new Set(titles.map(({ direction }) => direction))).toEqual(new Set(['rtl']));
    expect(words.at(-1)).toMatchObject({ x: left, anchor: 'start', direction: 'ltr' });
  });

  it('have the sign for code at the end of the title, on either side', () => {
    const signOf = (title: string) =>
      wordsOf({ title, byline: '', sentence: '', hasCode: true }).find(
        ({ text }) => text === '</>',
      );
    expect(signOf('Deep learning')).toMatchObject({ x: right, anchor: 'end', direction: 'ltr' });
    expect(signOf(hebrew)).toMatchObject({ x: left, anchor: 'start', direction: 'ltr' });
  });

  it('begin at the right edge in a picture as well', () => {
    const [first = ''] = playAsSvg(
      wordsOf({ title: hebrew, byline: '', sentence: '' }),
      plainMeasure,
    );
    // From right to left, the start of a line is its right end.
    expect(first).toContain(`x="${right}"`);
    expect(first).toContain('direction="rtl"');
    expect(first).not.toContain('text-anchor');
  });
});
