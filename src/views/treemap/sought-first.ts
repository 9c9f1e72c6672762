/**
 * Papers that are looked for stand before others where not all papers of a cell have room: they take
 * the tiles with titles first, then the dots.
 */
import { leavesOf, type Dendrogram } from '../../clustering/dendrogram';
import { itemRect } from './boxes';
import type { Font } from '../drawing/text';
import { isTile, type TileText } from './detail';
import type { Frame } from './frame';
import type { TreemapLayout } from './layout';
import { representatives } from './pack';

/** Writes a paper on a tile; null where nothing fits. */
export type Write = (paper: number, width: number, height: number, font: Font) => TileText | null;

/**
 * The same boxes, with tiles and dots given to the papers that are looked for. Of a tile or dot the
 * paper gives way that nobody looks for: of tiles the last, of dots the nearest in leaf order, so that
 * the others stay about where they are. Where even those looked for are too many, an even choice of
 * them has titles, and the first of the others in leaf order are dots.
 *
 * @param isSought whether a paper is looked for
 * @returns `layout` itself where nothing changes
 */
export function soughtFirst(
  layout: TreemapLayout,
  tree: Dendrogram,
  isSought: (paper: number) => boolean,
  write: Write,
): TreemapLayout {
  let papers: Uint32Array | null = null;
  let texts: Map<number, TileText> | null = null;
  for (const frame of layout.frames) {
    if (frame.kind !== 'cell') continue;
    const dots = dotsOf(layout, frame);
    if (dots.from === dots.end && frame.hidden === 0) continue;
    const leaves = leavesOf(tree, frame.node);
    const titled = layout.papers.slice(frame.firstTile, dots.from);
    const wanted = titledFirst(titled, leaves, isSought);
    wanted.forEach((paper, at) => {
      if (paper === titled[at]) return;
      const item = frame.firstTile + at;
      const { width, height } = itemRect(layout, item);
      // The paper that stood there may have had no title yet: that of a published map may be on its way.
      const text = frame.titleFont && write(paper, width, height, frame.titleFont);
      papers ??= layout.papers.slice();
      texts ??= new Map(layout.texts);
      papers[item] = paper;
      if (text === null) texts.delete(item);
      else texts.set(item, text);
    });
    const former = layout.papers.subarray(dots.from, dots.end);
    const shown = dotted(former, titled, wanted, leaves, isSought);
    if (shown === null) continue;
    papers ??= layout.papers.slice();
    papers.set(shown, dots.from);
  }
  return papers === null ? layout : { ...layout, papers, texts: texts ?? layout.texts };
}

/** The papers that have a tile, cell by cell: their titles are on show, or will be as soon as they are here. */
export function papersOnTiles(layout: TreemapLayout): number[] {
  return layout.frames.flatMap((frame) =>
    frame.kind === 'cell'
      ? [...layout.papers.subarray(frame.firstTile, dotsOf(layout, frame).from)]
      : [],
  );
}

/** The entries of a cell's dots, which come after its tiles. */
function dotsOf(layout: TreemapLayout, { firstTile, tileCount }: Frame) {
  const end = firstTile + tileCount;
  let from = firstTile;
  for (; from < end; from++) {
    const { width, height } = itemRect(layout, from);
    if (!isTile(width, height)) break;
  }
  return { from, end };
}

/** The papers of a cell's tiles, in their order, with as many as can be of those looked for. */
function titledFirst(
  titled: Uint32Array,
  leaves: Uint32Array,
  isSought: (paper: number) => boolean,
): Uint32Array {
  const before = new Set(titled);
  const sought = leaves.filter(isSought);
  const wanting = sought.filter((paper) => !before.has(paper));
  const free = titled.reduce((count, paper) => count + Number(!isSought(paper)), 0);
  if (wanting.length === 0 || free === 0) return titled;
  const chosen =
    wanting.length <= free
      ? wanting
      : Uint32Array.from(representatives(wanting.length, 0, free), (at) => wanting[at] ?? 0);
  const next = titled.slice();
  let taken = chosen.length;
  for (let at = next.length - 1; at >= 0 && taken > 0; at--) {
    if (!isSought(next[at] ?? 0)) next[at] = chosen[--taken] ?? 0;
  }
  return next;
}

/** The papers of a cell's dots in leaf order; null where they are there already. */
function dotted(
  former: Uint32Array,
  titledBefore: Uint32Array,
  titled: Uint32Array,
  leaves: Uint32Array,
  isSought: (paper: number) => boolean,
): Uint32Array | null {
  const onTiles = new Set(titled);
  const shown = new Set(former);
  let changed = false;
  for (const paper of titled) changed = shown.delete(paper) || changed;
  // Who has lost a tile has the dot of who took it.
  for (const paper of titledBefore) {
    if (onTiles.has(paper) || shown.size >= former.length) continue;
    shown.add(paper);
    changed = true;
  }
  /** Positions of dots to be had, and of papers that want one, both ascending. */
  const free: number[] = [];
  const wanting: number[] = [];
  leaves.forEach((paper, position) => {
    if (onTiles.has(paper)) return;
    if (isSought(paper)) {
      if (!shown.has(paper)) wanting.push(position);
    } else if (shown.has(paper)) free.push(position);
  });
  if (!changed && (wanting.length === 0 || free.length === 0)) return null;
  const taking = wanting.slice(0, free.length);
  let next = 0;
  taking.forEach((position, at) => {
    // As many dots are left for those that follow.
    const last = free.length - (taking.length - at);
    while (next < last && isNearer(free[next + 1], free[next], position)) next++;
    shown.delete(leaves[free[next++] ?? 0] ?? 0);
    shown.add(leaves[position] ?? 0);
  });
  return leaves.filter((paper) => shown.has(paper));
}

function isNearer(one = 0, other = 0, wanted: number): boolean {
  return Math.abs(one - wanted) < Math.abs(other - wanted);
}
