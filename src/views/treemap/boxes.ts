/** Where papers and items of a layout stand, as boxes. */
import { holds, type Dendrogram } from '../../clustering/dendrogram';
import type { Hit } from './hit';
import type { TreemapLayout } from './layout';
import type { Rect } from '../drawing/rect';
import type { TreeItem } from './tree-items';

const nowhere: Rect = { x: 0, y: 0, width: 0, height: 0 };

/** The box of entry `item` of the layout's papers. */
export function itemRect(layout: TreemapLayout, item: number): Rect {
  const [x = 0, y = 0, width = 0, height = 0] = layout.rects.subarray(4 * item, 4 * item + 4);
  return { x, y, width, height };
}

/** The box of a tree item's element: a paper's tile, or the label strip of a frame that has one. */
export function boxOfItem(layout: TreemapLayout, item: TreeItem): Rect {
  if (item.kind === 'paper') return itemRect(layout, item.index);
  const frame = layout.frames[item.index];
  return frame?.header ?? frame ?? nowhere;
}

/** The box of a paper; that of its cell where the paper itself is not shown; null outside the view. */
export function boxOfPaper(layout: TreemapLayout, tree: Dendrogram, paper: number): Rect | null {
  const item = layout.papers.indexOf(paper);
  if (item >= 0) return itemRect(layout, item);
  const cells = layout.frames.filter(({ kind }) => kind === 'cell');
  return cells.find(({ node }) => holds(tree, node, paper)) ?? null;
}

/** The box to ring: the hovered paper's, else that of the frame pointed at. */
export function boxToRing(
  layout: TreemapLayout,
  tree: Dendrogram,
  hovered: number | null,
  pointed: Hit | null,
): Rect | null {
  if (hovered !== null) return boxOfPaper(layout, tree, hovered);
  return pointed?.kind === 'frame' ? (layout.frames[pointed.frame] ?? null) : null;
}

/** Places an element on a box. */
export function boxStyle({ x, y, width, height }: Rect): string {
  return `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
}
