/** Ward's linkage: ours in Chromium against SciPy, fastcluster and ml-hclust. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { availableParallelism } from 'node:os';
import { agnes } from 'ml-hclust';
import { runInChromium } from './browser';
import { cacheFolder, readVectors, vectorFile, type DataName, type VectorFile } from './data';
import type { BenchTask, Measurement } from './task';

/** Largest n at which an engine finishes within minutes and within a large machine's memory. */
const largest: Readonly<Record<string, number>> = {
  scipy: 20_000,
  fastcluster: 20_000,
  'ml-hclust': 1000,
  papergrove: 100_000,
  'papergrove-threads': 100_000,
};

export const wardTask: BenchTask = {
  name: 'ward',
  description:
    'Ward’s linkage of 384-dimensional unit rows (ours also yields the 15 nearest neighbours); ' +
    'quality is the largest relative difference of a merge height from SciPy’s.',
  data: ['arxiv-cs-100k', 'clustered', 'hard'],
  sizes: [1000, 5000, 10_000, 20_000, 50_000, 100_000],
  engines: ['scipy', 'fastcluster', 'ml-hclust', 'papergrove', 'papergrove-threads'],
  skip(engine, n) {
    const most = largest[engine];
    if (most === undefined) return `there is no engine "${engine}"`;
    return n > most ? `${engine} is not run above ${most}` : null;
  },
  async measure(engine, data, n) {
    const file = await vectorFile(data, n);
    if (engine === 'scipy' || engine === 'fastcluster') return native(engine, data, file);
    if (engine === 'ml-hclust') return inNode(data, file);
    return inChromium(data, file, engine === 'papergrove' ? 1 : availableParallelism());
  },
};

function heightsPath(data: DataName, n: number): string {
  return resolve(cacheFolder, `${data}-${n}.scipy-heights.f64`);
}

function native(engine: string, data: DataName, { path, n, d }: VectorFile): Measurement {
  const heights = engine === 'scipy' ? heightsPath(data, n) : resolve(cacheFolder, 'heights.f64');
  const script = resolve('bench', 'ward.py');
  const run = spawnSync('/usr/bin/python3', [script, engine, path, `${n}`, `${d}`, heights], {
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    throw new Error(
      `${engine} did not run (Debian: python3-scipy, python3-fastcluster): ${run.stderr}`,
    );
  }
  const measured: unknown = JSON.parse(run.stdout);
  const seconds = (key: string): number => {
    const value = measured && typeof measured === 'object' && Reflect.get(measured, key);
    if (typeof value !== 'number') throw new Error(`${engine} gave no ${key}: ${run.stdout}`);
    return value;
  };
  const quality = engine === 'scipy' ? 0 : difference(readHeights(heights), data, n);
  return {
    wallSeconds: seconds('wallSeconds'),
    cpuSeconds: seconds('cpuSeconds'),
    peakMb: seconds('peakMb'),
    quality,
  };
}

/** ml-hclust in this process, which is why its memory is not reported. */
function inNode(data: DataName, file: VectorFile): Measurement {
  const { n, d, data: values } = readVectors(file);
  const rows = Array.from({ length: n }, (_, row) => [...values.subarray(row * d, (row + 1) * d)]);
  const started = performance.now();
  const used = process.cpuUsage();
  const tree = agnes(rows, { method: 'ward2' });
  const { user, system } = process.cpuUsage(used);
  const wallSeconds = (performance.now() - started) / 1000;
  const heights: number[] = [];
  tree.traverse(({ isLeaf, height }) => {
    if (!isLeaf) heights.push(height);
  });
  return {
    wallSeconds,
    cpuSeconds: (user + system) / 1e6,
    peakMb: 0,
    quality: difference(Float64Array.from(heights), data, n),
  };
}

async function inChromium(
  data: DataName,
  { path, n, d }: VectorFile,
  threads: number,
): Promise<Measurement> {
  const vectors = path.slice(cacheFolder.length);
  const run = await runInChromium({ task: 'ward', vectors, n, d, threads });
  const heights = Float64Array.from(run.reply.values);
  writeFileSync(resolve(cacheFolder, `${data}-${n}.heights.f64`), heights);
  const { wallSeconds, cpuSeconds, peakMb } = run;
  return { wallSeconds, cpuSeconds, peakMb, quality: difference(heights, data, n) };
}

/** Largest relative difference from SciPy's sorted heights; null when SciPy has not run on these. */
function difference(heights: Float64Array, data: DataName, n: number): number | null {
  const path = heightsPath(data, n);
  if (!existsSync(path)) return null;
  const expected = readHeights(path);
  const largestHeight = expected.at(-1) ?? 1;
  return heights.toSorted().reduce((worst, height, merge) => {
    const reference = expected[merge] ?? 0;
    // Exact duplicates merge at 0, where a relative difference says nothing.
    const scale = Math.max(reference, 1e-6 * largestHeight);
    return Math.max(worst, Math.abs(height - reference) / scale);
  }, 0);
}

function readHeights(path: string): Float64Array {
  const bytes = readFileSync(path);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
