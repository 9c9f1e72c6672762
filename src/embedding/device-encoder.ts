/** A text encoder on one device, as the embedding worker holds it. */
import type { EncoderText } from './encoder';

export interface EmbeddedText {
  /** Null when there is nothing to embed. */
  readonly row: Float32Array | null;
  /** Whether only the beginning of the text was embedded. */
  readonly truncated: boolean;
}

export interface DeviceEncoder {
  /** Vectors may be kept under this and the text. */
  readonly fingerprint: string;
  readonly dimension: number;
  /** Texts that one run takes; what a text's row is does not depend on the others. */
  readonly textsPerRun: number;
  /** Rows of at most `textsPerRun` texts. */
  run(texts: readonly EncoderText[]): Promise<readonly EmbeddedText[]>;
  /** The vector of a search query, comparable with the rows; null for an empty one. */
  runQuery(query: string): Promise<Float32Array | null>;
  /** Frees the session's memory; the encoder is of no use afterwards. */
  dispose(): Promise<void>;
}
