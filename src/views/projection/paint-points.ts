/**
 * Draws papers as points by writing pixels: no GPU, no path per point. Opacity falls with crowding,
 * so that where points overlap the picture shows how many there are.
 */
import { visibleBounds, type Camera } from './camera';
import { mixed, over, packed, type Picture } from './picture';
import { runsWithin, type PointCloud } from './point-cloud';
import { stampSet, substeps, type Shape, type StampSet } from './stamps';

/** Sets of papers that look different; all optional. */
export interface Emphasis {
  /** 1 for papers drawn faintly, 2 for papers not drawn; length n. */
  readonly dimmed: Uint8Array | null;
  readonly selected: ReadonlySet<number>;
  readonly hits: ReadonlySet<number> | null;
}

/** Colours 0xRRGGBB that depend on the theme, not on the paper. */
export interface PointTheme {
  /** Ring of selected papers. */
  readonly accent: number;
  /** Ring of search hits. */
  readonly hit: number;
  /** What rims are mixed towards: dark on light, light on dark. */
  readonly ink: number;
}

const plain = 0;
const faint = 1;
const lifted = 2;
const absent = 3;

/** What {@link paintPoints} needs to know of every paper, in the cloud's order. */
export interface PointPaint {
  /** Packed colour with the drawing order (plain, faint, lifted, absent) in its top byte; length n. */
  readonly paints: Uint32Array;
  readonly anyFaint: boolean;
  /** Places of selected papers and hits, drawn last. */
  readonly marked: readonly { readonly place: number; readonly mark: 'selected' | 'hit' }[];
}

/** Gathers colours and emphasis into the cloud's order: needed when they change, not per frame. */
export function pointPaint(
  cloud: PointCloud,
  colours: Uint32Array,
  emphasis: Emphasis,
): PointPaint {
  const { dimmed, selected, hits } = emphasis;
  const paints = new Uint32Array(cloud.n);
  const marked: { place: number; mark: 'selected' | 'hit' }[] = [];
  const anyMark = selected.size > 0 || (hits?.size ?? 0) > 0;
  let anyFaint = false;
  for (let place = 0; place < cloud.n; place++) {
    const paper = cloud.papers[place] ?? 0;
    let style = plain;
    if (dimmed !== null && dimmed[paper] === 1) {
      style = faint;
      anyFaint = true;
    }
    if (dimmed !== null && dimmed[paper] === 2) style = absent;
    else if (anyMark) {
      const mark = selected.has(paper) ? 'selected' : hits?.has(paper) ? 'hit' : null;
      if (mark !== null) {
        style = lifted;
        marked.push({ place, mark });
      }
    }
    paints[place] = packed(colours[paper] ?? 0) | (style << 24);
  }
  // Selected papers lie above hits.
  marked.sort((a, b) => Number(a.mark === 'selected') - Number(b.mark === 'selected'));
  return { paints, anyFaint, marked };
}

/** What points look like for a camera; lengths in CSS pixels. */
export interface PointLook {
  readonly shape: Shape;
  readonly radius: number;
  /** 0 to 1. */
  readonly opacity: number;
}

const smallest = 0.6;
const largest = 6.5;
/** Share of the ground that points may cover where the average paper lies, before they shrink. */
const wantedCover = 0.3;

/**
 * Points shrink until they cover no more than a share of the ground, then fade; in a grid they are
 * squares that nearly fill their cells.
 *
 * @param cell distance of two cells of a grid in the layout's units; null for other layouts
 */
export function pointLook(cloud: PointCloud, camera: Camera, cell: number | null): PointLook {
  if (cell !== null) {
    return { shape: 'square', radius: Math.max(0.5, 0.44 * cell * camera.k), opacity: 1 };
  }
  const perPixel = cloud.crowding / (camera.k * camera.k);
  if (perPixel === 0) return { shape: 'circle', radius: largest, opacity: 1 };
  const covering = Math.sqrt(wantedCover / (Math.PI * perPixel));
  const radius = Math.min(largest, Math.max(smallest, covering));
  const layers = perPixel * Math.PI * radius * radius;
  const opacity = Math.max(0.2, Math.min(0.92, 1.15 / (1 + 0.6 * layers)));
  return { shape: 'circle', radius, opacity };
}

const faintness = 0.22;
/** Points this large (device pixels) get a rim, so that touching ones stay apart. */
const rimFrom = 2.6;
/** Below this radius (device pixels) a point is a single pixel. */
const pixelUpTo = 0.85;

/**
 * Paints all points in view onto `picture`, which is cleared first.
 *
 * @param camera in CSS pixels
 * @param density device pixels per CSS pixel
 */
export function paintPoints(
  picture: Picture,
  cloud: PointCloud,
  paint: PointPaint,
  theme: PointTheme,
  camera: Camera,
  density: number,
  look: PointLook,
): void {
  picture.pixels.fill(0);
  const radius = Math.min(look.radius * density, picture.margin - 6 * density);
  const scene = { picture, cloud, paint, camera, density };
  const ink = packed(theme.ink);
  if (radius < pixelUpTo) {
    // A pixel covers more than the point would: less opaque by the ratio of their areas.
    const opacity = look.opacity * Math.min(1, Math.PI * radius * radius);
    if (paint.anyFaint) paintPixels(scene, opacity * faintness, faint);
    paintPixels(scene, opacity, plain);
  } else {
    const rim = radius >= rimFrom ? Math.max(1, 0.9 * density) : 0;
    const stamps = stampSet({ shape: look.shape, radius, rim }, picture.stride);
    if (paint.anyFaint) paintStamps(scene, stamps, look.opacity * faintness, faint, ink);
    paintStamps(scene, stamps, look.opacity, plain, ink);
  }
  paintMarked(scene, theme, look.shape, Math.max(radius, 2.2 * density));
}

interface Scene {
  readonly picture: Picture;
  readonly cloud: PointCloud;
  readonly paint: PointPaint;
  readonly camera: Camera;
  readonly density: number;
}

/** The runs in view, a margin wider than the picture so that shapes at the edge are not lost. */
function runs({ picture, cloud, camera, density }: Scene) {
  const margin = picture.margin / density;
  const view = visibleBounds(
    { k: camera.k, x: camera.x + margin, y: camera.y + margin },
    {
      width: picture.width / density + 2 * margin,
      height: picture.height / density + 2 * margin,
    },
  );
  return runsWithin(cloud, view);
}

/**
 * One pixel per paper, for crowds: opacities add up, the colour is that of the last paper there.
 * Mixing the colours as well would cost as much again, and the eye mixes them anyway.
 */
function paintPixels(scene: Scene, opacity: number, style: number): void {
  const { picture, cloud, paint, camera, density } = scene;
  const { pixels, stride, margin } = picture;
  const { positions } = cloud;
  const { paints } = paint;
  const scale = camera.k * density;
  const shiftX = camera.x * density + margin;
  const shiftY = camera.y * density + margin;
  const rows = picture.height + 2 * margin;
  const above = Math.max(1, Math.round(255 * opacity));
  /** The opacity that results from every opacity below, already in the top byte. */
  const stacked = Int32Array.from(
    over.alpha.subarray(above << 8, (above << 8) + 256),
    (alpha) => alpha << 24,
  );
  for (const [start, end] of runs(scene)) {
    for (let place = start; place < end; place++) {
      const colour = paints[place] ?? 0;
      if (colour >>> 24 !== style) continue;
      const x = ((positions[2 * place] ?? 0) * scale + shiftX) | 0;
      const y = ((positions[2 * place + 1] ?? 0) * scale + shiftY) | 0;
      if (x < 0 || x >= stride || y < 0 || y >= rows) continue;
      const at = y * stride + x;
      pixels[at] = (colour & 0xffffff) | (stacked[(pixels[at] ?? 0) >>> 24] ?? 0);
    }
  }
}

function paintStamps(
  scene: Scene,
  set: StampSet,
  opacity: number,
  style: number,
  ink: number,
): void {
  const faded = withOpacity(set, opacity);
  for (const [start, end] of runs(scene)) {
    for (let place = start; place < end; place++) {
      const colour = scene.paint.paints[place] ?? 0;
      if (colour >>> 24 === style) paintStamp(scene, faded, place, colour, ink);
    }
  }
}

/** The set with all coverage scaled: once per frame instead of once per pixel. */
function withOpacity(set: StampSet, opacity: number): StampSet {
  return {
    reach: set.reach,
    stamps: set.stamps.map((stamp) => ({
      ...stamp,
      coverage: stamp.coverage.map((value) => Math.round(value * opacity)),
    })),
  };
}

/** Share of ink in a rim. */
const rimInk = 0.45;

function paintStamp(
  { picture, cloud, camera, density }: Scene,
  set: StampSet,
  place: number,
  colour: number,
  ink: number,
): void {
  const { pixels, stride, margin } = picture;
  const { alpha, share } = over;
  const x = ((cloud.positions[2 * place] ?? 0) * camera.k + camera.x) * density + margin;
  const y = ((cloud.positions[2 * place + 1] ?? 0) * camera.k + camera.y) * density + margin;
  const { reach } = set;
  if (!(x >= reach && x < stride - reach)) return;
  if (!(y >= reach && y < picture.height + 2 * margin - reach)) return;
  const column = x | 0;
  const row = y | 0;
  const sub = (((y - row) * substeps) | 0) * substeps + (((x - column) * substeps) | 0);
  const stamp = set.stamps[sub];
  if (stamp === undefined) return;
  const { offsets, coverage, rim } = stamp;
  const centre = row * stride + column;
  const rimColour = mixed(ink, colour, Math.round(255 * rimInk));
  for (let i = 0; i < offsets.length; i++) {
    const at = centre + (offsets[i] ?? 0);
    const under = pixels[at] ?? 0;
    const above = coverage[i] ?? 0;
    const rimShare = rim[i] ?? 0;
    const own = rimShare === 0 ? colour & 0xffffff : mixed(rimColour, colour, rimShare);
    if (under === 0) {
      pixels[at] = own | (above << 24);
      continue;
    }
    const pair = (above << 8) | (under >>> 24);
    pixels[at] = mixed(own, under, share[pair] ?? 0) | ((alpha[pair] ?? 0) << 24);
  }
}

const manyMarks = 200;
/** Beyond this many, hits take the colour of their ring instead of a ring, which would hide others. */
const mostRings = 400;

/** Selected papers in a circle, search hits in a square: told apart without colour. */
function paintMarked(scene: Scene, theme: PointTheme, shape: Shape, radius: number): void {
  const { paint, picture, density } = scene;
  if (paint.marked.length === 0) return;
  const { stride } = picture;
  // Many marks become small ones, or their rings would hide what they mark.
  const many = paint.marked.length > manyMarks;
  const gap = (many ? 0.6 : 1.4) * density;
  const line = (many ? 1 : 1.8) * density;
  const ring = { radius: radius + gap + line, hole: radius + gap };
  const point = stampSet({ shape, radius, rim: Math.max(1, 0.9 * density) }, stride);
  const rings = {
    selected: stampSet({ shape: 'circle', ...ring }, stride),
    hit: stampSet({ shape: 'square', ...ring }, stride),
  };
  const colours = { selected: packed(theme.accent), hit: packed(theme.hit) };
  const ink = packed(theme.ink);
  const tooMany = paint.marked.length > mostRings;
  for (const { place, mark } of paint.marked) {
    if (tooMany && mark === 'hit') {
      paintStamp(scene, point, place, colours.hit, ink);
      continue;
    }
    paintStamp(scene, point, place, paint.paints[place] ?? 0, ink);
    paintStamp(scene, rings[mark], place, colours[mark], ink);
  }
}

/** Margin a picture needs for the largest thing painted here; grid cells grow up to it. */
export function pictureMargin(density: number): number {
  return Math.ceil(40 * density);
}
