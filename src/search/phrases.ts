/**
 * Words that stand together in a paper as they were typed say more than the same words apart: whoever
 * types "graph neural network" first wants the papers called so.
 */
import type { Paper } from '../corpus/paper';
import type { RankedPaper } from './ranked';
import { searchTerms } from './search-terms';

/**
 * What a paper's score is multiplied by where its title begins with what was typed, stop words and all,
 * and where the words stand together in its title, or abstract. Set by hand.
 */
const worth = { opening: 3, title: 1.5, abstract: 1.2 };
/** Hits that are read again, from the best: a phrase does not lift what is far below. */
const reread = 100;

/** Where words stand together in a paper, in this order and nothing between them; the last may be unfinished. */
export type StandsTogether = (
  paper: number,
  phrase: readonly string[],
) => 'title' | 'abstract' | null;

/** Reads it in the texts themselves. */
export function inTexts(papers: readonly Paper[]): StandsTogether {
  return (paper, phrase) => {
    const { title = '', abstract = '' } = papers[paper] ?? {};
    if (hasPhrase(title, phrase)) return 'title';
    return hasPhrase(abstract, phrase) ? 'abstract' : null;
  };
}

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
  together: StandsTogether = inTexts(papers),
): readonly RankedPaper[] {
  const phrase = searchTerms(typed);
  const first = liftOpenings(ranked, papers, typed);
  if (phrase.length < 2) return first;
  const lifted = first.slice(0, reread).map(({ paper, score }) => {
    const where = together(paper, phrase);
    return { paper, score: where === null ? score : score * worth[where] };
  });
  return [...lifted.sort((one, other) => other.score - one.score), ...first.slice(reread)];
}

/**
 * The same hits with those lifted whose titles begin as typed: "On testing" names few papers by its only
 * word, and one by both. All hits are looked at, since a common word has thousands.
 *
 * @param ranked best first
 */
export function liftOpenings(
  ranked: readonly RankedPaper[],
  papers: readonly Paper[],
  typed: string,
): readonly RankedPaper[] {
  const opens = openingOf(typed);
  if (opens === null) return ranked;
  const opened = new Set(ranked.filter(({ paper }) => opens(papers[paper])));
  if (opened.size === 0) return ranked;
  const lifted = ranked.map((hit) =>
    opened.has(hit) ? { paper: hit.paper, score: hit.score * worth.opening } : hit,
  );
  return lifted.sort((one, other) => other.score - one.score);
}

/** Papers whose titles begin as typed, in their order: what is left to go by where all words are common. */
export function openedBy(papers: readonly Paper[], typed: string): RankedPaper[] {
  const opens = openingOf(typed);
  if (opens === null) return [];
  return papers.flatMap((found, paper) => (opens(found) ? [{ paper, score: 1 }] : []));
}

/** Whether a title begins as typed, stop words and signs and all; null where a single word was. */
function openingOf(typed: string): ((paper: Paper | undefined) => boolean) | null {
  const opening = typed.trim().toLowerCase();
  if (!/\S\s+\S/u.test(opening)) return null;
  const letter = opening.charAt(0);
  return (paper) => {
    const { title = '' } = paper ?? {};
    // The first letter alone tells most, without a copy of the title.
    if (title.charAt(0).toLowerCase() !== letter) return false;
    return title.slice(0, opening.length).toLowerCase() === opening;
  };
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
