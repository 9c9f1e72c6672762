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

/** Tells the noun phrases among the runs of a corpus. */
export class NounPhrases {
  /** What {@link standsAlone} and {@link isPlural} say of each word, by its id: the same few are asked again and again. */
  readonly #alone: (boolean | undefined)[] = [];
  readonly #plural: (boolean | undefined)[] = [];

  constructor(private readonly roles: WordRoles) {}

  /** Whether `run[from]` to `run[to - 1]` has no verb, a noun at its end, and, alone, is not everybody's word. */
  has(run: readonly Word[], from: number, to: number): boolean {
    const first = run[from];
    const last = run[to - 1];
    if (!first || !last) return false;
    const { roles } = this;
    if (roles.role(nounFirst.has(first.language) ? first : last) !== 'head') return false;
    const english = last.language === 'en';
    for (let at = from; at < to; at++) {
      const word = run[at];
      if (word?.kind === 'content' && roles.role(word) === 'none') return false;
      if (english && word && at < to - 1 && this.#isPluralModifier(word)) return false;
    }
    return to - from > 1 || (this.#alone[last.id] ??= standsAlone(last));
  }

  #isPluralModifier(word: Word): boolean {
    return (this.#plural[word.id] ??= isPlural(word.lower) && !isAcronym(word));
  }
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
