/**
 * Texts beside points: which fit, and where. Those of higher priority choose first; a text that finds
 * no free place is left out until there is room.
 */
import type { Bounds, Size } from './camera';
import { boxAround, boxesOverlap, isInside } from './name-boxes';

/** A name that wants a place; lengths in CSS pixels. */
export interface NameRequest {
  /** Identifies the name among all requests. */
  readonly key: string;
  /** Where it would like its middle to be. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Higher goes first. */
  readonly priority: number;
  /** Places to try, in pixels from the wanted one. */
  readonly places: readonly (readonly [number, number])[];
}

export interface PlacedName {
  readonly key: string;
  /** Middle of the name. */
  readonly x: number;
  readonly y: number;
}

/**
 * Places names greedily by priority (ties by key), each wholly inside the view, covering no point, and
 * free of those placed before it; of the free places the nearest.
 *
 * @param taken boxes that no name may overlap
 * @param covers whether a name in a box would cover a point
 */
export function placeNames(
  requests: readonly NameRequest[],
  size: Size,
  taken: readonly Bounds[],
  covers: (box: Bounds) => boolean,
): PlacedName[] {
  const boxes = [...taken];
  const placed: PlacedName[] = [];
  const ordered = [...requests].sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1));
  for (const { key, x, y, width, height, places } of ordered) {
    for (const [dx, dy] of places) {
      const box = boxAround(x + dx, y + dy, width, height);
      if (!isInside(box, size) || boxes.some((other) => boxesOverlap(box, other)) || covers(box))
        continue;
      boxes.push(box);
      placed.push({ key, x: x + dx, y: y + dy });
      break;
    }
  }
  return placed;
}
