/**
 * Abbreviations that papers explain, "in-context learning (ICL)": a name that says the words is
 * understood by more people, and papers that say either are papers of one phrase. The letters must be
 * the initials of the words before the bracket, a strict form of Schwartz and Hearst, "A simple
 * algorithm for identifying abbreviation definitions in biomedical text" (2003).
 */

const bracketed = /\s\((\p{Lu}[\p{L}\p{N}]{1,6})\)/gu;
const wordsBefore = /[\p{L}\p{N}'’ -]{3,90}$/u;
/** UTF-16 units that 90 characters have at most. */
const farthestBack = 180;
/** Words that abbreviations leave out. */
const leftOut = new Set(['of', 'and', 'for', 'the', 'to', 'in', 'on', 'a', 'with', 'by']);

export interface Explanation {
  /** Without a plural s, as written. */
  readonly short: string;
  /** The words that it stands for, as written. */
  readonly long: string;
}

/** The abbreviations a text explains, in order. */
export function explanations(text: string): Explanation[] {
  if (!text.includes('(')) return [];
  return [...text.matchAll(bracketed)].flatMap(({ 1: bracket = '', index }) => {
    const before = wordsBefore.exec(text.slice(Math.max(0, index - farthestBack), index))?.[0];
    if (before === undefined) return [];
    const short = bracket.replace(/(?<=\p{Lu})s$/u, '');
    // Words in small letters in brackets are a remark.
    if (!/\p{Lu}.*\p{Lu}/u.test(short)) return [];
    const long = spelledOut(before, short.toLowerCase());
    return long === null ? [] : [{ short, long }];
  });
}

/** The end of `before` of which the letters are the initials. */
function spelledOut(before: string, letters: string): string | null {
  const starts = [...before.matchAll(/(?<![\p{L}\p{N}'’])[\p{L}\p{N}]/gu)].reverse();
  let left = letters.length;
  for (const { 0: initial, index } of starts) {
    if (left === 0) break;
    if (initial.toLowerCase() === letters[left - 1]) {
      left--;
      if (left === 0) return before.slice(index).trim();
    } else if (!leftOut.has(/^[\p{L}\p{N}]+/u.exec(before.slice(index))?.[0].toLowerCase() ?? ''))
      return null;
  }
  return null;
}
