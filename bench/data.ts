/**
 * The vectors that benches run on, made once per size and kept in `.cache/bench`: real ones (the
 * lexicon encoder's, of arXiv abstracts that are not part of the repository) and two synthetic
 * extremes.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Encoder, Vectors } from '../src/embedding/encoder';
import { lexiconEncoder } from '../src/embedding/lexicon';
import { loadLexicon } from '../src/embedding/lexicon-file';
import { gaussian, seededRandom } from '../src/foundation/random';
import { contentKey } from '../src/foundation/hash';
import { corpusFile, readCorpus, type LabelledPaper } from '../scripts/eval/corpora';
import { cacheFolder } from './site';

/** Sets of vectors by name; `clustered`, `clustered-512` and `hard` are synthetic. */
export type DataName = 'arxiv-cs-100k' | 'arxiv-cs-6k' | 'clustered' | 'clustered-512' | 'hard';

interface DataSet {
  readonly rows: number;
  /** Length of a row. */
  readonly width: number;
  /** What its vectors are of: the abstracts of a corpus, or centres under Gaussian noise. */
  readonly of: { readonly corpus: 'arxiv-cs-100k' | 'arxiv-cs-6k' } | { readonly noise: number };
}

const lexiconWidth = 384;
const sets: Readonly<Record<DataName, DataSet>> = {
  'arxiv-cs-100k': { rows: 100_000, width: lexiconWidth, of: { corpus: 'arxiv-cs-100k' } },
  'arxiv-cs-6k': { rows: 6000, width: lexiconWidth, of: { corpus: 'arxiv-cs-6k' } },
  clustered: { rows: 100_000, width: lexiconWidth, of: { noise: 0.7 } },
  'clustered-512': { rows: 100_000, width: 512, of: { noise: 0.7 } },
  hard: { rows: 100_000, width: lexiconWidth, of: { noise: 3 } },
};

/** Vectors in a file: n×d float32, row-major, little-endian. */
export interface VectorFile {
  readonly path: string;
  readonly n: number;
  readonly d: number;
}

/** Why a set of so many rows cannot be had here, or null. */
export function missing(name: string, n: number): string | null {
  if (!isDataName(name)) return `there is no data called ${name}`;
  const { rows, of } = sets[name];
  if (n > rows) return `${name} has ${rows} rows`;
  if (!('corpus' in of) || existsSync(corpusFile(of.corpus))) return null;
  return `${of.corpus}.jsonl.gz is not on this machine (PAPERGROVE_DATA names its folder)`;
}

/**
 * Vectors of the first `n` papers of a set, embedded on their own as the page would embed them.
 *
 * @throws when `missing` has a reason
 */
export async function vectorFile(name: string, n: number): Promise<VectorFile> {
  const reason = missing(name, n);
  if (reason !== null || !isDataName(name)) throw new Error(`No vectors: ${reason}.`);
  const { width: d, of } = sets[name];
  const encoder = 'corpus' in of ? await lexicon() : null;
  const origin = encoder ? contentKey(encoder.fingerprint).slice(0, 8) : 'made-up';
  const path = join(cacheFolder, `${name}-${n}-${origin}.f32`);
  if (!existsSync(path)) {
    const vectors = await ('corpus' in of
      ? ofAbstracts(readCorpus(of.corpus).slice(0, n))
      : synthetic(of.noise, n, d));
    if (vectors.n !== n || vectors.d !== d) {
      throw new Error(`${name} came out ${vectors.n}×${vectors.d}, not ${n}×${d}.`);
    }
    writeWhole(path, vectors.data);
  }
  return { path, n, d };
}

export function readVectors({ path, n, d }: VectorFile): Vectors {
  const bytes = readFileSync(path);
  return { n, d, data: new Float32Array(bytes.buffer, bytes.byteOffset, n * d) };
}

function isDataName(name: string): name is DataName {
  return Object.hasOwn(sets, name);
}

async function ofAbstracts(papers: readonly LabelledPaper[]): Promise<Vectors> {
  return (await lexicon()).encode(papers);
}

async function lexicon(): Promise<Encoder> {
  const file = await loadLexicon((path) => Promise.resolve(readFileSync(resolve('public', path))));
  if (!file.ok) throw new Error(file.error.message);
  return lexiconEncoder(file.value);
}

/**
 * `clustered`: unit rows around 200 centres, as tight as topics are. `hard`: the same centres under
 * so much noise that little structure is left, which is the worst that pruning can meet.
 */
function synthetic(spread: number, n: number, width: number): Vectors {
  const random = seededRandom(7);
  const centres = Float32Array.from({ length: 200 * width }, () => gaussian(random));
  const data = new Float32Array(n * width);
  for (let row = 0; row < n; row++) {
    const centre = Math.floor(random() * 200) * width;
    const from = row * width;
    let squares = 0;
    for (let k = 0; k < width; k++) {
      const value = (centres[centre + k] ?? 0) + spread * gaussian(random);
      data[from + k] = value;
      squares += value * value;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let k = 0; k < width; k++) data[from + k] = (data[from + k] ?? 0) * scale;
  }
  return { n, d: width, data };
}

/** Writes a whole file or none. */
function writeWhole(path: string, data: Float32Array): void {
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(`${path}.part`, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  renameSync(`${path}.part`, path);
}
