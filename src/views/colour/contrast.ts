/** Contrast, computed rather than guessed (WCAG 2.2, relative luminance and contrast ratio). */
import { hcl, rgb } from 'd3-color';

/** Relative luminance of a CSS colour, 0 (black) to 1 (white). */
export function luminanceOf(colour: string): number {
  const { r, g, b } = rgb(colour);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Contrast ratio of two CSS colours, 1 to 21. */
export function contrastOf(first: string, second: string): number {
  const a = luminanceOf(first);
  const b = luminanceOf(second);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/**
 * `colour` with its lightness moved away from `background`, hue and chroma kept, until the contrast
 * is at least `ratio`; black or white where even that is needed.
 */
export function withContrast(colour: string, background: string, ratio = 4.5): string {
  const darker = luminanceOf(background) > 0.18;
  const start = hcl(colour);
  for (let step = 0; step <= 100; step += 2) {
    const l = darker ? start.l - step : start.l + step;
    const moved = hcl(start.h, start.c, Math.min(100, Math.max(0, l))).formatHex();
    if (contrastOf(moved, background) >= ratio) return moved;
  }
  return darker ? '#000000' : '#ffffff';
}
