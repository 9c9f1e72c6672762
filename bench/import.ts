/**
 * Bringing many papers in: a file of JSON Lines handed to the built page as a person hands it over,
 * the report agreed to, and the kept corpus opened again on a later visit.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { corpusFile } from '../scripts/eval/corpora';
import { startMeter, withChromium } from './chromium';
import { cacheFolder, productSite } from './site';
import { combinations, type BenchCase, type BenchTask, type Measurement } from './task';

const data = 'arxiv-cs-100k';
/** What is done with the papers, in the order in which it is. */
const steps = ['read', 'keep', 'reopen'] as const;
type Step = (typeof steps)[number];

const newline = 10;
const heartbeatMilliseconds = 10;
const measured = new Map<number, Promise<ReadonlyMap<string, Measurement>>>();

export const importTask: BenchTask = {
  name: 'import',
  description:
    'A file of JSON Lines in the built page. `read`: from being handed over to the import report; ' +
    '`keep`: from agreeing to it until the papers are kept and on the page; `reopen`: from the ' +
    'start of the navigation on a later visit until they are on the page again. Quality is the ' +
    'longest time in seconds for which the page’s own thread answered nothing meanwhile (the ' +
    'longest task, or the longest wait of a beat every 10 ms, whichever is longer); 0.05 is felt.',
  cases: ({ quick, sizes }) =>
    combinations([data], sizes ?? (quick ? [10_000] : [10_000, 100_000]), steps).map((one) => ({
      ...one,
      runs: 1,
    })),
  skip: () =>
    existsSync(corpusFile(data))
      ? null
      : `${data}.jsonl.gz is not on this machine (PAPERGROVE_DATA names its folder)`,
  async measure({ n, engine }: BenchCase, signal) {
    const all = measured.get(n) ?? withChromium(signal, (browser) => importPapers(browser, n));
    measured.set(n, all);
    const one = (await all).get(engine);
    if (!one) throw new Error(`There is no step ${engine}.`);
    return one;
  },
};

async function importPapers(browser: Browser, n: number): Promise<ReadonlyMap<Step, Measurement>> {
  const path = linesFile(n);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(0);
  await page.addInitScript(watchThread, heartbeatMilliseconds);
  await page.goto((await productSite()).url);
  // The default map is there before, so that its making is not measured with the import.
  await page.waitForFunction(
    () =>
      document.querySelector('[role=tree][aria-label=Topics] [role=treeitem]') !== null &&
      document.querySelector('main')?.getAttribute('aria-busy') === 'false',
  );
  const read = await timed(browser, page, async () => {
    await page.getByLabel('Files of papers', { exact: true }).setInputFiles(path);
    await page.getByRole('dialog', { name: 'Import report' }).waitFor();
  });
  const keep = await timed(browser, page, async () => {
    await page.getByRole('button', { name: 'Make the map' }).click();
    await page.getByText('papers opened from').waitFor();
    await papersShown(page, n);
  });
  await page.getByRole('button', { name: 'Cancel' }).first().click();
  const reopen = await timed(browser, page, async () => {
    await page.reload({ waitUntil: 'commit' });
    await papersShown(page, n);
  });
  return new Map<Step, Measurement>([
    ['read', read],
    ['keep', keep],
    ['reopen', reopen],
  ]);
}

/** Waits until the line at the foot of the page counts about `n` papers: copies are merged. */
async function papersShown(page: Page, n: number): Promise<void> {
  await page.waitForFunction(
    (least) =>
      [...document.querySelectorAll('footer [role=status] span')].some(
        ({ textContent }) =>
          Number(/^([\d,]+) papers/u.exec(textContent)?.[1]?.replaceAll(',', '') ?? 0) >= least,
      ),
    0.9 * n,
    { polling: 100 },
  );
}

async function timed(browser: Browser, page: Page, use: () => Promise<void>): Promise<Measurement> {
  await page.evaluate(() => window.longestStillness(true));
  const meter = await startMeter(browser);
  const began = performance.now();
  await use();
  const wallSeconds = (performance.now() - began) / 1000;
  const quality = await page.evaluate(() => window.longestStillness(false));
  return { wallSeconds, ...(await meter()), quality: quality / 1000 };
}

declare global {
  interface Window {
    /** Milliseconds for which the thread was longest busy, since it was last told to forget. */
    longestStillness(forget: boolean): number;
  }
}

/** Runs in the page, before anything else does. */
function watchThread(beat: number): void {
  let longest = 0;
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - beat);
    last = now;
  }, beat);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask' });
  window.longestStillness = (forget) => {
    const answer = longest;
    if (forget) {
      longest = 0;
      last = performance.now();
    }
    return answer;
  };
}

/** The first `n` papers as they are in the corpus, unpacked; a whole file or none. */
function linesFile(n: number): string {
  const path = join(cacheFolder, `${data}-${n}.jsonl`);
  if (existsSync(path)) return path;
  const bytes = gunzipSync(readFileSync(corpusFile(data)));
  let end = 0;
  for (let line = 0; line < n && end < bytes.length; line++) {
    const at = bytes.indexOf(newline, end);
    end = at < 0 ? bytes.length : at + 1;
  }
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(`${path}.part`, bytes.subarray(0, end));
  renameSync(`${path}.part`, path);
  return path;
}
