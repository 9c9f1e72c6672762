/**
 * From term vectors to paper vectors that fit the corpus at hand. A paper starts as the weighted
 * sum of its words' vectors; then words learn from the papers that hold them, and papers from
 * their words, so that words the lexicon has never seen get a meaning from the corpus itself.
 */
import { createPacer } from '../foundation/pacer';
import type { SparseRows, TermCounts } from './term-counts';

/** What is known of the corpus' words. All arrays are indexed by the matrix' columns. */
export interface TermBasis {
  readonly dimension: number;
  /** Rows of vectors, row-major; a column finds its row in `rowOf`. */
  readonly vectors: Float32Array;
  /** Row of each column's vector, -1 for words without one. */
  readonly rowOf: Int32Array;
  /** Weight of a word beside its frequency in the paper (an inverse document frequency). */
  readonly idf: Float32Array;
}

export interface AdaptationSettings {
  /** Rounds of words learning from papers and papers from words. */
  readonly passes: number;
  /** Weight of what the corpus says about a word that has a vector … */
  readonly known: number;
  /** … and about one that has none. */
  readonly unknown: number;
  /** Words learn when they stand in at least this many papers … */
  readonly minDocuments: number;
  /** … and in at most this share of them. */
  readonly maxShare: number;
}

export const adaptationDefaults: AdaptationSettings = {
  passes: 2,
  known: 0.5,
  unknown: 1,
  minDocuments: 2,
  maxShare: 0.3,
};

/** Differences from the mean shorter than this are rounding: the papers are all alike. */
const ALIKE = 1e-4;

/**
 * Vectors of papers, n×dimension row-major, centred on the corpus, unit rows. A paper none of
 * whose words has or learns a vector is all zero. Where centring would leave nothing (a single
 * paper, identical papers) the uncentred unit vector stays.
 *
 * @param counts term frequencies, n × terms
 * @param onPass called after each of the `settings.passes + 1` passes over the corpus
 */
export async function adaptedVectors(
  counts: SparseRows,
  documentFrequency: Uint32Array,
  basis: TermBasis,
  settings: AdaptationSettings,
  signal?: AbortSignal,
  onPass?: () => void,
): Promise<Float32Array> {
  const { dimension: d, rowOf } = basis;
  const pace = createPacer(signal);
  const weights = termWeights(counts, basis.idf);
  const folded = foldIn(counts, weights, basis);
  let papers = centredUnitRows(folded, d);
  onPass?.();

  const learns = learningTerms(counts, documentFrequency, settings);
  const scale = medianNorm(basis);
  for (let pass = 0; pass < settings.passes; pass++) {
    await pace();
    const learnt = termMeans(counts, papers, learns, d);
    await pace();
    const sums = folded.slice();
    for (let paper = 0; paper < counts.n; paper++) {
      const end = counts.offsets[paper + 1] ?? 0;
      for (let entry = counts.offsets[paper] ?? 0; entry < end; entry++) {
        const term = counts.indices[entry] ?? 0;
        const from = learns.rowOf[term] ?? -1;
        if (from < 0) continue;
        const trust = (rowOf[term] ?? -1) < 0 ? settings.unknown : settings.known;
        addRow(sums, paper * d, learnt, from * d, d, trust * scale * (weights[entry] ?? 0));
      }
    }
    papers = centredUnitRows(sums, d);
    onPass?.();
  }
  return papers;
}

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
    const length = norm(row, 0, d);
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

/** (1 + ln tf) · idf of every entry. */
function termWeights(counts: SparseRows, idf: Float32Array): Float32Array {
  return counts.values.map(
    (frequency, entry) => (1 + Math.log(frequency)) * (idf[counts.indices[entry] ?? 0] ?? 0),
  );
}

/** The weighted sum of each paper's known words, n×d. */
function foldIn(counts: SparseRows, weights: Float32Array, basis: TermBasis): Float32Array {
  const d = basis.dimension;
  const sums = new Float32Array(counts.n * d);
  for (let paper = 0; paper < counts.n; paper++) {
    const end = counts.offsets[paper + 1] ?? 0;
    for (let entry = counts.offsets[paper] ?? 0; entry < end; entry++) {
      const row = basis.rowOf[counts.indices[entry] ?? 0] ?? -1;
      if (row >= 0) addRow(sums, paper * d, basis.vectors, row * d, d, weights[entry] ?? 0);
    }
  }
  return sums;
}

interface LearningTerms {
  readonly count: number;
  /** Row of each term among those that learn, -1 for the others. */
  readonly rowOf: Int32Array;
}

function learningTerms(
  counts: SparseRows,
  documentFrequency: Uint32Array,
  settings: AdaptationSettings,
): LearningTerms {
  const ceiling = Math.max(settings.minDocuments, settings.maxShare * counts.n);
  const rowOf = new Int32Array(counts.columns).fill(-1);
  let count = 0;
  documentFrequency.forEach((frequency, term) => {
    if (frequency >= settings.minDocuments && frequency <= ceiling) rowOf[term] = count++;
  });
  return { count, rowOf };
}

/** The unit mean of the papers that hold each learning term, count×d. */
function termMeans(
  counts: SparseRows,
  papers: Float32Array,
  learns: LearningTerms,
  d: number,
): Float32Array {
  const means = new Float32Array(learns.count * d);
  for (let paper = 0; paper < counts.n; paper++)
    addToTerms(means, counts, paper, papers, learns, d);
  unitRows(means, d);
  return means;
}

/** Adds a paper's row to each of its learning terms. */
function addToTerms(
  terms: Float32Array,
  counts: SparseRows,
  paper: number,
  papers: Float32Array,
  learns: LearningTerms,
  d: number,
): void {
  const end = counts.offsets[paper + 1] ?? 0;
  for (let entry = counts.offsets[paper] ?? 0; entry < end; entry++) {
    const row = learns.rowOf[counts.indices[entry] ?? 0] ?? -1;
    if (row >= 0) addRow(terms, row * d, papers, paper * d, d, 1);
  }
}

/** Adds `weight` times a row of `from` to a row of `to`. */
export function addRow(
  to: Float32Array,
  toAt: number,
  from: Float32Array,
  fromAt: number,
  d: number,
  weight: number,
): void {
  for (let k = 0; k < d; k++) to[toAt + k] = (to[toAt + k] ?? 0) + weight * (from[fromAt + k] ?? 0);
}

function norm(data: Float32Array, at: number, d: number): number {
  let squares = 0;
  for (let k = 0; k < d; k++) squares += (data[at + k] ?? 0) ** 2;
  return Math.sqrt(squares);
}

/** Scales every row to unit length, in place; zero rows stay. */
export function unitRows(data: Float32Array, d: number): void {
  for (let at = 0; at < data.length; at += d) {
    const length = norm(data, at, d);
    if (length === 0) continue;
    for (let k = 0; k < d; k++) data[at + k] = (data[at + k] ?? 0) / length;
  }
}

/** Unit rows, less their mean, scaled to unit length again; zero rows take no part. */
function centredUnitRows(sums: Float32Array, d: number): Float32Array {
  const rows = sums.slice();
  unitRows(rows, d);
  const mean = new Float64Array(d);
  let count = 0;
  for (let at = 0; at < rows.length; at += d) {
    if (norm(rows, at, d) === 0) continue;
    count++;
    for (let k = 0; k < d; k++) mean[k] = (mean[k] ?? 0) + (rows[at + k] ?? 0);
  }
  const centred = new Float64Array(d);
  for (let at = 0; at < rows.length; at += d) {
    if (norm(rows, at, d) === 0) continue;
    let squares = 0;
    for (let k = 0; k < d; k++) {
      const value = (rows[at + k] ?? 0) - (mean[k] ?? 0) / count;
      centred[k] = value;
      squares += value * value;
    }
    if (squares < ALIKE * ALIKE) continue;
    const scale = 1 / Math.sqrt(squares);
    for (let k = 0; k < d; k++) rows[at + k] = (centred[k] ?? 0) * scale;
  }
  return rows;
}

/** The median length of the term vectors that the corpus uses; 1 when it uses none. */
function medianNorm(basis: TermBasis): number {
  const norms: number[] = [];
  for (const row of basis.rowOf) {
    if (row >= 0) norms.push(norm(basis.vectors, row * basis.dimension, basis.dimension));
  }
  norms.sort((a, b) => a - b);
  return norms[norms.length >> 1] ?? 1;
}
