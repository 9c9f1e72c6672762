/** Which words of a text a question asks for: the ones to be marked where the text is shown. */
import { stemmer } from 'stemmer';
import { searchTerms } from '../../search/postings';
import { parseQuery } from '../../search/query';
import { words } from '../../text/words';

/** Half-open ranges of UTF-16 units, ascending. */
export type Matches = (text: string) => readonly (readonly [start: number, end: number])[];

/**
 * Words of the same stem as one typed match it, and all that begin with the last one, which may be
 * unfinished. Typing errors that the search forgives are not marked.
 *
 * @returns null where a question has no words
 */
export function matchesOf(query: string): Matches | null {
  const { words: typed, filters } = parseQuery(query);
  const texts = filters.flatMap((filter) =>
    filter.kind === 'field' && !filter.not && ['title', 'abstract'].includes(filter.field)
      ? [filter.text]
      : [],
  );
  const terms = searchTerms([...texts, typed].join(' '));
  const last = terms.at(-1);
  if (last === undefined) return null;
  const wanted = new Set(terms);
  const stems = new Set(terms.map((term) => stemmer(term)));
  const unfinished = last.length > 2 && /\S$/u.test(typed);
  return (text) =>
    words(text)
      .filter(
        ({ form }) =>
          wanted.has(form) || stems.has(stemmer(form)) || (unfinished && form.startsWith(last)),
      )
      .map(({ start, end }) => [start, end] as const);
}
