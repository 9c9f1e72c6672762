/**
 * Fits the vectors of texts to the corpus they stand in, whatever made them: words learn from the
 * papers that hold them, and papers from their words, so that words the encoder has never seen get a
 * meaning from the corpus itself.
 */
import { CorpusSums } from './corpus-sums';
import { addRow, centreUnitRows, rowNorm, unitRows } from './rows';
import type { SparseRows, TermCounts } from './term-counts';

/** Vectors of the corpus' words. All arrays but `vectors` are indexed by the matrix' columns. */
export interface TermBasis {
  readonly dimension: number;
  /** Rows of vectors, row-major; a column finds its row in `rowOf`. */
  readonly vectors: Float32Array;
  /** Row of each column's vector, -1 for words without one. */
  readonly rowOf: Int32Array;
  /** Weight of a word beside its frequency in the paper (an inverse document frequency). */
  readonly idf: Float32Array;
}

/** What a word counts for. Indexed by the matrix' columns. */
export interface WordWeights {
  /** Weight of a word beside its frequency in the paper (an inverse document frequency). */
  readonly idf: Float32Array;
  /** Length given to what the corpus says about a word, in the units of the texts' rows. */
  readonly trust: Float32Array;
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

/** What is adapted, and by what. */
export interface AdaptationInput {
  readonly counts: TermCounts;
  /**
   * Vectors of the texts, n×dimension row-major, neither centred nor of unit length: a longer row is
   * held against more words of the corpus. An all-zero row rests on the corpus alone.
   */
  readonly rows: Float32Array;
  readonly dimension: number;
  readonly words: WordWeights;
}

/**
 * Vectors of papers, n×dimension row-major, centred on the corpus, unit rows. A paper with an
 * all-zero row none of whose words learns a vector stays all zero. Where centring would leave nothing
 * (a single paper, identical papers) the uncentred unit vector stays.
 *
 * @param onPass called after each of the `settings.passes + 1` passes over the corpus
 * @param room to work in, of the same matrix; its own if absent
 */
export async function adaptedVectors(
  { counts: { matrix, documentFrequency }, rows, dimension: d, words }: AdaptationInput,
  settings: AdaptationSettings,
  signal?: AbortSignal,
  onPass?: () => void,
  room?: CorpusSums,
): Promise<Float32Array> {
  const learns = learningTerms(matrix, documentFrequency, settings);
  const sums = room ?? new CorpusSums(matrix, learns.count, d, signal);
  const { stride, papers } = sums;
  const entryWeight = weightOf(matrix, words.idf);
  sums.use(learns.rowOf, (term, entry) => (words.trust[term] ?? 0) * entryWeight(term, entry));
  copyRows(rows, d, papers, stride);
  centreUnitRows(papers, stride);
  onPass?.();

  const learnt = sums.terms.subarray(0, learns.count * stride);
  for (let pass = 0; pass < settings.passes; pass++) {
    learnt.fill(0);
    await sums.intoTerms();
    unitRows(learnt, stride);
    // The papers have taught their words; their rows take the sums from here on.
    copyRows(rows, d, papers, stride);
    await sums.intoPapers();
    centreUnitRows(papers, stride);
    onPass?.();
  }
  const adapted = new Float32Array(matrix.n * d);
  copyRows(papers, stride, adapted, d);
  return adapted;
}

/** What the words of a basis count for: learnt vectors are as long as the basis' own, by trust. */
export function wordWeights(basis: TermBasis, settings: AdaptationSettings): WordWeights {
  const scale = medianNorm(basis);
  const trust = Float32Array.from(
    basis.rowOf,
    (row) => scale * (row < 0 ? settings.unknown : settings.known),
  );
  return { idf: basis.idf, trust };
}

/** (1 + ln tf) · idf of an entry. */
function weightOf(
  { values }: SparseRows,
  idf: Float32Array,
): (term: number, entry: number) => number {
  return (term, entry) => (1 + Math.log(values[entry] ?? 1)) * (idf[term] ?? 0);
}

/**
 * The weighted sum of the vectors of each paper's words, n×dimension row-major.
 *
 * @param room to work in, of the same matrix, with room for all rows of the basis
 */
export async function foldIn(
  matrix: SparseRows,
  basis: TermBasis,
  room: CorpusSums,
): Promise<Float32Array> {
  const d = basis.dimension;
  const { stride, papers, terms } = room;
  room.use(basis.rowOf, weightOf(matrix, basis.idf));
  copyRows(basis.vectors, d, terms, stride);
  papers.fill(0);
  await room.intoPapers();
  const sums = new Float32Array(matrix.n * d);
  copyRows(papers, stride, sums, d);
  return sums;
}

/** Copies rows of one length into rows of another; columns beyond the shorter become 0. */
function copyRows(
  from: Float32Array,
  fromLength: number,
  to: Float32Array,
  toLength: number,
): void {
  if (fromLength === toLength) {
    to.set(from.subarray(0, to.length));
    return;
  }
  const shared = Math.min(fromLength, toLength);
  const rows = Math.min(from.length / fromLength, to.length / toLength);
  for (let row = 0; row < rows; row++) {
    to.set(from.subarray(row * fromLength, row * fromLength + shared), row * toLength);
    to.fill(0, row * toLength + shared, (row + 1) * toLength);
  }
}

/** Words that learn from the papers that hold them. */
export interface LearningTerms {
  readonly count: number;
  /** Row of each term among those that learn, -1 for the others. */
  readonly rowOf: Int32Array;
}

/** The words neither too rare nor too common to learn. */
export function learningTerms(
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

/** Adds a paper's row to each of its learning terms. */
export function addToTerms(
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

/** The median length of the term vectors that the corpus uses; 1 when it uses none. */
export function medianNorm(basis: TermBasis): number {
  const norms: number[] = [];
  for (const row of basis.rowOf) {
    if (row >= 0) norms.push(rowNorm(basis.vectors, row * basis.dimension, basis.dimension));
  }
  norms.sort((a, b) => a - b);
  return norms[norms.length >> 1] ?? 1;
}
