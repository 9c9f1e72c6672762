/** A canvas beside the screen's, of the same pixels, on which dots are written before they are laid over it. */
import type { CanvasBox } from './canvas-box';
import type { Raster } from './raster';

export class DotSheet {
  #context: CanvasRenderingContext2D | null = null;
  #image: ImageData | null = null;
  #raster: Raster | null = null;

  /** An empty raster of the screen's pixels. */
  blank({ pixelWidth, pixelHeight }: CanvasBox): Raster {
    const known = this.#raster;
    if (known?.width === pixelWidth && known.height === pixelHeight) {
      known.pixels.fill(0);
      return known;
    }
    this.#image = new ImageData(pixelWidth, pixelHeight);
    const pixels = new Uint32Array(this.#image.data.buffer);
    return (this.#raster = { width: pixelWidth, height: pixelHeight, pixels });
  }

  /** What was written on the raster, to be drawn; null where the browser gives no canvas. */
  written(): HTMLCanvasElement | null {
    const image = this.#image;
    // The picture is written by the processor in every frame, so that is where it should stay.
    this.#context ??= document.createElement('canvas').getContext('2d', {
      willReadFrequently: true,
    });
    if (this.#context === null || image === null) return null;
    const { canvas } = this.#context;
    if (canvas.width !== image.width) canvas.width = image.width;
    if (canvas.height !== image.height) canvas.height = image.height;
    this.#context.putImageData(image, 0, 0);
    return canvas;
  }
}
