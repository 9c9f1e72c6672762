/** What lies under a point of the treemap. */
import type { TreemapLayout } from './layout';
import { contains } from '../drawing/rect';

export type Hit =
  | {
      readonly kind: 'paper';
      readonly paper: number;
      readonly item: number;
      readonly frame: number;
    }
  | { readonly kind: 'frame'; readonly frame: number };

/**
 * The paper at (x, y), or the innermost frame there, or null outside the view.
 *
 * @param smallest side in CSS pixels below which a paper cannot be hit and its cell is instead;
 *   fingers need more than mice
 */
export function hitTest(layout: TreemapLayout, x: number, y: number, smallest = 0): Hit | null {
  for (let index = layout.frames.length - 1; index >= 0; index--) {
    const frame = layout.frames[index];
    if (frame === undefined || !contains(frame, x, y)) continue;
    const item =
      frame.kind === 'cell' ? itemAt(layout, frame.firstTile, frame.tileCount, x, y) : -1;
    const { rects } = layout;
    const side = Math.min(rects[4 * item + 2] ?? 0, rects[4 * item + 3] ?? 0);
    const paper = layout.papers[item];
    return paper === undefined || side < smallest
      ? { kind: 'frame', frame: index }
      : { kind: 'paper', paper, item, frame: index };
  }
  return null;
}

function itemAt(layout: TreemapLayout, first: number, count: number, x: number, y: number): number {
  const { rects } = layout;
  for (let item = first; item < first + count; item++) {
    const dx = x - (rects[4 * item] ?? 0);
    const dy = y - (rects[4 * item + 1] ?? 0);
    if (dx >= 0 && dy >= 0 && dx < (rects[4 * item + 2] ?? 0) && dy < (rects[4 * item + 3] ?? 0)) {
      return item;
    }
  }
  return -1;
}
