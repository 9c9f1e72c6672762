/** How often every paper uses every word: the sparse matrix that the lexical encoders start from. */
import { createPacer } from '../foundation/pacer';
import { contentWords } from '../text/words';
import type { EncodeOptions, EncoderText } from './encoder';
import { WordColumns } from './word-columns';

/** A compressed sparse row matrix, n papers × terms. Within a row, columns are in no set order. */
export interface SparseRows {
  readonly n: number;
  readonly columns: number;
  /** Row `i` holds the entries `[offsets[i], offsets[i+1])`; length n+1. */
  readonly offsets: Uint32Array;
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

export interface TermCounts {
  /** Term frequencies, n × terms. */
  readonly matrix: SparseRows;
  /** Column names in order of first appearance. */
  readonly terms: readonly string[];
  /** Number of papers that use each term. */
  readonly documentFrequency: Uint32Array;
}

/** A title says more than its length: its words count this many times. */
const TITLE_COUNT = 2;
const PAPERS_PER_BATCH = 500;

/** Typed arrays that grow as entries are appended; doubling keeps appending cheap. */
class SparseBuilder {
  private indices = new Uint32Array(1 << 14);
  private values = new Float32Array(1 << 14);
  private length = 0;
  private readonly ends: number[] = [0];

  append(index: number, value: number): void {
    if (this.length === this.indices.length) {
      const indices = new Uint32Array(this.length * 2);
      indices.set(this.indices);
      this.indices = indices;
      const values = new Float32Array(this.length * 2);
      values.set(this.values);
      this.values = values;
    }
    this.indices[this.length] = index;
    this.values[this.length] = value;
    this.length++;
  }

  endRow(): void {
    this.ends.push(this.length);
  }

  finish(columns: number): SparseRows {
    return {
      n: this.ends.length - 1,
      columns,
      offsets: Uint32Array.from(this.ends),
      indices: this.indices.slice(0, this.length),
      values: this.values.slice(0, this.length),
    };
  }
}

/** Content words of one text and how often each stands there, those of the title counted twice. */
export function wordFrequencies({ title, abstract }: EncoderText): Map<string, number> {
  const frequencies = new Map<string, number>();
  const count = (text: string, weight: number): void => {
    for (const word of contentWords(text))
      frequencies.set(word, (frequencies.get(word) ?? 0) + weight);
  };
  count(title, TITLE_COUNT);
  count(abstract, 1);
  return frequencies;
}

/** Words of one text after the other, counted by column. */
class TextCounts {
  readonly columns = new WordColumns();
  /** Number of texts that use each column. */
  readonly documentFrequency: number[] = [];
  /** How often the present text uses each column. */
  readonly #counts: number[] = [];
  /** Columns of the present text in order of first appearance. */
  readonly #used: number[] = [];
  #weight = 1;
  readonly #count = (column: number): void => {
    const before = this.#counts[column] ?? 0;
    if (before === 0) this.#used.push(column);
    this.#counts[column] = before + this.#weight;
  };

  /** Counts a text, words of the title twice, and appends it as a row. */
  take({ title, abstract }: EncoderText, builder: SparseBuilder): void {
    this.#weight = TITLE_COUNT;
    this.columns.visit(title, this.#count);
    this.#weight = 1;
    this.columns.visit(abstract, this.#count);
    for (const column of this.#used) {
      builder.append(column, this.#counts[column] ?? 0);
      this.documentFrequency[column] = (this.documentFrequency[column] ?? 0) + 1;
      this.#counts[column] = 0;
    }
    this.#used.length = 0;
    builder.endRow();
  }
}

/**
 * Counts the content words of every paper, those of the title twice.
 *
 * @param options `onProgress` is called with papers counted; aborting rejects between two batches
 */
export async function countTerms(
  texts: readonly EncoderText[],
  options: EncodeOptions = {},
): Promise<TermCounts> {
  const pace = createPacer(options.signal);
  const counts = new TextCounts();
  const builder = new SparseBuilder();
  for (let first = 0; first < texts.length; first += PAPERS_PER_BATCH) {
    await pace();
    options.signal?.throwIfAborted();
    const batch = texts.slice(first, first + PAPERS_PER_BATCH);
    for (const text of batch) counts.take(text, builder);
    options.onProgress?.(first + batch.length, texts.length);
  }
  const { terms } = counts.columns;
  return {
    matrix: builder.finish(terms.length),
    terms,
    documentFrequency: Uint32Array.from(counts.documentFrequency),
  };
}
