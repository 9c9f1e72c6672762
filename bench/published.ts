/** A published map: building it, and opening it on a slow machine over a slow line. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { corpusFile } from '../scripts/eval/corpora';
import { root } from '../scripts/paths.mjs';
import { startMeter, withChromium } from './chromium';
import { peakOf } from './memory';
import { cacheFolder } from './site';
import type { BenchCase, BenchTask, Measurement } from './task';

/** 10 Mbit/s and 40 ms, and a processor of a quarter of the speed. */
const line = { offline: false, latency: 40, downloadThroughput: 1.25e6, uploadThroughput: 1.25e6 };
const slowdown = 4;
/** What is searched for. */
const typed = 'neural networks';
/** Milliseconds for which a reader looks at the map before searching. */
const pauseBeforeSearch = 3000;
const viewport = { width: 1440, height: 900 };
const sizes = { default: 70, 'arxiv-cs-6k': 6000, 'arxiv-cs-100k': 100_000 } as const;
type Data = keyof typeof sizes;

export const publishedTask: BenchTask = {
  name: 'site',
  description:
    '`build`: the command from nothing kept to the whole folder; quality is the MB of the map’s data. ' +
    '`first-map` and `first-zoom`: a published map in a browser that has never been here, over a line ' +
    'of 10 Mbit/s and 40 ms, the page’s thread slowed four times, from a host that compresses text: ' +
    'until topics are on the page, and until the names of a topic zoomed into at once are; quality is ' +
    'the kB that had come by then, the page’s own files among them. `first-search`: the same after the ' +
    'map has been there for three seconds, from the Enter key to the first titles found; quality is the kB in between.',
  cases({ sizes: wanted, quick }) {
    const data: readonly Data[] = ['default', 'arxiv-cs-6k', 'arxiv-cs-100k'];
    return data
      .filter((name) => (wanted ? wanted.includes(sizes[name]) : !quick || sizes[name] < 1e5))
      .flatMap((name) =>
        ['build', 'first-map', 'first-zoom', 'first-search'].map((engine): BenchCase => ({
          data: name,
          n: sizes[name],
          engine,
          ...(engine === 'build' && { runs: 1 }),
        })),
      );
  },
  skip({ data }) {
    if (!isData(data)) return `there is no data called ${data}`;
    if (!existsSync(join(root, 'dist', 'index.html'))) return 'npm run build was not run';
    return existsSync(fileOf(data)) ? null : `${fileOf(data)} is not on this machine`;
  },
  async measure({ data, engine }, signal) {
    if (!isData(data)) throw new Error(`There is no data called ${data}.`);
    if (engine === 'build') return build(data, signal);
    if (!existsSync(join(folderOf(data), 'index.html'))) await build(data, signal);
    return open(folderOf(data), engine, signal);
  },
};

function isData(name: string): name is Data {
  return Object.hasOwn(sizes, name);
}

function fileOf(data: Data): string {
  return data === 'default'
    ? join(root, 'public', 'corpora', 'unsupervised-pretraining.json')
    : corpusFile(data);
}

function folderOf(data: Data): string {
  return join(cacheFolder, 'published', data, 'site');
}

async function build(data: Data, signal: AbortSignal): Promise<Measurement> {
  const out = folderOf(data);
  rmSync(join(out, '..'), { recursive: true, force: true });
  const script = ['scripts/run.mjs', 'scripts/site.ts', fileOf(data), '--out', out];
  const began = performance.now();
  const child = spawn('node', script, { cwd: root, signal, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  let spent = { cpuSeconds: 0, peakMb: 0 };
  const looking = setInterval(() => {
    const now = spentBy(child.pid ?? 0);
    // One that has ended has no memory any more.
    if (now) spent = { ...now, peakMb: Math.max(now.peakMb, spent.peakMb) };
  }, 200);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(looking);
  if (status !== 0) throw new Error(`The command ended with ${status}.`);
  const megabytes = /the map’s data ([\d.]+) MB/u.exec(said)?.[1];
  return {
    wallSeconds: (performance.now() - began) / 1000,
    ...spent,
    quality: megabytes === undefined ? null : Number(megabytes),
  };
}

/** Processor time and largest memory of a process so far (Linux only). */
function spentBy(pid: number): { cpuSeconds: number; peakMb: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /u, '')
      .split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { cpuSeconds: ticks / 100, peakMb: Math.round(peakOf(pid)) };
  } catch {
    return null;
  }
}

/** @param until what is waited for: an engine of {@link publishedTask} */
async function open(folder: string, until: string, signal: AbortSignal): Promise<Measurement> {
  const host = await serve(folder);
  try {
    return await withChromium(signal, async (browser) => {
      const context = await browser.newContext({ viewport, serviceWorkers: 'block' });
      await context.addInitScript(() => {
        if (location.protocol !== 'http:') return;
        localStorage.setItem('papergrove:display', JSON.stringify({ tourSeen: true }));
      });
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', line);
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      const meter = await startMeter(browser);
      await page.goto(host.url, { waitUntil: 'commit' });
      let seconds = await mapShown(page);
      let before = 0;
      if (until === 'first-zoom') {
        await page.locator('[role=tree][aria-label=Topics] [aria-level="2"]').first().click();
        seconds = await zoomed(page);
      }
      if (until === 'first-search') {
        await page.waitForTimeout(pauseBeforeSearch);
        before = host.sent();
        seconds = await searched(page);
      }
      const kilobytes = (host.sent() - before) / 1000;
      return { wallSeconds: seconds, ...(await meter()), quality: kilobytes };
    });
  } finally {
    host.close();
  }
}

/** Seconds from asking for words until the first papers found are listed by their titles. */
async function searched(page: Page): Promise<number> {
  await page.getByRole('combobox', { name: 'Search papers' }).fill(typed);
  const began = await page.evaluate(() => performance.now());
  await page.keyboard.press('Enter');
  const shown = await page.waitForFunction(
    () => {
      const list = document.querySelector('[role=listbox][aria-label=Papers]');
      const first = list?.querySelector('[role=option]');
      return first && /network/iu.test(first.textContent ?? '') ? performance.now() : null;
    },
    null,
    { polling: 'raf' },
  );
  return (Number(await shown.jsonValue()) - began) / 1000;
}

/** Seconds since the navigation began until topics are on the page. */
async function mapShown(page: Page): Promise<number> {
  const shown = await page.waitForFunction(
    () =>
      document.querySelector('[role=tree][aria-label=Topics] [role=treeitem]') &&
      document.querySelector('main canvas')
        ? performance.now() / 1000
        : null,
    null,
    { polling: 'raf' },
  );
  return Number(await shown.jsonValue());
}

/** Seconds until a topic is on show and every topic in it has its name. */
async function zoomed(page: Page): Promise<number> {
  const shown = await page.waitForFunction(
    () => {
      const items = [
        ...document.querySelectorAll('[role=tree][aria-label=Topics] [role=treeitem]'),
      ];
      const names = items.map((item) => item.getAttribute('aria-label') ?? item.textContent ?? '');
      const isNamed = names.every((name) => !/^\s*[\d,]+ papers/u.test(name));
      return location.hash.includes('topic=') && isNamed ? performance.now() / 1000 : null;
    },
    null,
    { polling: 'raf' },
  );
  return Number(await shown.jsonValue());
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** A host that compresses text, as most do, and counts the bytes of what it answers. */
async function serve(folder: string) {
  let sent = 0;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(folder, normalize(pathname === '/' ? '/index.html' : pathname));
    if (!path.startsWith(folder) || !existsSync(path)) return void response.writeHead(404).end();
    const type = types[extname(path)];
    const file = readFileSync(path);
    const body = type === undefined ? file : gzipSync(file);
    if (type !== undefined) response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Content-Type', type ?? 'application/octet-stream');
    sent += body.length;
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    sent: () => sent,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
