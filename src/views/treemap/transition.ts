/**
 * Motion between two layouts: frames and papers that stand in both travel from where they are to
 * where they will be; what leaves is carried out of view, and what comes is carried in, by the map
 * that takes the zoomed frame's box to its new box. A transition starts from the rectangles on
 * screen, so it may be interrupted at any moment by another.
 */
import { easeCubicInOut } from 'd3-ease';
import { pathUp, type Dendrogram } from '../../clustering/dendrogram';
import type { Frame } from './frame';
import type { TreemapLayout } from './layout';
import type { Rect } from '../drawing/rect';

/** A layout with its rectangles as they stand on screen: 4 numbers per frame and per paper. */
export interface Scene {
  readonly layout: TreemapLayout;
  readonly frameRects: Float32Array;
  readonly itemRects: Float32Array;
}

export interface Transition {
  /** The scene moved to; its rectangles are updated by {@link advance}. */
  readonly scene: Scene;
  /** The scene left, for what fades out of it; likewise updated. */
  readonly old: Scene;
  /** 1 for entries of the new scene that were not in the old one. */
  readonly entering: { readonly frames: Uint8Array; readonly items: Uint8Array };
  /** 1 for entries of the old scene that can be seen to leave it; `any` is false where none can. */
  readonly leaving: {
    readonly frames: Uint8Array;
    readonly items: Uint8Array;
    readonly any: boolean;
  };
  /** 1 for frames of the old scene that go inside a frame which stays. */
  readonly covered: Uint8Array;
  /** Where entries of the new scene are in the old one, and the other way round; -1 for nowhere. */
  readonly before: { readonly frames: Int32Array; readonly items: Int32Array };
  readonly after: { readonly frames: Int32Array; readonly items: Int32Array };
  /** Rectangles of the new scene at the beginning, and of the old one at both ends. */
  readonly starts: { frames: Float32Array; items: Float32Array };
  readonly oldStarts: { frames: Float32Array; items: Float32Array };
  readonly oldEnds: { frames: Float32Array; items: Float32Array };
}

/** Milliseconds of a zoom or a change of the frontier. */
export const transitionMilliseconds = 340;

/** A scene at rest. */
export function restingScene(layout: TreemapLayout): Scene {
  return { layout, frameRects: frameRectsOf(layout), itemRects: layout.rects };
}

function frameRectsOf(layout: TreemapLayout): Float32Array {
  const rects = new Float32Array(4 * layout.frames.length);
  layout.frames.forEach((frame, index) => {
    rects.set([frame.x, frame.y, frame.width, frame.height], 4 * index);
  });
  return rects;
}

export function beginTransition(tree: Dendrogram, old: Scene, layout: TreemapLayout): Transition {
  const { before, after, cover } = anchors(tree, old.layout, layout);
  const frameEnds = frameRectsOf(layout);
  const frames = match(
    old.layout.frames.map((frame) => frame.node),
    layout.frames.map((frame) => frame.node),
    2 * tree.n - 1,
    old.frameRects,
    frameEnds,
    before,
    after,
  );
  const items = match(
    old.layout.papers,
    layout.papers,
    tree.n,
    old.itemRects,
    layout.rects,
    before,
    after,
  );
  const covered = hideWithin(cover, old.layout, frames.leaving, items.leaving);
  return {
    scene: { layout, frameRects: frames.starts.slice(), itemRects: items.starts.slice() },
    old: {
      layout: old.layout,
      frameRects: old.frameRects.slice(),
      itemRects: old.itemRects.slice(),
    },
    entering: { frames: frames.entering, items: items.entering },
    leaving: {
      frames: frames.leaving,
      items: items.leaving,
      any: frames.leaving.includes(1) || items.leaving.includes(1),
    },
    covered,
    before: { frames: frames.before, items: items.before },
    after: { frames: frames.after, items: items.after },
    starts: { frames: frames.starts, items: items.starts },
    oldStarts: { frames: old.frameRects, items: old.itemRects },
    oldEnds: { frames: frames.oldEnds, items: items.oldEnds },
  };
}

/** Moves both scenes of a transition to `progress`, 0 to 1 in time; returns the eased progress. */
export function advance(transition: Transition, progress: number): number {
  const eased = easeCubicInOut(Math.min(1, Math.max(0, progress)));
  const { scene, old, leaving, starts, oldStarts, oldEnds } = transition;
  mix(scene.frameRects, starts.frames, frameRectsOf(scene.layout), eased);
  mix(scene.itemRects, starts.items, scene.layout.rects, eased);
  mix(old.frameRects, oldStarts.frames, oldEnds.frames, eased);
  if (leaving.any) mix(old.itemRects, oldStarts.items, oldEnds.items, eased);
  return eased;
}

function mix(out: Float32Array, from: Float32Array, to: Float32Array, share: number): void {
  for (let at = 0; at < out.length; at++) {
    const start = from[at] ?? 0;
    out[at] = start + ((to[at] ?? 0) - start) * share;
  }
}

interface Anchors {
  /** The same thing's box before and after, by which everything without a partner is carried along. */
  readonly before: Rect;
  readonly after: Rect;
  /** Its node where it is the same frame in both layouts: what leaves inside it lies beneath it. */
  readonly cover: number | null;
}

function anchors(tree: Dendrogram, old: TreemapLayout, next: TreemapLayout): Anchors {
  const inner = nearestFrame(tree, next.root, old);
  if (inner !== null && next.root !== old.root) {
    const cover = inner.node === next.root ? next.root : null;
    return { before: inner, after: whole(next), cover };
  }
  const outer = nearestFrame(tree, old.root, next);
  const cover = outer?.node === old.root ? old.root : null;
  return { before: whole(old), after: outer ?? whole(next), cover };
}

function whole({ width, height }: TreemapLayout): Rect {
  return { x: 0, y: 0, width, height };
}

/** The frame of `node` or of its nearest ancestor that has one. */
function nearestFrame(tree: Dendrogram, node: number, layout: TreemapLayout): Frame | null {
  const byNode = new Map(layout.frames.map((frame) => [frame.node, frame]));
  for (const ancestor of pathUp(tree, node)) {
    const frame = byNode.get(ancestor);
    if (frame !== undefined) return frame;
  }
  return null;
}

/** Takes the flags from frames and papers inside the frame of `cover`; returns which frames those are. */
function hideWithin(
  cover: number | null,
  { frames, cellOf }: TreemapLayout,
  leavingFrames: Uint8Array,
  leavingItems: Uint8Array,
): Uint8Array {
  const within = new Uint8Array(frames.length);
  const covered = new Uint8Array(frames.length);
  frames.forEach(({ node, parent }, index) => {
    within[index] = node === cover || within[parent] === 1 ? 1 : 0;
    if (within[index] === 0) return;
    covered[index] = leavingFrames[index] ?? 0;
    leavingFrames[index] = 0;
  });
  cellOf.forEach((cell, item) => {
    if (within[cell] === 1) leavingItems[item] = 0;
  });
  return covered;
}

interface Matched {
  readonly starts: Float32Array;
  readonly oldEnds: Float32Array;
  readonly leaving: Uint8Array;
  readonly entering: Uint8Array;
  readonly before: Int32Array;
  readonly after: Int32Array;
}

function match(
  oldKeys: ArrayLike<number>,
  newKeys: ArrayLike<number>,
  keyCount: number,
  oldRects: Float32Array,
  newRects: Float32Array,
  before: Rect,
  after: Rect,
): Matched {
  const oldIndex = new Int32Array(keyCount).fill(-1);
  for (let index = 0; index < oldKeys.length; index++) oldIndex[oldKeys[index] ?? 0] = index;
  const starts = new Float32Array(newRects.length);
  const oldEnds = new Float32Array(oldRects.length);
  const leaving = new Uint8Array(oldKeys.length).fill(1);
  const entering = new Uint8Array(newKeys.length);
  const beforeOf = new Int32Array(newKeys.length).fill(-1);
  const afterOf = new Int32Array(oldKeys.length).fill(-1);
  for (let index = 0; index < newKeys.length; index++) {
    const from = oldIndex[newKeys[index] ?? 0] ?? -1;
    if (from >= 0) {
      leaving[from] = 0;
      beforeOf[index] = from;
      afterOf[from] = index;
      starts.set(oldRects.subarray(4 * from, 4 * from + 4), 4 * index);
    } else {
      entering[index] = 1;
      carry(newRects, starts, index, after, before);
    }
  }
  for (let index = 0; index < oldKeys.length; index++) {
    carry(oldRects, oldEnds, index, before, after);
  }
  return { starts, oldEnds, leaving, entering, before: beforeOf, after: afterOf };
}

/** Writes entry `index` of `source`, mapped by the affine map from box `from` to box `to`. */
function carry(source: Float32Array, out: Float32Array, index: number, from: Rect, to: Rect): void {
  const scaleX = to.width / Math.max(1, from.width);
  const scaleY = to.height / Math.max(1, from.height);
  const at = 4 * index;
  out[at] = to.x + ((source[at] ?? 0) - from.x) * scaleX;
  out[at + 1] = to.y + ((source[at + 1] ?? 0) - from.y) * scaleY;
  out[at + 2] = (source[at + 2] ?? 0) * scaleX;
  out[at + 3] = (source[at + 3] ?? 0) * scaleY;
}
