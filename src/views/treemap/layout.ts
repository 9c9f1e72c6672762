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
import { writeTile, type Detail, type PaperText, type TileText } from './detail';
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

const countFont: Font = { size: 11, weight: 400 };

/** Headers keep this distance from the strip's ends, and between label and count. */
const headerPadding = 6;

export function layoutTreemap(input: TreemapInput): TreemapLayout {
  const { tree, root } = input;
  const frontier = new Set(input.frontier);
  const frames: Frame[] = [];
  const papers: number[] = [];
  const rects: number[] = [];
  const cells: number[] = [];
  const texts = new Map<number, TileText>();

  place(root, { x: 0, y: 0, width: input.width, height: input.height }, -1, 0);
  return {
    width: input.width,
    height: input.height,
    root,
    frames,
    papers: Uint32Array.from(papers),
    rects: Float32Array.from(rects),
    texts,
    cellOf: Uint16Array.from(cells),
  };

  function place(node: number, box: Rect, parent: number, depth: number): void {
    const children = frontier.has(node) ? [] : childrenOf(tree, node);
    if (children.length === 2) {
      const header = ancestorHeader(input, node, box, depth);
      const rim = depth === 0 && header === null ? 0 : chrome.rim;
      const inside = inset(box, rim, header === null ? rim : header.height, rim, rim);
      const halves = cutInTwo(inside, sizeOf(tree, children[0]), sizeOf(tree, children[1]));
      if (halves !== null) {
        const at = frames.length;
        frames.push({ ...box, ...bare(node, parent, depth), kind: 'ancestor', header });
        place(children[0], halves[0], at, depth + 1);
        place(children[1], halves[1], at, depth + 1);
        return;
      }
    }
    placeCell(node, box, parent, depth, countFrontier(node));
  }

  function placeCell(node: number, box: Rect, parent: number, depth: number, merged: number): void {
    const leaves = leavesOf(tree, node);
    const single = leaves.length === 1;
    const header = single ? null : cellHeader(input, node, box);
    const rim = single ? 0 : Math.min(chrome.cellRim, box.width / 10, box.height / 10);
    const inside = inset(box, rim, header === null ? rim : header.height, rim, rim);
    const medoid = single ? 0 : Math.max(0, leaves.indexOf(input.medoidOf(node)));
    const packing = packCell(inside, leaves.length, medoid, input.detail);
    const firstTile = papers.length;
    for (const { position, rect } of packing.tiles) {
      const paper = leaves[position] ?? 0;
      const text = writeTile(
        input.textOf(paper),
        rect.width,
        rect.height,
        input.detail,
        input.measure,
      );
      if (text !== null) texts.set(papers.length, text);
      show(paper, rect);
    }
    for (const { position, rect } of packing.dots) show(leaves[position] ?? 0, rect);
    const tileCount = papers.length - firstTile;
    const hidden = leaves.length - tileCount;
    frames.push({
      ...box,
      ...bare(node, parent, depth),
      kind: 'cell',
      header,
      hidden,
      merged,
      firstTile,
      tileCount,
    });
  }

  function show(paper: number, rect: Rect): void {
    papers.push(paper);
    rects.push(rect.x, rect.y, rect.width, rect.height);
    cells.push(frames.length);
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
 * quantum, each at least as large as the smallest cell; null when two cells cannot fit.
 */
export function cutInTwo(box: Rect, first: number, second: number): [Rect, Rect] | null {
  const wide = box.width >= box.height;
  return wide
    ? (cutAcross(box, first, second, true) ?? cutAcross(box, first, second, false))
    : (cutAcross(box, first, second, false) ?? cutAcross(box, first, second, true));
}

function cutAcross(box: Rect, first: number, second: number, wide: boolean): [Rect, Rect] | null {
  const across = wide ? box.height : box.width;
  const smallestAcross = wide ? smallestCell.height : smallestCell.width;
  const smallest = wide ? smallestCell.width : smallestCell.height;
  const length = (wide ? box.width : box.height) - chrome.gap;
  if (across < smallestAcross || length < 2 * smallest) return null;
  const share = Math.round((length * first) / (first + second) / quantum) * quantum;
  const near = Math.min(Math.max(share, smallest), length - smallest);
  const far = length - near;
  return wide
    ? [
        { ...box, width: near },
        { ...box, x: box.x + near + chrome.gap, width: far },
      ]
    : [
        { ...box, height: near },
        { ...box, y: box.y + near + chrome.gap, height: far },
      ];
}

/**
 * The label strip of an ancestor. A cut into k clusters nests up to k - 1 ancestors; strips for all
 * would crowd out the papers, so a strip is drawn where it costs little of the frame's height, and
 * other ancestors keep their rim, which is as clickable.
 */
function ancestorHeader(
  input: TreemapInput,
  node: number,
  box: Rect,
  depth: number,
): Header | null {
  const height = input.coarse ? 30 : depth === 0 ? 26 : 20;
  const affordable = depth === 0 ? box.height >= 120 : box.height >= 11 * height && depth <= 4;
  if (!affordable || box.width < 120) return null;
  const font: Font = depth === 0 ? { size: 13, weight: 600 } : { size: 11, weight: 600 };
  return setHeader(input, node, box, height, 1, font);
}

/** The label strip of a cell: larger type for larger cells, two lines where one is too short. */
function cellHeader(input: TreemapInput, node: number, box: Rect): Header | null {
  const area = box.width * box.height;
  const size = area > 60_000 ? 14 : area > 25_000 ? 13 : area > 9000 ? 12 : 11;
  const font: Font = { size, weight: 600 };
  const line = lineHeightOf(font);
  const oneLine = Math.max(line + 6, 24);
  if (box.height < oneLine + 16 || box.width < 44) return null;
  const label = input.labelOf(node);
  const room = box.width - 2 * headerPadding - countWidth(input, node) - headerPadding;
  const wantsTwo = input.measure(label, font) > room;
  const twoLines = 2 * line + 6;
  const maxLines = wantsTwo && box.height >= 4.5 * twoLines ? 2 : 1;
  const height = Math.max(
    maxLines === 2 ? twoLines : oneLine,
    input.coarse ? Math.min(44, Math.max(24, Math.round(box.height / 3.5))) : 0,
  );
  return setHeader(input, node, box, height, maxLines, font);
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
  const withCount = whole - countWidth(input, node) - headerPadding;
  const showCount = withCount >= 48;
  const room = showCount ? withCount : whole;
  const label = input.labelOf(node);
  const lines = fitName(label, room, maxLines, font, input.measure);
  const count = showCount ? countOf(input.tree, node) : '';
  return { x: box.x, y: box.y, width: box.width, height, lines, font, count };
}
