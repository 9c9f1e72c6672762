/** Which runs of words are noun phrases that could name a topic. */
import { isPlural, onlyInCompany, weakHeads } from './empty-words';
import { generalWords } from './general-words';
import type { Language } from './languages';
import type { WordRoles } from './word-roles';
import type { Word } from './word-runs';

/** Romance languages set the noun before its adjectives; elsewhere the last word heads a phrase. */
const nounFirst: ReadonlySet<Language> = new Set(['fr', 'es', 'pt', 'it']);
/** Participles of the past; nouns in -eed are none. */
const participle = /[^e]ed$/;

/** No verb in it, a noun at its end, and, alone, a word that is not everybody's. */
export function isNounPhrase(phrase: readonly Word[], roles: WordRoles): boolean {
  const [first] = phrase;
  const last = phrase.at(-1);
  if (!first || !last) return false;
  if (roles.role(nounFirst.has(first.language) ? first : last) !== 'head') return false;
  if (phrase.some((word) => word.kind === 'content' && roles.role(word) === 'none')) return false;
  const before = last.language === 'en' ? phrase.slice(0, -1) : [];
  if (before.some((word) => isPlural(word.lower) && !isAcronym(word))) return false;
  return phrase.length > 1 || standsAlone(last);
}

/** Whether a noun names a topic without company. */
function standsAlone(word: Word): boolean {
  if (/^\p{N}/u.test(word.surface)) return false;
  if (!/\p{L}{2}|\p{Lu}\p{N}/u.test(word.surface) && word.surface.length < 2) return false;
  if (word.language !== 'en') return true;
  if (participle.test(word.lower) && !isAcronym(word)) return false;
  return ![word.lower, word.forms.join(' ')].some(
    (form) => generalWords.has(form) || weakHeads.has(form) || onlyInCompany.has(form),
  );
}

function isAcronym({ surface }: Word): boolean {
  return /^\p{Lu}{2}/u.test(surface);
}
