/** Pieces of SVG documents. */
import { directionOf, type Direction, type Font, type Measure } from '../drawing/text';

/** XML text or attribute; control characters, which XML forbids, are left out. */
export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

/** A CSS colour of 0xRRGGBB. */
export function hex(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}

/** A number with at most three decimals. */
export function short(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** Where and how a line of text is set. */
export interface Setting {
  /** Left end in CSS pixels, or right end where `anchor` is `end`. */
  readonly x: number;
  readonly baseline: number;
  readonly font: Font;
  readonly colour: string;
  readonly anchor?: 'start' | 'end';
  /** Base direction of the text that this is a line of; that of the line itself unless given. */
  readonly direction?: Direction;
  /** 0 to 1. */
  readonly opacity?: number;
}

/** One line of text. Its length is fixed, so that it fits with whatever font the reader has. */
export function svgLine(text: string, setting: Setting, measure: Measure): string {
  const { x, baseline, font, colour, anchor, direction = directionOf(text), opacity = 1 } = setting;
  const weight = font.weight === 400 ? '' : ` font-weight="${font.weight}"`;
  // From right to left, a line's start is its right end.
  const rtl = direction === 'rtl';
  const turned = rtl ? ' direction="rtl"' : '';
  const end = (anchor === 'end') !== rtl ? ' text-anchor="end"' : '';
  const seen = opacity === 1 ? '' : ` opacity="${short(opacity)}"`;
  const length = Math.round(measure(text, font) * 10) / 10;
  return `<text x="${x}" y="${baseline}" font-size="${font.size}"${weight}${turned}${end} textLength="${length}" lengthAdjust="spacingAndGlyphs" fill="${colour}"${seen}>${escaped(text)}</text>`;
}
