/**
 * Why do lists of single words do so well where a withheld paper has to be given to its topic? Compares
 * ours with lists of more, fewer and rarer words.
 */
import type { Background } from '../../../src/clustering/labels/background';
import type { EncoderText } from '../../../src/embedding/encoder';
import { topWords } from './c-tf-idf';
import type { NamedCorpus } from './corpora';
import { choicesByWords } from './choices';
import { isCommon, isNounPhrase, type CorpusWords } from './measures';
import type { Name } from './methods';
import { Surfaces } from './surfaces';

export const wordLists = [
  'four words',
  'three words',
  'six words',
  'four words of idf 3.6 and more',
  'four nouns',
] as const;
export type WordList = (typeof wordLists)[number];

/** How one list compares on one corpus, over all its cuts. */
export interface ListChoice {
  readonly list: WordList;
  /** Share of withheld papers given to their own topic, by ours and by the list. */
  readonly ours: number;
  readonly theirs: number;
  /** Variance of the mean difference, paired by paper. */
  readonly variance: number;
}

/** A cut, named without the withheld papers. */
export interface BlindCut {
  readonly nodes: readonly number[];
  readonly ours: readonly Name[];
  /** Place of the topic of each withheld paper. */
  readonly topicOf: ReadonlyMap<number, number>;
}

/** @param texts empty where withheld */
export function compareLists(
  corpus: NamedCorpus,
  texts: readonly EncoderText[],
  cuts: readonly BlindCut[],
  index: CorpusWords,
  background: Background,
): ListChoice[] {
  const surfaces = new Surfaces(texts);
  const named = (nodes: readonly number[]): Record<WordList, Name[]> => ({
    'four words': topWords(corpus, texts, nodes, surfaces, 4),
    'three words': topWords(corpus, texts, nodes, surfaces, 3),
    'six words': topWords(corpus, texts, nodes, surfaces, 6),
    'four words of idf 3.6 and more': topWords(
      corpus,
      texts,
      nodes,
      surfaces,
      4,
      (word) => !isCommon(word, background),
    ),
    'four nouns': topWords(corpus, texts, nodes, surfaces, 4, (word) =>
      isNounPhrase(surfaces.of(word)),
    ),
  });
  const byCut = cuts.map(({ nodes, ours, topicOf }) => ({
    ours: choicesByWords(index, ours, topicOf),
    lists: named(nodes),
    topicOf,
  }));
  return wordLists.map((list) => {
    const pairs = new Map<number, { ours: number; theirs: number; cuts: number }>();
    for (const { ours, lists, topicOf } of byCut) {
      const theirs = choicesByWords(index, lists[list], topicOf);
      for (const [paper, own] of ours) {
        const pair = pairs.get(paper) ?? { ours: 0, theirs: 0, cuts: 0 };
        pair.ours += own;
        pair.theirs += theirs.get(paper) ?? 0;
        pair.cuts++;
        pairs.set(paper, pair);
      }
    }
    const each = [...pairs.values()].map(
      (pair) => [pair.ours / pair.cuts, pair.theirs / pair.cuts] as const,
    );
    const n = Math.max(1, each.length);
    const ours = each.reduce((sum, [own]) => sum + own, 0) / n;
    const theirs = each.reduce((sum, [, other]) => sum + other, 0) / n;
    const squares = each.reduce((sum, [own, other]) => sum + (own - other - ours + theirs) ** 2, 0);
    return { list, ours, theirs, variance: squares / Math.max(1, n - 1) / n };
  });
}
