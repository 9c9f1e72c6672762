/** Hands the training text to `contrast.py`, which trains the word vectors, and takes them back. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vocabulary } from './vocabulary';

/** See `contrast.py` for what each does. */
export interface ContrastSettings {
  readonly dimension: number;
  readonly epochs: number;
  /** Documents per batch; every other document of the batch is a negative. */
  readonly batch: number;
  readonly temperature: number;
  /** Adam's step at the start; falls to 0 linearly. */
  readonly learningRate: number;
  /** Chance of each word to be left out of a view. */
  readonly dropout: number;
  /** Chance of a word shared by both views to be taken out of one of them. */
  readonly unshare: number;
  /** Weight of telling the category beside telling the other view. */
  readonly categoryWeight: number;
  readonly categoryTemperature: number;
  readonly seed: number;
}

const PYTHON = '/usr/bin/python3';

/**
 * Trains vectors of all terms of the vocabulary, terms×dimension row-major. The files that pass between
 * Node and Python are left in `folder`.
 *
 * @param categories one per document; what stands before its first full stop is the archive
 * @param idfStep what the inverse document frequencies are rounded to
 * @throws when Python or torch is missing, or training fails, with what it said
 */
export function trainVectors(
  vocabulary: Vocabulary,
  categories: readonly string[],
  settings: ContrastSettings,
  idfStep: number,
  folder: string,
): Float32Array {
  mkdirSync(folder, { recursive: true });
  const { documents, documentFrequency } = vocabulary;
  const parts = documents.map(({ title, sentences }) => [title, ...sentences]);
  const lengths = parts.map((all) => all.reduce((sum, { length }) => sum + length, 0));
  const offsets = new Int32Array(documents.length + 1);
  lengths.forEach((length, at) => {
    offsets[at + 1] = (offsets[at] ?? 0) + length;
  });
  const words = new Int32Array(offsets[documents.length] ?? 0);
  const places = new Int32Array(words.length);
  let to = 0;
  for (const all of parts) {
    all.forEach((ids, sentence) => {
      words.set(ids, to);
      places.fill(sentence, to, to + ids.length);
      to += ids.length;
    });
  }
  const write = (name: string, values: Int32Array): void =>
    writeFileSync(join(folder, `${name}.i32`), values);
  write('words', words);
  write('sentences', places);
  write('offsets', offsets);
  write('categories', numbersOf(categories));
  write('archives', numbersOf(categories.map((category) => category.split('.', 1)[0] ?? '')));
  write('frequencies', Int32Array.from(documentFrequency));
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...settings, idfStep }));
  const script = join('scripts', 'lexicon', 'contrast.py');
  const { status, error } = spawnSync(PYTHON, [script, folder], { stdio: 'inherit' });
  if (status !== 0) {
    throw new Error(`${script} failed (it needs python3-torch and python3-numpy).`, {
      cause: error,
    });
  }
  const bytes = readFileSync(join(folder, 'vectors.f32'));
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** Numbers from 0 in alphabetical order. */
function numbersOf(names: readonly string[]): Int32Array {
  const numbers = new Map([...new Set(names)].sort().map((name, number) => [name, number]));
  return Int32Array.from(names, (name) => numbers.get(name) ?? 0);
}
