/**
 * Many small boxes written as pixels: without a GPU a call of the canvas per box takes far longer than
 * the few pixels of a box.
 */

/** The pixels of a screen's canvas. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** Packed 0xAABBGGRR, not premultiplied, row by row; width × height. */
  readonly pixels: Uint32Array;
}

/**
 * Writes the box from (x, y) to (right, bottom), in pixels; what lies outside the raster is left out.
 * A pixel covered in part becomes opaque in part, so that motion is steady at any speed. Where boxes
 * share a pixel their coverages add up, which is exact for boxes side by side, and the colour is that
 * of the later one.
 *
 * @param colour packed, alpha 0
 * @param opacity 0 to 1
 */
export function writeBox(
  { width, height, pixels }: Raster,
  x: number,
  y: number,
  right: number,
  bottom: number,
  colour: number,
  opacity: number,
): void {
  if (x < 0) x = 0;
  if (y < 0) y = 0;
  if (right > width) right = width;
  if (bottom > height) bottom = height;
  if (!(x < right && y < bottom)) return;
  const firstColumn = x | 0;
  const lastColumn = Math.ceil(right) - 1;
  const lastRow = Math.ceil(bottom) - 1;
  const opaque = colour | 0xff000000;
  for (let row = y | 0; row <= lastRow; row++) {
    const alpha = 255 * opacity * (Math.min(row + 1, bottom) - Math.max(row, y));
    const start = row * width;
    const end = start + lastColumn;
    let at = start + firstColumn;
    if (x > firstColumn || firstColumn === lastColumn) {
      add(pixels, at++, colour, alpha * (Math.min(firstColumn + 1, right) - x));
    }
    if (alpha > 254.5) while (at < end) pixels[at++] = opaque;
    else while (at < end) add(pixels, at++, colour, alpha);
    if (at === end) add(pixels, at, colour, alpha * (right - lastColumn));
  }
}

function add(pixels: Uint32Array, at: number, colour: number, alpha: number): void {
  const sum = ((pixels[at] ?? 0) >>> 24) + alpha + 0.5;
  pixels[at] = colour | ((sum > 255 ? 255 : sum) << 24);
}
