import { readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../../foundation/random';
import { flag, noMarks } from '../../explorer/marks/paper-marks';
import { mixed, packed } from '../drawing/packed-colour';
import { cameraFor } from './camera';
import { pointCommands } from './map-drawing';
import { paintPoints, pictureMargin } from './paint-points';
import { blankPicture, over, type Picture } from './picture';
import { pointCloud } from './point-cloud';
import { pointLook } from './point-look';
import { pointPaint } from './point-paint';

const size = { width: 240, height: 160 };
const light = { accent: 0xb3261e, hit: 0x1a5fb4, ink: 0x1c211e, ground: 0xffffff };
const dark = { accent: 0x8ab4f8, hit: 0x8ab4f8, ink: 0xece8e0, ground: 0x1e1d1a };
const palette = [0x9a5b13, 0x3c7a3b, 0x5a4b9c];

interface Options {
  n: number;
  zoom?: number;
  density?: number;
  cell?: number;
  theme?: typeof light;
  isFaint?: (paper: number) => boolean;
  selected?: number;
  hits?: number[];
}

/** Three round clusters, drawn. */
function drawn({ n, zoom = 1, density = 1, cell, theme = light, ...marked }: Options): Picture {
  const random = seededRandom(6);
  const positions = Float32Array.from({ length: 2 * n }, (_, at) => {
    const cluster = (at >> 1) % 3;
    const centre = at % 2 === 0 ? cluster - 1 : cluster === 1 ? 0.3 : -0.2;
    return 0.6 * centre + 0.14 * gaussian(random);
  });
  const cloud = pointCloud(positions);
  const colours = Uint32Array.from({ length: n }, (_, i) => palette[i % 3] ?? 0);
  const flags = Uint8Array.from(
    colours,
    (_, paper) =>
      (marked.isFaint?.(paper) ? flag.faint : 0) | (marked.hits?.includes(paper) ? flag.found : 0),
  );
  const paint = pointPaint(cloud, colours, {
    ...noMarks(0),
    flags,
    any: flag.faint | flag.found,
    selected: marked.selected ?? null,
  });
  const half = 1 / zoom;
  const camera = cameraFor({ left: -half, right: half, top: -half / 2, bottom: half / 2 }, size);
  const picture = blankPicture(size.width * density, size.height * density, pictureMargin(density));
  const look = pointLook(cloud, camera, cell ?? null);
  paintPoints(picture, pointCommands(cloud, paint, theme, look), theme, camera, density);
  return picture;
}

/** The visible part over a ground. */
function flattened({ width, height, margin, stride, pixels }: Picture, ground: number): PNG {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = pixels[(y + margin) * stride + x + margin] ?? 0;
      const colour = mixed(pixel, packed(ground), pixel >>> 24);
      png.data.set(
        [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255, 255],
        4 * (y * width + x),
      );
    }
  }
  return png;
}

/** Compares with the kept picture; `UPDATE_PICTURES=1` keeps the present one instead. */
function expectPicture(picture: Picture, name: string, { ground } = light) {
  const file = new URL(`./pictures/${name}.png`, import.meta.url);
  const actual = flattened(picture, ground);
  if (process.env.UPDATE_PICTURES) writeFileSync(file, PNG.sync.write(actual));
  const kept = PNG.sync.read(readFileSync(file));
  expect([actual.width, actual.height]).toEqual([kept.width, kept.height]);
  const different = pixelmatch(actual.data, kept.data, undefined, kept.width, kept.height, {
    threshold: 0.05,
  });
  expect(different).toBe(0);
}

describe('the picture of points', () => {
  it('few papers: discs with rims', () => {
    expectPicture(drawn({ n: 45 }), 'few');
  });

  it('few papers on a dense screen', () => {
    expectPicture(drawn({ n: 45, density: 2 }), 'few-dense-screen');
  });

  it('many papers: opacity shows how they crowd', () => {
    expectPicture(drawn({ n: 30_000 }), 'many');
  });

  it('many papers, zoomed in', () => {
    expectPicture(drawn({ n: 30_000, zoom: 12 }), 'many-zoomed');
  });

  const isFaint = (paper: number) => paper % 3 === 0;

  it('papers put aside are faint; the selected one is circled, hits are squared', () => {
    expectPicture(drawn({ n: 300, isFaint, selected: 3, hits: [1, 2, 5, 8, 11, 10] }), 'marks');
  });

  it('in the dark, on a phone', () => {
    const marks = { isFaint, selected: 1, hits: [2, 5] };
    expectPicture(drawn({ n: 300, density: 2, theme: dark, ...marks }), 'dark-phone', dark);
  });

  it('papers in cells', () => {
    expectPicture(drawn({ n: 20, cell: 0.1 }), 'cells');
  });

  it('is the same every time', () => {
    const once = drawn({ n: 2000, zoom: 3 });
    const twice = drawn({ n: 2000, zoom: 3 });
    expect(Buffer.from(once.bytes).equals(Buffer.from(twice.bytes))).toBe(true);
  });
});

describe('over', () => {
  it('follows Porter and Duff', () => {
    for (const [above, below] of [
      [0, 77],
      [255, 10],
      [128, 0],
      [128, 128],
    ] as const) {
      const alpha = above / 255 + (below / 255) * (1 - above / 255);
      const at = (above << 8) | below;
      expect(over.alpha[at]).toBe(Math.round(255 * alpha));
      if (alpha > 0) expect(over.share[at]).toBe(Math.round(above / alpha));
    }
  });

  it('mixes every channel within one step', () => {
    for (const share of [0, 1, 90, 128, 200, 255]) {
      const result = mixed(packed(0xff8040), packed(0x10c0f0), share);
      for (const [shift, a, b] of [
        [0, 0xff, 0x10],
        [8, 0x80, 0xc0],
        [16, 0x40, 0xf0],
      ] as const) {
        const exact = (a * share + b * (255 - share)) / 255;
        expect(Math.abs(((result >> shift) & 255) - exact)).toBeLessThanOrEqual(1.1);
      }
    }
  });
});
