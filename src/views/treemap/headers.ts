/**
 * The label strips of frames: what they say in the room there is. The name comes first, then the
 * number of papers, then what is most frequent in them; where papers are not shown, the strip says
 * how many, and everything else gives way to that.
 */
import { smallestTarget, type Header } from './frame';
import type { Rect } from './rect';
import { fitName, lineHeightOf, type Font, type Measure } from './text';

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
  return strip(of, height, 1, { size: outermost ? 13 : 11, weight: 600 });
}

/** An ancestor with more than this share of the papers named around it says nothing new. */
const tellingShare = 0.75;

/** The label strip of a cell: larger type for larger cells, two lines where one is too short. */
export function cellHeader(of: Labelled): Header | null {
  const { box, label, measure, coarse } = of;
  const area = box.width * box.height;
  const size = area > 60_000 ? 14 : area > 25_000 ? 13 : area > 9000 ? 12 : 11;
  const font: Font = { size, weight: 600 };
  const line = lineHeightOf(font);
  const oneLine = Math.max(line + 6, 24);
  const inside = box.width < wideStrip ? lowestInside.narrow : lowestInside.wide;
  if (box.height < oneLine + inside || box.width < 44) return null;
  const room = box.width - 3 * headerPadding - measure(counted(of.size), countFont);
  const twoLines = 2 * line + 6;
  const toTouch = coarse
    ? Math.min(smallestTarget.finger, Math.max(24, Math.round(box.height / 3.5)))
    : 0;
  const isShort = fitName(label, room, 1, font, measure).join() === label;
  const wantsTwo = !isShort && box.height >= 3.2 * twoLines;
  const maxLines = wantsTwo || toTouch >= twoLines ? 2 : 1;
  return strip(of, Math.max(wantsTwo ? twoLines : oneLine, toTouch), maxLines, font);
}

/** Height that a strip leaves to the papers at least: where it has room for a name, one row of dots. */
const lowestInside = { narrow: 16, wide: 12 };
const wideStrip = 160;

/** A strip that holds nothing but how many papers are not shown, for cells too small for a name. */
export function badge({ box }: Labelled): Header {
  const height = lineHeightOf(countFont);
  return { x: box.x, y: box.y, width: box.width, height, lines: [], font: countFont, count: '' };
}

/** The same strip, saying how many of the papers have no room; name and all give way to that. */
export function withHidden(header: Header, of: Labelled, hidden: number): Header {
  const { label, measure } = of;
  const { font, width } = header;
  const shown = `${counted(of.size - hidden)} of ${counted(of.size)} shown`;
  const short = `+${counted(hidden)}`;
  const roomBeside = (count: string) => width - 3 * headerPadding - measure(count, countFont);
  const linesBeside = (count: string) =>
    fitName(label, roomBeside(count), Math.max(1, header.lines.length), font, measure);
  const lines = linesBeside(short);
  if (lines.length > 0 && roomBeside(short) >= 64) {
    // The longer wording is not worth a phrase of the name, nor a second line.
    const costsNothing = linesBeside(shown).join('\n') === lines.join('\n');
    return { ...header, lines, count: costsNothing ? shown : short };
  }
  for (const count of [short, `+${compact.format(hidden)}`, `+${rounded.format(hidden)}`]) {
    if (measure(count, countFont) <= width - headerPadding) return { ...header, lines: [], count };
  }
  return header;
}

const compact = new Intl.NumberFormat('en', { notation: 'compact' });
const rounded = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 1 });

/** Whether a name had to be cut, or does not fit at all. */
function isCut(lines: readonly string[]): boolean {
  return lines.at(-1)?.endsWith('…') !== false;
}

/** Whether a cut name still tells something: a few letters alone do not, and the count gives way. */
function isLegible(lines: readonly string[]): boolean {
  return lines.join(' ').length >= 9;
}

function counted(papers: number): string {
  return papers.toLocaleString('en');
}

function strip(of: Labelled, height: number, maxLines: number, font: Font): Header {
  const { box, label, note, measure } = of;
  const place = { x: box.x, y: box.y, width: box.width, height, font };
  const whole = box.width - 2 * headerPadding;
  const size = counted(of.size);
  const beside = (text: string) => whole - measure(text, countFont) - headerPadding;
  const noted = `${note} · ${size}`;
  if (note !== '' && measure(label, font) + 2 * headerPadding <= beside(noted)) {
    return { ...place, lines: [label], count: noted };
  }
  const withCount = fitName(label, beside(size), maxLines, font, measure);
  const alone = fitName(label, whole, maxLines, font, measure);
  const showsCount =
    beside(size) >= 48 && (!isCut(withCount) || (isCut(alone) && isLegible(withCount)));
  return showsCount
    ? { ...place, lines: withCount, count: size }
    : { ...place, lines: alone, count: '' };
}
