/**
 * Level of detail: how much of a paper is written in the room it has, from a dot to the first
 * sentence of its abstract.
 */
import { fitLine, fitLines, lineHeightOf, type Font, type Measure } from '../drawing/text';

/** What a tile may say at most; each paper gets as much of it as its room allows. */
export type Detail = 'dot' | 'title' | 'card';

/** What may be written of a paper. */
export interface PaperText {
  readonly title: string;
  /** Authors and year in one line, empty when neither is known. */
  readonly byline: string;
  /** First sentence of the abstract, empty when there is none. */
  readonly sentence: string;
  /** The whole abstract, for tiles with much room. */
  readonly abstract?: string;
}

/** Set lines of one paper. */
export interface TileText {
  readonly title: readonly string[];
  readonly titleFont: Font;
  readonly byline: readonly string[];
  /** The first sentence, or with much room the abstract. */
  readonly sentence: readonly string[];
}

/** Space between a tile's edge and its text, in CSS pixels. */
export const tilePadding = { x: 6, y: 4 };

export const bylineFont: Font = { size: 11, weight: 400 };
export const sentenceFont: Font = { size: 12, weight: 400 };

/** With room for so many lines, more than the first sentence is set. */
const abstractLines = 8;

/** Whether a paper of this size is drawn as a piece of paper, with words or without, or as a dot. */
export function isTile(width: number, height: number): boolean {
  return width > 24 && height > 18;
}

/** Smallest tile on which words can be set. */
const smallestWritten = { width: 60, height: 23 };

/** Smallest tile worth making for a title. */
export const smallestTitled = { width: 80, height: 23 };

/**
 * Font of the titles in a cell, by the size of its tiles: larger where there is much room, the same
 * for all papers of a cell.
 */
export function titleFontFor(width: number, height: number): Font {
  const area = width * height;
  if (area > 90_000 && width > 300) return { size: 18, weight: 600 };
  if (area > 45_000 && width > 200) return { size: 15, weight: 600 };
  if (area > 24_000 && width > 150) return { size: 13, weight: 600 };
  return { size: area > 4500 ? 12 : 11, weight: 400 };
}

/** Lines that a title takes on a tile of this width, estimated from its length. */
export function titleLines(title: string, tileWidth: number, font: Font, measure: Measure): number {
  const room = tileWidth - 2 * tilePadding.x;
  // Lines end where words do, which leaves part of each empty.
  return Math.max(1, Math.ceil((measure(title, font) * 1.08) / Math.max(1, room)));
}

/**
 * What is written on a tile of this size: the title first, then as much of the byline and of the
 * first sentence as there is room for below it; null when not even a title fits.
 */
export function writeTile(
  text: PaperText,
  width: number,
  height: number,
  font: Font,
  detail: Detail,
  measure: Measure,
): TileText | null {
  if (detail === 'dot' || width < smallestWritten.width || height < smallestWritten.height) {
    return null;
  }
  const room = { width: width - 2 * tilePadding.x, height: height - 2 * tilePadding.y };
  const titleLine = lineHeightOf(font);
  const bylineLine = lineHeightOf(bylineFont);
  const sentenceLine = lineHeightOf(sentenceFont);
  const maxLines = Math.floor(room.height / titleLine);
  const title = fitLines(text.title, room.width, maxLines, font, measure);
  if (title.length === 0) return null;
  let left = room.height - title.length * titleLine;
  const bare = { title, titleFont: font, byline: [], sentence: [] };
  if (detail === 'title' || room.width < 110) return bare;
  let byline: string[] = [];
  if (text.byline !== '' && left >= bylineLine + 2) {
    byline = fitByline(text.byline, room.width, measure);
    left -= byline.length * bylineLine + 2;
  }
  let sentence: string[] = [];
  if (text.sentence !== '' && left >= 2 * sentenceLine + 4 && room.width >= 140) {
    const lines = Math.floor((left - 4) / sentenceLine);
    const words = lines >= abstractLines ? (text.abstract ?? text.sentence) : text.sentence;
    sentence = fitLines(words, room.width, lines, sentenceFont, measure);
  }
  return { title, titleFont: font, byline, sentence };
}

/** Authors and year in one line; where both do not fit, the authors give way. */
function fitByline(byline: string, width: number, measure: Measure): string[] {
  const end = byline.lastIndexOf(' · ');
  const year = end < 0 ? '' : byline.slice(end);
  const authors = end < 0 ? byline : byline.slice(0, end);
  const room = width - measure(year, bylineFont);
  const line = fitLine(authors, room, bylineFont, measure);
  return line === '' ? fitLines(byline, width, 1, bylineFont, measure) : [line + year];
}
