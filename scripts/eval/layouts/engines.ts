/** Layouts of the same vectors and the same 15 neighbours, by ours and by others. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { measureChild, missingModule, python } from '../../../bench/child';
import { missingPeer } from '../../../bench/peers';
import type { Neighbours } from '../../../src/clustering/neighbours';
import type { Vectors } from '../../../src/embedding/encoder';
import { pcaLayout } from '../../../src/projection/pca';
import { umap } from '../../../src/projection/umap';

export interface LayoutEngine {
  readonly name: string;
  /** More papers than this take it too long. */
  readonly most: number;
  /** Why it cannot be used here, or null. */
  readonly missing: () => string | null;
  /** @returns positions, n×2 row-major */
  readonly layOut: (vectors: Vectors, neighbours: Neighbours) => Promise<Float32Array>;
}

const minutesAtMost = 15;

export const layoutEngines: readonly LayoutEngine[] = [
  {
    name: 'papergrove',
    most: Infinity,
    missing: () => null,
    layOut: async (vectors, neighbours) =>
      (await umap(neighbours, pcaLayout(vectors), { seed: 42 })).layout.positions,
  },
  {
    name: 'umap-learn',
    most: Infinity,
    missing: () => missingModule('umap'),
    layOut: inProcess(python, [resolve('bench', 'umap-learn.py')], ([v, i, s, n, d, k, out]) => [
      ...[v, i, s, n, d, k, out],
    ]),
  },
  inNode('umap-js', 10_000, () => null),
  inNode('embedding-atlas', Infinity, () => missingPeer('embedding-atlas')),
  {
    name: 'PCA',
    most: Infinity,
    missing: () => null,
    layOut: (vectors) => Promise.resolve(pcaLayout(vectors).positions),
  },
];

function inNode(name: string, most: number, missing: () => string | null): LayoutEngine {
  const script = [resolve('scripts', 'run.mjs'), resolve('bench', 'in-node.ts'), name];
  return {
    name,
    most,
    missing,
    layOut: inProcess(process.execPath, script, ([v, i, s, n, d, k, out]) => [
      ...[v, n, d, i, s, k, out],
    ]),
  };
}

type Arguments = readonly [
  vectors: string,
  indices: string,
  similarities: string,
  n: string,
  d: string,
  k: string,
  out: string,
];

/** Runs one of the bench's engines on files in a folder that is deleted afterwards. */
function inProcess(
  program: string,
  script: readonly string[],
  inOrder: (all: Arguments) => readonly string[],
): LayoutEngine['layOut'] {
  return async (vectors, neighbours) => {
    const folder = mkdtempSync(join(tmpdir(), 'layouts-'));
    try {
      const written = (name: string, data: Float32Array | Uint32Array) => {
        const path = join(folder, name);
        writeFileSync(path, data);
        return path;
      };
      const out = join(folder, 'positions.f32');
      const all: Arguments = [
        written('vectors.f32', vectors.data),
        written('neighbours.u32', neighbours.indices),
        written('similarities.f32', neighbours.similarities),
        `${vectors.n}`,
        `${vectors.d}`,
        `${neighbours.k}`,
        out,
      ];
      const signal = AbortSignal.timeout(minutesAtMost * 60_000);
      await measureChild(program, [...script, ...inOrder(all)], signal);
      return new Float32Array(new Uint8Array(readFileSync(out)).buffer);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}
