/**
 * BM25 over more than the words typed: each also counts, less, where a paper has another form of it
 * ("nets" for "networks" is none, "pruned" for "pruning" is), a word near it in meaning or a synonym.
 * What a word adds to a paper is the most that any of its forms adds, so that a paper gains nothing by
 * holding many words of one meaning; the sum over the words typed therefore favours papers that speak
 * of everything asked.
 */
import type { NearWord } from '../embedding/encoder';
import type { ExpandedScores, LexicalIndex, WeighedTerm } from './lexical-index';

/** What a word counts that shares the stem of the one typed. */
const sameStem = 0.9;
/** What a near word counts, times the square of its cosine: half as near says much less. */
const near = 0.7;

/** Words near a word in meaning; nothing where the corpus has no vectors of words. */
export type NearWords = (word: string) => readonly NearWord[];

/**
 * What every paper is worth to the words, by what they mean: 0 for a paper with nothing near them.
 *
 * @param typed as they are indexed (`indexedGroups`); of the words of a group one is enough
 */
export function scoreByExpansion(
  index: LexicalIndex,
  typed: readonly (readonly string[])[],
  nearWords: NearWords,
): ExpandedScores {
  const found = {
    scores: new Float32Array(index.papers),
    covered: new Float32Array(index.papers),
  };
  for (const words of typed)
    index.addBest(
      found,
      words.flatMap((word) => expanded(index, word, nearWords)),
      words,
    );
  return found;
}

/** The terms of the corpus that answer a word, each once, and what each counts. */
export function expanded(index: LexicalIndex, word: string, nearWords: NearWords): WeighedTerm[] {
  const weights = new Map<number, number>();
  const add = (term: number, weight: number): void => {
    if ((weights.get(term) ?? 0) < weight) weights.set(term, weight);
  };
  for (const [other, cosine] of nearWords(word)) {
    const term = index.termOf(other);
    if (term !== null) add(term, near * cosine * cosine);
  }
  for (const term of index.sameStem(word)) add(term, sameStem);
  const own = index.termOf(word);
  if (own !== null) add(own, 1);
  return [...weights];
}
