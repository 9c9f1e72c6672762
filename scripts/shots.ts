/**
 * Pictures of the built page for looking at, a sheet per corpus: `npm run shots`, after a build.
 * Sheets lie in `.cache/shots`; `-- --only=default` makes one of them. Corpora that are not on this
 * machine are left out and named.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { ensureChromium } from './chromium.mjs';
import { dataFolder } from './eval/corpora';
import { serve } from './serve.mjs';

const folder = resolve('.cache', 'shots');
const screens = [
  { name: '1280×720', width: 1280, height: 720, phone: false },
  { name: '1440×900', width: 1440, height: 900, phone: false },
  { name: '1920×1080', width: 1920, height: 1080, phone: false },
  { name: '390×844', width: 390, height: 844, phone: true },
  { name: '844×390', width: 844, height: 390, phone: true },
];
const schemes = ['light', 'dark'] as const;
const corpora: readonly { readonly name: string; readonly file: string | null }[] = [
  { name: 'default', file: null },
  { name: 'acl-naacl2024', file: 'formats/acl-naacl2024.bib' },
  { name: 'bbt-mendeley-512', file: 'formats/bbt-mendeley-512.bib' },
  { name: 'arxiv-cs-6k', file: 'corpora/arxiv-cs-6k.jsonl.gz' },
];
/** Width of one picture on the sheet, in CSS pixels. */
const shown = 720;

interface Shot {
  readonly title: string;
  readonly png: Buffer;
}

/** The page with one corpus on every screen, in both schemes. */
async function shotsOf(browser: Browser, url: string, file: string | null): Promise<Shot[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript(() =>
    localStorage.setItem('papergrove:display', JSON.stringify({ tourSeen: true })),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  const finished = async (): Promise<void> => {
    await page.waitForFunction(
      () =>
        document.querySelector('[role=tree][aria-label=Topics] [role=treeitem]') !== null &&
        document.querySelector('main')?.getAttribute('aria-busy') === 'false',
    );
    // The last animations end.
    await page.waitForTimeout(1500);
  };
  await page.goto(url);
  await finished();
  if (file !== null) {
    await page.getByLabel('Files of papers', { exact: true }).setInputFiles(file);
    const make = page.getByRole('button', { name: 'Make the map' });
    await make.waitFor();
    await make.click();
    // The former map stays until the work on the new one begins.
    await page.waitForFunction(
      () => document.querySelector('main')?.getAttribute('aria-busy') === 'true',
      null,
      { polling: 'raf' },
    );
    await finished();
  }
  const shots: Shot[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    for (const { name, width, height } of screens) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(1200);
      shots.push({ title: `${name}, ${colorScheme}`, png: await page.screenshot() });
    }
  }
  await context.close();
  return shots;
}

/** All pictures in one, each under its title. */
async function sheet(browser: Browser, shots: readonly Shot[], path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 2 * shown + 60, height: 800 } });
  const figures = shots.map(
    ({ title, png }) =>
      `<figure><figcaption>${title}</figcaption>` +
      `<img src="data:image/png;base64,${png.toString('base64')}"></figure>`,
  );
  await page.setContent(
    `<style>body{margin:20px;display:flex;flex-wrap:wrap;gap:20px;font:14px sans-serif}` +
      `figure{margin:0}img{display:block;max-width:${shown}px;max-height:${shown}px;` +
      `border:1px solid #999}</style>${figures.join('')}`,
  );
  await page.screenshot({ path, fullPage: true });
  await page.close();
}

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice(7);
mkdirSync(folder, { recursive: true });
const url = await serve({ port: 4190, host: 'localhost', exact: false });
const browser = await chromium.launch({ executablePath: await ensureChromium() });
for (const { name, file } of corpora) {
  if (only !== undefined && only !== name) continue;
  const path = file === null ? null : resolve(dataFolder(), file);
  if (path !== null && !existsSync(path)) {
    console.log(`${name}: left out, ${path} is not on this machine`);
    continue;
  }
  const shots = await shotsOf(browser, url, path);
  await sheet(browser, shots, `${folder}/${name}.png`);
  console.log(`${folder}/${name}.png`);
}
await browser.close();
process.exit(0);
