/**
 * Measures the embedding pipeline in headless Chromium: texts per second, its overhead over a bare
 * loop of ONNX Runtime over the same windows in the same run, and memory over time.
 *
 *     node scripts/run.mjs bench/embedding.ts [--texts 6000] [--compare 200] [--rung wasm] [--out rows.json]
 *
 * `--rung webgpu` runs on Chromium's software adapter: right or wrong shows, speed does not.
 * Reads arXiv CS abstracts when the evaluation's data is there (PAPERGROVE_DATA, else ../shared/data),
 * else the default corpus. Memory and processor time are those of Chromium's processes, from /proc.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import sirv from 'sirv';
import { build } from 'vite';
import { findChromium } from '../scripts/chromium.mjs';
import type { EncoderText } from '../src/embedding/encoder';
import type { Device } from '../src/embedding/runtime';

const root = join(import.meta.dirname, '..');
const { values: options } = parseArgs({
  args: process.argv.slice(2),
  options: {
    texts: { type: 'string', default: '6000' },
    compare: { type: 'string', default: '200' },
    rung: { type: 'string' },
    out: { type: 'string' },
  },
});

/** Papers between two lines of the memory curve. */
const REPORT_EVERY = 250;

/** A row of docs/performance.json. */
interface Row {
  readonly task: string;
  readonly data: string;
  readonly n: number;
  readonly engine: string;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly quality: number | null;
}

function readTexts(): { data: string; texts: EncoderText[] } {
  const folder = process.env['PAPERGROVE_DATA'] ?? join(root, '../shared/data');
  const file = join(folder, 'corpora/arxiv-cs-6k.jsonl.gz');
  if (existsSync(file)) {
    const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
    const texts: EncoderText[] = lines.map((line) => JSON.parse(line));
    return {
      data: 'arxiv-cs-6k',
      texts: texts.map(({ title, abstract }) => ({ title, abstract })),
    };
  }
  console.log('Without the evaluation data: measuring the default corpus.');
  const listing = join(root, 'public/corpora/unsupervised-pretraining.json');
  const { papers }: { papers: EncoderText[] } = JSON.parse(readFileSync(listing, 'utf8'));
  return { data: 'default', texts: papers };
}

/** Builds the bench's page as the product is built, so that its chunks and addresses are alike. */
async function buildPage(): Promise<string> {
  const folder = join(root, '.cache/bench-embedding');
  await build({
    root,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { input: join(root, 'bench/embedding/index.html') },
    },
  });
  return folder;
}

async function serve(folder: string): Promise<{ url: string; close: () => void }> {
  const files = sirv(folder, {
    setHeaders: (response) => {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    },
  });
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/bench/embedding/index.html`,
    close: () => server.close(),
  };
}

/**
 * Processor seconds and megabytes of a process and all its descendants; what processes share is
 * counted once (proportional set size).
 */
function usageOf(ancestor: number): { cpu: number; mb: number } {
  const children = new Map<number, number[]>();
  const usage = new Map<number, { cpu: number; mb: number }>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      const memory = readFileSync(`/proc/${entry}/smaps_rollup`, 'utf8');
      const parent = Number(stat[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
      usage.set(Number(entry), {
        cpu: (Number(stat[11]) + Number(stat[12])) / 100,
        mb: Number(/^Pss:\s+(\d+)/m.exec(memory)?.[1] ?? 0) / 1024,
      });
    } catch {
      continue; // the process ended while it was read
    }
  }
  const sum = { cpu: 0, mb: 0 };
  for (const queue = [ancestor]; queue.length > 0;) {
    const pid = queue.pop() ?? 0;
    sum.cpu += usage.get(pid)?.cpu ?? 0;
    sum.mb += usage.get(pid)?.mb ?? 0;
    queue.push(...(children.get(pid) ?? []));
  }
  return sum;
}

const { data, texts } = readTexts();
const server = await serve(await buildPage());
const executablePath = await findChromium();
const launched = await chromium.launchServer({
  ...(executablePath ? { executablePath } : {}),
  args: [
    '--no-sandbox',
    ...(options.rung === 'webgpu'
      ? ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']
      : []),
  ],
});
const browser = await chromium.connect(launched.wsEndpoint());
const pid = launched.process().pid ?? 0;
const rows: Row[] = [];
try {
  const devices: Device[] = [
    { rung: 'webgpu', threads: 1 },
    { rung: 'wasm', threads: 1 },
    { rung: 'wasm-threads', threads: 2 },
  ];
  for (const device of devices) {
    if (options.rung ? device.rung === options.rung : device.rung !== 'webgpu') {
      await measure(device);
    }
  }
  if (options.out) writeFileSync(options.out, `${JSON.stringify(rows, null, 1)}\n`);
} finally {
  await browser.close();
  await launched.close();
  server.close();
}

async function measure(device: Device): Promise<void> {
  const engine = `${device.rung}, ${device.threads} thread${device.threads > 1 ? 's' : ''}`;
  const page = await browser.newPage();
  page.on('console', (message) => console.log(`  [page] ${message.text()}`));
  page.on('requestfailed', (request) => console.log(`  [failed] ${request.url()}`));
  await page.goto(server.url);
  await page.waitForFunction(() => 'bench' in window);
  console.log(`${engine}: ${JSON.stringify(await page.evaluate(() => window.bench.machine()))}`);
  const loading = await page.evaluate((on) => window.bench.load(on), device);
  console.log(`  ready after ${Math.round(loading)} ms`);
  const verdict = await page.evaluate(() => window.bench.selfTest());
  console.log(`  self-test: ${verdict}`);
  if (verdict !== 'passed') process.exitCode = 1;
  if (device.rung !== 'webgpu') {
    const digest = await page.evaluate((some) => window.bench.digest(some), texts.slice(0, 12));
    console.log(`  vectors of ${Math.min(12, texts.length)} papers: SHA-256 ${digest}`);
  }
  if (Number(options.compare) > 0) await compare(page, device);
  const some = texts.slice(0, Number(options.texts));
  if (some.length > 0 && device.rung !== 'wasm-threads') await curve(page, some, engine);
  await page.close();
}

/** Times the pipeline and the bare loop in turns on the same texts. */
async function compare(page: Page, device: Device): Promise<void> {
  const compared = await page.evaluate(([on, some]) => window.bench.compare(on, some), [
    device,
    texts.slice(0, Number(options.compare)),
  ] as const);
  const overhead = compared.pipeline / compared.bare - 1;
  console.log(
    `  pipeline ${rate(compared.texts, compared.pipeline)} texts/s, ` +
      `bare ONNX Runtime ${rate(compared.texts, compared.bare)} texts/s ` +
      `(${rate(compared.windows, compared.bare)} windows/s), overhead ${(100 * overhead).toFixed(1)} %`,
  );
}

/** Embeds many texts and samples memory meanwhile. */
async function curve(page: Page, some: readonly EncoderText[], engine: string): Promise<void> {
  const before = usageOf(pid);
  let peakMb = before.mb;
  let reported = -REPORT_EVERY;
  let running = true;
  const embedding = page
    .evaluate((all) => window.bench.embed(all), some)
    .finally(() => (running = false));
  while (running) {
    const done = await page.evaluate(() => window.bench.done());
    const { mb } = usageOf(pid);
    peakMb = Math.max(peakMb, mb);
    if (done >= reported + REPORT_EVERY) {
      reported = done;
      console.log(`  ${done} papers: ${Math.round(mb)} MB`);
    }
    await new Promise((resume) => setTimeout(resume, 1000));
  }
  const milliseconds = await embedding;
  const after = usageOf(pid);
  console.log(`  ${some.length} papers in ${(milliseconds / 1000).toFixed(1)} s`);
  rows.push({
    task: 'embed',
    data,
    n: some.length,
    engine: `papergrove neural (${engine})`,
    wallSeconds: round(milliseconds / 1000),
    cpuSeconds: round(after.cpu - before.cpu),
    peakMb: Math.round(peakMb),
    quality: null,
  });
}

function rate(count: number, milliseconds: number): string {
  return ((1000 * count) / milliseconds).toFixed(1);
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}
