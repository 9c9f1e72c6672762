/**
 * Runs the product's own code in headless Chromium, each measurement in a fresh browser: a page
 * built from `bench/page`, served with the headers of the real one, and the vectors beside it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import sirv from 'sirv';
import { build } from 'vite';
import { ensureChromium } from '../scripts/chromium.mjs';
import { cacheFolder } from './data';
import type { BenchReply, BenchRequest } from './page/protocol';
import type { Measurement } from './task';

const pageFolder = resolve(cacheFolder, 'page');

const lookMilliseconds = 1000;

/** A request's measurement, and what the page replied. */
export interface BrowserRun extends Measurement {
  readonly reply: BenchReply;
}

let server: Promise<Server> | undefined;

/** Builds and serves the page, once per process. */
function serve(): Promise<Server> {
  server ??= (async () => {
    await build({
      configFile: false,
      logLevel: 'warn',
      root: resolve('bench', 'page'),
      base: './',
      worker: { format: 'es' },
      build: { target: 'es2022', outDir: pageFolder, emptyOutDir: true },
    });
    const isolated = (response: { setHeader(name: string, value: string): unknown }): void => {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    };
    const page = sirv(pageFolder, { dev: true, setHeaders: isolated });
    const vectors = sirv(cacheFolder, { dev: true, setHeaders: isolated });
    const listening = createServer((request, response) =>
      page(request, response, () => vectors(request, response)),
    );
    await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
    return listening;
  })();
  return server;
}

/** Stops serving, so that the process can end. */
export async function stopServing(): Promise<void> {
  const listening = await server;
  server = undefined;
  await new Promise((done) => (listening ? listening.close(done) : done(undefined)));
}

/** Runs one request in a fresh Chromium. `quality` is left to the task. */
export async function runInChromium(request: BenchRequest): Promise<BrowserRun> {
  const { port } = (await serve()).address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`  page: ${error.message}`));
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction(() => 'runBench' in window);
    const session = await browser.newBrowserCDPSession();
    const renderers = async () => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      return processInfo.filter(({ type }) => type === 'renderer');
    };
    const cpu = async () => (await renderers()).reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    let peakMb = 0;
    const look = async () => {
      for (const { id } of await renderers()) peakMb = Math.max(peakMb, peakMegabytes(id));
    };
    const before = await cpu();
    // A renderer may be gone by the time the reply is here, so its peak is read along the way.
    const looking = setInterval(() => void look(), lookMilliseconds);
    const reply = await page
      .evaluate((wanted) => window.runBench(wanted), request)
      .finally(() => clearInterval(looking));
    const cpuSeconds = (await cpu()) - before;
    await look();
    return { wallSeconds: reply.wallSeconds, cpuSeconds, peakMb, quality: null, reply };
  } finally {
    await browser.close();
  }
}

/** Largest resident set of a process so far (Linux only, 0 elsewhere). */
function peakMegabytes(pid: number): number {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return 0;
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}
