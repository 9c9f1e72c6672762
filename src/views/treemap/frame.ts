/** The boxes of a treemap: frames around frames, and the label strips at their tops. */
import type { Rect } from '../drawing/rect';
import type { Font } from '../drawing/text';

/** The label strip at the top of a frame. */
export interface Header extends Rect {
  readonly lines: readonly string[];
  readonly font: Font;
  /** Number of papers as shown at the strip's end, empty when there is no room. */
  readonly count: string;
  /** Whether the number stands in a line of its own under the name, for want of room beside it. */
  readonly countBelow: boolean;
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
  /** Of the titles on the cell's tiles; null for ancestors. */
  readonly titleFont: Font | null;
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

/** Side in CSS pixels of the smallest paper that a mouse, and that a finger, can point at. */
export const smallestTarget = { mouse: 4, finger: 44 };
