/** Text in an SVG document, one line at a time. */
import { escaped } from '../projection/svg-text';
import type { Font, Measure } from './text';

/** Where and how a line of text is set. */
export interface Setting {
  /** Left end in CSS pixels, or right end where `anchor` is `end`. */
  readonly x: number;
  readonly baseline: number;
  readonly font: Font;
  readonly colour: string;
  readonly anchor?: 'end';
}

/** One line of text. Its length is fixed, so that it fits with whatever font the reader has. */
export function svgLine(text: string, setting: Setting, measure: Measure): string {
  const { x, baseline, font, colour, anchor } = setting;
  const weight = font.weight === 400 ? '' : ` font-weight="${font.weight}"`;
  const end = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
  const length = Math.round(measure(text, font) * 10) / 10;
  return `<text x="${x}" y="${baseline}" font-size="${font.size}"${weight}${end} textLength="${length}" lengthAdjust="spacingAndGlyphs" fill="${colour}">${escaped(text)}</text>`;
}
