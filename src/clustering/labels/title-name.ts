/** A paper's title as a name: whole where it has room, else ended where a reader would pause. */

import { isContentWord, words } from '../../text/words';
import { sayNothing, weakHeads } from './empty-words';

/** Words before which a title can end: what follows tells how, where or for whom. */
const pauses =
  /\s(?:for|with|via|using|through|in|on|by|from|under|towards?|without|and|as|at|into|based|durch|mit|für|bei|zur|zum|von|par|pour|avec|dans|sur|para|con|com|por|mediante|entre)\s/giu;
const fewestCharacters = 12;

/**
 * @param room characters the name may have, at least 12
 * @returns never empty unless the title is
 */
export function titleName(title: string, room: number): string {
  const clean = title
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.。]$/u, '');
  if (clean.length <= room) return clean;
  // The side of a colon that fits; a lone coined word before it is a brand and says nothing.
  const parts = clean.split(/\s*[:：?？!]\s+|\s+[–—-]\s+/u);
  const [begun = '', other = ''] = parts;
  const first = withoutOpenBracket(begun);
  // What follows a colon within brackets is no title of its own.
  const second = first === begun ? other : '';
  if (parts.length > 1) {
    if (first.length <= room && telling(first) > 1) return first;
    if (second.length <= room && telling(second) > 1) return second;
  }
  const longest = telling(second) > telling(first) ? second : clean;
  let end = -1;
  for (const { index } of longest.matchAll(pauses))
    if (index <= room && index >= fewestCharacters) end = index;
  if (end > 0) return withoutOpenBracket(longest.slice(0, end)).replace(/[,;:]$/u, '');
  const space = longest.lastIndexOf(' ', room - 2);
  const cut = space >= fewestCharacters ? space : room - 2;
  // A cut must not fall into a pair of surrogates.
  const kept = longest.slice(0, cut).replace(/[\uD800-\uDBFF]$/u, '');
  return `${withoutOpenBracket(withoutLooseEnd(kept)).replace(/[,;:]$/u, '')} …`;
}

/** Ended before a bracket that is not closed in it, where enough is left. */
function withoutOpenBracket(text: string): string {
  const open = /\s*[([（][^)\]）]*$/u.exec(text);
  return open && open.index >= fewestCharacters ? text.slice(0, open.index) : text;
}

/** Without the function words at its end: "estimation of a" is no place to stop. */
function withoutLooseEnd(text: string): string {
  const last = words(text).findLast(({ form }) => isContentWord(form));
  const isLoose = last !== undefined && last.end >= fewestCharacters;
  return isLoose && /^[\s\p{Ll}]*$/u.test(text.slice(last.end)) ? text.slice(0, last.end) : text;
}

/** Words that say something of a subject. */
function telling(text: string): number {
  return words(text).filter(
    ({ form, start, end }) =>
      isContentWord(form) &&
      !sayNothing.has(form) &&
      !weakHeads.has(text.slice(start, end).toLowerCase()),
  ).length;
}
