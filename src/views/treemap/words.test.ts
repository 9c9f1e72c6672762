import { describe, expect, it } from 'vitest';
import { restoreDendrogram } from '../../clustering/restore-dendrogram';
import type { TextCommand } from '../drawing/commands';
import { playAsSvg } from '../drawing/play-as-svg';
import { plainMeasure } from '../drawing/text';
import { tilePadding, writeTile, type PaperText } from './detail';
import type { Frame } from './frame';
import { headerPadding } from './headers';
import type { Look } from './look';
import { stripWords, tileWords } from './words';

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

describe('the words of a label strip', () => {
  const strip = { x: 20, y: 8, width: 300, height: 24 };
  const ends = { left: strip.x + headerPadding, right: strip.x + strip.width - headerPadding };
  const swatchOf = () => ({ ...plainSwatch, ...swatch });
  const look: Pick<Look, 'swatchOf' | 'soughtIn' | 'measure'> = {
    swatchOf,
    soughtIn: null,
    measure: plainMeasure,
  };

  function wordsOfStrip(name: string, countBelow = false): TextCommand[] {
    const tree = restoreDendrogram(2, Int32Array.of(0), Int32Array.of(1), Float32Array.of(1));
    if (tree === null) throw new Error('two papers have one tree');
    const font = { size: 13, weight: 600 } as const;
    const header: Frame['header'] = { ...strip, lines: [name], font, count: '2', countBelow };
    return stripWords(tree, { node: 2, header }, strip, look, 1);
  }

  it('begin at the left, with the number of papers at the right', () => {
    const [name, count] = wordsOfStrip('Deep learning');
    expect(name).toMatchObject({ x: ends.left, anchor: 'start', direction: 'ltr' });
    expect(count).toMatchObject({ x: ends.right, anchor: 'end' });
  });

  it('change sides where the name is written from right to left', () => {
    const [name, count] = wordsOfStrip('למידה עמוקה');
    expect(name).toMatchObject({ x: ends.right, anchor: 'end', direction: 'rtl' });
    expect(count).toMatchObject({ x: ends.left, anchor: 'start' });
    expect(wordsOfStrip('למידה עמוקה', true)[1]).toMatchObject({ x: ends.right, anchor: 'end' });
  });
});
