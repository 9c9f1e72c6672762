/**
 * A JavaScript library in a Node process of its own, measured like the Python ones:
 *
 *     in-node.ts ml-hclust <vectors.f32> <n> <d> <heights.f64>
 *     in-node.ts umap-js <vectors.f32> <n> <d> <neighbours.u32> <similarities.f32> <k> <positions.f32>
 *
 * Prints one line of JSON with what it measured. Memory is the process's, vectors and Vite's module
 * runner included.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { agnes } from 'ml-hclust';
import { UMAP } from 'umap-js';
import { seededRandom } from '../src/foundation/random';
import { peakOf } from './memory';

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
else umapByUmapJs(rest);

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

/** Runs and prints what it took. */
function timed<T>(run: () => T): T {
  const began = performance.now();
  const used = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(used);
  const wallSeconds = (performance.now() - began) / 1000;
  const peakMb = peakOf('self');
  console.log(JSON.stringify({ wallSeconds, cpuSeconds: (user + system) / 1e6, peakMb }));
  return result;
}

function bytesOf(file: string): ArrayBuffer {
  const bytes = readFileSync(file);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
}
