/** UMAP on given neighbours: ours in Chromium against umap-learn and umap-js. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { UMAP } from 'umap-js';
import { clusterWard } from '../src/clustering/ward';
import { seededRandom } from '../src/foundation/random';
import type { Neighbours } from '../src/projection/neighbours';
import { layoutQuality } from '../src/projection/quality';
import { runInChromium } from './browser';
import { cacheFolder, readVectors, vectorFile, type DataName, type VectorFile } from './data';
import type { BenchTask, Measurement } from './task';

const k = 15;
/** Papers over which trustworthiness is taken. */
const sample = 1000;

const largest: Readonly<Record<string, number>> = {
  'umap-learn': 50_000,
  'umap-js': 10_000,
  papergrove: 50_000,
};

export const umapTask: BenchTask = {
  name: 'umap',
  description:
    'UMAP of 384-dimensional unit rows whose 15 exact neighbours are given: strengths, start and ' +
    `optimisation; quality is the trustworthiness at k = ${k} over ${sample} papers.`,
  data: ['arxiv-cs-100k', 'clustered'],
  sizes: [1000, 10_000, 50_000],
  engines: ['umap-learn', 'umap-js', 'papergrove'],
  skip(engine, n) {
    const most = largest[engine];
    if (most === undefined) return `there is no engine "${engine}"`;
    return n > most ? `${engine} is not run above ${most}` : null;
  },
  async measure(engine, data, n) {
    const file = await vectorFile(data, n);
    const neighbours = await neighboursOf(data, file);
    const run = await runEngine(engine, data, file, neighbours);
    const { trustworthiness } = layoutQuality(
      readVectors(file),
      { positions: run.positions },
      { k, sample },
    );
    return { ...run.measured, quality: trustworthiness };
  },
};

interface Run {
  readonly measured: Measurement;
  readonly positions: Float32Array;
}

function runEngine(
  engine: string,
  data: DataName,
  file: VectorFile,
  neighbours: Neighbours,
): Run | Promise<Run> {
  if (engine === 'umap-learn') return native(data, file);
  if (engine === 'umap-js') return inNode(file, neighbours);
  return inChromium(data, file);
}

function cachePath(data: DataName, n: number, what: string): string {
  return resolve(cacheFolder, `${data}-${n}.${what}`);
}

/** The exact neighbours, found once per set of vectors and kept beside them. */
async function neighboursOf(data: DataName, file: VectorFile): Promise<Neighbours> {
  const { n } = file;
  const indicesPath = cachePath(data, n, 'neighbours.u32');
  const similaritiesPath = cachePath(data, n, 'similarities.f32');
  if (!existsSync(indicesPath) || !existsSync(similaritiesPath)) {
    const result = await clusterWard(readVectors(file), { neighbours: k });
    if (!result.ok) throw new Error(result.error.message);
    const { indices, similarities } = result.value.neighbours;
    writeFileSync(indicesPath, indices);
    writeFileSync(similaritiesPath, similarities);
  }
  const indices = readFileSync(indicesPath);
  return {
    n,
    k,
    indices: new Uint32Array(indices.buffer, indices.byteOffset, n * k),
    similarities: readFloats(similaritiesPath),
  };
}

function readFloats(path: string): Float32Array {
  const bytes = readFileSync(path);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

function native(data: DataName, { path, n, d }: VectorFile): Run {
  const out = cachePath(data, n, 'umap-learn.f32');
  const run = spawnSync(
    '/usr/bin/python3',
    [
      resolve('bench', 'umap-learn.py'),
      path,
      cachePath(data, n, 'neighbours.u32'),
      cachePath(data, n, 'similarities.f32'),
      `${n}`,
      `${d}`,
      `${k}`,
      out,
    ],
    { encoding: 'utf8' },
  );
  if (run.status !== 0) {
    throw new Error(`umap-learn did not run (Debian: umap-learn): ${run.stderr}`);
  }
  const measured: unknown = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '');
  const number = (key: string): number => {
    const value = measured && typeof measured === 'object' && Reflect.get(measured, key);
    if (typeof value !== 'number') throw new Error(`umap-learn gave no ${key}: ${run.stdout}`);
    return value;
  };
  return {
    measured: {
      wallSeconds: number('wallSeconds'),
      cpuSeconds: number('cpuSeconds'),
      peakMb: number('peakMb'),
      quality: null,
    },
    positions: readFloats(out),
  };
}

/** umap-js in this process, which is why its memory is not reported. */
function inNode(file: VectorFile, { indices, similarities }: Neighbours): Run {
  const { n, d, data } = readVectors(file);
  const rows = Array.from({ length: n }, (_, row) => [...data.subarray(row * d, (row + 1) * d)]);
  // It counts a point among its own neighbours.
  const listed = rows.map((_, row) => [row, ...indices.subarray(row * k, (row + 1) * k)]);
  const distances = rows.map((_, row) => [
    0,
    ...Array.from(similarities.subarray(row * k, (row + 1) * k), (s) => Math.max(0, 1 - s)),
  ]);
  const started = performance.now();
  const used = process.cpuUsage();
  const umap = new UMAP({ nNeighbors: k + 1, random: seededRandom(42) });
  umap.setPrecomputedKNN(listed, distances);
  const positions = Float32Array.from(umap.fit(rows).flat());
  const { user, system } = process.cpuUsage(used);
  return {
    measured: {
      wallSeconds: (performance.now() - started) / 1000,
      cpuSeconds: (user + system) / 1e6,
      peakMb: 0,
      quality: null,
    },
    positions,
  };
}

async function inChromium(data: DataName, { path, n, d }: VectorFile): Promise<Run> {
  const url = (file: string) => `/${basename(file)}`;
  const run = await runInChromium({
    task: 'umap',
    vectors: url(path),
    indices: url(cachePath(data, n, 'neighbours.u32')),
    similarities: url(cachePath(data, n, 'similarities.f32')),
    n,
    d,
    k,
  });
  const { wallSeconds, cpuSeconds, peakMb } = run;
  return {
    measured: { wallSeconds, cpuSeconds, peakMb, quality: null },
    positions: Float32Array.from(run.reply.values),
  };
}
