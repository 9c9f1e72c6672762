/**
 * Pictures of the page as tests: made small, so that another browser's way of smoothing letters does
 * not count, and compared with those kept in `e2e/pictures`. `UPDATE_PICTURES=1` keeps the present
 * ones instead. Where they differ, the present picture and the difference are left beside the trace.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page, TestInfo } from '@playwright/test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const folder = fileURLToPath(new URL('../pictures', import.meta.url));
const fontFolder = resolve('node_modules', 'dejavu-fonts-ttf', 'ttf');

/** Pixels of the screen along a side of one pixel of a kept picture. */
const shrunk = 3;
/** Share of a kept picture's pixels that may differ: less than the letters of one name. */
const tolerated = 0.0015;
/** How different colours have to be to count, 0 to 1. */
const threshold = 0.12;

/**
 * What a browser is started with so that every text is set in the same font, whatever fonts this
 * machine has. Fontconfig reads it, on Linux alone.
 *
 * @param scratch a folder for the description of the fonts
 */
export function ownFonts(scratch: string): Record<string, string> {
  mkdirSync(scratch, { recursive: true });
  const file = resolve(scratch, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
      `<dir>${fontFolder}</dir><cachedir>${resolve(scratch, 'fonts')}</cachedir>` +
      `<match target="pattern"><edit name="family" mode="assign" binding="strong">` +
      `<string>DejaVu Sans</string></edit></match>` +
      `<match target="font"><edit name="antialias"><bool>true</bool></edit>` +
      `<edit name="hinting"><bool>false</bool></edit><edit name="rgba"><const>none</const></edit>` +
      `</match></fontconfig>`,
  );
  const inherited = Object.entries(process.env).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return { ...Object.fromEntries(inherited), FONTCONFIG_FILE: file };
}

/** What is wrong with the page's picture, in a sentence; empty where it is as it was. */
export async function pictureTrouble(page: Page, name: string, info: TestInfo): Promise<string> {
  const screen = PNG.sync.read(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  const actual = smaller(screen);
  const path = resolve(folder, `${name}.png`);
  if (process.env['UPDATE_PICTURES']) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, PNG.sync.write(actual, { deflateLevel: 9 }));
    return '';
  }
  const leave = (what: string, picture: PNG) => {
    const left = info.outputPath(`${name}-${what}.png`);
    writeFileSync(left, PNG.sync.write(picture));
    return left;
  };
  const again = 'UPDATE_PICTURES=1 npm run test:e2e -- pictures';
  if (!existsSync(path)) {
    return `There is no ${path} yet: see ${leave('actual', screen)}, then run ${again}`;
  }
  const kept = PNG.sync.read(readFileSync(path));
  const { width, height } = actual;
  if (kept.width !== width || kept.height !== height) return `${path} is of another size.`;
  const difference = new PNG({ width, height });
  const differ = pixelmatch(actual.data, kept.data, difference.data, width, height, { threshold });
  const share = differ / (width * height);
  if (share <= tolerated) return '';
  const seen = [leave('actual', screen), leave('difference', difference)].join(' and ');
  return `${(100 * share).toFixed(2)} % differ: see ${seen}. If that is meant, run ${again}`;
}

/** The means of squares of pixels. */
function smaller({ width, height, data }: PNG): PNG {
  const result = new PNG({
    width: Math.floor(width / shrunk),
    height: Math.floor(height / shrunk),
  });
  for (let y = 0; y < result.height; y++) {
    for (let x = 0; x < result.width; x++) {
      const sums = [0, 0, 0];
      for (let at = 0; at < shrunk * shrunk; at++) {
        const column = shrunk * x + (at % shrunk);
        const row = shrunk * y + Math.floor(at / shrunk);
        const from = 4 * (row * width + column);
        for (let channel = 0; channel < 3; channel++) {
          sums[channel] = (sums[channel] ?? 0) + (data[from + channel] ?? 0);
        }
      }
      // Fewer shades pack better, and nobody sees the difference.
      const means = sums.map((sum) => Math.min(255, 4 * Math.round(sum / shrunk ** 2 / 4)));
      result.data.set([...means, 255], 4 * (y * result.width + x));
    }
  }
  return result;
}
