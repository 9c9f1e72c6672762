/**
 * Searching with the adapted lexicon: a query is folded in as a paper would be, by the term vectors
 * that the corpus adapted. A word that the corpus does not hold but the lexicon does brings its
 * pretrained vector, which is how a paper is found in words it does not use.
 */
import { contentWords } from '../text/words';
import { adaptationDefaults, type TermBasis } from './adaptation';
import type { EncodeOptions, QueryEncoder, Vectors } from './encoder';
import { addTerm, fitTerms, type FittedTerms } from './fitted-terms';
import type { Lexicon } from './lexicon-file';
import { nearWordsIn } from './near-words';
import { addRow, rowNorm, unitRows } from './rows';
import type { TermCounts } from './term-counts';

export interface LexiconFit {
  readonly counts: TermCounts;
  /** The rows the encoder gave: the lexicon's half, the random half, the reserved column. */
  readonly vectors: Vectors;
  readonly lexicon: Lexicon;
  /** Row of each of the lexicon's words. */
  readonly rows: ReadonlyMap<string, number>;
  /** What the words of the corpus started from: the lexicon, and random vectors. */
  readonly bases: readonly [TermBasis, TermBasis];
  /** Length of the random half against that of the lexicon's half. */
  readonly weight: number;
}

/**
 * Reads the term vectors off the rows of the papers: one pass over the corpus for each half.
 *
 * @param options aborting its signal rejects between two batches of papers
 */
export async function lexiconQueries(
  fit: LexiconFit,
  { signal }: EncodeOptions = {},
): Promise<QueryEncoder> {
  const { counts, vectors, lexicon, rows, bases } = fit;
  const [learnt, random] = bases;
  const fitted = (basis: TermBasis, from: number): Promise<FittedTerms> =>
    fitTerms(
      counts,
      basis,
      unitColumns(vectors, from, basis.dimension),
      adaptationDefaults,
      signal,
    );
  const first = await fitted(learnt, 0);
  const second = await fitted(random, learnt.dimension);
  const columnOf = new Map(counts.terms.map((term, column) => [term, column]));

  function fold(words: ReadonlyMap<string, number>, fitted: FittedTerms, pretrained: boolean) {
    const row = new Float32Array(fitted.basis.dimension);
    for (const [word, frequency] of words) {
      const column = columnOf.get(word);
      const known = rows.get(word);
      if (column !== undefined)
        addTerm(row, fitted, column, frequency, fitted.basis.idf[column] ?? 0);
      else if (pretrained && known !== undefined) {
        const weight = (1 + Math.log(frequency)) * (lexicon.idf[known] ?? 0);
        const d = lexicon.dimension;
        addRow(row, 0, lexicon.vectors, known * d, d, weight);
      }
    }
    return centredUnit(row, fitted.mean);
  }

  return {
    embed(query) {
      const words = new Map<string, number>();
      for (const word of contentWords(query)) words.set(word, (words.get(word) ?? 0) + 1);
      const parts = [
        { row: fold(words, first, true), weight: 1, at: 0 },
        { row: fold(words, second, false), weight: fit.weight, at: learnt.dimension },
      ];
      const found = parts.filter(({ row }) => row !== null);
      if (found.length === 0) return null;
      const whole = new Float32Array(vectors.d);
      const length = Math.hypot(...found.map(({ weight }) => weight));
      for (const { row, weight, at } of found)
        row?.forEach((value, k) => {
          whole[at + k] = (value * weight) / length;
        });
      return whole;
    },
    nearWords: nearWordsIn(counts.terms, lexicon, rows),
    generalWords: lexicon.terms,
  };
}

/** Some columns of every row, brought to unit length; rows that are 0 there stay. */
function unitColumns({ n, d, data }: Vectors, from: number, width: number): Float32Array {
  const rows = new Float32Array(n * width);
  for (let row = 0; row < n; row++)
    rows.set(data.subarray(row * d + from, row * d + from + width), row * width);
  unitRows(rows, width);
  return rows;
}

/** The row's unit vector less the mean, at unit length; null where nothing is left. */
function centredUnit(row: Float32Array, mean: Float64Array): Float32Array | null {
  const length = rowNorm(row, 0, row.length);
  if (length === 0) return null;
  const centred = row.map((value, k) => value / length - (mean[k] ?? 0));
  const rest = rowNorm(centred, 0, row.length);
  return rest < 1e-6 ? null : centred.map((value) => value / rest);
}
