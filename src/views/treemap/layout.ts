/**
 * The treemap's geometry, DendroMap's look for papers (Bertucci et al., IEEE VIS 2022): every
 * expanded ancestor is an enclosing frame, cut in two along its longer side by the sizes of its
 * children; the nodes of the frontier are cells, and papers are tiles in them. Nothing here draws:
 * the result is plain data that the canvas, the SVG export, hit testing and the accessible tree read.
 *
 * Frames are listed parents first and left to right, so that painting in order is right and the
 * order is the one a reader walks.
 */
import { childrenOf, isLeaf, leavesOf, type Dendrogram } from '../../clustering/dendrogram';
import { titleLines, writeTile, type Detail, type PaperText, type TileText } from './detail';
import { packCell } from './pack';
import { inset, type Rect } from './rect';
import { fitName, lineHeightOf, type Font, type Measure } from './text';

export interface TreemapInput {
  readonly tree: Dendrogram;
  readonly root: number;
  /** Nodes that together hold every paper under `root` once; as a cut gives them. */
  readonly frontier: readonly number[];
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** True when fingers point: header strips become tall enough to touch. */
  readonly coarse: boolean;
  readonly detail: Detail;
  readonly measure: Measure;
  readonly labelOf: (node: number) => string;
  readonly textOf: (paper: number) => PaperText;
  readonly medoidOf: (node: number) => number;
}

/** The label strip at the top of a frame. */
export interface Header extends Rect {
  readonly lines: readonly string[];
  readonly font: Font;
  /** Number of papers as shown at the strip's end, empty when there is no room. */
  readonly count: string;
}

export interface Frame extends Rect {
  readonly node: number;
  /** Index of the enclosing frame, -1 for the outermost. */
  readonly parent: number;
  /** Frames around this one. */
  readonly depth: number;
  /** An ancestor encloses other frames; a cell holds papers. */
  readonly kind: 'ancestor' | 'cell';
  readonly header: Header | null;
  /** Papers in a cell that have neither tile nor dot; 0 for ancestors. */
  readonly hidden: number;
  /** Clusters of the frontier that this cell stands for, 1 unless they could not fit. */
  readonly merged: number;
  /** First entry of the cell's papers in the layout's flat arrays, and how many. */
  readonly firstTile: number;
  readonly tileCount: number;
}

export interface TreemapLayout {
  readonly width: number;
  readonly height: number;
  readonly root: number;
  readonly frames: readonly Frame[];
  /** Papers shown, cell by cell, tiles before dots; the other arrays run parallel. */
  readonly papers: Uint32Array;
  /** x, y, width, height of each paper shown; 4 per paper. */
  readonly rects: Float32Array;
  /** What is written on each paper; absent for dots. */
  readonly texts: ReadonlyMap<number, TileText>;
  /** Frame of each paper shown, an index into `frames`. */
  readonly cellOf: Uint16Array;
}

/** Space around and inside frames, in CSS pixels. */
export const chrome = {
  /** Between sibling frames. */
  gap: 3,
  /** Inside an ancestor, on the sides and below. */
  rim: 4,
  /** Inside a cell, around its papers. */
  cellRim: 4,
};

/** Cuts fall on this grid, half a line of text, so that rows of neighbouring cells align. */
const quantum = 8;

/** Smallest cell worth drawing: a short label or a few dots. */
const smallestCell = { width: 36, height: 28 };

/** Smallest cell with a label and a title, given to small topics where there is room. */
const readableCell = { width: 112, height: 56 };

const countFont: Font = { size: 11, weight: 400 };

/** Headers keep this distance from the strip's ends, and between label and count. */
const headerPadding = 6;

export function layoutTreemap(input: TreemapInput): TreemapLayout {
  const { tree, root } = input;
  const frontier = new Set(input.frontier);
  const frames: Frame[] = [];
  const most = sizeOf(tree, root);
  const papers = new Uint32Array(most);
  const rects = new Float32Array(4 * most);
  const cellOf = new Uint16Array(most);
  let shown = 0;
  const texts = new Map<number, TileText>();

  place(root, { x: 0, y: 0, width: input.width, height: input.height }, -1, 0, Infinity);
  return {
    width: input.width,
    height: input.height,
    root,
    frames,
    papers: papers.subarray(0, shown),
    rects: rects.subarray(0, 4 * shown),
    texts,
    cellOf: cellOf.subarray(0, shown),
  };

  function place(node: number, box: Rect, parent: number, depth: number, named: number): void {
    const children = frontier.has(node) ? [] : childrenOf(tree, node);
    if (children.length === 2) {
      const header = ancestorHeader(input, node, box, depth, named);
      const rim = depth === 0 && header === null ? 0 : chrome.rim;
      const inside = inset(box, rim, header === null ? rim : header.height, rim, rim);
      const halves = cutInTwo(inside, sizeOf(tree, children[0]), sizeOf(tree, children[1]));
      if (halves !== null) {
        const at = frames.length;
        frames.push({ ...box, ...bare(node, parent, depth), kind: 'ancestor', header });
        const namedHere = header === null ? named : sizeOf(tree, node);
        place(children[0], halves[0], at, depth + 1, namedHere);
        place(children[1], halves[1], at, depth + 1, namedHere);
        return;
      }
    }
    placeCell(node, box, parent, depth, countFrontier(node));
  }

  function placeCell(node: number, box: Rect, parent: number, depth: number, merged: number): void {
    const leaves = leavesOf(tree, node);
    const single = leaves.length === 1;
    const header = single ? null : cellHeader(input, node, box);
    const rim = single ? 0 : Math.floor(Math.min(chrome.cellRim, box.width / 10, box.height / 10));
    const inside = inset(box, rim, header === null ? rim : header.height, rim, rim);
    const medoid = single ? 0 : Math.max(0, leaves.indexOf(input.medoidOf(node)));
    const packing = packCell(inside, leaves.length, medoid, input.detail, (position, width, font) =>
      titleLines(input.textOf(leaves[position] ?? 0).title, width, font, input.measure),
    );
    const firstTile = shown;
    for (const { position, rect } of packing.tiles) {
      const paper = leaves[position] ?? 0;
      const text = writeTile(
        input.textOf(paper),
        rect.width,
        rect.height,
        packing.font,
        input.detail,
        input.measure,
      );
      if (text !== null) texts.set(shown, text);
      show(paper, rect.x, rect.y, rect.width, rect.height);
    }
    const { positions, x, y, columns, pitch, side } = packing.dots;
    for (let dot = 0; dot < positions.length; dot++) {
      const row = Math.floor(dot / columns);
      const paper = leaves[positions[dot] ?? 0] ?? 0;
      show(paper, x + (dot - row * columns) * pitch, y + row * pitch, side, side);
    }
    const tileCount = shown - firstTile;
    const hidden = leaves.length - tileCount;
    frames.push({
      ...box,
      ...bare(node, parent, depth),
      kind: 'cell',
      header: header !== null && hidden > 0 ? saying(input, header, node, hidden) : header,
      hidden,
      merged,
      firstTile,
      tileCount,
    });
  }

  function show(paper: number, x: number, y: number, width: number, height: number): void {
    papers[shown] = paper;
    cellOf[shown] = frames.length;
    rects[4 * shown] = x;
    rects[4 * shown + 1] = y;
    rects[4 * shown + 2] = width;
    rects[4 * shown + 3] = height;
    shown++;
  }

  function countFrontier(node: number): number {
    if (frontier.has(node) || isLeaf(tree, node)) return 1;
    return childrenOf(tree, node).reduce((sum, child) => sum + countFrontier(child), 0);
  }
}

function bare(node: number, parent: number, depth: number) {
  return { node, parent, depth, hidden: 0, merged: 1, firstTile: 0, tileCount: 0 };
}

function sizeOf(tree: Dendrogram, node: number): number {
  return tree.size[node] ?? 0;
}

/**
 * Two boxes side by side along the longer side, sized by `first` and `second` and rounded to the
 * quantum; null when two cells cannot fit. Where the smaller part would be a sliver, it is widened
 * to something readable and lies along the side where that takes least from the larger part.
 */
export function cutInTwo(box: Rect, first: number, second: number): [Rect, Rect] | null {
  const share = first / (first + second);
  const along = cutAlong(box, share, box.width >= box.height);
  if (along !== null && along.stolen === 0) return along.halves;
  const across = cutAlong(box, share, box.width < box.height);
  if (along === null || across === null) return (along ?? across)?.halves ?? null;
  return across.stolen < along.stolen ? across.halves : along.halves;
}

/** A cut, and the area in px² that the smaller part got beyond its share. */
interface Cut {
  readonly halves: [Rect, Rect];
  readonly stolen: number;
}

function cutAlong(box: Rect, share: number, wide: boolean): Cut | null {
  const side = wide ? 'width' : 'height';
  const other = wide ? 'height' : 'width';
  const length = box[side] - chrome.gap;
  if (box[other] < smallestCell[other] || length < 2 * smallestCell[side]) return null;
  const least = Math.max(smallestCell[side], Math.min(readableCell[side], length / 5));
  const fair = Math.round((length * share) / quantum) * quantum;
  const near = Math.round(Math.min(Math.max(fair, least), length - least));
  const halves: [Rect, Rect] = wide
    ? [
        { ...box, width: near },
        { ...box, x: box.x + near + chrome.gap, width: length - near },
      ]
    : [
        { ...box, height: near },
        { ...box, y: box.y + near + chrome.gap, height: length - near },
      ];
  return { halves, stolen: Math.abs(near - fair) * box[other] };
}

/**
 * The label strip of an ancestor. A cut into k clusters nests up to k - 1 ancestors, and strips for
 * all would crowd out the papers. A strip is drawn where it tells something, which is where the
 * ancestor parts with a good share of the papers named by the strip around it, and where it costs
 * little of the frame's height; other ancestors keep their rim, which is as clickable.
 *
 * @param named papers under the nearest enclosing frame with a strip
 */
function ancestorHeader(
  input: TreemapInput,
  node: number,
  box: Rect,
  depth: number,
  named: number,
): Header | null {
  const outermost = depth === 0;
  const height = input.coarse ? 32 : outermost ? 26 : 20;
  const affordable = box.height >= (outermost ? 120 : (input.coarse ? 16 : 11) * height);
  const telling = outermost || sizeOf(input.tree, node) <= tellingShare * named;
  if (!affordable || !telling || box.width < 120) return null;
  return setHeader(input, node, box, height, 1, { size: outermost ? 13 : 11, weight: 600 });
}

/** An ancestor with more than this share of the papers named around it says nothing new. */
const tellingShare = 0.75;

/** The label strip of a cell: larger type for larger cells, two lines where one is too short. */
function cellHeader(input: TreemapInput, node: number, box: Rect): Header | null {
  const area = box.width * box.height;
  const size = area > 60_000 ? 14 : area > 25_000 ? 13 : area > 9000 ? 12 : 11;
  const font: Font = { size, weight: 600 };
  const line = lineHeightOf(font);
  const oneLine = Math.max(line + 6, 24);
  if (box.height < oneLine + 16 || box.width < 44) return null;
  const room = box.width - 3 * headerPadding - countWidth(input, node);
  const twoLines = 2 * line + 6;
  const touchable = input.coarse ? Math.min(44, Math.max(24, Math.round(box.height / 3.5))) : 0;
  const short = fitName(input.labelOf(node), room, 1, font, input.measure);
  const wantsTwo = short.join() !== input.labelOf(node) && box.height >= 3.2 * twoLines;
  const maxLines = wantsTwo || touchable >= twoLines ? 2 : 1;
  const height = Math.max(wantsTwo ? twoLines : oneLine, touchable);
  return setHeader(input, node, box, height, maxLines, font);
}

/** The same strip, saying how many of its papers are shown; the label gives way. */
function saying(input: TreemapInput, header: Header, node: number, hidden: number): Header {
  const size = sizeOf(input.tree, node);
  const of = countOf(input.tree, node);
  const shown = (size - hidden).toLocaleString('en');
  for (const count of [`${shown} of ${of} shown`, `+${hidden.toLocaleString('en')}`]) {
    const room = header.width - 3 * headerPadding - input.measure(count, countFont);
    const { font, lines } = header;
    const label = fitName(
      input.labelOf(node),
      room,
      Math.max(1, lines.length),
      font,
      input.measure,
    );
    if (label.length > 0 && room >= 64) return { ...header, lines: label, count };
  }
  return header;
}

function countWidth(input: TreemapInput, node: number): number {
  return input.measure(countOf(input.tree, node), countFont);
}

function countOf(tree: Dendrogram, node: number): string {
  return sizeOf(tree, node).toLocaleString('en');
}

function setHeader(
  input: TreemapInput,
  node: number,
  box: Rect,
  height: number,
  maxLines: number,
  font: Font,
): Header {
  const whole = box.width - 2 * headerPadding;
  const label = input.labelOf(node);
  const withCount = whole - countWidth(input, node) - headerPadding;
  const beside = fitName(label, withCount, maxLines, font, input.measure);
  const alone = fitName(label, whole, maxLines, font, input.measure);
  const isCut = (lines: readonly string[]) => lines.at(-1)?.endsWith('…') !== false;
  const showsCount = withCount >= 48 && (!isCut(beside) || isCut(alone));
  const lines = showsCount ? beside : alone;
  const count = showsCount ? countOf(input.tree, node) : '';
  return { x: box.x, y: box.y, width: box.width, height, lines, font, count };
}
