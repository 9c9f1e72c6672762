/** The words of the training text, and the text as numbers of words. */
import { sentences } from '../../src/text/sentences';
import { contentWords } from '../../src/text/words';

export interface TrainingText {
  readonly title: string;
  readonly abstract: string;
  /** What the paper is about, in its source's own scheme. */
  readonly category: string;
}

/** A document as term ids, -1 outside the vocabulary. */
export interface Document {
  readonly title: Int32Array;
  readonly sentences: readonly Int32Array[];
}

export interface Vocabulary {
  /** By falling document frequency, ties in alphabetical order. */
  readonly terms: readonly string[];
  readonly documentFrequency: Uint32Array;
  readonly documents: readonly Document[];
}

/** The `size` most widespread English words, and the documents in terms of them. */
export function readVocabulary(papers: readonly TrainingText[], size: number): Vocabulary {
  const idOf = new Map<string, number>();
  const frequency: number[] = [];
  const lastSeen: number[] = [];
  const read = (text: string, document: number): Int32Array =>
    Int32Array.from(contentWords(text), (word) => {
      let id = idOf.get(word);
      if (id === undefined) {
        id = idOf.size;
        idOf.set(word, id);
      }
      if (lastSeen[id] !== document) frequency[id] = (frequency[id] ?? 0) + 1;
      lastSeen[id] = document;
      return id;
    });
  const documents = papers.map(({ title, abstract }, index): Document => ({
    title: read(title, index),
    sentences: sentences(abstract).map((sentence) => read(sentence, index)),
  }));

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
  for (const { title, sentences } of documents) {
    for (const ids of [title, ...sentences]) {
      ids.forEach((id, at) => {
        ids[at] = rank[id] ?? -1;
      });
    }
  }
  return {
    terms: kept.map(([word]) => word),
    documentFrequency: Uint32Array.from(kept, ([, id]) => frequency[id] ?? 0),
    documents,
  };
}
