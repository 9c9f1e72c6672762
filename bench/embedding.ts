/**
 * The embedding pipeline in headless Chromium beside a bare loop of ONNX Runtime over the same
 * windows, in turns in one page.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { corpusFile, readCorpus } from '../scripts/eval/corpora';
import type { EncoderText } from '../src/embedding/encoder';
import type { Device } from '../src/embedding/runtime';
import { root } from '../scripts/paths.mjs';
import { startMeter, withChromium } from './chromium';
import { standInFiles } from '../src/embedding/testing/stand-in-model';
import { benchPage, cacheFolder } from './site';
import { combinations, type BenchCase, type BenchTask, type Measurement } from './task';

const devices: Readonly<Record<string, Device>> = {
  'one thread': { rung: 'wasm', threads: 1 },
  threads: { rung: 'wasm-threads', threads: Math.max(2, availableParallelism()) },
  // On Chromium's software adapter: right or wrong shows, speed does not.
  'software WebGPU': { rung: 'webgpu', threads: 1 },
};
const softwareWebGpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
const engines = ['papergrove', 'onnxruntime-web'];
const compared = new Map<string, Promise<ReadonlyMap<string, Measurement>>>();

export const embeddingTask: BenchTask = {
  name: 'embedding',
  description:
    'Abstracts through a model made for tests (8-bit table, 24 multiplications) on WebAssembly: the whole pipeline of the ' +
    'page (tokeniser, windows, means, passing batches on) and a bare loop of ONNX Runtime over the ' +
    'same windows. Quality is abstracts per second; processor time and memory are those of the ' +
    'whole comparison. On each rung the encoder first passes its self-test.',
  cases({ quick, sizes }) {
    const wasm = ['one thread', 'threads'];
    const cases = [
      ...combinations(wasm, sizes ?? [quick ? 60 : 400], engines),
      ...(quick ? [] : combinations(['software WebGPU'], sizes ?? [20], engines)),
    ];
    return cases.map((one) => ({ ...one, runs: 1 }));
  },
  skip: ({ data }) => (devices[data] ? null : `there is no rung called ${data}`),
  async measure(wanted, signal) {
    const key = `${wanted.data} ${wanted.n}`;
    const both = compared.get(key) ?? compare(wanted, signal);
    compared.set(key, both);
    const measured = (await both).get(wanted.engine);
    if (!measured) throw new Error(`There is no engine ${wanted.engine}.`);
    return measured;
  },
};

function compare(
  { data, n }: BenchCase,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Measurement>> {
  const device = devices[data] ?? { rung: 'wasm', threads: 1 };
  const use = async (browser: Parameters<Parameters<typeof withChromium>[1]>[0]) => {
    writeModel();
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`  page: ${error.message}`));
    await page.goto((await benchPage('embedding')).url);
    await page.waitForFunction(() => 'bench' in window);
    await page.evaluate((on) => window.bench.load(on), device);
    const verdict = await page.evaluate(() => window.bench.selfTest());
    if (verdict !== 'passed') throw new Error(`The encoder failed its self-test: ${verdict}`);
    const texts = someTexts(n);
    const digest = await page.evaluate((some) => window.bench.digest(some), texts.slice(0, 12));
    console.log(`  ${data}: vectors of ${Math.min(12, texts.length)} papers, SHA-256 ${digest}`);
    const meter = await startMeter(browser);
    const { pipeline, bare } = await page.evaluate(([on, some]) => window.bench.compare(on, some), [
      device,
      texts,
    ] as const);
    const spent = await meter();
    const of = (milliseconds: number): Measurement => ({
      wallSeconds: milliseconds / 1000,
      ...spent,
      quality: (1000 * texts.length) / milliseconds,
    });
    return new Map([
      ['papergrove', of(pipeline)],
      ['onnxruntime-web', of(bare)],
    ]);
  };
  return device.rung === 'webgpu'
    ? withChromium(signal, use, softwareWebGpu)
    : withChromium(signal, use);
}

/** Layers that make the model about as slow as a small transformer. */
const layers = 24;

/** Puts the model where the bench page is served from. */
function writeModel(): void {
  for (const [path, bytes] of standInFiles({ layers })) {
    const file = join(cacheFolder, 'stand-in', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

/** arXiv abstracts where they are on this machine, else those of the default corpus. */
function someTexts(n: number): EncoderText[] {
  const pick = ({ title, abstract }: EncoderText) => ({ title, abstract });
  if (existsSync(corpusFile('arxiv-cs-6k'))) return readCorpus('arxiv-cs-6k').slice(0, n).map(pick);
  const listing = join(root, 'public/corpora/unsupervised-pretraining.json');
  const { papers }: { papers: EncoderText[] } = JSON.parse(readFileSync(listing, 'utf8'));
  return papers.slice(0, n).map(pick);
}
