/** The sentence for which a paper was found (`why.ts`), and what of it there is room for. */

/**
 * Half-open range of UTF-16 units in the abstract, and where in it the first word stands that was asked
 * for, or is near one; at its start where none is.
 */
export type Sentence = readonly [start: number, end: number, at: number];

/** Letters of a sentence before the word asked for, where it does not stand at its beginning. */
const lead = 18;

/** The sentence from a little before the word asked for: what there is room for in a row. */
export function excerptOf(abstract: string, [start, end, at]: Sentence): string {
  if (at - start <= 2 * lead) return abstract.slice(start, end);
  const from = abstract.indexOf(' ', at - lead);
  return `… ${abstract.slice(from > 0 && from < at ? from + 1 : at, end)}`;
}
