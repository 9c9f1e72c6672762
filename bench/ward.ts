/** Ward's linkage: ours in Chromium against SciPy, fastcluster and ml-hclust. */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import { measureChild, missingModule, python } from './child';
import { missing, vectorFile, type VectorFile } from './data';
import { runKernel } from './kernel-page';
import { combinations, type BenchTask, type Measurement } from './task';

/** Largest n at which an engine finishes within minutes and within a large machine's memory. */
const largest: Readonly<Record<string, number>> = {
  scipy: 20_000,
  fastcluster: 20_000,
  'ml-hclust': 1000,
  papergrove: 100_000,
  'papergrove-threads': 100_000,
};

const engines = Object.keys(largest);
const allSizes = [1000, 5000, 10_000, 20_000, 50_000, 100_000];

export const wardTask: BenchTask = {
  name: 'ward',
  description:
    'Ward’s linkage of unit rows of 384 dimensions, 512 where the name says so ' +
    '(ours also yields the 15 nearest neighbours); ' +
    'quality is the largest relative difference of a merge height from SciPy’s. `papergrove` has ' +
    'one thread, `papergrove-threads` all of the machine, which is how the page runs.',
  cases({ quick, sizes }) {
    if (!quick || sizes) {
      return [
        ...combinations(['arxiv-cs-100k', 'clustered', 'hard'], sizes ?? allSizes, engines),
        ...combinations(['clustered-512'], sizes ?? [100_000], ['papergrove-threads']),
      ];
    }
    const real = (size: number, some: readonly string[]) =>
      combinations(['arxiv-cs-100k'], [size], some);
    return [
      ...real(1000, engines),
      ...real(10_000, engines),
      ...real(20_000, ['scipy', 'papergrove', 'papergrove-threads']),
      ...real(100_000, ['papergrove-threads']),
    ];
  },
  skip({ engine, data, n }) {
    const most = largest[engine];
    if (most === undefined) return `there is no engine ${engine}`;
    if (n > most) return `${engine} is not run above ${most}`;
    const native = engine === 'scipy' || engine === 'fastcluster';
    return (native ? missingModule(engine) : null) ?? missing(data, n);
  },
  async measure({ engine, data, n }, signal) {
    const file = await vectorFile(data, n);
    if (engine === 'papergrove' || engine === 'papergrove-threads') {
      return inChromium(file, engine === 'papergrove' ? 1 : availableParallelism(), signal);
    }
    const { path, d } = file;
    const heights = heightsPath(file, engine);
    const sizes = [path, `${n}`, `${d}`, heights];
    const measured = await (engine === 'ml-hclust'
      ? measureChild(
          process.execPath,
          [resolve('scripts', 'run.mjs'), resolve('bench', 'in-node.ts'), engine, ...sizes],
          signal,
        )
      : measureChild(python, [resolve('bench', 'ward.py'), engine, ...sizes], signal));
    return { ...measured, quality: difference(readHeights(heights), file) };
  },
};

function heightsPath({ path }: VectorFile, engine: string): string {
  return path.replace(/\.f32$/, `.${engine}-heights.f64`);
}

async function inChromium(
  file: VectorFile,
  threads: number,
  signal: AbortSignal,
): Promise<Measurement> {
  const { path, n, d } = file;
  const request = { task: 'ward', vectors: `/${basename(path)}`, n, d, threads } as const;
  const { values, ...measured } = await runKernel(request, signal);
  return { ...measured, quality: difference(Float64Array.from(values), file) };
}

/** Largest relative difference from SciPy's sorted heights; null when SciPy has not run on these. */
function difference(heights: Float64Array, file: VectorFile): number | null {
  const path = heightsPath(file, 'scipy');
  if (!existsSync(path) || heights.length === 0) return null;
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
