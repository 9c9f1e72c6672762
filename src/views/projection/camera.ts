/**
 * Where one looks at the plane from. A camera is what d3-zoom calls a transform: a point (x, y) of
 * the layout is seen at (k·x + camera.x, k·y + camera.y), in CSS pixels.
 */
import { interpolateZoom } from 'd3-interpolate';
import type { Viewpoint } from '../../explorer/address/viewpoint.svelte';

export interface Camera {
  /** Pixels per unit of the layout. */
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle, in the layout's units or in pixels. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const wholePlane: Bounds = { left: -1, top: -1, right: 1, bottom: 1 };
/** Share of the view that framed things fill. */
const filled = 0.9;
/** Papers this many times farther from a topic's middle than its median paper are strays. */
const strayDistance = 3;
/** Share of papers left out at each end of an axis once there are more than `manyPapers`. */
const farthest = 0.001;
const manyPapers = 20_000;
/** Smallest side of a framed area, in units of the layout: a lone paper is not blown up endlessly. */
const smallestFrame = 0.08;

/** What is kept free at the upper and lower edge of a view, in pixels. */
export interface Insets {
  readonly top: number;
  readonly bottom: number;
}

/** The camera that shows `bounds` as large as fits between the insets, in the middle. */
export function cameraFor(
  bounds: Bounds,
  size: Size,
  { top, bottom }: Insets = { top: 0, bottom: 0 },
): Camera {
  const width = Math.max(bounds.right - bounds.left, smallestFrame);
  const height = Math.max(bounds.bottom - bounds.top, smallestFrame);
  const room = Math.max(size.height - top - bottom, size.height / 2);
  const k = Math.max(1, filled * Math.min(size.width / width, room / height));
  return {
    k,
    x: size.width / 2 - (k * (bounds.left + bounds.right)) / 2,
    y: (size.height + top - bottom) / 2 - (k * (bounds.top + bounds.bottom)) / 2,
  };
}

/** The bounds of all positions; the whole plane when there are none. */
export function boundsOf(positions: Float32Array): Bounds {
  if (positions.length === 0) return wholePlane;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < positions.length; i += 2) {
    const x = positions[i] ?? 0;
    const y = positions[i + 1] ?? 0;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, top, right, bottom };
}

/** The bounds of what one wants to see first: in large layouts, without the farthest papers. */
export function homeBounds(positions: Float32Array): Bounds {
  const n = positions.length / 2;
  if (n < manyPapers) return boundsOf(positions);
  const step = Math.ceil(n / manyPapers);
  const sample = Uint32Array.from({ length: Math.floor(n / step) }, (_, i) => i * step);
  return boundsWithout(positions, sample, farthest);
}

/** The bounds of a topic's papers without the strays among them, which would make the rest small. */
export function boundsOfMembers(positions: Float32Array, members: Uint32Array): Bounds {
  if (members.length === 0) return wholePlane;
  const { xs, ys } = axesOf(positions, members);
  const x = medianOf(xs);
  const y = medianOf(ys);
  const distances = new Float32Array(members.length);
  for (let i = 0; i < distances.length; i++)
    distances[i] = Math.hypot((xs[i] ?? 0) - x, (ys[i] ?? 0) - y);
  const most = strayDistance * medianOf(distances);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < distances.length; i++) {
    if ((distances[i] ?? 0) > most) continue;
    const [memberX, memberY] = [xs[i] ?? 0, ys[i] ?? 0];
    if (memberX < left) left = memberX;
    if (memberX > right) right = memberX;
    if (memberY < top) top = memberY;
    if (memberY > bottom) bottom = memberY;
  }
  return { left, top, right, bottom };
}

/** Where some papers are, axis by axis. */
function axesOf(positions: Float32Array, members: Uint32Array) {
  const xs = new Float32Array(members.length);
  const ys = new Float32Array(members.length);
  for (let i = 0; i < members.length; i++) {
    const paper = members[i] ?? 0;
    xs[i] = positions[2 * paper] ?? 0;
    ys[i] = positions[2 * paper + 1] ?? 0;
  }
  return { xs, ys };
}

function medianOf(values: Float32Array): number {
  return values.slice().sort()[values.length >> 1] ?? 0;
}

/** The bounds of some papers without a share of them at each end of each axis. */
function boundsWithout(positions: Float32Array, members: Uint32Array, share: number): Bounds {
  const { xs, ys } = axesOf(positions, members);
  xs.sort();
  ys.sort();
  const at = (sorted: Float32Array, part: number) =>
    sorted[Math.round(part * (sorted.length - 1))] ?? 0;
  return {
    left: at(xs, share),
    top: at(ys, share),
    right: at(xs, 1 - share),
    bottom: at(ys, 1 - share),
  };
}

/** The part of the layout that is in view. */
export function visibleBounds(camera: Camera, size: Size): Bounds {
  return {
    left: -camera.x / camera.k,
    top: -camera.y / camera.k,
    right: (size.width - camera.x) / camera.k,
    bottom: (size.height - camera.y) / camera.k,
  };
}

/** The camera after the view changed its size: the same middle, the same share of the plane. */
export function resized(camera: Camera, from: Size, to: Size): Camera {
  const ratio = Math.min(to.width, to.height) / Math.max(1, Math.min(from.width, from.height));
  const k = camera.k * ratio;
  const middleX = (from.width / 2 - camera.x) / camera.k;
  const middleY = (from.height / 2 - camera.y) / camera.k;
  return { k, x: to.width / 2 - k * middleX, y: to.height / 2 - k * middleY };
}

/** Where a camera looks from, whatever the size of the view. */
export function viewpointOf(camera: Camera, size: Size): Viewpoint {
  return {
    x: (size.width / 2 - camera.x) / camera.k,
    y: (size.height / 2 - camera.y) / camera.k,
    span: Math.min(size.width, size.height) / camera.k,
  };
}

/** The camera that looks from there in a view of this size. */
export function cameraAt({ x, y, span }: Viewpoint, size: Size): Camera {
  const k = Math.min(size.width, size.height) / span;
  return { k, x: size.width / 2 - k * x, y: size.height / 2 - k * y };
}

/**
 * A flight from one camera to another along the path that feels shortest (van Wijk & Nuij: Smooth
 * and efficient zooming and panning, InfoVis 2003).
 *
 * @returns the camera at a share of the way, 0 to 1
 */
export function flight(from: Camera, to: Camera, size: Size): (share: number) => Camera {
  const view = (camera: Camera): [number, number, number] => [
    (size.width / 2 - camera.x) / camera.k,
    (size.height / 2 - camera.y) / camera.k,
    size.width / camera.k,
  ];
  const path = interpolateZoom(view(from), view(to));
  return (share) => {
    if (share >= 1) return to;
    const [x, y, width] = path(share);
    const k = size.width / width;
    return { k, x: size.width / 2 - k * x, y: size.height / 2 - k * y };
  };
}
