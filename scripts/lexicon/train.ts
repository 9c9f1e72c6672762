/** The training of the lexicon: vocabulary, contrast, normalisation. */
import type { Lexicon } from '../../src/embedding/lexicon-file';
import { trainVectors, type ContrastSettings } from './contrast';
import { readVocabulary, type TrainingText } from './vocabulary';
import { normaliseWithinCategories, type WithinCategorySettings } from './within-category';

export interface TrainingSettings {
  /** Terms that are trained, the most widespread ones. */
  readonly trained: number;
  /** Terms of the lexicon, the most widespread of those. */
  readonly terms: number;
  readonly contrast: ContrastSettings;
  readonly withinCategory: WithinCategorySettings;
}

/** The lexicon's file keeps inverse document frequencies in steps of this size. */
const IDF_STEP = 0.05;

/**
 * Learns term vectors contrastively and normalises them within categories.
 *
 * @param folder for what passes between Node and Python
 * @param log told each step, for people
 */
export function trainLexicon(
  papers: readonly TrainingText[],
  settings: TrainingSettings,
  folder: string,
  log: (message: string) => void,
): Lexicon {
  const vocabulary = readVocabulary(papers, settings.trained);
  log(`${papers.length} abstracts, ${vocabulary.terms.length} terms`);
  const categories = papers.map(({ category }) => category);
  const { dimension } = settings.contrast;
  const trained = trainVectors(vocabulary, categories, settings.contrast, IDF_STEP, folder);
  const idf = Float32Array.from(vocabulary.documentFrequency, (frequency) =>
    Math.log(papers.length / frequency),
  );
  const normalised = normaliseWithinCategories(
    trained,
    dimension,
    idf,
    vocabulary.documents,
    categories,
    settings.withinCategory,
  );
  const terms = vocabulary.terms.slice(0, settings.terms);
  return {
    terms,
    dimension,
    vectors: normalised.slice(0, terms.length * dimension),
    idf: idf.slice(0, terms.length),
  };
}
