/** The training of the lexicon: vocabulary, co-occurrence, association, singular vectors. */
import type { Lexicon } from '../../src/embedding/lexicon-file';
import { truncatedSvd } from '../../src/embedding/svd';
import { contentWords } from '../../src/text/words';
import { countPairs } from './cooccurrence';
import { positivePmi } from './ppmi';

export interface TrainingText {
  readonly title: string;
  readonly abstract: string;
}

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
}

interface Vocabulary {
  /** By falling document frequency, ties in alphabetical order. */
  readonly terms: readonly string[];
  readonly documentFrequency: Uint32Array;
  /** Term ids of every document in reading order, -1 outside the vocabulary. */
  readonly documents: readonly Int32Array[];
}

function readVocabulary(papers: readonly TrainingText[], size: number): Vocabulary {
  const idOf = new Map<string, number>();
  const frequency: number[] = [];
  const lastSeen: number[] = [];
  const raw = papers.map((paper, index) =>
    Int32Array.from(contentWords(`${paper.title}. ${paper.abstract}`), (word) => {
      let id = idOf.get(word);
      if (id === undefined) {
        id = idOf.size;
        idOf.set(word, id);
      }
      if (lastSeen[id] !== index) frequency[id] = (frequency[id] ?? 0) + 1;
      lastSeen[id] = index;
      return id;
    }),
  );
  const kept = [...idOf]
    .filter(([word]) => /^[a-z]/.test(word))
    .sort(
      ([a, i], [b, j]) => (frequency[j] ?? 0) - (frequency[i] ?? 0) || (a < b ? -1 : a > b ? 1 : 0),
    )
    .slice(0, size);
  const rank = new Int32Array(idOf.size).fill(-1);
  kept.forEach(([, id], order) => {
    rank[id] = order;
  });
  return {
    terms: kept.map(([word]) => word),
    documentFrequency: Uint32Array.from(kept, ([, id]) => frequency[id] ?? 0),
    documents: raw.map((ids) => ids.map((id) => rank[id] ?? -1)),
  };
}

/**
 * Learns term vectors: left singular vectors of the positive PMI matrix, unscaled.
 *
 * @param log told each step, for people
 */
export async function trainLexicon(
  papers: readonly TrainingText[],
  settings: TrainingSettings,
  log: (message: string) => void,
): Promise<Lexicon> {
  const vocabulary = readVocabulary(papers, settings.contexts);
  log(`${papers.length} abstracts, ${vocabulary.terms.length} terms`);
  const pairs = countPairs(vocabulary.documents, vocabulary.terms.length, settings.window);
  const pmi = positivePmi(pairs, settings);
  log(`${pmi.values.length} associations`);
  const { rank, left } = await truncatedSvd(pmi, {
    rank: settings.dimension,
    seed: settings.seed,
    onProgress: (done, total) => log(`singular vectors: pass ${done} of ${total}`),
  });
  const terms = vocabulary.terms.slice(0, settings.terms);
  return {
    terms,
    dimension: rank,
    vectors: Float32Array.from(left.subarray(0, terms.length * rank)),
    idf: Float32Array.from(terms, (_, term) =>
      Math.log(papers.length / (vocabulary.documentFrequency[term] ?? 1)),
    ),
  };
}
