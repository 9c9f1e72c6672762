/**
 * Text that fits. Widths come from an injected measurer (a canvas in the page, a fixed table in
 * tests), so that what is laid out is what is drawn: never overflowing, never cut mid-letter.
 */
import { shorterNames } from '../../clustering/topic';

export interface Font {
  /** CSS pixels; at least 11 wherever a person is to read it. */
  readonly size: number;
  readonly weight: 400 | 600;
}

/** Width in CSS pixels of `text` set on one line in `font`. */
export type Measure = (text: string, font: Font) => number;

/** A word in the parts between which a hyphen may stand; joined, they are the word. */
export type Hyphenate = (word: string) => readonly string[];

/** Breaks no word. */
export const wholeWords: Hyphenate = (word) => [word];

/** The stack of the whole product, as CSS. */
export const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', sans-serif";

export function cssFont(font: Font): string {
  return `${font.weight} ${font.size}px ${fontFamily}`;
}

/** Letters of scripts that are written from right to left. */
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** From left to right, or from right to left. */
export type Direction = 'ltr' | 'rtl';

/** The base direction of a text: that of its first letter, as Unicode's rule P2 (UAX #9) has it. */
export function directionOf(text: string): Direction {
  const first = /\p{L}/u.exec(text)?.[0];
  return first !== undefined && rightToLeft.test(first) ? 'rtl' : 'ltr';
}

/** Distance between baselines, rounded to whole pixels so that lines stay crisp. */
export function lineHeightOf(font: Font): number {
  return Math.round(font.size * 1.3);
}

/** `measure` remembering what it was asked, forgetting everything once `capacity` is reached. */
export function rememberWidths(measure: Measure, capacity = 50_000): Measure {
  const known = new Map<string, number>();
  return (text, font) => {
    const key = `${font.weight} ${font.size} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      width = measure(text, font);
      if (known.size >= capacity) known.clear();
      known.set(key, width);
    }
    return width;
  };
}

/** Measures with the page's own fonts; null where the browser gives no context to measure with. */
export function canvasMeasure(
  context: { font: string; measureText(text: string): { width: number } } | null,
): Measure {
  if (context === null) return plainMeasure;
  let current = '';
  return rememberWidths((text, font) => {
    const css = cssFont(font);
    if (css !== current) context.font = current = css;
    return context.measureText(text).width;
  });
}

/**
 * A measurer that needs no fonts: Helvetica-like average widths, full-width for East Asian letters.
 * Deterministic on every machine, and generous, so what fits by it also fits in common fonts.
 */
export const plainMeasure: Measure = (text, font) => {
  let ems = 0;
  for (const letter of text) ems += letterEms(letter);
  return ems * font.size * (font.weight === 600 ? 1.06 : 1);
};

function letterEms(letter: string): number {
  if (wide.test(letter)) return 1;
  if (/[ijl.,:;'|! ]/.test(letter)) return 0.3;
  if (/[frt()[\]/-]/.test(letter)) return 0.38;
  if (/[mwMW@]/.test(letter)) return 0.88;
  return /[A-Z0-9&]/.test(letter) ? 0.68 : 0.56;
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u;

/**
 * Where a line may break: after spaces, hyphens and slashes, and between letters of scripts written
 * without spaces. Joined, the pieces are `text` with its runs of space made single.
 */
export function breakable(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let before = '';
  for (const letter of text.trim().replace(/\s+/g, ' ')) {
    const mayBreak =
      // The dot between two phrases stays with the first.
      (before === ' ' && letter !== '·') ||
      (/[-–—/]/.test(before) && /[\p{L}\p{N}]/u.test(letter)) ||
      (wide.test(before) && !closing.test(letter)) ||
      (wide.test(letter) && !closing.test(letter));
    if (mayBreak && piece !== '') {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
    before = letter;
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}

/** Punctuation that may not begin a line. */
const closing =
  /[,.;:!?)\]}»”’%\u3001\u3002\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f]/u;

const ellipsis = '…';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** As much of `text` as fits in `width`, with an ellipsis when cut; empty if not even that fits. */
export function fitLine(text: string, width: number, font: Font, measure: Measure): string {
  if (measure(text, font) <= width) return text;
  const letters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  let fits = 0;
  let fails = letters.length;
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    const cut = cutAt(letters, middle);
    if (measure(cut, font) <= width) fits = middle;
    else fails = middle;
  }
  return fits === 0 ? '' : cutAt(letters, fits);
}

function cutAt(letters: readonly string[], count: number): string {
  return (
    letters
      .slice(0, count)
      .join('')
      .replace(/[\s,;:.·–—-]+$/u, '') + ellipsis
  );
}

/**
 * `text` in at most `maxLines` lines of at most `width`: broken where a reader expects, a word longer
 * than a line broken between its parts with a hyphen, or between letters where it has none, the last
 * line ending in an ellipsis when something is left. Empty when not even a few letters fit.
 */
export function fitLines(
  text: string,
  width: number,
  maxLines: number,
  font: Font,
  measure: Measure,
  hyphenate: Hyphenate = wholeWords,
): string[] {
  if (maxLines < 1 || width < font.size || text === '') return [];
  const pieces = breakable(text);
  const lines: string[] = [];
  let line = '';
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] ?? '';
    if (measure((line + piece).trimEnd(), font) <= width) {
      line += piece;
      continue;
    }
    if (lines.length === maxLines - 1) {
      const rest = fitLine(line + pieces.slice(at).join(''), width, font, measure);
      return rest === '' ? [] : [...lines, rest];
    }
    if (line !== '') {
      lines.push(line.trimEnd());
      line = '';
      at--;
    } else {
      const [head, tail] = splitWord(piece, width, font, measure, hyphenate);
      if (head === '') return [];
      lines.push(head);
      pieces[at] = tail;
      at--;
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/**
 * A topic's name in at most `maxLines` lines: whole, or its leading phrases whole, and only then a
 * phrase cut by an ellipsis, because half a phrase says less than none.
 */
export function fitName(
  name: string,
  width: number,
  maxLines: number,
  font: Font,
  measure: Measure,
): string[] {
  const forms = shorterNames(name);
  for (const shorter of forms) {
    // A name is read at a glance: better one line with an ellipsis than a word in two halves.
    const wordsFit = breakable(shorter).every((word) => measure(word.trimEnd(), font) <= width);
    const lines = fitLines(shorter, width, wordsFit ? maxLines : 1, font, measure);
    if (
      lines.length > 0 &&
      (shorter === forms.at(-1) || lines.at(-1)?.endsWith(ellipsis) === false)
    ) {
      return lines;
    }
  }
  return [];
}

/**
 * A topic's name with long words broken between their parts, for a column too narrow for its words:
 * whole, or its leading phrases whole.
 *
 * @returns no lines where a part of a word is too wide, or nothing fits whole
 */
export function breakName(
  name: string,
  width: number,
  maxLines: number,
  font: Font,
  measure: Measure,
  hyphenate: Hyphenate,
): string[] {
  const fits = (word: string): boolean =>
    measure(word, font) <= width ||
    hyphenate(word).every((part) => measure(`${part}-`, font) <= width);
  for (const shorter of shorterNames(name)) {
    if (!breakable(shorter).every((word) => fits(word.trimEnd()))) continue;
    const lines = fitLines(shorter, width, maxLines, font, measure, hyphenate);
    if (lines.length > 0 && lines.at(-1)?.endsWith(ellipsis) === false) return lines;
  }
  return [];
}

/** Letters that a broken word leaves for the next line at least. */
const shortestTail = 3;

/** The most of `word` that fits, and the rest: to the end of one of its parts and a hyphen, if it has any. */
function splitWord(
  word: string,
  width: number,
  font: Font,
  measure: Measure,
  hyphenate: Hyphenate,
): [string, string] {
  const parts = hyphenate(word.trimEnd());
  let head = '';
  for (const part of parts.slice(0, -1)) {
    if (measure(`${head}${part}-`, font) > width) break;
    head += part;
  }
  return head === ''
    ? splitLetters(word, width, font, measure)
    : [`${head}-`, word.slice(head.length)];
}

/** The most letters of `word` that fit, and the rest. */
function splitLetters(word: string, width: number, font: Font, measure: Measure): [string, string] {
  // Of a word of a thousand letters only those that may fit are looked at.
  const most = Math.ceil((4 * width) / font.size) + shortestTail;
  const start = word.trimEnd().slice(0, most);
  const letters = Array.from(graphemes.segment(start), ({ segment }) => segment);
  const fits = (count: number) => measure(letters.slice(0, count).join(''), font) <= width;
  let count = 0;
  let fails = letters.length + 1;
  while (fails - count > 1) {
    const middle = (count + fails) >> 1;
    if (fits(middle)) count = middle;
    else fails = middle;
  }
  const isWhole = start.length === word.trimEnd().length;
  const kept = isWhole ? Math.min(count, Math.max(1, letters.length - shortestTail)) : count;
  const head = letters.slice(0, kept).join('');
  return [head, word.slice(head.length)];
}
