/**
 * The words of a corpus as its papers taught them (`adaptation.ts`), kept so that any further text, a
 * query above all, gets a vector beside the papers'.
 */
import { createPacer } from '../foundation/pacer';
import {
  adaptationDefaults,
  addToTerms,
  learningTerms,
  medianNorm,
  type AdaptationSettings,
  type TermBasis,
} from './adaptation';
import { addRow, rowNorm, unitRows } from './rows';
import type { TermCounts } from './term-counts';

/** What a corpus taught its words: enough to give any further text a vector beside its papers. */
export interface FittedTerms {
  /** The vectors that the words came with. */
  readonly basis: TermBasis;
  /** Unit rows of the words that learnt, and the row of each column, -1 for the others. */
  readonly learnt: Float32Array;
  readonly learntRow: Int32Array;
  /** Length given to learnt vectors beside those of the basis, by trust. */
  readonly known: number;
  readonly unknown: number;
  /** Mean of the papers' unit rows before they were centred, length `basis.dimension`. */
  readonly mean: Float64Array;
}

/** Papers worked through between two chances for something else to run. */
const papersPerTurn = 256;

/**
 * The words as `papers` (rows that {@link adaptedVectors} gave for the same counts and basis) teach
 * them: one pass more of the same adaptation, which keeps its term vectors.
 */
export async function fitTerms(
  { matrix: counts, documentFrequency }: TermCounts,
  basis: TermBasis,
  papers: Float32Array,
  settings: AdaptationSettings = adaptationDefaults,
  signal?: AbortSignal,
): Promise<FittedTerms> {
  const d = basis.dimension;
  const pace = createPacer(signal);
  const learns = learningTerms(counts, documentFrequency, settings);
  const learnt = new Float32Array(learns.count * d);
  for (let paper = 0; paper < counts.n; paper++) {
    if (paper % papersPerTurn === 0) await pace();
    addToTerms(learnt, counts, paper, papers, learns, d);
  }
  unitRows(learnt, d);
  await pace();
  const scale = medianNorm(basis);
  const fitted: FittedTerms = {
    basis,
    learnt,
    learntRow: learns.rowOf,
    known: settings.known * scale,
    unknown: settings.unknown * scale,
    mean: new Float64Array(d),
  };
  const row = new Float32Array(d);
  let count = 0;
  for (let paper = 0; paper < counts.n; paper++) {
    if (paper % papersPerTurn === 0) await pace();
    row.fill(0);
    const end = counts.offsets[paper + 1] ?? 0;
    for (let entry = counts.offsets[paper] ?? 0; entry < end; entry++) {
      const term = counts.indices[entry] ?? 0;
      addTerm(row, fitted, term, counts.values[entry] ?? 0, basis.idf[term] ?? 0);
    }
    const length = rowNorm(row, 0, d);
    if (length === 0) continue;
    count++;
    for (let k = 0; k < d; k++) fitted.mean[k] = (fitted.mean[k] ?? 0) + (row[k] ?? 0) / length;
  }
  for (let k = 0; k < d; k++) fitted.mean[k] = (fitted.mean[k] ?? 0) / Math.max(1, count);
  return fitted;
}

/** Adds a word that stands `frequency` times in a text to the text's vector. */
export function addTerm(
  to: Float32Array,
  { basis, learnt, learntRow, known, unknown }: FittedTerms,
  term: number,
  frequency: number,
  idf: number,
): void {
  const d = basis.dimension;
  const weight = (1 + Math.log(frequency)) * idf;
  const row = basis.rowOf[term] ?? -1;
  if (row >= 0) addRow(to, 0, basis.vectors, row * d, d, weight);
  const from = learntRow[term] ?? -1;
  if (from >= 0) addRow(to, 0, learnt, from * d, d, weight * (row < 0 ? unknown : known));
}
