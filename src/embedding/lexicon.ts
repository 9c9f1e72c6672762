/**
 * The pretrained lexicon as an encoder: the sums of each text's word vectors (`word-sum.ts`), adapted
 * to the corpus (`adaptation.ts`), beside the same procedure started from random
 * vectors, which knows nothing beforehand and so follows the corpus alone. In small corpora the papers
 * then take a step towards their nearest (`nearest-mean.ts`).
 */
import { contentKey } from '../foundation/hash';
import { seededRandom } from '../foundation/random';
import {
  adaptationDefaults,
  adaptedVectors,
  foldIn,
  wordWeights,
  type TermBasis,
} from './adaptation';
import { CorpusSums } from './corpus-sums';
import { sumCounted } from './counted-sums';
import type { EncodeOptions, Encoder, EncoderText, Vectors } from './encoder';
import type { Lexicon } from './lexicon-file';
import { lexiconQueries } from './lexicon-queries';
import { towardsNearest, type NearestMeanSettings } from './nearest-mean';
import { countTerms, type TermCounts } from './term-counts';
import { wordTable } from './word-sum';

export interface LexiconSettings {
  /** Length of the random half against that of the lexicon's half. */
  readonly randomWeight: number;
  /** Columns of the random half. */
  readonly randomDimension: number;
  readonly seed: number;
  readonly nearest: NearestMeanSettings;
}

/** Chosen on papers that are not reported; see docs/quality.md. */
const defaults: LexiconSettings = {
  randomWeight: 0.5,
  randomDimension: 191,
  seed: 1,
  nearest: { neighbours: 5, weight: 1, mostPapers: 600 },
};

/** Up to so many papers take the step towards their nearest, which blurs who is like whom. */
export const mostStepping = defaults.nearest.mostPapers;

/** Settings whose rows tell apart pairs of papers on one subject: without that step. */
export const forPairs: Partial<LexiconSettings> = {
  nearest: { ...defaults.nearest, mostPapers: 0 },
};

/** Changes whenever the same lexicon would give other vectors. */
export const lexiconProcedure = 4;

/** Sums of each text's word vectors, n×dimension row-major; `counts` are those of the texts. */
export type WordSums = (
  texts: readonly EncoderText[],
  counts: TermCounts,
  options: EncodeOptions,
) => Promise<Float32Array>;

/** Rarity given to words the lexicon does not hold, which are rarer than all it holds. */
const UNKNOWN_IDF = 8;
/** Share of the progress bar that counting words takes. */
const COUNTING_SHARE = 0.3;

/**
 * The lexicon encoder. Its vectors depend on every text given (`scope: 'corpus'`).
 *
 * Rows are unit length: the lexicon's half, the random half, and one column reserved for papers
 * without any word that has a vector (an empty one, or one word that stands nowhere else). These
 * are 1 there and lie together, at a right angle to all others.
 *
 * @param sums adds up the words' vectors, on a device for instance; in script if absent
 */
export function lexiconEncoder(
  lexicon: Lexicon,
  settings: Partial<LexiconSettings> = {},
  sums?: WordSums,
): Encoder {
  const all = { ...defaults, ...settings };
  const table = wordTable(lexicon);
  const { rows } = table;
  const inScript: WordSums = (_texts, counts, { signal }) => sumCounted(table, counts, signal);
  const dimension = lexicon.dimension + all.randomDimension + 1;
  return {
    // Only when asked for: reading all words takes longer than many a map.
    get fingerprint() {
      return `lexicon-${lexiconProcedure}:${lexiconKey(lexicon)}:${JSON.stringify(all)}`;
    },
    scope: 'corpus',
    dimension,
    encode: (texts, options = {}) =>
      encode({ texts, lexicon, rows, settings: all, sums: sums ?? inScript, options }),
    queries: async (texts, vectors, options = {}) => {
      const counts = await countTerms(texts, options);
      const bases = [
        lexiconBasis(counts, lexicon, rows),
        randomBasis(counts, lexicon, rows, all),
      ] as const;
      const weight = all.randomWeight;
      return lexiconQueries({ counts, vectors, lexicon, rows, bases, weight }, options);
    },
  };
}

/** Tells lexicons apart by their words and a sample of their numbers. */
function lexiconKey(lexicon: Lexicon): string {
  const sample = lexicon.vectors.filter((_, i) => i % 97 === 0);
  return contentKey(lexicon.terms.join(' '), sample.join(' '));
}

interface EncodeRequest {
  readonly texts: readonly EncoderText[];
  readonly lexicon: Lexicon;
  /** Row of each of the lexicon's words. */
  readonly rows: ReadonlyMap<string, number>;
  readonly settings: LexiconSettings;
  readonly sums: WordSums;
  readonly options: EncodeOptions;
}

async function encode(request: EncodeRequest): Promise<Vectors> {
  const { texts, lexicon, settings, options } = request;
  const { signal, onProgress } = options;
  const n = texts.length;
  const onShare = (share: number): void => onProgress?.(Math.floor(n * share), n);
  const { learnt, random } = await bothHalves(request, onShare);
  const { d, data } = sideBySide(n, learnt, lexicon.dimension, random, settings);
  const moved = await towardsNearest(data, d, settings.nearest, signal);
  onProgress?.(n, n);
  return { n, d, data: moved };
}

/** Papers by the lexicon's words and by random vectors. */
async function bothHalves(
  { texts, lexicon, rows, settings, sums, options }: EncodeRequest,
  onShare: (share: number) => void,
): Promise<{ readonly learnt: Float32Array; readonly random: Float32Array }> {
  const { signal } = options;
  const stopping = signal === undefined ? {} : { signal };
  const counts = await countTerms(texts, {
    ...stopping,
    onProgress: (done, total) => onShare((done / total) * COUNTING_SHARE),
  });
  const passes = 2 * (adaptationDefaults.passes + 1) + 1;
  let passed = 0;
  const onPass = (): void => onShare(COUNTING_SHARE + (1 - COUNTING_SHARE) * (++passed / passes));
  const random = randomBasis(counts, lexicon, rows, settings);
  // One room for both halves, since a browser may take its time to give memory back.
  const widest = Math.max(lexicon.dimension, settings.randomDimension);
  const mostTerms = random.vectors.length / settings.randomDimension;
  const room = new CorpusSums(counts.matrix, mostTerms, widest, signal);
  const adapted = (basis: TermBasis, folded: Float32Array): Promise<Float32Array> =>
    adaptedVectors(
      {
        counts,
        rows: folded,
        dimension: basis.dimension,
        words: wordWeights(basis, adaptationDefaults),
      },
      adaptationDefaults,
      signal,
      onPass,
      room,
    );
  return {
    learnt: await adapted(lexiconBasis(counts, lexicon, rows), await sums(texts, counts, options)),
    random: await adapted(random, await foldIn(counts.matrix, random, room)),
  };
}

function lexiconBasis(
  counts: TermCounts,
  lexicon: Lexicon,
  rows: ReadonlyMap<string, number>,
): TermBasis {
  const rowOf = Int32Array.from(counts.terms, (term) => rows.get(term) ?? -1);
  return {
    dimension: lexicon.dimension,
    vectors: lexicon.vectors,
    rowOf,
    idf: Float32Array.from(rowOf, (row) => (row < 0 ? UNKNOWN_IDF : (lexicon.idf[row] ?? 0))),
  };
}

/** Random signs for every word that stands in more than one paper. */
function randomBasis(
  counts: TermCounts,
  lexicon: Lexicon,
  rows: ReadonlyMap<string, number>,
  settings: LexiconSettings,
): TermBasis {
  const d = settings.randomDimension;
  let used = 0;
  const rowOf = Int32Array.from(counts.documentFrequency, (frequency) =>
    frequency >= adaptationDefaults.minDocuments ? used++ : -1,
  );
  const vectors = new Float32Array(used * d);
  counts.terms.forEach((term, column) => {
    const row = rowOf[column] ?? -1;
    if (row < 0) return;
    // Seeded by the word itself, so that a word has one vector in every corpus.
    const random = seededRandom(Number.parseInt(contentKey(term).slice(6, 14), 16) ^ settings.seed);
    for (let k = 0; k < d; k++) vectors[row * d + k] = random() < 0.5 ? -1 : 1;
  });
  const idf = Float32Array.from(counts.terms, (term) => {
    const row = rows.get(term);
    return row === undefined ? UNKNOWN_IDF : (lexicon.idf[row] ?? 0);
  });
  return { dimension: d, vectors, rowOf, idf };
}

/** Both halves in one row of unit length, and the reserved column. */
function sideBySide(
  n: number,
  learnt: Float32Array,
  learntDimension: number,
  random: Float32Array,
  settings: LexiconSettings,
): Vectors {
  const randomDimension = settings.randomDimension;
  const d = learntDimension + randomDimension + 1;
  const data = new Float32Array(n * d);
  for (let paper = 0; paper < n; paper++) {
    const row = data.subarray(paper * d, (paper + 1) * d);
    row.set(learnt.subarray(paper * learntDimension, (paper + 1) * learntDimension));
    for (let k = 0; k < randomDimension; k++) {
      row[learntDimension + k] = settings.randomWeight * (random[paper * randomDimension + k] ?? 0);
    }
    let squares = 0;
    for (const value of row) squares += value * value;
    if (squares === 0) {
      row[d - 1] = 1;
      continue;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let k = 0; k < d; k++) row[k] = (row[k] ?? 0) * scale;
  }
  return { n, d, data };
}
