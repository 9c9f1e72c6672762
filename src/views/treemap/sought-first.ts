/** Papers that are looked for have a dot before others where not all papers of a cell have room. */
import { leavesOf, type Dendrogram } from '../../clustering/dendrogram';
import type { Frame } from './frame';
import type { TreemapLayout } from './layout';

/**
 * The same boxes, with dots given to the papers that are looked for. Each takes, from
 * left to right, the dot of the paper nearest in leaf order that nobody looks for and that is still
 * to be had, so that the others stay about where they are; dots keep to the leaf order, titles stay. Where even those looked for are too many, the first of them in leaf
 * order are shown.
 *
 * @param isSought whether a paper is looked for
 * @returns `layout` itself where nothing changes
 */
export function soughtFirst(
  layout: TreemapLayout,
  tree: Dendrogram,
  isSought: (paper: number) => boolean,
): TreemapLayout {
  let papers: Uint32Array | null = null;
  for (const frame of layout.frames) {
    if (frame.kind !== 'cell' || frame.hidden === 0) continue;
    const dots = dotsOf(layout, frame);
    const shown = exchanged(layout, frame, leavesOf(tree, frame.node), dots, isSought);
    if (shown === null) continue;
    papers ??= layout.papers.slice();
    papers.set(shown, dots.from);
  }
  return papers === null ? layout : { ...layout, papers };
}

/** The entries of a cell's dots, which come after its titles. */
function dotsOf({ texts }: TreemapLayout, { firstTile, tileCount }: Frame) {
  const end = firstTile + tileCount;
  let from = firstTile;
  while (from < end && texts.has(from)) from++;
  return { from, end };
}

/** The papers of a cell's dots in leaf order, with those looked for; null where they are there already. */
function exchanged(
  { papers }: TreemapLayout,
  { firstTile, tileCount }: Frame,
  leaves: Uint32Array,
  dots: { readonly from: number; readonly end: number },
  isSought: (paper: number) => boolean,
): Uint32Array | null {
  const shown = new Set(papers.subarray(firstTile, firstTile + tileCount));
  const dotted = new Set(papers.subarray(dots.from, dots.end));
  /** Positions of dots to be had, and of papers that want one, both ascending. */
  const free: number[] = [];
  const wanting: number[] = [];
  leaves.forEach((paper, position) => {
    if (isSought(paper)) {
      if (!shown.has(paper)) wanting.push(position);
    } else if (dotted.has(paper)) free.push(position);
  });
  if (wanting.length === 0 || free.length === 0) return null;
  const taking = wanting.slice(0, free.length);
  let next = 0;
  taking.forEach((position, at) => {
    // As many dots are left for those that follow.
    const last = free.length - (taking.length - at);
    while (next < last && isNearer(free[next + 1], free[next], position)) next++;
    dotted.delete(leaves[free[next++] ?? 0] ?? 0);
    dotted.add(leaves[position] ?? 0);
  });
  return leaves.filter((paper) => dotted.has(paper));
}

function isNearer(one = 0, other = 0, wanted: number): boolean {
  return Math.abs(one - wanted) < Math.abs(other - wanted);
}
