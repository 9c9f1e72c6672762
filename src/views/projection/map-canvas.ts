/** Puts the drawn picture on a canvas at the device's own resolution. */
import { hex } from '../picture/svg-text';
import type { Camera, Size } from './camera';
import { pointCommands, type RegionCommand } from './map-drawing';
import { paintPoints, pictureMargin } from './paint-points';
import { blankPicture, type Picture } from './picture';
import type { PointCloud } from './point-cloud';
import type { PointLook } from './point-look';
import type { PointPaint, PointTheme } from './point-paint';
import type { TopicGround } from './topic-ground';

/** Device pixels beyond this many per CSS pixel cost time and show nothing. */
const mostDensity = 2;

export function drawingDensity(): number {
  return Math.min(mostDensity, Math.max(1, devicePixelRatio));
}

/** The canvas of points; one instance per canvas, keeping its picture between frames. */
export class PointCanvas {
  readonly #canvas: HTMLCanvasElement;
  #picture: Picture | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  draw(
    cloud: PointCloud,
    paint: PointPaint,
    theme: PointTheme,
    camera: Camera,
    size: Size,
    density: number,
    look: PointLook,
  ): void {
    const context = this.#canvas.getContext('2d');
    const picture = this.#fitted(size, density);
    if (!context || !picture) return;
    const commands = pointCommands(cloud, paint, theme, look);
    paintPoints(picture, commands, theme, camera, density);
    const { margin, stride, bytes } = picture;
    context.putImageData(new ImageData(bytes, stride), -margin, -margin);
  }

  #fitted(size: Size, density: number): Picture | null {
    const width = Math.round(size.width * density);
    const height = Math.round(size.height * density);
    if (width === 0 || height === 0) return null;
    if (this.#picture?.width !== width || this.#picture.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
      this.#picture = blankPicture(width, height, pictureMargin(density));
    }
    return this.#picture;
  }
}

/** Outlines read once: the text of a path is long, and a frame has little time. */
const paths = new WeakMap<TopicGround, Path2D>();

function pathOf(ground: TopicGround): Path2D {
  const known = paths.get(ground);
  if (known) return known;
  const path = new Path2D(ground.outline);
  paths.set(ground, path);
  return path;
}

/** Draws topic regions beneath the points. */
export function drawRegions(
  canvas: HTMLCanvasElement,
  commands: readonly RegionCommand[],
  camera: Camera,
  size: Size,
  density: number,
): void {
  const width = Math.round(size.width * density);
  const height = Math.round(size.height * density);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  const scale = camera.k * density;
  context.setTransform(scale, 0, 0, scale, camera.x * density, camera.y * density);
  for (const { ground, colour, fillOpacity, lineOpacity, lineWidth } of commands) {
    const path = pathOf(ground);
    const style = hex(colour);
    context.fillStyle = style;
    context.strokeStyle = style;
    context.globalAlpha = fillOpacity;
    context.fill(path, 'evenodd');
    context.globalAlpha = lineOpacity;
    context.lineWidth = (lineWidth * density) / scale;
    context.stroke(path);
  }
}
