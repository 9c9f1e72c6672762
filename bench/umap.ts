/** UMAP on given neighbours: ours in Chromium against umap-learn, umap-js and that of embedding-atlas. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { clusterWard } from '../src/clustering/ward';
import { layoutQuality } from '../src/projection/quality';
import { measureChild, missingModule, python } from './child';
import { missing, readVectors, vectorFile, type VectorFile } from './data';
import { runKernel } from './kernel-page';
import { missingPeer } from './peers';
import { combinations, type BenchTask, type Measurement } from './task';

const k = 15;
/** Papers over which trustworthiness is taken. */
const sample = 1000;

/** Largest n at which an engine finishes within minutes. */
const largest: Readonly<Record<string, number>> = {
  'umap-learn': 50_000,
  'umap-js': 10_000,
  'embedding-atlas': 10_000,
  papergrove: 50_000,
};

export const umapTask: BenchTask = {
  name: 'umap',
  description:
    'UMAP of unit rows (384 dimensions) whose 15 exact neighbours are given to every ' +
    'engine: strengths, start and optimisation, one thread, seeded; umap-learn compiled before it is ' +
    `measured. Quality is the trustworthiness at k = ${k} over ${sample} papers.`,
  cases({ quick, sizes }) {
    const data = quick ? ['arxiv-cs-100k'] : ['arxiv-cs-100k', 'clustered'];
    const few = quick ? [1000, 10_000] : [1000, 10_000, 50_000];
    const cases = [...combinations(data, sizes ?? few, Object.keys(largest))];
    return quick
      ? cases.map((one) => (one.engine === 'umap-js' && one.n > 1000 ? { ...one, runs: 1 } : one))
      : cases;
  },
  skip({ engine, data, n }) {
    const most = largest[engine];
    if (most === undefined) return `there is no engine ${engine}`;
    if (n > most) return `${engine} is not run above ${most}`;
    if (engine === 'embedding-atlas') return missingPeer('embedding-atlas') ?? missing(data, n);
    return (engine === 'umap-learn' ? missingModule('umap') : null) ?? missing(data, n);
  },
  async measure({ engine, data, n }, signal) {
    const file = await vectorFile(data, n);
    const near = await neighboursOf(file);
    const { positions, ...measured } = await run(engine, file, near, signal);
    const { trustworthiness } = layoutQuality(readVectors(file), { positions }, { k, sample });
    return { ...measured, quality: trustworthiness };
  },
};

/** Files of n×k uint32 and n×k float32. */
interface NeighbourFiles {
  readonly indices: string;
  readonly similarities: string;
}

/** The exact neighbours, found once per set of vectors and kept beside them. */
async function neighboursOf(file: VectorFile): Promise<NeighbourFiles> {
  const indices = beside(file, 'neighbours.u32');
  const similarities = beside(file, 'similarities.f32');
  if (!existsSync(indices) || !existsSync(similarities)) {
    const result = await clusterWard(readVectors(file), { neighbours: k });
    if (!result.ok) throw new Error(result.error.message);
    writeFileSync(indices, result.value.neighbours.indices);
    writeFileSync(similarities, result.value.neighbours.similarities);
  }
  return { indices, similarities };
}

function beside({ path }: VectorFile, what: string): string {
  return path.replace(/\.f32$/, `.${what}`);
}

type Run = Omit<Measurement, 'quality'> & { readonly positions: Float32Array };

async function run(
  engine: string,
  file: VectorFile,
  { indices, similarities }: NeighbourFiles,
  signal: AbortSignal,
): Promise<Run> {
  const { path, n, d } = file;
  if (engine === 'papergrove') {
    const [vectors, near, alike] = [path, indices, similarities].map((one) => `/${basename(one)}`);
    const { values, ...measured } = await runKernel(
      {
        task: 'umap',
        vectors: `${vectors}`,
        indices: `${near}`,
        similarities: `${alike}`,
        n,
        d,
        k,
      },
      signal,
    );
    return { ...measured, positions: Float32Array.from(values) };
  }
  const out = beside(file, `${engine}.f32`);
  const measured = await (engine !== 'umap-learn'
    ? measureChild(
        process.execPath,
        [
          resolve('scripts', 'run.mjs'),
          resolve('bench', 'in-node.ts'),
          ...[engine, path, `${n}`, `${d}`, indices, similarities, `${k}`, out],
        ],
        signal,
      )
    : measureChild(
        python,
        [
          resolve('bench', 'umap-learn.py'),
          ...[path, indices, similarities, `${n}`, `${d}`, `${k}`, out],
        ],
        signal,
      ));
  const bytes = readFileSync(out);
  const positions = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  );
  return { ...measured, positions };
}
