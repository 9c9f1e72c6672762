/**
 * Papers inside one cluster's cell. Everything gets a tile that holds a title if there is room for
 * all; otherwise the medoid and an even spread of others are titled, and the rest are dots in leaf
 * order below them. Dots that would be smaller than can be seen are left out and counted.
 */
import { smallestTitled, type Detail } from './detail';
import type { Rect } from './rect';

/** Where the papers of a cell go. Positions are indices into the cell's leaf range. */
export interface Packing {
  /** Papers with a tile of their own, medoid first. */
  readonly tiles: readonly { readonly position: number; readonly rect: Rect }[];
  /** Papers drawn as dots, in leaf order. */
  readonly dots: readonly { readonly position: number; readonly rect: Rect }[];
}

/** Space between tiles. */
export const tileGap = 2;

/** Pitch of dots in CSS pixels: from comfortable down to the smallest that can be told apart. */
export const dotPitch = { largest: 14, comfortable: 9, smallest: 5.5 };

/** Tiles of the mixed form are two lines high and wide enough for a few words. */
const mixedTile = { width: 138, height: 38 };

/**
 * @param box the cell's inside
 * @param count papers in the cell
 * @param medoid position of the medoid within the cell's leaf range
 */
export function packCell(box: Rect, count: number, medoid: number, detail: Detail): Packing {
  if (count === 0 || box.width < 3 || box.height < 3) return { tiles: [], dots: [] };
  if (detail !== 'dot') {
    const columns = bestColumns(box, count);
    if (columns > 0) {
      const positions = [medoid, ...otherPositions(count, medoid)];
      return { tiles: grid(box, positions, columns), dots: [] };
    }
  }
  return mixed(box, count, medoid, detail);
}

/**
 * Columns of a grid in which every paper can be titled, as near as can be to two lines of text per
 * tile and more; 0 when there is no room.
 */
function bestColumns(box: Rect, count: number): number {
  const smallest = smallestTitled;
  let best = 0;
  let bestScore = 0;
  const most = Math.min(count, Math.floor((box.width + tileGap) / (smallest.width + tileGap)));
  for (let columns = 1; columns <= most; columns++) {
    const rows = Math.ceil(count / columns);
    const width = (box.width - (columns - 1) * tileGap) / columns;
    const height = (box.height - (rows - 1) * tileGap) / rows;
    if (height < smallest.height) continue;
    const score = readability(width, height) * (1 - (0.3 * (rows * columns - count)) / count);
    if (score > bestScore) {
      best = columns;
      bestScore = score;
    }
  }
  return best;
}

/** Share of an average title (some 70 letters) that a tile shows, less for very long lines. */
function readability(width: number, height: number): number {
  const lines = Math.floor((height - 8) / 15);
  const letters = lines * Math.floor((width - 12) / 6.2);
  const shown = Math.min(1, letters / 70);
  const ratio = width / height;
  const shape = ratio > 6 ? 6 / ratio : ratio < 1.2 ? ratio / 1.2 : 1;
  return shown * (0.6 + 0.4 * shape);
}

/** Rows of tiles from edge to edge; rows differ by at most one tile. */
function grid(box: Rect, positions: readonly number[], columns: number): Packing['tiles'] {
  const tiles: { position: number; rect: Rect }[] = [];
  const rows = Math.ceil(positions.length / columns);
  let next = 0;
  for (let row = 0; row < rows; row++) {
    const inRow = Math.ceil((positions.length - next) / (rows - row));
    const top = edge(box.y, box.height, row, rows);
    const bottom = edge(box.y, box.height, row + 1, rows) - (row + 1 < rows ? tileGap : 0);
    for (let column = 0; column < inRow; column++) {
      const left = edge(box.x, box.width, column, inRow);
      const right = edge(box.x, box.width, column + 1, inRow) - (column + 1 < inRow ? tileGap : 0);
      const rect = { x: left, y: top, width: right - left, height: bottom - top };
      tiles.push({ position: positions[next++] ?? 0, rect });
    }
  }
  return tiles;
}

/** The start of part `index` of `parts` equal parts, on a whole pixel. */
function edge(from: number, length: number, index: number, parts: number): number {
  const end = index === parts ? tileGap : 0;
  return Math.round(from + ((length + tileGap) * index) / parts) - end;
}

function mixed(box: Rect, count: number, medoid: number, detail: Detail): Packing {
  const columns = Math.max(1, Math.floor((box.width + tileGap) / (mixedTile.width + tileGap)));
  let titled = 0;
  let pitch = pitchFor(box, count);
  if (detail !== 'dot' && box.width >= smallestTitled.width) {
    const mostRows = Math.floor((box.height * 0.75) / mixedTile.height);
    for (let rows = mostRows; rows >= 1; rows--) {
      const tiles = Math.min(count, rows * columns);
      const below = pitchFor(underRows(box, rows), count - tiles);
      if (below >= Math.min(dotPitch.comfortable, Math.max(pitch * 0.85, dotPitch.smallest))) {
        titled = tiles;
        pitch = below;
        break;
      }
    }
  }
  const rows = Math.ceil(titled / columns);
  const chosen = titled === 0 ? [] : representatives(count, medoid, titled);
  const top = { ...box, height: rows * mixedTile.height - tileGap };
  const tiles = titled === 0 ? [] : grid(top, chosen, columns);
  const taken = new Set(chosen);
  const rest: number[] = [];
  for (let position = 0; position < count; position++) {
    if (!taken.has(position)) rest.push(position);
  }
  return { tiles, dots: dotGrid(underRows(box, rows), rest, pitch) };
}

function underRows(box: Rect, rows: number): Rect {
  const taken = rows === 0 ? 0 : rows * mixedTile.height + 2;
  return { ...box, y: box.y + taken, height: Math.max(0, box.height - taken) };
}

/** The largest pitch at which `count` dots fit in the box, or 0 when even the smallest does not. */
function pitchFor(box: Rect, count: number): number {
  if (count <= 0) return dotPitch.largest;
  for (let pitch = dotPitch.largest; pitch >= dotPitch.smallest; pitch -= 0.5) {
    if (Math.floor(box.width / pitch) * Math.floor(box.height / pitch) >= count) return pitch;
  }
  return 0;
}

function dotGrid(box: Rect, positions: readonly number[], wanted: number): Packing['dots'] {
  const pitch = wanted === 0 ? dotPitch.smallest : wanted;
  const columns = Math.floor(box.width / pitch);
  const rows = Math.floor(box.height / pitch);
  const shown = Math.min(positions.length, columns * rows);
  const size = pitch - (pitch > 8 ? 2 : 1);
  const dots: { position: number; rect: Rect }[] = [];
  for (let index = 0; index < shown; index++) {
    const position = positions[Math.floor((index * positions.length) / shown)] ?? 0;
    const x = box.x + (index % columns) * pitch;
    const y = box.y + Math.floor(index / columns) * pitch;
    dots.push({ position, rect: { x, y, width: size, height: size } });
  }
  return dots;
}

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
