/**
 * The vectors that benches run on, made once and kept in `.cache/bench`: real ones (the lexicon
 * encoder's, of arXiv abstracts that are not part of the repository) and two synthetic extremes.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Vectors } from '../src/embedding/encoder';
import { lexiconEncoder } from '../src/embedding/lexicon';
import { loadLexicon } from '../src/embedding/lexicon-file';
import { gaussian, seededRandom } from '../src/foundation/random';
import { corpusFile, readCorpus, type CorpusName } from '../scripts/eval/corpora';

export const cacheFolder = resolve('.cache', 'bench');

/** Sets of vectors by name; `clustered` and `hard` are synthetic. */
export type DataName = 'arxiv-cs-100k' | 'arxiv-cs-6k' | 'clustered' | 'hard';
export const dataNames: readonly DataName[] = ['arxiv-cs-100k', 'arxiv-cs-6k', 'clustered', 'hard'];

const syntheticRows = 100_000;
const syntheticWidth = 384;

/** Vectors in a file: n×d float32, row-major, little-endian. */
export interface VectorFile {
  readonly path: string;
  readonly n: number;
  readonly d: number;
}

/** Why a set cannot be had here, or null. */
export function missing(name: DataName): string | null {
  if (name === 'clustered' || name === 'hard') return null;
  return existsSync(corpusFile(name)) ? null : `${corpusFile(name)} is not on this machine`;
}

/** The first `n` rows of a set, as a file; made when it is not there yet. */
export async function vectorFile(name: DataName, n: number): Promise<VectorFile> {
  const path = resolve(cacheFolder, `${name}-${n}.f32`);
  const whole = await wholeSet(name);
  if (n > whole.n) throw new Error(`${name} has ${whole.n} rows, not ${n}.`);
  if (!existsSync(path)) writeWhole(path, readVectors(whole).data.subarray(0, n * whole.d));
  return { path, n, d: whole.d };
}

export function readVectors({ path, n, d }: VectorFile): Vectors {
  const bytes = readFileSync(path);
  return { n, d, data: new Float32Array(bytes.buffer, bytes.byteOffset, n * d) };
}

/** Rows of a set. */
export function rowsOf(name: DataName): number {
  return name === 'arxiv-cs-6k' ? 6000 : 100_000;
}

async function wholeSet(name: DataName): Promise<VectorFile> {
  const path = resolve(cacheFolder, `${name}.f32`);
  const file = { path, n: rowsOf(name), d: syntheticWidth };
  if (!existsSync(path)) {
    const vectors =
      name === 'clustered' || name === 'hard' ? synthetic(name) : await embedded(name);
    if (vectors.n !== file.n || vectors.d !== file.d) {
      throw new Error(`${name} came out ${vectors.n}×${vectors.d}, not ${file.n}×${file.d}.`);
    }
    writeWhole(path, vectors.data);
  }
  return file;
}

async function embedded(name: CorpusName): Promise<Vectors> {
  const lexicon = await loadLexicon((path) =>
    Promise.resolve(readFileSync(resolve('public', path))),
  );
  if (!lexicon.ok) throw new Error(lexicon.error.message);
  return lexiconEncoder(lexicon.value).encode(readCorpus(name));
}

/**
 * `clustered`: unit rows around 200 centres, as tight as topics are. `hard`: the same centres under
 * so much noise that little structure is left, which is the worst that pruning can meet.
 */
function synthetic(name: 'clustered' | 'hard'): Vectors {
  const random = seededRandom(7);
  const centres = Float32Array.from({ length: 200 * syntheticWidth }, () => gaussian(random));
  const spread = name === 'clustered' ? 0.7 : 3;
  const data = new Float32Array(syntheticRows * syntheticWidth);
  for (let row = 0; row < syntheticRows; row++) {
    const centre = Math.floor(random() * 200) * syntheticWidth;
    const from = row * syntheticWidth;
    let squares = 0;
    for (let k = 0; k < syntheticWidth; k++) {
      const value = (centres[centre + k] ?? 0) + spread * gaussian(random);
      data[from + k] = value;
      squares += value * value;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let k = 0; k < syntheticWidth; k++) data[from + k] = (data[from + k] ?? 0) * scale;
  }
  return { n: syntheticRows, d: syntheticWidth, data };
}

/** Writes a whole file or none. */
function writeWhole(path: string, data: Float32Array): void {
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(`${path}.part`, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  renameSync(`${path}.part`, path);
}
