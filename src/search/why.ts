/**
 * Why a paper was found by meaning: the sentence of its abstract that says most of what was asked, in
 * the words typed or words near them. A question that shares no such word with the paper is compared by
 * its vector, where that takes no model.
 */
import type { Paper } from '../corpus/paper';
import { dotProduct } from '../embedding/rows';
import { sentences } from '../text/sentences';
import { words } from '../text/words';
import { standIns, type OtherWords } from './expansion';
import type { Sentence } from './excerpt';
import { searchTerms } from './search-terms';
import type { Meaning } from './query-vectors';
import type { TermIndex } from './term-index';

/** What words of the corpus say of a question: for each word asked for, its stand-ins and their weight. */
export type Asked = readonly ReadonlyMap<string, number>[];

/** @param typed words as they are indexed (`indexedGroups`) */
export function askedBy(
  index: TermIndex,
  typed: readonly (readonly string[])[],
  others: OtherWords,
): Asked {
  return typed.map((words) => {
    const rarity = index.rarity(words);
    const weights = new Map<string, number>();
    for (const word of words)
      for (const [term, weight] of standIns(index, word, others)) {
        const form = index.wordOf(term);
        weights.set(form, Math.max(weights.get(form) ?? 0, weight * rarity));
      }
    return weights;
  });
}

/** Words that are near those asked for and not forms of them, for marking. */
export function relatedWords(index: TermIndex, typed: readonly string[], asked: Asked): string[] {
  const own = new Set(typed);
  const same = new Set(
    typed.flatMap((word) => index.sameStem(word).map((term) => index.wordOf(term))),
  );
  const all = new Set(asked.flatMap((weights) => [...weights.keys()]));
  return [...all].filter((word) => !own.has(word) && !same.has(word));
}

/**
 * The sentence of the abstract nearest to the question; null where it has none, or says nothing of it.
 *
 * @param query unit vector of the question among the papers, null where words alone must do
 */
export function nearestSentence(
  { abstract }: Paper,
  asked: Asked,
  meaning: Meaning | null,
  query: Float32Array | null,
): Sentence | null {
  let best: { readonly sentence: Sentence; readonly score: number } | null = null;
  let from = 0;
  const all: { readonly text: string; readonly sentence: Sentence }[] = [];
  for (const text of sentences(abstract)) {
    const start = abstract.indexOf(text, from);
    if (start < 0) continue;
    from = start + text.length;
    all.push({ text, sentence: [start, from, start] });
  }
  for (const { text, sentence } of all) {
    const terms = new Set(searchTerms(text));
    let score = 0;
    for (const weights of asked) {
      let most = 0;
      for (const term of terms) most = Math.max(most, weights.get(term) ?? 0);
      score += most;
    }
    if (score > (best?.score ?? 0)) best = { sentence, score };
  }
  if (best !== null) return atFirstWord(abstract, best.sentence, asked);
  if (meaning === null || query === null || !meaning.isQuick) return null;
  for (const { text, sentence } of all) {
    const row = meaning.embed(text);
    const score = row ? dotProduct(row, 0, query, 0, query.length) : 0;
    if (score > (best?.score ?? 0)) best = { sentence, score };
  }
  return best?.sentence ?? null;
}

function atFirstWord(abstract: string, [start, end]: Sentence, asked: Asked): Sentence {
  const found = words(abstract.slice(start, end)).find(({ form }) =>
    asked.some((weights) => weights.has(form)),
  );
  return [start, end, start + (found?.start ?? 0)];
}
