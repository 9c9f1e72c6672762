/**
 * Papers on the canvas: tiles as rectangles; dots as rectangles while they are few, and as pixels of
 * one picture where they are so many that a call for each would take longer than the picture.
 */
import { isFaint } from '../../explorer/marks/paper-marks';
import type { SwatchOf } from '../colour/swatch';
import { isTile } from './detail';
import { packedColour, writeBox } from './raster';
import { faintOpacity, useCssPixels, type Fade, type Look, type Surface } from './surface';
import type { Scene } from './transition';

/** Pixels that are cleared, written and laid over the canvas in the time of one of its calls. */
const pixelsPerCall = 400;

interface Painted {
  readonly surface: Surface;
  readonly scene: Scene;
  readonly look: Look;
  readonly fade: Fade;
}

/** Paints the papers of a scene that are in view, tiles above dots. */
export function paintPapers(painted: Painted): void {
  const { pixelWidth, pixelHeight } = painted.surface.box;
  if (dotsInView(painted) * pixelsPerCall > pixelWidth * pixelHeight) writeDots(painted);
  else fillBoxes(painted, 'mark');
  fillBoxes(painted, 'tile');
}

/** The packed colour of every paper's dot: reading a colour takes longer than looking it up. */
export function packedDots(swatchOf: SwatchOf, papers: number): Uint32Array {
  const known = new Map<string, number>();
  return Uint32Array.from({ length: papers }, (_, paper) => {
    const { mark } = swatchOf(paper);
    const colour = known.get(mark) ?? packedColour(mark);
    known.set(mark, colour);
    return colour;
  });
}

/** As what a paper is seen at its present size, if at all. */
function seenAs({ scene, fade }: Painted, item: number): 'tile' | 'mark' | null {
  if ((fade.flags?.[item] === 1 ? fade.marked : fade.others) <= 0) return null;
  const { layout, itemRects } = scene;
  const x = itemRects[4 * item] ?? 0;
  const y = itemRects[4 * item + 1] ?? 0;
  const width = itemRects[4 * item + 2] ?? 0;
  const height = itemRects[4 * item + 3] ?? 0;
  if (x > layout.width || y > layout.height || x + width < 0 || y + height < 0) return null;
  return isTile(width, height) ? 'tile' : 'mark';
}

function dotsInView(painted: Painted): number {
  const { length } = painted.scene.layout.papers;
  let dots = 0;
  for (let item = 0; item < length; item++) if (seenAs(painted, item) === 'mark') dots++;
  return dots;
}

function opacityOf({ scene, look, fade }: Painted, item: number): number {
  const opacity = fade.flags?.[item] === 1 ? fade.marked : fade.others;
  return isFaint(look.marks, scene.layout.papers[item] ?? 0) ? opacity * faintOpacity : opacity;
}

function writeDots(painted: Painted): void {
  const { surface, scene, look } = painted;
  const { canvas, box, sheet } = surface;
  const raster = sheet.blank(box);
  const across = box.pixelWidth / box.width;
  const down = box.pixelHeight / box.height;
  const { itemRects } = scene;
  const { papers } = scene.layout;
  for (let item = 0; item < papers.length; item++) {
    if (seenAs(painted, item) !== 'mark') continue;
    const x = (itemRects[4 * item] ?? 0) * across;
    const y = (itemRects[4 * item + 1] ?? 0) * down;
    const right = x + (itemRects[4 * item + 2] ?? 0) * across;
    const bottom = y + (itemRects[4 * item + 3] ?? 0) * down;
    const colour = look.dots[papers[item] ?? 0] ?? 0;
    writeBox(raster, x, y, right, bottom, colour, opacityOf(painted, item));
  }
  const written = sheet.written();
  if (written === null) return;
  canvas.setTransform(1, 0, 0, 1, 0, 0);
  canvas.drawImage(written, 0, 0);
  useCssPixels(surface);
}

function fillBoxes(painted: Painted, as: 'mark' | 'tile'): void {
  const { surface, scene, look } = painted;
  const { canvas } = surface;
  const { itemRects } = scene;
  const { papers } = scene.layout;
  let colour = '';
  let opacity = -1;
  for (let item = 0; item < papers.length; item++) {
    if (seenAs(painted, item) !== as) continue;
    const wanted = opacityOf(painted, item);
    if (wanted !== opacity) canvas.globalAlpha = opacity = wanted;
    const fill = look.swatchOf(papers[item] ?? 0)[as];
    if (fill !== colour) canvas.fillStyle = colour = fill;
    canvas.fillRect(
      itemRects[4 * item] ?? 0,
      itemRects[4 * item + 1] ?? 0,
      itemRects[4 * item + 2] ?? 0,
      itemRects[4 * item + 3] ?? 0,
    );
  }
  canvas.globalAlpha = 1;
}
