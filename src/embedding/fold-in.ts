/**
 * Searching with any vectors of a corpus: a word stands where the papers that use it stand, weighted
 * by TF-IDF, and a query where its words do. For latent semantic analysis this is its own fold-in
 * (Deerwester et al., JASIS 1990): the query's TF-IDF row by the right singular vectors, which are the
 * transposed TF-IDF matrix by the papers' rows over the squared singular values.
 */
import { createPacer } from '../foundation/pacer';
import { contentWords } from '../text/words';
import { addRow } from './rows';
import type { EncodeOptions, EncoderText, QueryEncoder, Vectors } from './encoder';
import { countTerms } from './term-counts';

export interface FoldInSettings {
  /** Whether columns are singular directions, so that each is divided by its squared length. */
  readonly singular: boolean;
}

/** Words of fewer papers say nothing about where others stand. */
const minDocuments = 2;
const papersPerTurn = 256;

/** @param rows one per text, unit length or zero */
export async function foldInQueries(
  texts: readonly EncoderText[],
  { n, d, data }: Vectors,
  { singular }: FoldInSettings,
  options: EncodeOptions = {},
): Promise<QueryEncoder> {
  const { matrix, terms, documentFrequency } = await countTerms(texts, options);
  const rowOf = new Map<string, number>();
  const used = new Int32Array(terms.length).fill(-1);
  const idf: number[] = [];
  terms.forEach((term, column) => {
    const frequency = documentFrequency[column] ?? 0;
    if (frequency < Math.min(minDocuments, n)) return;
    used[column] = idf.length;
    rowOf.set(term, idf.length);
    idf.push(1 + Math.log((1 + n) / (1 + frequency)));
  });
  const places = new Float32Array(idf.length * d);
  const squares = new Float64Array(d);
  const pace = createPacer(options.signal);
  for (let paper = 0; paper < n; paper++) {
    if (paper % papersPerTurn === 0) await pace();
    const end = matrix.offsets[paper + 1] ?? 0;
    for (let entry = matrix.offsets[paper] ?? 0; entry < end; entry++) {
      const row = used[matrix.indices[entry] ?? 0] ?? -1;
      if (row < 0) continue;
      const weight = (1 + Math.log(matrix.values[entry] ?? 1)) * (idf[row] ?? 0);
      addRow(places, row * d, data, paper * d, d, weight);
    }
    for (let k = 0; k < d; k++) squares[k] = (squares[k] ?? 0) + (data[paper * d + k] ?? 0) ** 2;
  }
  // A word in many papers adds up to more without saying more: a mean, not a sum, unless the sum is
  // what the singular vectors are made of.
  if (!singular)
    idf.forEach((_, row) => {
      const place = places.subarray(row * d, (row + 1) * d);
      const length = Math.hypot(...place);
      if (length > 0) for (let k = 0; k < d; k++) place[k] = (place[k] ?? 0) / length;
    });

  return {
    embed(query) {
      const frequencies = new Map<number, number>();
      for (const word of contentWords(query)) {
        const row = rowOf.get(word);
        if (row !== undefined) frequencies.set(row, (frequencies.get(row) ?? 0) + 1);
      }
      const sum = new Float32Array(d);
      for (const [row, frequency] of frequencies)
        addRow(sum, 0, places, row * d, d, (1 + Math.log(frequency)) * (idf[row] ?? 0));
      if (singular)
        for (let k = 0; k < d; k++) {
          const square = squares[k] ?? 0;
          sum[k] = square > 1e-9 ? (sum[k] ?? 0) / square : 0;
        }
      const length = Math.hypot(...sum);
      return length < 1e-9 ? null : sum.map((value) => value / length);
    },
  };
}
