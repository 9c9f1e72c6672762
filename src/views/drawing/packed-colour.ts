/**
 * Colours as numbers 0xAABBGGRR, which is how the bytes of an `ImageData` read as 32-bit integers.
 * Alpha is not premultiplied.
 */

/** A colour 0xRRGGBB packed, with alpha 0. */
export function packed(colour: number): number {
  return ((colour & 0xff) << 16) | (colour & 0xff00) | ((colour >>> 16) & 0xff);
}

/** The colour 0xRRGGBB of a packed one; alpha is dropped. */
export function unpacked(colour: number): number {
  return packed(colour & 0xffffff);
}

/** A CSS colour `#rrggbb` packed, with alpha 0. */
export function packedCss(css: string): number {
  return packed(Number.parseInt(css.slice(1), 16));
}

/** A packed colour as CSS; alpha is dropped. */
export function cssOfPacked(colour: number): string {
  return `#${unpacked(colour).toString(16).padStart(6, '0')}`;
}

/** The alpha of a packed colour, 0 to 1. */
export function opacityOfPacked(colour: number): number {
  return (colour >>> 24) / 255;
}

/** Two packed colours mixed, `share` of 255 from `above`; alpha is dropped. */
export function mixed(above: number, below: number, share: number): number {
  // Out of 256, so that dividing is a shift; red and blue lie 16 bits apart and share one product.
  const part = share + (share >>> 7);
  const rest = 256 - part;
  const redBlue = Math.imul(above & 0xff00ff, part) + Math.imul(below & 0xff00ff, rest);
  const green = Math.imul(above & 0xff00, part) + Math.imul(below & 0xff00, rest);
  return ((redBlue >>> 8) & 0xff00ff) | ((green >>> 8) & 0xff00);
}
