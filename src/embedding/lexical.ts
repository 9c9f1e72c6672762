/**
 * Latent semantic analysis (Deerwester et al., JASIS 1990): TF-IDF and a truncated SVD, fitted on
 * the corpus itself. Nothing to load, seconds of work, any language with words.
 */
import type { EncodeOptions, Encoder, EncoderText, Vectors } from './encoder';
import { foldInQueries } from './fold-in';
import { truncatedSvd } from './svd';
import { countTerms } from './term-counts';
import { tfIdf } from './tf-idf';

/** Columns of the vectors; the last is reserved, see {@link lexicalEncoder}. */
const DIMENSION = 64;
/** Below this many papers a word that stands in one paper alone still counts. */
const SMALL_CORPUS = 10;
/** Share of the progress bar that counting words takes. */
const COUNTING_SHARE = 0.5;

/**
 * The corpus-fitted lexical encoder. Its vectors depend on every text given (`scope: 'corpus'`).
 *
 * Rows are unit length. Small corpora have fewer meaningful directions (at most n); the columns
 * beyond are 0. A paper without any word that counts (an empty one, or one that shares no word
 * with the rest) is 1 in the last column, which nothing else uses: such papers lie together, at a
 * right angle to all others.
 */
export function lexicalEncoder(seed = 1): Encoder {
  return {
    fingerprint: `lsa-1:${DIMENSION}:${seed}`,
    scope: 'corpus',
    dimension: DIMENSION,
    encode: (texts, options = {}) => encode(texts, seed, options),
    queries: (texts, rows, options) => foldInQueries(texts, rows, { singular: true }, options),
  };
}

async function encode(
  texts: readonly EncoderText[],
  seed: number,
  options: EncodeOptions,
): Promise<Vectors> {
  const n = texts.length;
  const { signal, onProgress } = options;
  const counts = await countTerms(texts, {
    ...(signal ? { signal } : {}),
    onProgress: (done) => onProgress?.(Math.floor(done * COUNTING_SHARE), n),
  });
  const weights = tfIdf(counts, {
    minDocumentFrequency: n < SMALL_CORPUS ? 1 : 2,
    maxDocumentShare: 1,
  });
  const { rank, left, values } = await truncatedSvd(weights, {
    rank: DIMENSION - 1,
    seed,
    ...(signal ? { signal } : {}),
    onProgress: (done, total) =>
      onProgress?.(Math.floor(n * (COUNTING_SHARE + ((1 - COUNTING_SHARE) * done) / total)), n),
  });

  const data = new Float32Array(n * DIMENSION);
  for (let row = 0; row < n; row++) {
    let squares = 0;
    for (let k = 0; k < rank; k++) squares += ((left[row * rank + k] ?? 0) * (values[k] ?? 0)) ** 2;
    const to = row * DIMENSION;
    if (squares < 1e-20) {
      data[to + DIMENSION - 1] = 1;
      continue;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let k = 0; k < rank; k++) {
      data[to + k] = (left[row * rank + k] ?? 0) * (values[k] ?? 0) * scale;
    }
  }
  return { n, d: DIMENSION, data };
}
