/**
 * Memory of the page while it embeds, over time: does it stay flat, and does it come back?
 *
 *     node scripts/run.mjs bench/embedding-memory.ts [papers, 6000 unless said]
 *
 * opens arXiv abstracts in the built page in headless Chromium, lets it make the lexicon's map, then
 * asks for the neural encoder, and reads the renderer's proportional set size (page, engine and encoder
 * workers together; Linux only) every two seconds until half a minute after the end. Writes
 * `docs/embedding-memory.svg` and prints what `docs/performance.md` says of it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { readCorpus } from '../scripts/eval/corpora';
import { root } from '../scripts/paths.mjs';
import { withChromium } from './chromium';
import { productSite, stopServing } from './site';

interface Sample {
  /** Since the encoder was asked for. */
  readonly seconds: number;
  readonly megabytes: number;
  /** Papers embedded; null before and after. */
  readonly done: number | null;
}

const everyMilliseconds = 2000;
const afterSeconds = 30;
const longestMinutes = 40;

const papers = Number(process.argv[2] ?? 6000);
const samples = await withChromium(AbortSignal.timeout(longestMinutes * 60_000), record);
stopServing();
writeFileSync(join(root, 'docs/embedding-memory.svg'), drawing(samples));
describe(samples);

async function record(browser: Browser): Promise<Sample[]> {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto((await productSite()).url);
  await idle(page);
  const lines = readCorpus('arxiv-cs-6k')
    .slice(0, papers)
    .map(({ id, title, abstract }) => JSON.stringify({ id, title, abstract }));
  await page.getByLabel('Files of papers', { exact: true }).setInputFiles({
    name: 'abstracts.jsonl',
    mimeType: 'application/jsonl',
    buffer: Buffer.from(lines.join('\n')),
  });
  await page.getByRole('button', { name: 'Make the map' }).click();
  await page.waitForTimeout(1000);
  await idle(page);

  const pid = await rendererOf(browser);
  await page.getByRole('button', { name: 'Encoder', exact: true }).click();
  await page.getByRole('radio', { name: 'Neural', exact: true }).check();
  await page.getByRole('button', { name: 'Use this encoder' }).click();
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const all: Sample[] = [];
  let end = Infinity;
  while (seconds() < end + afterSeconds) {
    all.push({ seconds: seconds(), megabytes: setSize(pid), done: await embedded(page) });
    if (end === Infinity && all.length > 5 && !(await isBusy(page))) end = seconds();
    await page.waitForTimeout(everyMilliseconds);
  }
  return all;
}

async function idle(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('[role=tree][aria-label=Topics] [role=treeitem]') !== null &&
      document.querySelector('main')?.getAttribute('aria-busy') === 'false',
    null,
    { polling: 200 },
  );
}

function isBusy(page: Page): Promise<boolean> {
  return page.evaluate(() => document.querySelector('main')?.getAttribute('aria-busy') !== 'false');
}

/** Papers that the progress bar of the embedding counts. */
function embedded(page: Page): Promise<number | null> {
  return page.evaluate((total) => {
    const bars = [...document.querySelectorAll('[role=progressbar]')];
    const value = (bar: Element, name: string) => Number(bar.getAttribute(`aria-value${name}`));
    const ours = bars.find((bar) => value(bar, 'max') > total / 2 && value(bar, 'max') <= total);
    return ours === undefined ? null : value(ours, 'now');
  }, papers);
}

async function rendererOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return renderers.reduce((most, one) => (one.cpuTime > most.cpuTime ? one : most)).id;
}

/** Resident memory in MB, pages shared with other processes counted in part. */
function setSize(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+)/mu.exec(rollup)?.[1] ?? 0) / 1024;
}

function describe(all: readonly Sample[]): void {
  const working = all.filter(({ done }) => done !== null && done > 0);
  const at = (share: number) => working[Math.floor(share * (working.length - 1))];
  const line = (name: string, sample: Sample | undefined): void =>
    console.log(
      `${name}: ${Math.round(sample?.megabytes ?? 0)} MB after ${Math.round(sample?.seconds ?? 0)} s, ` +
        `${sample?.done ?? '–'} papers`,
    );
  line('before', all[0]);
  for (const share of [0.1, 0.25, 0.5, 0.75, 1]) line(`at ${100 * share} %`, at(share));
  line('at the end', all.at(-1));
  const later = working.slice(Math.floor(working.length / 10)).map(({ megabytes }) => megabytes);
  console.log(
    `from 10 % on: ${Math.round(Math.min(...later))} to ${Math.round(Math.max(...later))} MB`,
  );
}

/** The curve, with the stretch in which papers were embedded marked beneath it. */
function drawing(all: readonly Sample[]): string {
  const [width, height, left, bottom] = [720, 240, 48, 32];
  const last = all.at(-1)?.seconds ?? 1;
  const top = Math.ceil(Math.max(...all.map(({ megabytes }) => megabytes)) / 100) * 100;
  const x = (seconds: number) => (left + (seconds / last) * (width - left - 8)).toFixed(1);
  const y = (megabytes: number) =>
    (height - bottom - (megabytes / top) * (height - bottom - 8)).toFixed(1);
  const working = all.filter(({ done }) => done !== null);
  const from = x(working[0]?.seconds ?? 0);
  const to = x(working.at(-1)?.seconds ?? 0);
  const points = all.map(({ seconds, megabytes }) => `${x(seconds)},${y(megabytes)}`).join(' ');
  const steps = [0, top / 2, top].map(
    (megabytes) =>
      `<line x1="${left}" x2="${width - 8}" y1="${y(megabytes)}" y2="${y(megabytes)}" stroke="#8884"/>` +
      `<text x="${left - 6}" y="${y(megabytes)}" text-anchor="end" dy="4">${megabytes} MB</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11" fill="#777">
<title>Memory of the page while it embeds ${papers.toLocaleString('en')} abstracts</title>
${steps.join('\n')}
<rect x="${from}" y="${height - bottom + 4}" width="${Number(to) - Number(from)}" height="4" fill="#4a7ab5"/>
<text x="${from}" y="${height - 6}">${papers.toLocaleString('en')} abstracts embedded in ${Math.round((working.at(-1)?.seconds ?? 0) - (working[0]?.seconds ?? 0))} s</text>
<text x="${width - 8}" y="${height - 6}" text-anchor="end">${Math.round(last)} s</text>
<polyline points="${points}" fill="none" stroke="#4a7ab5" stroke-width="1.5"/>
</svg>
`;
}
