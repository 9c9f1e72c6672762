/**
 * Plays commands of points by writing pixels: no GPU, no path per point. Opacity falls with crowding,
 * so that where points overlap the picture shows how many there are.
 */
import { packed } from '../drawing/packed-colour';
import type { Camera } from './camera';
import type { MarkedCommand, PointsCommand } from './map-drawing';
import { paintMarked } from './paint-marked';
import { paintStamp, runs, type Scene } from './paint-stamp';
import { over, type Picture } from './picture';
import type { PointTheme } from './point-paint';
import { stampSet, type StampSet } from './stamps';

/** Points this large (device pixels) get a rim, so that touching ones stay apart. */
const rimFrom = 2.6;
/** Below this radius (device pixels) a point is a single pixel. */
const pixelUpTo = 0.85;

/**
 * Paints points in view onto `picture`, which is cleared first.
 *
 * @param camera in CSS pixels
 * @param density device pixels per CSS pixel
 * @param theme whose ink rims are mixed towards
 */
export function paintPoints(
  picture: Picture,
  commands: readonly (PointsCommand | MarkedCommand)[],
  theme: PointTheme,
  camera: Camera,
  density: number,
): void {
  picture.pixels.fill(0);
  const ink = packed(theme.ink);
  for (const command of commands) {
    const scene = { picture, cloud: command.cloud, camera, density };
    if (command.kind === 'marked') {
      paintMarked(scene, command, ink);
      continue;
    }
    const radius = command.radius * density;
    if (radius < pixelUpTo) {
      // A pixel covers more than the point would: less opaque by the ratio of their areas.
      const opacity = command.opacity * Math.min(1, Math.PI * radius * radius);
      paintPixels(scene, command, opacity);
    } else {
      paintStamps(scene, command, ink);
    }
  }
}

/**
 * One pixel per paper, for crowds: opacities add up, the colour is that of the last paper there.
 * Mixing the colours as well would cost as much again, and the eye mixes them anyway.
 */
function paintPixels(scene: Scene, { paints, drawn }: PointsCommand, opacity: number): void {
  const { picture, cloud, camera, density } = scene;
  const { pixels, stride, margin } = picture;
  const { positions } = cloud;
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
      if (colour >>> 24 !== drawn) continue;
      const x = ((positions[2 * place] ?? 0) * scale + shiftX) | 0;
      const y = ((positions[2 * place + 1] ?? 0) * scale + shiftY) | 0;
      if (x < 0 || x >= stride || y < 0 || y >= rows) continue;
      const at = y * stride + x;
      pixels[at] = (colour & 0xffffff) | (stacked[(pixels[at] ?? 0) >>> 24] ?? 0);
    }
  }
}

function paintStamps(scene: Scene, command: PointsCommand, ink: number): void {
  const { paints, drawn, shape, opacity } = command;
  const { density, picture } = scene;
  const radius = command.radius * density;
  const rim = radius >= rimFrom ? Math.max(1, 0.9 * density) : 0;
  const faded = withOpacity(stampSet({ shape, radius, rim }, picture.stride), opacity);
  for (const [start, end] of runs(scene)) {
    for (let place = start; place < end; place++) {
      const colour = paints[place] ?? 0;
      if (colour >>> 24 === drawn) paintStamp(scene, faded, place, colour, ink);
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

/** Margin a picture needs for the largest thing painted here; grid cells grow up to it. */
export function pictureMargin(density: number): number {
  return Math.ceil(40 * density);
}
