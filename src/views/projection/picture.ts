/** A picture as flat pixels with transparency, and the one operation points need: "over". */

/**
 * Pixels with a margin all round, so that shapes at the edge need no clipping: whoever writes near
 * the edge writes into the margin, which is never shown.
 */
export interface Picture {
  /** Size that is shown, in device pixels. */
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** width + 2·margin. */
  readonly stride: number;
  /** Packed 0xAABBGGRR (not premultiplied), stride×(height + 2·margin). */
  readonly pixels: Uint32Array;
  /** The same memory as bytes R, G, B, A, for `ImageData`. */
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
}

/** A transparent picture. */
export function blankPicture(width: number, height: number, margin: number): Picture {
  const stride = width + 2 * margin;
  const buffer = new ArrayBuffer(4 * stride * (height + 2 * margin));
  return {
    width,
    height,
    margin,
    stride,
    pixels: new Uint32Array(buffer),
    bytes: new Uint8ClampedArray(buffer),
  };
}

/**
 * Tables of the "over" operator (Porter & Duff 1984) for every pair of 8-bit alphas, index
 * above·256 + below: the alpha that results, and the share of the upper colour in the result.
 */
export const over: { readonly alpha: Uint8Array; readonly share: Uint8Array } = overTables();

function overTables() {
  const alpha = new Uint8Array(65536);
  const share = new Uint8Array(65536);
  for (let above = 0; above < 256; above++) {
    for (let below = 0; below < 256; below++) {
      const result = above + below - (above * below) / 255;
      alpha[(above << 8) | below] = Math.round(result);
      share[(above << 8) | below] = result > 0 ? Math.round((255 * above) / result) : 0;
    }
  }
  return { alpha, share };
}
