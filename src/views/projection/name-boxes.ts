/** The rectangles that names take on the map, with the free space kept around them. */
import type { Bounds, Size } from './camera';

/** Free space kept to the left and right of every name, in CSS pixels; half of it above and below. */
const gap = 4;

/** The box of a name by its middle and its size, in CSS pixels. */
export function boxAround(x: number, y: number, width: number, height: number): Bounds {
  return {
    left: x - width / 2 - gap,
    right: x + width / 2 + gap,
    top: y - height / 2 - gap / 2,
    bottom: y + height / 2 + gap / 2,
  };
}

export function isInside(box: Bounds, size: Size): boolean {
  return box.left >= 0 && box.top >= 0 && box.right <= size.width && box.bottom <= size.height;
}

export function boxesOverlap(a: Bounds, b: Bounds): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The point of a box nearest to a place. */
export function nearestIn(box: Bounds, x: number, y: number): readonly [number, number] {
  return [Math.max(box.left, Math.min(box.right, x)), Math.max(box.top, Math.min(box.bottom, y))];
}

/** Distance of a place from a box; 0 within it. */
export function distanceTo(box: Bounds, x: number, y: number): number {
  const [nearX, nearY] = nearestIn(box, x, y);
  return Math.hypot(x - nearX, y - nearY);
}

/** Whether the line between two places goes through a box (Liang & Barsky, TOG 1984). */
export function lineCrosses(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  box: Bounds,
): boolean {
  const [dx, dy] = [x2 - x1, y2 - y1];
  let [enters, leaves] = [0, 1];
  for (const [toward, room] of [
    [-dx, x1 - box.left],
    [dx, box.right - x1],
    [-dy, y1 - box.top],
    [dy, box.bottom - y1],
  ] as const) {
    if (toward === 0) {
      if (room < 0) return false;
      continue;
    }
    const share = room / toward;
    if (toward < 0) enters = Math.max(enters, share);
    else leaves = Math.min(leaves, share);
  }
  return enters <= leaves;
}
