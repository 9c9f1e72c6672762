/**
 * Paints a scene on a canvas: frames as hairlined boxes, papers as tiles with text or as dots. Reads
 * flat arrays only, so that tens of thousands of papers are drawn within a frame without a GPU.
 */
import { flag, isFaint } from '../../explorer/marks/paper-marks';
import type { Swatch } from '../colour/swatch';
import { bylineFont, sentenceFont, tilePadding, type TileText } from './detail';
import { paintPapers } from './paint-papers';
import { faintOpacity, solid, type Canvas, type Fade, type Look, type Surface } from './surface';
import type { Scene, Transition } from './transition';
import { cssFont, lineHeightOf, type Font } from './text';

/** Paints a scene at rest. */
export function paintScene(surface: Surface, scene: Scene, look: Look): void {
  const { canvas } = surface;
  paintFrames(canvas, scene, look, solid);
  paintPapers({ surface, scene, look, fade: solid });
  paintText(canvas, scene, look, 1);
  paintRings(canvas, scene, look);
}

/** Paints a transition at the eased progress that `advance` returned. */
export function paintTransition(
  surface: Surface,
  { scene, old, entering, leaving }: Transition,
  look: Look,
  eased: number,
): void {
  const { canvas } = surface;
  const coming = (flags: Uint8Array): Fade => ({ flags, marked: eased, others: 1 });
  if (leaving.any) {
    const going = (flags: Uint8Array): Fade => ({ flags, marked: 1 - eased, others: 0 });
    paintFrames(canvas, old, look, going(leaving.frames));
    paintPapers({ surface, scene: old, look, fade: going(leaving.items) });
  }
  paintFrames(canvas, scene, look, coming(entering.frames));
  paintPapers({ surface, scene, look, fade: coming(entering.items) });
  paintText(canvas, scene, look, labelOpacityAt(eased));
  paintRings(canvas, scene, look);
}

/** Words come last in a transition: they can be read only once they stand. */
export function labelOpacityAt(eased: number): number {
  return Math.max(0, 2.5 * eased - 1.5);
}

function paintFrames(
  canvas: Canvas,
  { layout, frameRects }: Scene,
  { swatchOf }: Look,
  { flags, marked, others }: Fade,
): void {
  canvas.lineWidth = 1;
  layout.frames.forEach((frame, index) => {
    const opacity = flags?.[index] === 1 ? marked : others;
    if (opacity <= 0) return;
    canvas.globalAlpha = opacity;
    const { fill, line } = swatchOf(frame.node);
    const [x = 0, y = 0, width = 0, height = 0] = frameRects.subarray(4 * index, 4 * index + 4);
    canvas.beginPath();
    canvas.roundRect(x + 0.5, y + 0.5, Math.max(0, width - 1), Math.max(0, height - 1), 4);
    canvas.fillStyle = fill;
    canvas.fill();
    canvas.strokeStyle = line;
    canvas.stroke();
  });
  canvas.globalAlpha = 1;
}

function paintText(canvas: Canvas, scene: Scene, look: Look, opacity: number): void {
  if (opacity <= 0) return;
  canvas.textBaseline = 'alphabetic';
  let font = '';
  const setFont = (wanted: Font) => {
    const css = cssFont(wanted);
    if (css !== font) canvas.font = font = css;
  };
  for (const [item, text] of scene.layout.texts) {
    const paper = scene.layout.papers[item] ?? 0;
    const swatch = look.swatchOf(paper);
    canvas.globalAlpha = isFaint(look.marks, paper) ? opacity * faintOpacity : opacity;
    const x = Math.round((scene.itemRects[4 * item] ?? 0) + tilePadding.x);
    const y = Math.round((scene.itemRects[4 * item + 1] ?? 0) + tilePadding.y);
    for (const line of tileLines(text, swatch)) {
      setFont(line.font);
      canvas.fillStyle = line.colour;
      canvas.fillText(line.text, x, y + line.baseline);
    }
  }
  canvas.globalAlpha = 1;
}

export interface TileLine {
  readonly text: string;
  readonly font: Font;
  readonly colour: string;
  /** From the top of the tile's inside, in CSS pixels. */
  readonly baseline: number;
}

/** The lines of a tile from top to bottom, as the canvas and the SVG export set them. */
export function tileLines(text: TileText, swatch: Swatch): TileLine[] {
  const lines: TileLine[] = [];
  let top = 0;
  const set = (texts: readonly string[], font: Font, colour: string, space: number) => {
    if (texts.length > 0) top += space;
    for (const line of texts) {
      const height = lineHeightOf(font);
      lines.push({ text: line, font, colour, baseline: top + Math.round(height * 0.77) });
      top += height;
    }
  };
  set(text.title, text.titleFont, swatch.tileInk, 0);
  set(text.byline, bylineFont, swatch.tileMuted, 2);
  set(text.sentence, sentenceFont, swatch.tileMuted, 4);
  return lines;
}

/** Outlines and selection: told apart by shape as well as by colour. */
function paintRings(canvas: Canvas, scene: Scene, look: Look): void {
  const { neutrals } = look;
  const { flags, any, selected } = look.marks;
  if ((any & flag.outlined) === 0 && selected === null) return;
  const { papers } = scene.layout;
  for (let item = 0; item < papers.length; item++) {
    const paper = papers[item] ?? 0;
    if (((flags[paper] ?? 0) & flag.outlined) !== 0)
      ring(canvas, scene, item, neutrals.outline, 2, 1);
    if (paper === selected) {
      ring(canvas, scene, item, neutrals.ground, 5, 0.5);
      ring(canvas, scene, item, neutrals.accent, 3, 0);
    }
  }
}

function ring(
  canvas: Canvas,
  scene: Scene,
  item: number,
  colour: string,
  lineWidth: number,
  inside: number,
): void {
  const at = 4 * item;
  const { itemRects } = scene;
  canvas.strokeStyle = colour;
  canvas.lineWidth = lineWidth;
  canvas.strokeRect(
    (itemRects[at] ?? 0) + inside,
    (itemRects[at + 1] ?? 0) + inside,
    Math.max(0, (itemRects[at + 2] ?? 0) - 2 * inside),
    Math.max(0, (itemRects[at + 3] ?? 0) - 2 * inside),
  );
}
