/** Rows of titled tiles that fill a box from edge to edge, each as high as its titles need. */
import { tilePadding } from './detail';
import type { Rect } from '../drawing/rect';
import { lineHeightOf, type Font } from '../drawing/text';

/** A paper's tile; `position` is an index into the cell's leaf range. */
export interface Tile {
  readonly position: number;
  readonly rect: Rect;
}

/** Space between tiles, in CSS pixels. */
export const tileGap = 2;

/** Lines that the title at a position of the leaf range takes on a tile of the given width. */
export type LinesOf = (position: number, width: number, font: Font) => number;

/** What decides how high rows of titles are. */
export interface Titling {
  readonly linesOf: LinesOf;
  /** Height in CSS pixels below which a tile cannot be read, or touched. */
  readonly lowest: number;
}

/** Rows of tiles from edge to edge; rows differ by at most one tile, and are as high as needed. */
export function tileRows(
  box: Rect,
  positions: readonly number[],
  columns: number,
  font: Font,
  { linesOf, lowest }: Titling,
): Tile[] {
  const rows: number[][] = [];
  const rowCount = Math.ceil(positions.length / columns);
  for (let next = 0; rows.length < rowCount;) {
    const inRow = Math.ceil((positions.length - next) / (rowCount - rows.length));
    rows.push(positions.slice(next, next + inRow));
    next += inRow;
  }
  const needs = rows.map((row) => {
    const width = (box.width - (row.length - 1) * tileGap) / row.length;
    return Math.max(...row.map((position) => linesOf(position, width, font)));
  });
  const room = box.height - (rowCount - 1) * tileGap;
  const wanted = rowHeights(needs, room, lineHeightOf(font));
  // Where lines for one row would leave another too low, all are of one height instead.
  const heights = wanted.some((height) => height < lowest)
    ? rowHeights(
        needs.map(() => 1),
        room,
        lineHeightOf(font),
      )
    : wanted;
  const tiles: Tile[] = [];
  let y = box.y;
  rows.forEach((row, index) => {
    const height = heights[index] ?? 0;
    row.forEach((position, column) => {
      const left = edge(box.x, box.width, column, row.length);
      const right = edge(box.x, box.width, column + 1, row.length) - tileGap;
      tiles.push({ position, rect: { x: left, y, width: right - left, height } });
    });
    y += height + tileGap;
  });
  return tiles;
}

/** The start of part `index` of `parts` equal parts with gaps between them, on a whole pixel. */
function edge(from: number, length: number, index: number, parts: number): number {
  return Math.round(from + ((length + tileGap) * index) / parts);
}

/** Space above and below the text of a tile, in CSS pixels. */
const margins = 2 * tilePadding.y;

/**
 * Heights of rows that want `needs` lines of height `line` each, filling `total`: the neediest rows give
 * up lines first when there is too little room, and all share what is left over.
 */
export function rowHeights(needs: readonly number[], total: number, line: number): number[] {
  const granted = [...needs];
  const height = () => granted.reduce((sum, lines) => sum + lines * line + margins, 0);
  for (let over = height() - total; over > 0; over -= line) {
    const most = Math.max(...granted);
    if (most <= 1) break;
    granted[granted.lastIndexOf(most)] = most - 1;
  }
  const spare = total - height();
  const shares = granted.map((lines) =>
    spare >= 0 ? lines * line + margins + spare / needs.length : total / needs.length,
  );
  let used = 0;
  let edgeBefore = 0;
  return shares.map((share) => {
    used += share;
    const height = Math.round(used) - edgeBefore;
    edgeBefore = Math.round(used);
    return height;
  });
}
