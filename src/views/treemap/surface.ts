/** What painting needs: something to paint on, and what everything looks like. */
import type { Neutrals, SwatchOf } from '../colour/swatch';
import type { DrawnMarks } from '../../explorer/marks/paper-marks';
import type { CanvasBox } from './canvas-box';
import type { DotSheet } from './dot-sheet';

/** The part of a 2-D context that painting needs. */
export type Canvas = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'clearRect'
  | 'drawImage'
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

/** The screen's canvas, its size, and the sheet for what is written pixel by pixel. */
export interface Surface {
  readonly canvas: Canvas;
  readonly box: CanvasBox;
  readonly sheet: DotSheet;
}

/** How papers are to be drawn. */
export interface Marking {
  readonly swatchOf: SwatchOf;
  readonly neutrals: Neutrals;
  /** Which papers are drawn faint, with a 2 px outline, or selected. */
  readonly marks: DrawnMarks;
}

/** The same with the colour of every paper's dot at hand, packed as in a raster, by paper. */
export interface Look extends Marking {
  readonly dots: Uint32Array;
}

/** Opacity of faint papers, as in DendroMap. */
export const faintOpacity = 0.25;

/** Opacities of a scene's frames or papers, 0 to 1: one for those marked in `flags`, one for the others. */
export interface Fade {
  readonly flags: Uint8Array | null;
  readonly marked: number;
  readonly others: number;
}

/** Everything in full. */
export const solid: Fade = { flags: null, marked: 1, others: 1 };

/** A unit of one CSS pixel. */
export function useCssPixels({ canvas, box }: Surface): void {
  canvas.setTransform(box.pixelWidth / box.width, 0, 0, box.pixelHeight / box.height, 0, 0);
}
