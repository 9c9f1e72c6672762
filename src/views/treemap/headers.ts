/**
 * The label strips of frames: what they say in the room there is. The name comes first, then the
 * number of papers, then what is most frequent in them; where papers are not shown, the strip says
 * how many, and everything else gives way to that.
 */
import type { Dendrogram } from '../../clustering/dendrogram';
import { smallestTarget, type Header } from './frame';
import type { Rect } from '../drawing/rect';
import {
  breakName,
  fitName,
  lineHeightOf,
  type Font,
  type Hyphenate,
  type Measure,
} from '../drawing/text';

/** A frame as far as its label strip goes. */
export interface Labelled {
  readonly box: Rect;
  readonly label: string;
  /** Papers in it. */
  readonly size: number;
  /** What is most frequent in it, in a word or two; empty for nothing. */
  readonly note: string;
  /** True when fingers point: strips become tall enough to touch. */
  readonly coarse: boolean;
  readonly measure: Measure;
  /** Absent where no word of a name is to be broken. */
  readonly hyphenate?: Hyphenate | undefined;
}

export const countFont: Font = { size: 11, weight: 400 };

/** Headers keep this distance from the strip's ends, and between label and count. */
export const headerPadding = 6;

/**
 * The label strip of an ancestor. A cut into k clusters nests up to k - 1 ancestors, and strips for
 * all would crowd out the papers. A strip is drawn where it tells something, which is where the
 * ancestor parts with a good share of the papers named by the strip around it, and where it costs
 * little of the frame's height; other ancestors keep their rim, which is as clickable.
 *
 * @param named papers under the nearest enclosing frame with a strip
 */
export function ancestorHeader(of: Labelled, depth: number, named: number): Header | null {
  const outermost = depth === 0;
  const height = of.coarse ? smallestTarget.finger : outermost ? 26 : 20;
  const least = outermost ? 120 : (of.coarse ? 12 : 11) * height;
  const telling = outermost || of.size <= tellingShare * named;
  if (of.box.height < least || !telling || of.box.width < 120) return null;
  const { x, y, width } = of.box;
  const room = { size: outermost ? 13 : 11, tallest: 0, tallestStacked: 0 };
  return { x, y, width, height, ...wordStrip(of, 0, room) };
}

/** An ancestor with more than this share of the papers named around it says nothing new. */
const tellingShare = 0.75;

/**
 * The label strip of a cell: larger type for larger cells, more lines where the name needs them and
 * the cell is tall enough for them.
 *
 * @param hidden papers that have no room in the cell, 0 for none
 */
export function cellHeader(of: Labelled, hidden = 0): Header | null {
  const { box, coarse } = of;
  const area = box.width * box.height;
  const size = area > 60_000 ? 14 : area > 25_000 ? 13 : area > 9000 ? 12 : 11;
  const oneLine = Math.max(lineHeightOf({ size, weight: 600 }) + stripPadding, 24);
  const inside = box.width < wideStrip ? lowestInside.narrow : lowestInside.wide;
  if (box.height < oneLine + inside || box.width < 44) return null;
  const toTouch = coarse
    ? Math.min(smallestTarget.finger, Math.max(24, Math.round(box.height / 3.5)))
    : 0;
  const tallest = Math.max(toTouch, oneLine, box.height / 3.2);
  const tallestStacked = Math.max(tallest, Math.min(0.6 * box.height, box.height - inside));
  const words = wordStrip(of, hidden, { size, tallest, tallestStacked });
  const height = Math.max(oneLine, toTouch, heightOfWords(words));
  return { x: box.x, y: box.y, width: box.width, height, ...words };
}

/** Above and below the words of a strip, together. */
const stripPadding = 6;

/** Height that a strip leaves to the papers at least: where it has room for a name, one row of dots. */
const lowestInside = { narrow: 16, wide: 12 };
const wideStrip = 160;

/** A strip of one low line, for cells too small for another. */
export function badge(of: Labelled, hidden = 0): Header {
  const { x, y, width } = of.box;
  const height = lineHeightOf(countFont);
  return { x, y, width, height, ...wordStrip(of, hidden, fixedRoom(height, countFont.size)) };
}

/** The same strip, for another number of papers that have no room. */
export function reworded(header: Header, of: Labelled, hidden: number): Header {
  const size = Math.max(header.font.size, countFont.size);
  return { ...header, ...wordStrip(of, hidden, fixedRoom(header.height, size)) };
}

/** What a strip says, and how it is set. */
type Words = Pick<Header, 'lines' | 'font' | 'count' | 'countBelow'>;

interface StripRoom {
  /** Size of the name's type; smaller where only that keeps it whole. */
  readonly size: number;
  /** Height of a strip with the count beside the name, and with the count below it, at most. */
  readonly tallest: number;
  readonly tallestStacked: number;
}

function fixedRoom(height: number, size: number): StripRoom {
  return { size, tallest: height, tallestStacked: height };
}

/** The words of a strip: of a cell that shows all its papers, or how many it does not show. */
function wordStrip(of: Labelled, hidden: number, room: StripRoom): Words {
  const size = counted(of.size);
  if (hidden === 0) {
    const noted = `${of.note} · ${size}`;
    const font: Font = { size: room.size, weight: 600 };
    if (of.note !== '' && of.measure(of.label, font) <= besideCount(of, noted)) {
      return { lines: [of.label], font, count: noted, countBelow: false };
    }
    const words = setWords(of, size, room, false);
    if (words.lines.length > 0) return words;
    // A few letters of a name say more than how many papers, which a small cell shows anyway.
    const lines = nameLines(of, insideOf(of), 1, words.font);
    return lines.length > 0 ? { ...words, lines, count: '' } : fitCount(words, of, size, of.size);
  }
  const words = setWords(of, `+${counted(hidden)}`, room, true);
  if (words.lines.length > 0) return words;
  // Of a name that cannot be read beside the count a few letters still tell topics apart.
  const sign = fitCount(words, of, words.count, hidden);
  const beside = nameLines(of, besideCount(of, sign.count), 1, smallestNameFont);
  if (beside.length > 0) return { ...sign, lines: beside, font: smallestNameFont };
  const above = nameLines(of, insideOf(of), 1, smallestNameFont);
  const stacked = { ...sign, lines: above, font: smallestNameFont, countBelow: true };
  const fits = above.length > 0 && heightOfWords(stacked) <= room.tallestStacked;
  return fits ? stacked : sign;
}

/** The smallest type of names. */
const smallestNameFont: Font = { size: 11, weight: 600 };

/**
 * Name and count: the whole name beside the count, in smaller type if need be; else above the count,
 * or cut. A name is cut rather than set above the count where that would take titles from papers, and
 * not where papers have no room anyway. No lines where nothing of the name can be read.
 */
function setWords(of: Labelled, count: string, room: StripRoom, hidesPapers: boolean): Words {
  const fonts = fontsFrom(room.size);
  const beside = fonts.map((font): Words => {
    const most = Math.max(1, linesIn(room.tallest, font));
    const lines = nameLines(of, besideCount(of, count), most, font);
    return { lines, font, count, countBelow: false };
  });
  const above = fonts.map((font): Words => {
    const most = linesIn(room.tallestStacked - lineHeightOf(countFont), font);
    return { lines: nameLines(of, insideOf(of), most, font), font, count, countBelow: true };
  });
  const isWhole = ({ lines }: Words) => !isCut(lines);
  const isLegible = ({ lines }: Words) => lettersOf(lines) >= legible;
  return (
    beside.find(isWhole) ??
    (hidesPapers ? above.find(isWhole) : undefined) ??
    beside.find(isLegible) ??
    above.find(isWhole) ??
    brokenName(of, count, room) ??
    above.find(hidesPapers ? isLegible : ({ lines }) => lines.length > 0) ?? {
      lines: [],
      font: { size: room.size, weight: 600 },
      count,
      countBelow: false,
    }
  );
}

/** A column's name with its words broken between their parts, in more lines than names have elsewhere. */
function brokenName(of: Labelled, count: string, room: StripRoom): Words | undefined {
  if (of.hyphenate === undefined) return undefined;
  const height = room.tallestStacked - lineHeightOf(countFont) - stripPadding;
  const most = Math.min(mostBrokenLines, Math.floor(height / lineHeightOf(smallestNameFont)));
  const { label, measure, hyphenate } = of;
  const lines = breakName(label, insideOf(of), most, smallestNameFont, measure, hyphenate);
  return lines.length === 0 || label === pendingName
    ? undefined
    : { lines, font: smallestNameFont, count, countBelow: true };
}

/** A strip without a name: its count in short where even that has no room. */
function fitCount(words: Words, of: Labelled, count: string, papers: number): Words {
  const sign = count.startsWith('+') ? '+' : '';
  const inShort = [compact, rounded].map((format) => `${sign}${format.format(papers)}`);
  const fits = [count, ...inShort].find(
    (text) => of.measure(text, countFont) <= of.box.width - headerPadding,
  );
  return { ...words, lines: [], count: fits ?? '' };
}

/**
 * What a strip counts: as it was laid out, or where some papers are asked for, how many of the topic's
 * papers those are; only the number where it is 0 or there is no room for more beside the name.
 */
export function headerCount(
  { count, countBelow, lines, font, width }: Header,
  node: number,
  tree: Dendrogram,
  soughtIn: ((node: number) => number) | null,
  measure: Measure,
): string {
  if (soughtIn === null) return count;
  const sought = soughtIn(node);
  if (sought === 0) return count === '' ? '' : '0';
  const ofAll = `${counted(sought)} of ${counted(tree.size[node] ?? 0)}`;
  const name = countBelow ? 0 : Math.max(0, ...lines.map((line) => measure(line, font)));
  const room = width - (name === 0 ? 2 : 3) * headerPadding - name;
  return count !== '' && measure(ofAll, countFont) <= room ? ofAll : counted(sought);
}

const compact = new Intl.NumberFormat('en', { notation: 'compact' });
const rounded = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 1 });

function insideOf({ box }: Labelled): number {
  return box.width - 2 * headerPadding;
}

function besideCount(of: Labelled, count: string): number {
  return insideOf(of) - headerPadding - of.measure(count, countFont);
}

/** The name in at most so many lines; none where it is not known yet and that cannot be said whole. */
function nameLines(of: Labelled, width: number, most: number, font: Font): string[] {
  if (most === 0) return [];
  const fit = (count: number) => fitName(of.label, width, count, font, of.measure);
  const few = fit(Math.min(most, 2));
  // A third line is worth a word of the first phrase, not a second phrase.
  const lines = most > 2 && isCut(few) ? fit(most) : few;
  return of.label === pendingName && lines.join() !== pendingName ? [] : lines;
}

/** What stands for the name of a topic until it is known. */
export const pendingName = 'Naming …';

/** Lines of a name at most. */
const mostLines = 3;

/** Lines of a name whose words are broken, at most. */
const mostBrokenLines = 6;

function linesIn(height: number, font: Font): number {
  const lines = Math.floor((height - stripPadding) / lineHeightOf(font));
  return Math.max(0, Math.min(mostLines, lines));
}

/** Sizes from the one that is wanted down to the smallest that is readable. */
function fontsFrom(size: number): Font[] {
  return Array.from({ length: size - 10 }, (_, step): Font => ({ size: size - step, weight: 600 }));
}

function heightOfWords({ lines, font, countBelow }: Words): number {
  const below = countBelow ? lineHeightOf(countFont) : 0;
  return lines.length * lineHeightOf(font) + below + stripPadding;
}

/** Whether a name had to be cut, or does not fit at all. */
function isCut(lines: readonly string[]): boolean {
  return lines.at(-1)?.endsWith('…') !== false;
}

/** Letters with which a cut name still tells something. */
const legible = 9;

function lettersOf(lines: readonly string[]): number {
  return lines.join(' ').length;
}

const whole = new Intl.NumberFormat('en');

/** By a formatter that is made once: `toLocaleString` took a third of laying out 100,000 papers. */
function counted(papers: number): string {
  return whole.format(papers);
}
