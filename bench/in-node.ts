/**
 * A JavaScript library in a Node process of its own, measured like the Python ones:
 *
 *     in-node.ts ml-hclust <vectors.f32> <n> <d> <heights.f64>
 *     in-node.ts umap-js <vectors.f32> <n> <d> <neighbours.u32> <similarities.f32> <k> <positions.f32>
 *     in-node.ts embedding-atlas (as umap-js)
 *
 * Prints one line of JSON with what it measured. Memory is the process's, vectors and Vite's module
 * runner included.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { agnes } from 'ml-hclust';
import { UMAP } from 'umap-js';
import { seededRandom } from '../src/foundation/random';
import { peakOf } from './memory';
import { peersFolder } from './peers';

const [engine, path = '', n = 0, d = 0, ...rest] = process.argv
  .slice(2)
  .map((argument, at) => (at === 2 || at === 3 ? Number(argument) : argument)) as [
  string,
  string,
  number,
  number,
  ...string[],
];

const values = new Float32Array(bytesOf(path));
const rows = Array.from({ length: n }, (_, row) => [...values.subarray(row * d, (row + 1) * d)]);
if (engine === 'ml-hclust') wardByMlHclust(rest[0] ?? '');
else if (engine === 'umap-js') umapByUmapJs(rest);
else await umapByEmbeddingAtlas(rest);

function wardByMlHclust(out: string): void {
  // ward2 has SciPy's heights; its plain "ward" squares them.
  const tree = timed(() => agnes(rows, { method: 'ward2' }));
  const heights: number[] = [];
  tree.traverse(({ isLeaf, height }) => {
    if (!isLeaf) heights.push(height);
  });
  writeFileSync(out, Float64Array.from(heights));
}

function umapByUmapJs([
  neighboursPath = '',
  similaritiesPath = '',
  count,
  out = '',
]: string[]): void {
  const k = Number(count);
  const indices = new Uint32Array(bytesOf(neighboursPath));
  const similarities = new Float32Array(bytesOf(similaritiesPath));
  // It counts a point among its own neighbours.
  const listed = rows.map((_, row) => [row, ...indices.subarray(row * k, (row + 1) * k)]);
  const distances = rows.map((_, row) => [
    0,
    ...Array.from(similarities.subarray(row * k, (row + 1) * k), (s) => Math.max(0, 1 - s)),
  ]);
  const positions = timed(() => {
    const umap = new UMAP({ nNeighbors: k + 1, random: seededRandom(42) });
    umap.setPrecomputedKNN(listed, distances);
    return umap.fit(rows);
  });
  writeFileSync(out, Float32Array.from(positions.flat()));
}

/** The part of embedding-atlas that is used; it is installed apart, and so are its types. */
interface Atlas {
  createUMAPFromKNN(
    count: number,
    outputDim: number,
    indices: Int32Array,
    distances: Float32Array,
    options: { readonly seed: number },
  ): Promise<{ run(): Promise<unknown>; readonly embedding: Float32Array }>;
}

function isAtlas(value: unknown): value is Atlas {
  return typeof value === 'object' && value !== null && 'createUMAPFromKNN' in value;
}

async function umapByEmbeddingAtlas([
  neighboursPath = '',
  similaritiesPath = '',
  count,
  out = '',
]: string[]): Promise<void> {
  const k = Number(count);
  const indices = new Int32Array(bytesOf(neighboursPath));
  const similarities = new Float32Array(bytesOf(similaritiesPath));
  const distances = similarities.map((s) => Math.max(0, 1 - s));
  const file = join(peersFolder, 'node_modules', 'embedding-atlas', 'dist', 'umap.js');
  const atlas: unknown = await import(/* @vite-ignore */ pathToFileURL(file).href);
  if (!isAtlas(atlas)) throw new Error('embedding-atlas is not as it was.');
  const began = performance.now();
  const used = process.cpuUsage();
  const umap = await atlas.createUMAPFromKNN(n, 2, indices, distances, { seed: 42 });
  await umap.run();
  printTaken(began, used);
  if (k !== indices.length / n) throw new Error('The neighbours are not as many as said.');
  writeFileSync(out, umap.embedding);
}

/** Runs and prints what it took. */
function timed<T>(run: () => T): T {
  const began = performance.now();
  const used = process.cpuUsage();
  const result = run();
  printTaken(began, used);
  return result;
}

function printTaken(began: number, used: NodeJS.CpuUsage): void {
  const { user, system } = process.cpuUsage(used);
  const wallSeconds = (performance.now() - began) / 1000;
  const peakMb = peakOf('self');
  console.log(JSON.stringify({ wallSeconds, cpuSeconds: (user + system) / 1e6, peakMb }));
}

function bytesOf(file: string): ArrayBuffer {
  const bytes = readFileSync(file);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
}
