/**
 * A text as the weighted sum of its words' vectors, in whole numbers. Vectors are kept at 8 bits, and
 * weights are rounded to whole numbers of a step, fine enough and few enough that every partial sum
 * stays below 2²⁴: 32-bit floats then add them without rounding, so that script, WebAssembly and any
 * graphics adapter give the same bytes, in any order and in any batch.
 */
import type { EncoderText } from './encoder';
import type { Lexicon } from './lexicon-file';
import { wordFrequencies } from './term-counts';

/** The lexicon's words with their vectors as they are kept. */
export interface WordTable {
  /** Row of each word. */
  readonly rows: ReadonlyMap<string, number>;
  readonly dimension: number;
  /** Vectors in steps of their row's scale, words×dimension row-major. */
  readonly codes: Int8Array;
  /** What a step of each row is worth. */
  readonly scales: Float32Array;
  readonly idf: Float32Array;
}

/** Largest 8-bit magnitude used. */
const STEPS = 127;
/** Whole numbers up to here are exact as 32-bit floats. */
const EXACT = 2 ** 24;

const tables = new WeakMap<Lexicon, WordTable>();

/**
 * The table of a lexicon, made once; one read from a file gives back the numbers that lie in the file,
 * without a pass over millions of them.
 */
export function wordTable(lexicon: Lexicon): WordTable {
  let table = tables.get(lexicon);
  if (table === undefined) {
    const { terms, dimension, idf } = lexicon;
    const rows = new Map(terms.map((term, row) => [term, row]));
    table = { rows, dimension, ...(codesAsKept(lexicon) ?? codesOf(lexicon)), idf };
    tables.set(lexicon, table);
  }
  return table;
}

type Codes = Pick<WordTable, 'codes' | 'scales'>;

/** The codes of the file, which are those that its vectors would get; null if a row is written otherwise. */
function codesAsKept({ kept, terms, dimension }: Lexicon): Codes | null {
  if (kept === undefined) return null;
  const { codes } = kept;
  const scales = new Float32Array(terms.length);
  for (let row = 0; row < terms.length; row++) {
    const scale = kept.scales[row] ?? 0;
    if (scale === 0) continue;
    let largest = 0;
    for (let k = row * dimension; k < (row + 1) * dimension; k++)
      largest = Math.max(largest, Math.abs(codes[k] ?? 0));
    if (largest !== STEPS) return null;
    scales[row] = Math.fround(STEPS * scale) / STEPS;
  }
  return { codes, scales };
}

function codesOf({ terms, dimension, vectors }: Lexicon): Codes {
  const codes = new Int8Array(terms.length * dimension);
  const scales = new Float32Array(terms.length);
  for (let row = 0; row < terms.length; row++) {
    const from = row * dimension;
    let largest = 0;
    for (let k = 0; k < dimension; k++)
      largest = Math.max(largest, Math.abs(vectors[from + k] ?? 0));
    if (largest === 0) continue;
    const scale = largest / STEPS;
    scales[row] = scale;
    for (let k = 0; k < dimension; k++)
      codes[from + k] = Math.round((vectors[from + k] ?? 0) / scale);
  }
  return { codes, scales };
}

/** A text's known words, and how much each counts. */
export interface WeighedWords {
  /** Rows of the table. */
  readonly rows: Int32Array;
  /** Whole numbers, together at most 2²⁴ / 127. */
  readonly weights: Float32Array;
  /** What a sum of whole numbers is to be multiplied by; 0 where no word is known. */
  readonly step: number;
}

/** Weighs words of the table by (1 + ln frequency) · idf. */
export function weighWords(
  { idf, scales }: WordTable,
  rows: readonly number[],
  frequencies: readonly number[],
): WeighedWords {
  let total = 0;
  const exact = Float64Array.from(rows, (row, i) => {
    const weight = (1 + Math.log(frequencies[i] ?? 1)) * (idf[row] ?? 0) * (scales[row] ?? 0);
    total += weight;
    return weight;
  });
  // Rounding adds at most a half to each.
  const step = total / Math.max(1, EXACT / STEPS - rows.length / 2);
  return {
    rows: Int32Array.from(rows),
    weights: Float32Array.from(exact, (weight) => (step > 0 ? Math.round(weight / step) : 0)),
    step,
  };
}

/** The words of a text, weighed; those of its title count twice. */
export function weighText(table: WordTable, text: EncoderText): WeighedWords {
  const rows: number[] = [];
  const frequencies: number[] = [];
  for (const [word, frequency] of wordFrequencies(text)) {
    const row = table.rows.get(word);
    if (row === undefined) continue;
    rows.push(row);
    frequencies.push(frequency);
  }
  return weighWords(table, rows, frequencies);
}

/** Adds up weighed words into `to`, which is as long as a vector. */
export function sumWords(
  { dimension: d, codes }: WordTable,
  { rows, weights, step }: WeighedWords,
  to: Float32Array,
): void {
  to.fill(0);
  rows.forEach((row, i) => {
    const weight = weights[i] ?? 0;
    const from = row * d;
    for (let k = 0; k < d; k++) to[k] = (to[k] ?? 0) + weight * (codes[from + k] ?? 0);
  });
  for (let k = 0; k < d; k++) to[k] = (to[k] ?? 0) * step;
}
