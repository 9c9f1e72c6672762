import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packedCss } from './packed-colour';
import { writeBox, type Raster } from './raster';

const blank = (width: number, height: number): Raster => ({
  width,
  height,
  pixels: new Uint32Array(width * height),
});
const alphas = ({ pixels }: Raster) => Array.from(pixels, (pixel) => pixel >>> 24);
const colours = ({ pixels }: Raster) => Array.from(pixels, (pixel) => pixel & 0xffffff);

describe('boxes written as pixels', () => {
  it('take the colour in the order of bytes that a picture has', () => {
    const raster = blank(1, 1);
    writeBox(raster, 0, 0, 1, 1, packedCss('#123456'), 1);
    expect([...new Uint8Array(raster.pixels.buffer)]).toEqual([0x12, 0x34, 0x56, 255]);
  });

  it('are opaque inside and as opaque at their edges as pixels are covered', () => {
    const raster = blank(4, 3);
    writeBox(raster, 0.5, 0, 2.25, 1.5, 7, 1);
    expect(alphas(raster)).toEqual([128, 255, 64, 0, 64, 128, 32, 0, 0, 0, 0, 0]);
  });

  it('cover a pixel wholly where they meet in it', () => {
    const raster = blank(3, 1);
    writeBox(raster, 0, 0, 1.4, 1, 7, 1);
    writeBox(raster, 1.4, 0, 3, 1, 9, 1);
    expect(alphas(raster)).toEqual([255, 255, 255]);
    expect(colours(raster)).toEqual([7, 9, 9]);
  });

  it('can be faint', () => {
    const raster = blank(1, 1);
    writeBox(raster, 0, 0, 1, 1, 7, 0.25);
    expect(alphas(raster)).toEqual([64]);
  });

  it('cover as much as their area, and nothing outside the raster', () => {
    const side = fc.double({ min: -20, max: 40, noNaN: true });
    fc.assert(
      fc.property(side, side, side, side, (x, y, right, bottom) => {
        const raster = blank(12, 9);
        writeBox(raster, x, y, right, bottom, 7, 1);
        const inside = (from: number, to: number, most: number) =>
          Math.max(0, Math.min(to, most) - Math.max(from, 0));
        const area = inside(x, right, 12) * inside(y, bottom, 9);
        const covered = alphas(raster).reduce((sum, alpha) => sum + alpha / 255, 0);
        // Each pixel on the edge is rounded to one of 255 steps.
        expect(Math.abs(covered - area)).toBeLessThan((2 * (12 + 9) * 0.51) / 255 + 1e-6);
      }),
    );
  });
});
