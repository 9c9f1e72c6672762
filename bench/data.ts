/**
 * The vectors that benches run on, made once per size and kept in `.cache/bench`: real ones (the
 * lexicon encoder's, of arXiv abstracts that are not part of the repository) and two synthetic
 * extremes.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { automaticComposition } from '../src/embedding/automatic';
import type { Encoder, Vectors } from '../src/embedding/encoder';
import { lexiconEncoder } from '../src/embedding/lexicon';
import { loadLexicon } from '../src/embedding/lexicon-file';
import { centreAndConcatenate } from '../src/embedding/vectors';
import { gaussian, seededRandom } from '../src/foundation/random';
import { contentKey } from '../src/foundation/hash';
import { corpusFile, readCorpus, type LabelledPaper } from '../scripts/eval/corpora';
import { neuralVectors } from '../scripts/eval/neural-vectors';
import { cacheFolder } from './site';

/**
 * Sets of vectors by name; `clustered` and `hard` are synthetic, `arxiv-cs-6k-hybrid` has the bundled
 * neural encoder's half beside the lexicon's.
 */
export type DataName =
  'arxiv-cs-100k' | 'arxiv-cs-6k' | 'arxiv-cs-6k-hybrid' | 'clustered' | 'hard';

/** The corpus whose abstracts a set of vectors is of; null for synthetic ones. */
function corpusOf(name: DataName): 'arxiv-cs-100k' | 'arxiv-cs-6k' | null {
  if (name === 'clustered' || name === 'hard') return null;
  return name === 'arxiv-cs-100k' ? name : 'arxiv-cs-6k';
}

const rows: Readonly<Record<DataName, number>> = {
  'arxiv-cs-100k': 100_000,
  'arxiv-cs-6k': 6000,
  'arxiv-cs-6k-hybrid': 6000,
  clustered: 100_000,
  hard: 100_000,
};
const width = 384;
const hybridWidth = width + 512;

/** Vectors in a file: n×d float32, row-major, little-endian. */
export interface VectorFile {
  readonly path: string;
  readonly n: number;
  readonly d: number;
}

/** Why a set of so many rows cannot be had here, or null. */
export function missing(name: string, n: number): string | null {
  if (!isDataName(name)) return `there is no data called ${name}`;
  if (n > rows[name]) return `${name} has ${rows[name]} rows`;
  const corpus = corpusOf(name);
  if (corpus === null || existsSync(corpusFile(corpus))) return null;
  return `${corpus}.jsonl.gz is not on this machine (PAPERGROVE_DATA names its folder)`;
}

/**
 * Vectors of the first `n` papers of a set, embedded on their own as the page would embed them.
 *
 * @throws when `missing` has a reason
 */
export async function vectorFile(name: string, n: number): Promise<VectorFile> {
  const reason = missing(name, n);
  if (reason !== null || !isDataName(name)) throw new Error(`No vectors: ${reason}.`);
  const corpus = corpusOf(name);
  const encoder = corpus === null ? null : await lexicon();
  const hybrid = name === 'arxiv-cs-6k-hybrid';
  const d = hybrid ? hybridWidth : width;
  const origin = encoder ? contentKey(encoder.fingerprint).slice(0, 8) : 'made-up';
  const path = join(cacheFolder, `${name}-${n}-${origin}.f32`);
  if (!existsSync(path)) {
    const papers = corpus === null ? [] : readCorpus(corpus).slice(0, n);
    let vectors = encoder ? await encoder.encode(papers) : synthetic(name === 'hard' ? 3 : 0.7, n);
    if (hybrid) vectors = await besideNeural(vectors, papers);
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
  return Object.hasOwn(rows, name);
}

async function lexicon(): Promise<Encoder> {
  const file = await loadLexicon((path) => Promise.resolve(readFileSync(resolve('public', path))));
  if (!file.ok) throw new Error(file.error.message);
  return lexiconEncoder(file.value);
}

/** The lexicon's rows beside those of the bundled encoder, weighted as the page weighs them. */
async function besideNeural(lexical: Vectors, papers: readonly LabelledPaper[]): Promise<Vectors> {
  const set = { name: 'arxiv-cs-6k', part: 'bench', papers } as const;
  const neural = await neuralVectors(set, papers.length, (line) => console.log(line));
  const weight = (wanted: string) =>
    automaticComposition(1).find(({ encoder }) => encoder === wanted)?.weight ?? 0;
  return centreAndConcatenate([
    { vectors: lexical, weight: weight('lexicon') },
    { vectors: neural, weight: weight('neural') },
  ]);
}

/**
 * `clustered`: unit rows around 200 centres, as tight as topics are. `hard`: the same centres under
 * so much noise that little structure is left, which is the worst that pruning can meet.
 */
function synthetic(spread: number, n: number): Vectors {
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
