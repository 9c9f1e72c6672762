/** From opening the page, or a file in it, to a map that can be read. */
import { existsSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { corpusFile } from '../scripts/eval/corpora';
import { startMeter, withChromium } from './chromium';
import { productSite } from './site';
import type { BenchCase, BenchTask, Measurement } from './task';

const visits = 5;
const viewport = { width: 1440, height: 900 };

export const firstMapTask: BenchTask = {
  name: 'first-map',
  description:
    'Until the treemap’s topics are on the page. `default`: from the start of the navigation, cold ' +
    '(a browser that has never been here) and warm (a second visit). Others: from a file being ' +
    'handed to the page, the report of the import accepted at once, on lexicon vectors. Quality is ' +
    'the seconds until nothing is computed any more: better vectors for `default`, and the ' +
    'projection.',
  cases({ quick, sizes }) {
    const of = (data: string, n: number, engine: string, runs: number): BenchCase => ({
      data,
      n,
      engine,
      runs,
    });
    const all = [
      of('default', 70, 'papergrove-cold', visits),
      of('default', 70, 'papergrove-warm', visits),
      of('arxiv-cs-6k', 6000, 'papergrove', quick ? 1 : 3),
      ...(quick ? [] : [of('arxiv-cs-100k', 100_000, 'papergrove', 1)]),
    ];
    return sizes ? all.filter(({ n }) => sizes.includes(n)) : all;
  },
  skip({ data }) {
    if (data === 'default' || (isFile(data) && existsSync(corpusFile(data)))) return null;
    return `${data}.jsonl.gz is not on this machine (PAPERGROVE_DATA names its folder)`;
  },
  measure: ({ data, n, engine }, signal) =>
    withChromium(signal, async (browser) => {
      const context = await browser.newContext({ viewport });
      const page = await context.newPage();
      page.setDefaultTimeout(0);
      const { url } = await productSite();
      if (isFile(data)) return openFile(browser, page, url, corpusFile(data), n);
      if (engine === 'papergrove-warm') {
        await page.goto(url);
        await finished(page);
      }
      const meter = await startMeter(browser);
      await page.goto(url, { waitUntil: 'commit' });
      return timed(page, 0, n, meter);
    }),
};

function isFile(data: string): data is 'arxiv-cs-6k' | 'arxiv-cs-100k' {
  return data === 'arxiv-cs-6k' || data === 'arxiv-cs-100k';
}

async function openFile(
  browser: Browser,
  page: Page,
  url: string,
  file: string,
  n: number,
): Promise<Measurement> {
  await page.goto(url);
  await finished(page);
  const meter = await startMeter(browser);
  const began = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        document.addEventListener('change', () => resolve(performance.now()), { once: true });
      }),
  );
  await page.getByLabel('Files of papers', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'Make the map' }).click();
  return timed(page, await began, n, meter);
}

/** Seconds from `began`, on the page's clock, to the first map of about `n` papers and to the last. */
async function timed(
  page: Page,
  began: number,
  n: number,
  meter: Awaited<ReturnType<typeof startMeter>>,
): Promise<Measurement> {
  const shown = await page.waitForFunction(
    (least) => {
      const item = document.querySelector('[role=tree][aria-label=Topics] [role=treeitem]');
      const name = item?.getAttribute('aria-label') ?? item?.textContent ?? '';
      const papers = /, ([\d,]+) papers/u.exec(name)?.[1]?.replaceAll(',', '');
      return Number(papers ?? 0) >= least ? performance.now() : null;
    },
    // Papers that are there twice are merged.
    0.9 * n,
    { polling: 'raf' },
  );
  const wall = Number(await shown.jsonValue());
  await finished(page);
  const end = await page.evaluate(() => performance.now());
  return {
    wallSeconds: (wall - began) / 1000,
    ...(await meter()),
    quality: (end - began) / 1000,
  };
}

/** Waits until a map is there and nothing is being computed. */
async function finished(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('[role=tree][aria-label=Topics] [role=treeitem]') !== null &&
      document.querySelector('main')?.getAttribute('aria-busy') === 'false',
    null,
    { polling: 100 },
  );
}
