/**
 * How much of what was asked for a paper holds or nearly holds: each word typed counts, less, where the
 * paper has another form of it ("pruned" for "pruning"), a word near it in the lexicon or one that means
 * nearly the same in general English ("photo" for "picture"). The best of them counts, so that a paper
 * gains nothing by holding many words of one meaning, and no more than a word's own rarity, so that
 * papers come first that speak of everything asked rather than often of one thing.
 */
import type { NearWord } from '../embedding/encoder';
import type { TermIndex, WeighedTerm } from './term-index';
import type { Thesaurus } from './thesaurus';

/** What a word counts that shares the stem of the one typed. */
const sameStem = 0.9;
/** What a near word of the lexicon counts, times the square of its cosine: half as near says much less. */
const near = 0.7;
/** What a word of the thesaurus counts, likewise; and how many are taken of those that the papers hold. */
const alike = 1;
const mostAlike = 12;

/** Words that may stand for a word that was typed. */
export interface OtherWords {
  /** The words of the corpus near it by its encoder's vectors of words. */
  near(word: string): readonly NearWord[];
  readonly thesaurus: Thesaurus;
}

/**
 * By paper, how much of the words, by rarity, it holds or nearly holds.
 *
 * @param typed as they are indexed (`indexedGroups`); of the words of a group one is enough
 */
export function coveredBy(
  index: TermIndex,
  typed: readonly (readonly string[])[],
  others: OtherWords,
): Float32Array {
  const covered = new Float32Array(index.papers);
  for (const words of typed)
    index.addCovered(
      covered,
      words.flatMap((word) => standIns(index, word, others)),
      words,
    );
  return covered;
}

/** The terms of the corpus that answer a word, each once, and what each counts. */
export function standIns(index: TermIndex, word: string, others: OtherWords): WeighedTerm[] {
  const weights = new Map<number, number>();
  const add = (term: number, weight: number): void => {
    if ((weights.get(term) ?? 0) < weight) weights.set(term, weight);
  };
  for (const [other, cosine] of others.near(word)) {
    const term = index.termOf(other);
    if (term !== null) add(term, near * cosine * cosine);
  }
  let found = 0;
  for (const [other, cosine] of others.thesaurus(word)) {
    const term = index.termOf(other);
    if (term === null || found === mostAlike) continue;
    add(term, alike * cosine * cosine);
    found++;
  }
  for (const term of index.sameStem(word)) add(term, sameStem);
  const own = index.termOf(word);
  if (own !== null) add(own, 1);
  return [...weights];
}
