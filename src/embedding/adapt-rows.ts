/**
 * The rows of any text encoder, a model of the hub for instance, fitted to their corpus: the adaptation
 * that gives the lexicon its unknown words (`adaptation.ts`). A small general encoder gains much by it
 * (docs/quality.md); how much a strong one does is not known.
 */
import { adaptationDefaults, adaptedVectors } from './adaptation';
import type { EncoderText, Vectors } from './encoder';
import { rowNorm } from './rows';
import { countTerms, type TermCounts } from './term-counts';

/** Length of what the corpus says of a word beside what the encoder says of a text, word for word. */
const trust = 0.25;
/** Above so many papers nothing is done: it was not measured there. */
export const mostAdapted = 1000;

/**
 * @param rows one per text, uncentred; all-zero rows (nothing to embed) rest on the corpus alone
 * @returns rows of unit length, centred on the corpus; the same where there are too many papers
 */
export async function adaptedToCorpus(
  rows: Vectors,
  texts: readonly EncoderText[],
  signal?: AbortSignal,
): Promise<Vectors> {
  const { n, d, data } = rows;
  if (n > mostAdapted || n < adaptationDefaults.minDocuments) return rows;
  const counts = await countTerms(texts, signal ? { signal } : {});
  const idf = Float32Array.from(
    counts.documentFrequency,
    (frequency) => 1 + Math.log((1 + n) / (1 + frequency)),
  );
  const scale = trust * wordLength(rows, counts, idf);
  const words = { idf, trust: new Float32Array(idf.length).fill(scale) };
  const input = { counts, rows: data, dimension: d, words };
  return { n, d, data: await adaptedVectors(input, adaptationDefaults, signal) };
}

/** How long the vector of one word is, if a text's row is the sum of its words' at random angles. */
function wordLength({ n, d, data }: Vectors, { matrix }: TermCounts, idf: Float32Array): number {
  const lengths: number[] = [];
  for (let text = 0; text < n; text++) {
    let squares = 0;
    const end = matrix.offsets[text + 1] ?? 0;
    for (let entry = matrix.offsets[text] ?? 0; entry < end; entry++)
      squares +=
        ((1 + Math.log(matrix.values[entry] ?? 1)) * (idf[matrix.indices[entry] ?? 0] ?? 0)) ** 2;
    const length = rowNorm(data, text * d, d);
    if (squares > 0 && length > 0) lengths.push(length / Math.sqrt(squares));
  }
  lengths.sort((a, b) => a - b);
  return lengths[lengths.length >> 1] ?? 0;
}
