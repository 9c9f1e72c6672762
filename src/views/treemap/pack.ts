/**
 * Papers inside one cluster's cell. Everything gets a tile that holds a title if there is room for
 * all; otherwise the medoid and an even spread of others are titled, and the rest are dots in leaf
 * order below them. Dots that would be smaller than can be seen are left out and counted.
 */
import { smallestTitled, titleFontFor, type Detail } from './detail';
import { dotBlock, dotPitch, dotsHeight, noDots, type DotBlock } from './dots';
import type { Rect } from '../drawing/rect';
import type { Font } from '../drawing/text';
import { tileGap, tileRows, type Tile, type Titling } from './tile-rows';

/** Where the papers of a cell go. Positions are indices into the cell's leaf range. */
export interface Packing {
  /** Papers with a tile of their own, medoid first. */
  readonly tiles: readonly Tile[];
  /** Papers drawn as dots, in leaf order. */
  readonly dots: DotBlock;
  /** Font of the titles. */
  readonly font: Font;
}

/** Papers that have a place. */
export function countPacked({ tiles, dots }: Packing): number {
  return tiles.length + dots.positions.length;
}

/** Font where a cell has no titles to set. */
const smallFont = titleFontFor(0, 0);

/** Rows of the mixed form: one short line at least, two where there is room, wide for a few words. */
const mixedTile = { width: 138, height: 40, lowest: 24 };

/**
 * @param box the cell's inside
 * @param count papers in the cell
 * @param medoid position of the medoid within the cell's leaf range
 */
export function packCell(
  box: Rect,
  count: number,
  medoid: number,
  detail: Detail,
  titling: Titling,
): Packing {
  if (count === 0 || box.width < 3 || box.height < 3) {
    return { tiles: [], dots: noDots, font: smallFont };
  }
  if (count === 1) {
    const font = titleFontFor(box.width, box.height);
    return { tiles: [{ position: 0, rect: box }], dots: noDots, font };
  }
  if (detail === 'dot') return mixed(box, count, medoid, detail, titling);
  const readable = allTitled(box, count, medoid, titling, leastReadable);
  if (readable !== null) return readable;
  const packing = mixed(box, count, medoid, detail, titling);
  if (packing.tiles.length > 0) return packing;
  return allTitled(box, count, medoid, titling, leastUseful) ?? packing;
}

/** Every paper with a title, medoid first; null when they would show too little of it. */
function allTitled(
  box: Rect,
  count: number,
  medoid: number,
  titling: Titling,
  least: number,
): Packing | null {
  const columns = bestColumns(box, count, least, titling.lowest);
  if (columns === 0) return null;
  const font = titleFontFor(box.width / columns, box.height / Math.ceil(count / columns));
  const positions = [medoid, ...otherPositions(count, medoid)];
  return { tiles: tileRows(box, positions, columns, font, titling), dots: noDots, font };
}

/**
 * Columns of a grid in which every paper can be titled, as near as can be to two lines of text per
 * tile and more; 0 when there is no room.
 */
function bestColumns(box: Rect, count: number, least: number, lowest: number): number {
  let best = 0;
  let bestScore = 0;
  const most = Math.floor((box.width + tileGap) / (smallestTitled.width + tileGap));
  for (let columns = 1; columns <= Math.min(count, most); columns++) {
    const rows = Math.ceil(count / columns);
    const width = (box.width - (columns - 1) * tileGap) / columns;
    const height = (box.height - (rows - 1) * tileGap) / rows;
    if (height < lowest) continue;
    const shown = readability(width, height);
    const score = shown * (1 - (0.3 * (rows * columns - count)) / count);
    if (shown >= least && score > bestScore) {
      best = columns;
      bestScore = score;
    }
  }
  return best;
}

/** Below this, titles say so little that a few good ones and dots for the rest say more. */
const leastReadable = 0.3;

/** Below this, a title says less than a dot. */
const leastUseful = 0.08;

/** Share of an average title (some 70 letters) that a tile shows, less for odd line lengths. */
function readability(width: number, height: number): number {
  const lines = Math.floor((height - 8) / 16);
  const letters = lines * Math.floor((width - 12) / 6.4);
  const shown = Math.min(1, letters / 70);
  const ratio = width / height;
  const narrow = Math.min(1, (width / 140) ** 2);
  const shape = (ratio > 6 ? 6 / ratio : ratio < 1.2 ? ratio / 1.2 : 1) * narrow;
  return shown * (0.6 + 0.4 * shape);
}

/** The titled papers above, the others as dots below. */
function mixed(
  box: Rect,
  count: number,
  medoid: number,
  detail: Detail,
  titling: Titling,
): Packing {
  const columns = Math.max(1, Math.floor((box.width + tileGap) / (mixedTile.width + tileGap)));
  const canTitle = detail !== 'dot' && box.width >= smallestTitled.width;
  const chosen = canTitle ? titledRows(box, count, columns, titling.lowest) : null;
  const titled = Math.min(count, (chosen?.rows ?? 0) * columns);
  const shown = titled === 0 ? [] : representatives(count, medoid, titled);
  const below = chosen === null ? box : bottomOf(box, chosen.dots);
  const above = { ...box, height: box.height - (below.height === 0 ? 0 : below.height + tileGap) };
  const font = titleFontFor(box.width / columns, mixedTile.height);
  const tiles = titled === 0 ? [] : tileRows(above, shown, columns, font, titling);
  return { tiles, dots: dotBlock(below, count, shown), font };
}

function bottomOf(box: Rect, height: number): Rect {
  return { ...box, y: box.y + box.height - height, height };
}

/**
 * How many rows of titles there are, and the height in pixels left to the dots: the most rows that
 * leave room for all other papers. Where there is no room for all, a band of titles and as many dots
 * as fit; null when not even one row of titles fits.
 */
function titledRows(
  box: Rect,
  count: number,
  columns: number,
  least: number,
): { readonly rows: number; readonly dots: number } | null {
  const comfortable = Math.max(mixedTile.height, least);
  for (const lowest of [comfortable, Math.max(mixedTile.lowest, least)]) {
    const most = Math.floor((box.height + tileGap) / (lowest + tileGap));
    for (let rows = most; rows >= 1; rows--) {
      for (const pitch of [dotPitch.largest, dotPitch.comfortable, dotPitch.smallest]) {
        const dots = dotsHeight(box.width, count - rows * columns, pitch);
        if (rows * (lowest + tileGap) + dots <= box.height) return { rows, dots };
      }
    }
  }
  const row = comfortable + tileGap;
  const rows = Math.max(1, Math.floor((box.height * bandShare) / row));
  return box.height < 2 * row ? null : { rows, dots: Math.floor(box.height - rows * row) };
}

/** Share of a crowded cell's height given to titles. */
const bandShare = 0.2;

/** All positions but the medoid's, in order. */
function otherPositions(count: number, medoid: number): number[] {
  const positions: number[] = [];
  for (let position = 0; position < count; position++) {
    if (position !== medoid) positions.push(position);
  }
  return positions;
}

/**
 * The medoid, then `wanted - 1` others spread evenly over the leaf order and given in it. Spread by
 * the van der Corput sequence, so a larger choice holds every smaller one and tiles stay as the
 * view grows.
 */
export function representatives(count: number, medoid: number, wanted: number): number[] {
  const others: number[] = [];
  const taken = new Set([medoid]);
  for (let index = 1; others.length < Math.min(wanted, count) - 1 && index <= 4 * count; index++) {
    const position = Math.floor(vanDerCorput(index) * count);
    if (!taken.has(position)) {
      taken.add(position);
      others.push(position);
    }
  }
  return [medoid, ...others.sort((a, b) => a - b)];
}

/** The base-2 digits of `index` mirrored at the point: 1/2, 1/4, 3/4, 1/8, … */
function vanDerCorput(index: number): number {
  let value = 0;
  for (let weight = 0.5, rest = index; rest > 0; rest >>= 1, weight /= 2) {
    if (rest & 1) value += weight;
  }
  return value;
}
