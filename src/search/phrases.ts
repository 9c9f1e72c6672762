/**
 * Words that stand together in a paper as they were typed say more than the same words apart: whoever
 * types "graph neural network" first wants the papers called so.
 */
import type { Paper } from '../corpus/paper';
import type { RankedPaper } from './lexical-index';
import { searchTerms } from './postings';

/** What a paper's score is multiplied by where the words stand together in its title, or abstract. */
const together = { title: 1.5, abstract: 1.2 };
/** Hits that are read again, from the best: a phrase does not lift what is far below. */
const reread = 100;

/**
 * The same hits, best first, those with the phrase lifted. Words are compared as they are indexed
 * (folded, singular, without stop words); the last may be unfinished. Ties keep their order.
 *
 * @param ranked best first
 */
export function liftPhrases(
  ranked: readonly RankedPaper[],
  papers: readonly Paper[],
  typed: string,
): readonly RankedPaper[] {
  const phrase = searchTerms(typed);
  if (phrase.length < 2) return ranked;
  const lifted = ranked.slice(0, reread).map(({ paper, score }) => {
    const { title = '', abstract = '' } = papers[paper] ?? {};
    const factor = hasPhrase(title, phrase)
      ? together.title
      : hasPhrase(abstract, phrase)
        ? together.abstract
        : 1;
    return { paper, score: score * factor };
  });
  return [...lifted.sort((one, other) => other.score - one.score), ...ranked.slice(reread)];
}

function hasPhrase(text: string, phrase: readonly string[]): boolean {
  const words = searchTerms(text);
  const last = phrase.length - 1;
  return words.some((_, from) =>
    phrase.every((word, at) => {
      const here = words[from + at];
      return here !== undefined && (at === last ? here.startsWith(word) : here === word);
    }),
  );
}
