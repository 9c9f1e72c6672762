/** Plays a list of drawing commands on a canvas. */
import {
  dashes,
  type BoxCommand,
  type Command,
  type DotsCommand,
  type TextCommand,
} from './commands';
import { cssOfPacked, opacityOfPacked } from './packed-colour';
import { writeBox } from './raster';
import type { Rect } from './rect';
import { useCssPixels, type Canvas, type Surface } from './surface';
import { cssFont, directionOf, type Direction } from './text';

/** Draws the commands over what the canvas holds, whose unit is one CSS pixel. */
export function playOnCanvas(surface: Surface, commands: readonly Command[]): void {
  const { canvas } = surface;
  const pen = new Pen(canvas);
  canvas.textBaseline = 'alphabetic';
  for (const command of commands) {
    switch (command.kind) {
      case 'box':
        pen.clipTo(null);
        drawBox(pen, command);
        break;
      case 'dots':
        pen.clipTo(null);
        drawDots(surface, pen, command);
        break;
      case 'text':
        pen.clipTo(command.clip);
        drawText(pen, command);
        break;
    }
  }
  pen.clipTo(null);
  pen.opacity(1);
}

/** The canvas with what it was last told: setting a style takes it longer than comparing one. */
class Pen {
  readonly canvas: Canvas;
  #fill = '';
  #line = '';
  #font = '';
  #opacity = -1;
  #align = '';
  #direction = '';
  #clip: Rect | null = null;

  constructor(canvas: Canvas) {
    this.canvas = canvas;
  }

  fill(colour: string): void {
    if (colour !== this.#fill) this.canvas.fillStyle = this.#fill = colour;
  }

  line(colour: string, width: number): void {
    if (colour !== this.#line) this.canvas.strokeStyle = this.#line = colour;
    this.canvas.lineWidth = width;
  }

  font(css: string): void {
    if (css !== this.#font) this.canvas.font = this.#font = css;
  }

  opacity(value: number): void {
    if (value !== this.#opacity) this.canvas.globalAlpha = this.#opacity = value;
  }

  align(value: CanvasTextAlign): void {
    if (value !== this.#align) this.canvas.textAlign = this.#align = value;
  }

  direction(value: Direction): void {
    if (value !== this.#direction) this.canvas.direction = this.#direction = value;
  }

  /** Draws nothing outside of `box` until told otherwise; the same box is set once. */
  clipTo(box: Rect | null): void {
    if (box === this.#clip) return;
    // Leaving a clip also takes back the styles set inside it.
    if (this.#clip !== null) {
      this.canvas.restore();
      this.forget();
    }
    this.#clip = box;
    if (box === null) return;
    this.canvas.save();
    this.canvas.beginPath();
    this.canvas.rect(box.x, box.y, box.width, box.height);
    this.canvas.clip();
  }

  /** To be called when something else has changed the canvas's styles. */
  forget(): void {
    this.#fill = this.#line = this.#font = this.#align = this.#direction = '';
    this.#opacity = -1;
  }
}

function drawBox(pen: Pen, box: BoxCommand): void {
  const { canvas } = pen;
  const { x, y, width, height, radius, fill, line, lineWidth, dashed = false } = box;
  pen.opacity(box.opacity);
  if (radius === 0) {
    if (fill !== null) {
      pen.fill(fill);
      canvas.fillRect(x, y, width, height);
    }
    if (line !== null) {
      pen.line(line, lineWidth);
      canvas.strokeRect(x, y, width, height);
    }
    return;
  }
  canvas.beginPath();
  canvas.roundRect(x, y, width, height, radius);
  if (fill !== null) {
    pen.fill(fill);
    canvas.fill();
  }
  if (line !== null) {
    pen.line(line, lineWidth);
    if (dashed) canvas.setLineDash(dashes);
    canvas.stroke();
    if (dashed) canvas.setLineDash([]);
  }
}

function drawText(pen: Pen, command: TextCommand) {
  const { text, x, baseline, anchor, font, colour, opacity } = command;
  const { direction = directionOf(text) } = command;
  pen.opacity(opacity);
  pen.font(cssFont(font));
  pen.fill(colour);
  // The direction says on which side an ellipsis or a full stop stands; the place stays the same.
  pen.direction(direction);
  pen.align(anchor === 'end' ? 'right' : 'left');
  pen.canvas.fillText(text, x, baseline);
}

/** Pixels that are cleared, written and laid over the canvas in the time of one of its calls. */
const pixelsPerCall = 400;

/**
 * Rectangles while they are few, and pixels of one picture where they are so many that a call for
 * each would take longer than the picture.
 */
function drawDots(surface: Surface, pen: Pen, dots: DotsCommand): void {
  const { pixelWidth, pixelHeight } = surface.box;
  if (dots.entries.length * pixelsPerCall > pixelWidth * pixelHeight) writeDots(surface, dots);
  else fillDots(pen, dots);
}

function fillDots(pen: Pen, { boxes, entries, colours }: DotsCommand): void {
  let last = -1;
  for (let at = 0; at < entries.length; at++) {
    const colour = colours[at] ?? 0;
    if (colour !== last) {
      last = colour;
      pen.opacity(opacityOfPacked(colour));
      pen.fill(cssOfPacked(colour));
    }
    const entry = 4 * (entries[at] ?? 0);
    pen.canvas.fillRect(
      boxes[entry] ?? 0,
      boxes[entry + 1] ?? 0,
      boxes[entry + 2] ?? 0,
      boxes[entry + 3] ?? 0,
    );
  }
}

function writeDots(surface: Surface, { boxes, entries, colours }: DotsCommand): void {
  const { canvas, box, sheet } = surface;
  const raster = sheet.blank(box);
  const across = box.pixelWidth / box.width;
  const down = box.pixelHeight / box.height;
  for (let at = 0; at < entries.length; at++) {
    const entry = 4 * (entries[at] ?? 0);
    const x = (boxes[entry] ?? 0) * across;
    const y = (boxes[entry + 1] ?? 0) * down;
    const right = x + (boxes[entry + 2] ?? 0) * across;
    const bottom = y + (boxes[entry + 3] ?? 0) * down;
    const colour = colours[at] ?? 0;
    writeBox(raster, x, y, right, bottom, colour & 0xffffff, opacityOfPacked(colour));
  }
  const written = sheet.written();
  if (written === null) return;
  canvas.globalAlpha = 1;
  canvas.setTransform(1, 0, 0, 1, 0, 0);
  canvas.drawImage(written, 0, 0);
  useCssPixels(surface);
}
