/** Which words of a text a question asks for: the ones to be marked where the text is shown. */
import { stemmer } from 'stemmer';
import { searchTerms } from '../../search/search-terms';
import { parseQuery } from '../../search/query';
import { words } from '../../text/words';

/** Half-open ranges of UTF-16 units, ascending. */
export type Matches = (text: string) => readonly (readonly [start: number, end: number])[];

/**
 * Words of the same stem as one typed match it, those that a misspelt one is taken for, and all that
 * begin with the last one, which may be unfinished.
 *
 * @param takenFor words of the corpus that misspelt ones are taken for
 * @returns null where a question has no words
 */
export function matchesOf(query: string, takenFor: readonly string[] = []): Matches | null {
  const { words: typed, clauses } = parseQuery(query);
  const texts = clauses
    .flat()
    .flatMap((filter) =>
      !filter.not &&
      ((filter.kind === 'field' && ['title', 'abstract'].includes(filter.field)) ||
        filter.kind === 'begun')
        ? [filter.text]
        : [],
    );
  const terms = searchTerms([...texts, typed].join(' '));
  const last = terms.at(-1);
  if (last === undefined) return null;
  const unfinished = last.length > 2 && /\S$/u.test(typed);
  return wordsOf([...terms, ...takenFor], unfinished ? last : null);
}

/** Words of the same stems as some; null for none. */
export function matchesOfWords(forms: readonly string[]): Matches | null {
  return forms.length === 0 ? null : wordsOf(forms, null);
}

function wordsOf(forms: readonly string[], begun: string | null): Matches {
  const wanted = new Set(forms);
  const stems = new Set(forms.map((term) => stemmer(term)));
  return (text) =>
    words(text)
      .filter(
        ({ form }) =>
          wanted.has(form) ||
          stems.has(stemmer(form)) ||
          (begun !== null && form.startsWith(begun)),
      )
      .map(({ start, end }) => [start, end] as const);
}
