import { describe, expect, it } from 'vitest';
import { svgLine } from '../picture/svg-text';
import type { TextCommand } from './commands';
import { DotSheet } from './dot-sheet';
import { playOnCanvas } from './play-on-canvas';
import { recordingCanvas } from './testing/recording-canvas';
import { directionOf, plainMeasure } from './text';

const arabic = 'نمذجة اللغة…';
const hebrew = '(2) למידה עמוקה…';

describe('the direction of a line', () => {
  it('is that of its first letter', () => {
    expect([arabic, hebrew, 'עברית and English'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl']);
    expect(['Deep', '深度学习…', '2024', '', 'English و'].map(directionOf)).toEqual(
      Array.from({ length: 5 }, () => 'ltr'),
    );
  });

  it('turns a line round on the canvas and leaves it in its place', () => {
    const text = (value: string, anchor: 'start' | 'end'): TextCommand => ({
      kind: 'text',
      text: value,
      x: 10,
      baseline: 20,
      anchor,
      font: { size: 12, weight: 400 },
      colour: '#000000',
      opacity: 1,
      clip: null,
      node: 0,
      role: 'name',
    });
    const { context, calls } = recordingCanvas();
    const box = { width: 100, height: 100, pixelWidth: 100, pixelHeight: 100 };
    const surface = { canvas: context, box, sheet: new DotSheet() };
    playOnCanvas(surface, [text(arabic, 'start'), text('Deep', 'start'), text(hebrew, 'end')]);
    expect(calls.map(({ direction, align }) => `${direction} ${align}`)).toEqual([
      'rtl left',
      'ltr left',
      'rtl right',
    ]);
    expect(calls.every(({ numbers }) => numbers[0] === 10)).toBe(true);
  });

  it('turns a line round in a picture, where the start is then the right end', () => {
    const setting = { x: 1, baseline: 2, font: { size: 12, weight: 400 }, colour: '#000' } as const;
    expect(svgLine(arabic, setting, plainMeasure)).toContain('direction="rtl" text-anchor="end"');
    expect(svgLine(arabic, { ...setting, anchor: 'end' }, plainMeasure)).not.toContain(
      'text-anchor',
    );
    expect(svgLine('Deep', setting, plainMeasure)).not.toMatch(/direction|text-anchor/);
  });
});
