/** What a canvas player needs: something to draw on, its size, and a sheet for single pixels. */
import type { CanvasBox } from './canvas-box';
import type { DotSheet } from './dot-sheet';

/** The part of a 2-D context that drawing needs. */
export type Canvas = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'clearRect'
  | 'clip'
  | 'direction'
  | 'drawImage'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'fillText'
  | 'font'
  | 'globalAlpha'
  | 'lineWidth'
  | 'rect'
  | 'restore'
  | 'setLineDash'
  | 'roundRect'
  | 'save'
  | 'setTransform'
  | 'stroke'
  | 'strokeRect'
  | 'strokeStyle'
  | 'textAlign'
  | 'textBaseline'
>;

/** The screen's canvas, its size, and the sheet for what is written pixel by pixel. */
export interface Surface {
  readonly canvas: Canvas;
  readonly box: CanvasBox;
  readonly sheet: DotSheet;
}

/** A unit of one CSS pixel. */
export function useCssPixels({ canvas, box }: Surface): void {
  canvas.setTransform(box.pixelWidth / box.width, 0, 0, box.pixelHeight / box.height, 0, 0);
}
