/** How often every paper uses every word: the sparse matrix that the lexical encoders start from. */
import { createPacer } from '../foundation/pacer';
import { ownText } from '../text/own-text';
import { contentWords } from '../text/words';
import type { EncodeOptions, EncoderText } from './encoder';

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
  const columnOf = new Map<string, number>();
  const terms: string[] = [];
  const documentFrequency: number[] = [];
  const builder = new SparseBuilder();

  const columnFor = (word: string): number => {
    const known = columnOf.get(word);
    if (known !== undefined) return known;
    const column = terms.length;
    const term = ownText(word);
    columnOf.set(term, column);
    terms.push(term);
    documentFrequency.push(0);
    return column;
  };

  for (let first = 0; first < texts.length; first += PAPERS_PER_BATCH) {
    await pace();
    options.signal?.throwIfAborted();
    const batch = texts.slice(first, first + PAPERS_PER_BATCH);
    for (const text of batch) {
      for (const [word, frequency] of wordFrequencies(text)) {
        const column = columnFor(word);
        builder.append(column, frequency);
        documentFrequency[column] = (documentFrequency[column] ?? 0) + 1;
      }
      builder.endRow();
    }
    options.onProgress?.(first + batch.length, texts.length);
  }
  return {
    matrix: builder.finish(terms.length),
    terms,
    documentFrequency: Uint32Array.from(documentFrequency),
  };
}
