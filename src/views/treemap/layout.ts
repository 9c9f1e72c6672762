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
import { cutInTwo } from './cut-in-two';
import {
  smallestTitled,
  titleLines,
  writeTile,
  type Detail,
  type PaperText,
  type TileText,
} from './detail';
import { chrome, smallestTarget, type Frame, type Header } from './frame';
import { ancestorHeader, badge, cellHeader, reworded, type Labelled } from './headers';
import { countPacked, packCell } from './pack';
import { inset, type Rect } from '../drawing/rect';
import type { Hyphenate, Measure } from '../drawing/text';
import type { LinesOf } from './tile-rows';

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
  /** What is most frequent among a node's papers, in a word or two; empty for nothing. */
  readonly noteOf?: (node: number) => string;
  readonly textOf: (paper: number) => PaperText;
  /** Where words longer than a line are broken. */
  readonly hyphenate?: Hyphenate;
  readonly medoidOf: (node: number) => number;
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

/** Boxes, labels and papers of the view that stands on `input.root`. */
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
      const header = ancestorHeader(labelled(node, box), depth, named);
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
    const of = labelled(node, box);
    let header = leaves.length === 1 ? null : (cellHeader(of) ?? badge(of));
    let packing = packPapers(node, leaves, box, header);
    let hidden = leaves.length - countPacked(packing);
    if (hidden > 0) {
      // What is left out is said in any cell; its papers are packed again below that.
      header = cellHeader(of, hidden) ?? badge(of, hidden);
      packing = packPapers(node, leaves, box, header);
      hidden = leaves.length - countPacked(packing);
      header = reworded(header, of, hidden);
    }
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
        input.hyphenate,
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
    const cell = { header, hidden, merged, firstTile, tileCount, titleFont: packing.font };
    frames.push({ ...box, ...bare(node, parent, depth), kind: 'cell', ...cell });
  }

  function packPapers(node: number, leaves: Uint32Array, box: Rect, header: Header | null) {
    const single = leaves.length === 1;
    const rim = single ? 0 : Math.floor(Math.min(chrome.cellRim, box.width / 10, box.height / 10));
    const inside = inset(box, rim, header === null ? rim : header.height, rim, rim);
    const medoid = single ? 0 : Math.max(0, leaves.indexOf(input.medoidOf(node)));
    const lowest = input.coarse ? smallestTarget.finger : smallestTitled.height;
    const linesOf: LinesOf = (position, width, font) =>
      titleLines(input.textOf(leaves[position] ?? 0).title, width, font, input.measure);
    return packCell(inside, leaves.length, medoid, input.detail, { linesOf, lowest });
  }

  function labelled(node: number, box: Rect): Labelled {
    const { coarse, measure, hyphenate, labelOf, noteOf } = input;
    const note = noteOf?.(node) ?? '';
    const size = sizeOf(tree, node);
    return { box, label: labelOf(node), size, note, coarse, measure, hyphenate };
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
  return { node, parent, depth, hidden: 0, merged: 1, firstTile: 0, tileCount: 0, titleFont: null };
}

function sizeOf(tree: Dendrogram, node: number): number {
  return tree.size[node] ?? 0;
}
