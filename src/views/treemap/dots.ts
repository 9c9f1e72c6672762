/** Papers as dots in leaf order: a grid described by a few numbers, since there may be many. */
import type { Rect } from '../drawing/rect';

/** Dot `i` stands at column `i % columns` and row `⌊i / columns⌋`. */
export interface DotBlock {
  /** Positions in the cell's leaf range, ascending. */
  readonly positions: Uint32Array;
  /** Top left corner of the first dot, CSS pixels. */
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  /** Distance between dots, and their side. */
  readonly pitch: number;
  readonly side: number;
}

/** Pitch of dots in CSS pixels: from comfortable down to the smallest told apart, some 30 px². */
export const dotPitch = { largest: 12, comfortable: 8, smallest: 5.5 };

export const noDots: DotBlock = {
  positions: new Uint32Array(0),
  x: 0,
  y: 0,
  columns: 1,
  pitch: dotPitch.largest,
  side: 0,
};

/** Height of a block of dots. */
export function dotsHeight(width: number, count: number, pitch: number): number {
  return count <= 0 ? 0 : Math.ceil(count / Math.max(1, Math.floor(width / pitch))) * pitch;
}

/** The largest pitch at which `count` dots fit in the box, or the smallest when none does. */
function pitchFor(box: Rect, count: number): number {
  for (let pitch = dotPitch.largest; pitch > dotPitch.smallest; pitch -= 0.5) {
    if (Math.floor(box.width / pitch) * Math.floor(box.height / pitch) >= count) return pitch;
  }
  return dotPitch.smallest;
}

/**
 * Dots for all of `count` positions but those in `titled`, as large as fits; where not all fit, an
 * even choice of them.
 */
export function dotBlock(box: Rect, count: number, titled: readonly number[]): DotBlock {
  const taken = new Uint8Array(count);
  for (const position of titled) taken[position] = 1;
  const rest = new Uint32Array(count - titled.length);
  let next = 0;
  for (let position = 0; position < count; position++) {
    if (taken[position] === 0) rest[next++] = position;
  }
  const pitch = pitchFor(box, rest.length);
  const columns = Math.floor(box.width / pitch);
  const shown = Math.min(rest.length, columns * Math.floor(box.height / pitch));
  const positions =
    shown === rest.length
      ? rest
      : Uint32Array.from(
          { length: shown },
          (_, index) => rest[Math.floor((index * rest.length) / shown)] ?? 0,
        );
  return {
    positions,
    x: box.x,
    y: box.y,
    columns: Math.max(1, columns),
    pitch,
    side: pitch - (pitch > 8 ? 2 : 1),
  };
}
