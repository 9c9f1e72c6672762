/**
 * Names on the map: which fit, and where. Larger topics choose first; a name that finds no free place
 * near its topic is left out until there is room, so zooming in brings names forth.
 */
import type { Bounds, Size } from './camera';

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
}

export interface PlacedName {
  readonly key: string;
  /** Middle of the name. */
  readonly x: number;
  readonly y: number;
}

/** Places tried, in heights and widths from the wanted one: the middle, then around it. */
const offsets: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, -1],
  [0, 1],
  [0.5, 0],
  [-0.5, 0],
  [0.5, -1],
  [-0.5, -1],
  [0.5, 1],
  [-0.5, 1],
  [0, -2],
  [0, 2],
];
/** Free space kept around every name. */
const gap = 4;

/**
 * Places names greedily by priority (ties by key), each wholly inside the view and free of those
 * placed before it and of `taken`.
 */
export function placeNames(
  requests: readonly NameRequest[],
  size: Size,
  taken: readonly Bounds[] = [],
): PlacedName[] {
  const boxes: Bounds[] = [...taken];
  const placed: PlacedName[] = [];
  const ordered = [...requests].sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1));
  for (const request of ordered) {
    for (const [across, down] of offsets) {
      const x = request.x + across * request.width;
      const y = request.y + down * (request.height + gap);
      const box = boxAround(x, y, request);
      if (!within(box, size) || boxes.some((other) => overlap(box, other))) continue;
      boxes.push(box);
      placed.push({ key: request.key, x, y });
      break;
    }
  }
  return placed;
}

function boxAround(x: number, y: number, { width, height }: NameRequest): Bounds {
  return {
    left: x - width / 2 - gap,
    right: x + width / 2 + gap,
    top: y - height / 2 - gap / 2,
    bottom: y + height / 2 + gap / 2,
  };
}

function within(box: Bounds, size: Size): boolean {
  return box.left >= 0 && box.top >= 0 && box.right <= size.width && box.bottom <= size.height;
}

function overlap(a: Bounds, b: Bounds): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * Breaks a name into at most two lines of `widest`, preferring the bounds between its phrases
 * (" · "), then words; what does not fit ends in an ellipsis.
 *
 * @param measure width of a text in CSS pixels
 */
export function nameLines(
  name: string,
  widest: number,
  measure: (text: string) => number,
): string[] {
  if (measure(name) <= widest) return [name];
  const phrases = name.split(' · ');
  const pieces = phrases.length > 1 ? phrases : name.split(' ');
  const joint = phrases.length > 1 ? ' · ' : ' ';
  let split = 1;
  for (let at = 1; at < pieces.length; at++) {
    const longer = (cut: number) =>
      Math.max(measure(pieces.slice(0, cut).join(joint)), measure(pieces.slice(cut).join(joint)));
    if (longer(at) < longer(split)) split = at;
  }
  const lines = [pieces.slice(0, split).join(joint), pieces.slice(split).join(joint)];
  return lines.filter((line) => line !== '').map((line) => shortened(line, widest, measure));
}

function shortened(text: string, widest: number, measure: (text: string) => number): string {
  if (measure(text) <= widest) return text;
  let kept = text.length - 1;
  while (kept > 1 && measure(`${text.slice(0, kept).trimEnd()}…`) > widest) kept--;
  return `${text.slice(0, kept).trimEnd()}…`;
}
