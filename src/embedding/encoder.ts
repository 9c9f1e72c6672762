/**
 * Text to vectors. Every encoder (lexical, pretrained lexicon, a model from the hub) is this interface, so that the engine, the storage and the evaluation treat them alike.
 */

import type { DeviceStatus } from './device-status';

/** What is embedded of one paper. */
export interface EncoderText {
  readonly title: string;
  readonly abstract: string;
}

/** Rows of equal length: `data` is n×d row-major. */
export interface Vectors {
  readonly n: number;
  readonly d: number;
  /** Float32Array, n×d row-major; rows are unit length unless said otherwise. */
  readonly data: Float32Array;
}

export interface EncodeOptions {
  /** Aborting rejects with the signal's reason between two batches. */
  readonly signal?: AbortSignal;
  /** Called after each batch with the number of texts finished, out of `total`. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Called with where the vectors are computed, as soon as that is known; not by every encoder. */
  readonly onDevice?: (device: DeviceStatus) => void;
}

/** A word of the corpus, and the cosine of its vector with that of the word asked about. */
export type NearWord = readonly [word: string, cosine: number];

/** Embeds what is searched for into the columns of an encoder's rows of one corpus. */
export interface QueryEncoder {
  /** To be awaited before a query is embedded, where that takes a model and therefore time. */
  prepare?(query: string): Promise<void>;
  /** A vector of unit length, comparable with the rows; null when no word of the query is known. */
  embed(query: string): Float32Array | null;
  /**
   * The words of the corpus nearest in meaning to a word in its counted form, nearest first, without
   * the word itself. Absent where an encoder has no vectors of words.
   */
  nearWords?(word: string): readonly NearWord[];
  /** Words of many subjects that the encoder knows beforehand, most of them not the corpus's. */
  readonly generalWords?: readonly string[];
}

export interface Encoder {
  /**
   * Names model, weights, precision and windowing: two encoders with equal fingerprints give equal
   * vectors for equal texts, so vectors are kept under it.
   */
  readonly fingerprint: string;
  /**
   * 'text': a text's vector depends on that text alone and may be kept under its own key.
   * 'corpus': it depends on all texts given (fitted, adapted or centred on them), so only the
   * whole result may be kept.
   */
  readonly scope: 'text' | 'corpus';
  readonly dimension: number;
  encode(texts: readonly EncoderText[], options?: EncodeOptions): Promise<Vectors>;
  /**
   * How queries are embedded by what the encoder learnt from `texts`, whose rows it gave as `rows`
   * (now or on an earlier visit). Absent where an encoder has no quick way to do so.
   */
  queries?(
    texts: readonly EncoderText[],
    rows: Vectors,
    options?: EncodeOptions,
  ): Promise<QueryEncoder>;
}
