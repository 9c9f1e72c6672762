/** The training of the lexicon: vocabulary, association, singular vectors, contrast. */
import type { Lexicon } from '../../src/embedding/lexicon-file';
import { truncatedSvd } from '../../src/embedding/svd';
import { refineContrastively, type ContrastiveSettings } from './contrastive';
import { countPairs } from './cooccurrence';
import { positivePmi } from './ppmi';
import { readVocabulary, runningText, type TrainingText } from './vocabulary';
import { normaliseWithinCategories, type WithinCategorySettings } from './within-category';

export interface TrainingSettings {
  /** Terms with co-occurrence counts, the most widespread ones. */
  readonly contexts: number;
  /** Terms of the lexicon, the most widespread of those. */
  readonly terms: number;
  readonly dimension: number;
  /** Words apart at most, to count as standing together. */
  readonly window: number;
  /** Rarer pairs are dropped. */
  readonly minCount: number;
  /** Power of the context distribution. */
  readonly contextPower: number;
  readonly seed: number;
  readonly contrastive: ContrastiveSettings;
  readonly withinCategory: WithinCategorySettings;
}

/**
 * Learns term vectors: the left singular vectors of the positive PMI matrix, unscaled, refined
 * contrastively and then normalised within categories.
 *
 * @param log told each step, for people
 */
export async function trainLexicon(
  papers: readonly TrainingText[],
  settings: TrainingSettings,
  log: (message: string) => void,
): Promise<Lexicon> {
  const { documents, ...vocabulary } = readVocabulary(papers, settings.contexts);
  log(`${papers.length} abstracts, ${vocabulary.terms.length} terms`);
  const pairs = countPairs(runningText(documents), vocabulary.terms.length, settings.window);
  const pmi = positivePmi(pairs, settings);
  log(`${pmi.values.length} associations`);
  const { rank, left } = await truncatedSvd(pmi, {
    rank: settings.dimension,
    seed: settings.seed,
    onProgress: (done, total) => log(`singular vectors: pass ${done} of ${total}`),
  });
  const vectors = Float32Array.from(left);
  scaleToMedian(vectors, rank);
  const idf = Float32Array.from(vocabulary.documentFrequency, (frequency) =>
    Math.log(papers.length / frequency),
  );
  refineContrastively(vectors, rank, idf, documents, settings.contrastive, log);
  const terms = vocabulary.terms.slice(0, settings.terms);
  const normalised = normaliseWithinCategories(
    vectors,
    rank,
    idf,
    documents,
    papers.map(({ category }) => category),
    settings.withinCategory,
  );
  return {
    terms,
    dimension: rank,
    vectors: normalised.slice(0, terms.length * rank),
    idf: idf.slice(0, terms.length),
  };
}

/** Scales all vectors by one factor so that their median length is 1. */
function scaleToMedian(vectors: Float32Array, dimension: number): void {
  const norms = Float64Array.from({ length: vectors.length / dimension }, (_, row) => {
    let squares = 0;
    for (let k = row * dimension; k < (row + 1) * dimension; k++) squares += (vectors[k] ?? 0) ** 2;
    return Math.sqrt(squares);
  }).sort();
  const median = norms[norms.length >> 1] ?? 1;
  for (let i = 0; i < vectors.length; i++) vectors[i] = (vectors[i] ?? 0) / median;
}
