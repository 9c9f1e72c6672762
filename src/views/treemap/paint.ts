/**
 * Paints a scene on a canvas: frames as hairlined boxes, papers as tiles with text or as dots. Reads
 * flat arrays only, so that tens of thousands of papers are drawn within a frame without a GPU.
 */
import type { Neutrals, Swatch, SwatchOf } from '../colour/swatch';
import { bylineFont, sentenceFont, tilePadding, type TileText } from './detail';
import type { TreemapLayout } from './layout';
import type { Scene, Transition } from './transition';
import { cssFont, lineHeightOf, type Font } from './text';

/** The part of a 2-D context that painting needs. */
export type Canvas = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'clearRect'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'lineWidth'
  | 'roundRect'
  | 'setTransform'
  | 'stroke'
  | 'strokeRect'
  | 'strokeStyle'
  | 'textBaseline'
>;

/** How papers are to be drawn. */
export interface Marking {
  readonly swatchOf: SwatchOf;
  readonly neutrals: Neutrals;
  /** 1 for papers drawn faint, by paper; null for none. */
  readonly dimmed: Uint8Array | null;
  /** 1 for papers with a 2 px outline, by paper; null for none. */
  readonly outlined: Uint8Array | null;
  readonly selected: ReadonlySet<number>;
}

/** Opacity of what a filter or a focus puts aside, as in DendroMap. */
export const dimOpacity = 0.25;

/** Paints a scene at rest. */
export function paintScene(canvas: Canvas, scene: Scene, marking: Marking): void {
  paintFrames(canvas, scene, marking, null, 1);
  paintItems(canvas, scene, marking, null, 1);
  paintText(canvas, scene, marking, 1);
  paintRings(canvas, scene, marking);
}

/** Paints a transition at the eased progress that `advance` returned. */
export function paintTransition(
  canvas: Canvas,
  transition: Transition,
  marking: Marking,
  eased: number,
): void {
  const { scene, old } = transition;
  paintFrames(canvas, old, marking, transition.leavingFrames, 1 - eased);
  paintItems(canvas, old, marking, transition.leavingItems, 1 - eased);
  paintFrames(canvas, scene, marking, transition.stayingFrames, 1);
  paintFrames(canvas, scene, marking, transition.enteringFrames, eased);
  paintItems(canvas, scene, marking, transition.stayingItems, 1);
  paintItems(canvas, scene, marking, transition.enteringItems, eased);
  paintText(canvas, scene, marking, labelOpacityAt(eased));
  paintRings(canvas, scene, marking);
}

/** Words come last in a transition: they can be read only once they stand. */
export function labelOpacityAt(eased: number): number {
  return Math.max(0, 2.5 * eased - 1.5);
}

function paintFrames(
  canvas: Canvas,
  scene: Scene,
  { swatchOf }: Marking,
  only: Uint8Array | null,
  opacity: number,
): void {
  if (opacity <= 0) return;
  canvas.globalAlpha = opacity;
  canvas.lineWidth = 1;
  scene.layout.frames.forEach((frame, index) => {
    if (only !== null && only[index] !== 1) return;
    const { fill, line } = swatchOf(frame.node);
    const [x = 0, y = 0, width = 0, height = 0] = scene.frameRects.subarray(
      4 * index,
      4 * index + 4,
    );
    canvas.beginPath();
    canvas.roundRect(x + 0.5, y + 0.5, Math.max(0, width - 1), Math.max(0, height - 1), 4);
    canvas.fillStyle = fill;
    canvas.fill();
    canvas.strokeStyle = line;
    canvas.stroke();
  });
  canvas.globalAlpha = 1;
}

function paintItems(
  canvas: Canvas,
  scene: Scene,
  marking: Marking,
  only: Uint8Array | null,
  opacity: number,
): void {
  if (opacity <= 0) return;
  const { layout, itemRects } = scene;
  const { papers, width: right, height: bottom } = layout;
  const { dimmed, swatchOf } = marking;
  const colours = itemColours(layout, swatchOf);
  let current = '';
  let alpha = opacity;
  canvas.globalAlpha = opacity;
  for (let item = 0; item < papers.length; item++) {
    if (only !== null && only[item] !== 1) continue;
    const at = 4 * item;
    const x = itemRects[at] ?? 0;
    const y = itemRects[at + 1] ?? 0;
    const width = itemRects[at + 2] ?? 0;
    const height = itemRects[at + 3] ?? 0;
    if (x > right || y > bottom || x + width < 0 || y + height < 0) continue;
    const wanted = dimmed?.[papers[item] ?? 0] === 1 ? opacity * dimOpacity : opacity;
    if (wanted !== alpha) canvas.globalAlpha = alpha = wanted;
    const colour = colours[item] ?? '';
    if (colour !== current) canvas.fillStyle = current = colour;
    canvas.fillRect(x, y, width, height);
  }
  canvas.globalAlpha = 1;
}

const knownColours = new WeakMap<
  TreemapLayout,
  { readonly swatchOf: SwatchOf; readonly colours: readonly string[] }
>();

/** The fill of every paper shown, found once per layout: an animation asks in each frame. */
function itemColours(layout: TreemapLayout, swatchOf: SwatchOf): readonly string[] {
  const known = knownColours.get(layout);
  if (known?.swatchOf === swatchOf) return known.colours;
  const { papers, rects, texts } = layout;
  const colours = Array.from(papers, (paper, item) => {
    const swatch = swatchOf(paper);
    const tile = texts.has(item) || isTile(rects[4 * item + 2] ?? 0, rects[4 * item + 3] ?? 0);
    return tile ? swatch.tile : swatch.mark;
  });
  knownColours.set(layout, { swatchOf, colours });
  return colours;
}

/** Whether a paper is drawn as a piece of paper rather than as a dot. */
export function isTile(width: number, height: number): boolean {
  return width > 24 && height > 18;
}

function paintText(canvas: Canvas, scene: Scene, marking: Marking, opacity: number): void {
  if (opacity <= 0) return;
  canvas.textBaseline = 'alphabetic';
  let font = '';
  const setFont = (wanted: Font) => {
    const css = cssFont(wanted);
    if (css !== font) canvas.font = font = css;
  };
  for (const [item, text] of scene.layout.texts) {
    const paper = scene.layout.papers[item] ?? 0;
    const swatch = marking.swatchOf(paper);
    canvas.globalAlpha = marking.dimmed?.[paper] === 1 ? opacity * dimOpacity : opacity;
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
function paintRings(canvas: Canvas, scene: Scene, marking: Marking): void {
  const { outlined, selected, neutrals } = marking;
  if (outlined === null && selected.size === 0) return;
  const { papers } = scene.layout;
  for (let item = 0; item < papers.length; item++) {
    const paper = papers[item] ?? 0;
    if (outlined?.[paper] === 1) ring(canvas, scene, item, neutrals.outline, 2, 1);
    if (selected.has(paper)) {
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
