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
  /** Places to try, in pixels from the wanted one; default: the middle, then rings around it. */
  readonly places?: readonly (readonly [number, number])[];
  /** How many things it may cover at most; default any number. */
  readonly mostCovered?: number;
}

export interface PlacedName {
  readonly key: string;
  /** Middle of the name. */
  readonly x: number;
  readonly y: number;
}

/** Places tried, in widths and heights from the wanted one: the middle, then rings around it. */
const offsets: readonly (readonly [number, number])[] = [
  [0, 0],
  ...[1, 2, 3].flatMap((ring) => [
    [0, -ring] as const,
    [0, ring] as const,
    ...[0.35, 0.7].flatMap((across) => [
      [across * ring, 0] as const,
      [-across * ring, 0] as const,
      [across, -ring] as const,
      [-across, -ring] as const,
      [across, ring] as const,
      [-across, ring] as const,
    ]),
  ]),
];
/** Free space kept around every name. */
const gap = 4;

/** Pixels from the wanted place that weigh as much as one thing covered. */
const detour = 45;

/**
 * Places names greedily by priority (ties by key), each wholly inside the view and free of those
 * placed before it; of the free places, the one that covers least and lies nearest.
 *
 * @param covered how many things a name in a box would cover
 */
export function placeNames(
  requests: readonly NameRequest[],
  size: Size,
  covered: (box: Bounds) => number,
): PlacedName[] {
  const boxes: Bounds[] = [];
  const placed: PlacedName[] = [];
  const ordered = [...requests].sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1));
  for (const request of ordered) {
    let best: { name: PlacedName; box: Bounds; cost: number } | null = null;
    for (const [dx, dy] of request.places ?? ringsAround(request)) {
      const name = { key: request.key, x: request.x + dx, y: request.y + dy };
      const box = boxAround(name.x, name.y, request);
      if (!within(box, size) || boxes.some((other) => overlap(box, other))) continue;
      const hidden = covered(box);
      if (hidden > (request.mostCovered ?? Infinity)) continue;
      const cost = hidden + Math.hypot(dx, dy) / detour;
      if (best === null || cost < best.cost) best = { name, box, cost };
    }
    if (best === null) continue;
    boxes.push(best.box);
    placed.push(best.name);
  }
  return placed;
}

function ringsAround({ width, height }: NameRequest): [number, number][] {
  return offsets.map(([across, down]) => [across * width, down * (height + gap)]);
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
 * Breaks a name into at most two lines of `widest`: between its phrases (" · ") where it has several,
 * so that the lines come out even, else between words. What does not fit ends in an ellipsis.
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
  const split =
    phrases.length > 1
      ? evenSplit(phrases, ' · ', measure)
      : fullSplit(name.split(' '), widest, measure);
  return split.filter((line) => line !== '').map((line) => shortened(line, widest, measure));
}

type Split = readonly [first: string, second: string];

function splitAt(pieces: readonly string[], joint: string, at: number): Split {
  return [pieces.slice(0, at).join(joint), pieces.slice(at).join(joint)];
}

/** The split whose longer line is shortest. */
function evenSplit(
  pieces: readonly string[],
  joint: string,
  measure: (text: string) => number,
): Split {
  const longer = (split: Split) => Math.max(...split.map(measure));
  let best = splitAt(pieces, joint, 1);
  for (let at = 2; at < pieces.length; at++) {
    const split = splitAt(pieces, joint, at);
    if (longer(split) < longer(best)) best = split;
  }
  return best;
}

/** The split that fills the first line. */
function fullSplit(
  words: readonly string[],
  widest: number,
  measure: (text: string) => number,
): Split {
  let at = 1;
  while (at < words.length && measure(splitAt(words, ' ', at + 1)[0]) <= widest) at++;
  return splitAt(words, ' ', at);
}

function shortened(text: string, widest: number, measure: (text: string) => number): string {
  if (measure(text) <= widest) return text;
  let kept = text.length - 1;
  while (kept > 1 && measure(`${text.slice(0, kept).trimEnd()}…`) > widest) kept--;
  return `${text.slice(0, kept).trimEnd()}…`;
}
