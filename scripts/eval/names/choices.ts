/** Whether withheld papers find their own topic by its name, among all names of a cut. */
import type { LexiconWithUses } from '../../../src/embedding/lexicon-file';
import { foldText } from '../../../src/text/normalise';
import { contentWords } from '../../../src/text/words';
import type { NamedCorpus } from './corpora';
import type { CorpusWords } from './measures';
import type { Name } from './methods';

/** Of each withheld paper, whether its own topic's name comes first by BM25; ties count by their part. */
export function choicesByWords(
  index: CorpusWords,
  names: readonly Name[],
  topicOf: ReadonlyMap<number, number>,
): Map<number, number> {
  const scores = names.map(({ name }) => index.scores(name));
  return rightChoices(topicOf, names.length, (paper, at) => scores[at]?.[paper] ?? 0);
}

/** Share of the withheld papers whose own topic's name comes first by BM25. */
export function chooseByWords(
  index: CorpusWords,
  names: readonly Name[],
  topicOf: ReadonlyMap<number, number>,
): number {
  return meanOf(choicesByWords(index, names, topicOf));
}

/** The same by the cosine of the lexicon's vectors: means of word vectors weighted by rarity. */
export function chooseByVectors(
  corpus: NamedCorpus,
  lexicon: LexiconWithUses,
  names: readonly Name[],
  topicOf: ReadonlyMap<number, number>,
): number {
  const rows = new Map(lexicon.terms.map((term, row) => [term, row]));
  const vectorOf = (text: string): Float64Array => {
    const sum = new Float64Array(lexicon.dimension);
    for (const word of contentWords(foldText(text))) {
      const row = rows.get(word);
      if (row === undefined) continue;
      const weight = lexicon.idf[row] ?? 0;
      for (let k = 0; k < sum.length; k++)
        sum[k] = (sum[k] ?? 0) + weight * (lexicon.vectors[row * lexicon.dimension + k] ?? 0);
    }
    const norm = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0)) || 1;
    return sum.map((value) => value / norm);
  };
  const named = names.map(({ name }) => vectorOf(name));
  const papers = new Map(
    [...topicOf.keys()].map((paper) => {
      const text = corpus.texts[paper];
      return [paper, vectorOf(text ? `${text.title}. ${text.abstract}` : '')];
    }),
  );
  return meanOf(
    rightChoices(topicOf, names.length, (paper, at) => {
      const a = papers.get(paper);
      const c = named[at];
      return a && c ? a.reduce((sum, value, k) => sum + value * (c[k] ?? 0), 0) : 0;
    }),
  );
}

/** Of each paper, 1 if its own topic's name scores highest, less by the number of ties, 0 if another does. */
function rightChoices(
  topicOf: ReadonlyMap<number, number>,
  count: number,
  score: (paper: number, at: number) => number,
): Map<number, number> {
  const right = new Map<number, number>();
  for (const [paper, topic] of topicOf) {
    const own = score(paper, topic);
    let better = 0;
    let equal = 0;
    for (let at = 0; at < count; at++) {
      const value = score(paper, at);
      if (value > own) better++;
      else if (value === own) equal++;
    }
    right.set(paper, better === 0 ? 1 / equal : 0);
  }
  return right;
}

function meanOf(shares: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const share of shares.values()) sum += share;
  return sum / Math.max(1, shares.size);
}
