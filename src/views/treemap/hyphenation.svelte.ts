/**
 * Where long words may be broken, by the patterns of the language they are in (Liang 1983, as TeX uses
 * them). Patterns are some tens of kilobytes each and loaded when a word of their language first does
 * not fit; until then, and in other languages, words are broken between letters.
 */
import type { Hyphenate } from '../drawing/text';

/** Puts soft hyphens into a word. */
type HyphenateSync = (word: string) => string;

const loaders = {
  en: () => import('hyphen/en'),
  de: () => import('hyphen/de'),
  fr: () => import('hyphen/fr'),
  es: () => import('hyphen/es'),
} as const;

type Language = keyof typeof loaders;

const softHyphen = '\u00ad';

/** Shorter words are not broken: they fit on a line of any tile. */
const shortest = 8;

export class Hyphenation {
  #known = $state.raw<ReadonlyMap<Language, HyphenateSync>>(new Map());
  readonly #asked = new Set<Language>();

  /** Breaks words by what is loaded so far; another function once there is more. */
  readonly hyphenate: Hyphenate = $derived.by(() => {
    const known = this.#known;
    return (word: string): readonly string[] => {
      if (word.length < shortest || !/^[\p{Script=Latin}’'-]+[^\p{L}\p{N}]*$/u.test(word))
        return [word];
      const language = languageOf(word);
      const hyphenate = known.get(language);
      if (hyphenate === undefined) {
        this.#want(language);
        return [word];
      }
      return hyphenate(word).split(softHyphen);
    };
  });

  /** A language that cannot be loaded, such as on a page without its server, is asked for once. */
  #want(language: Language): void {
    if (this.#asked.has(language)) return;
    this.#asked.add(language);
    loaders[language]().then(
      ({ hyphenateSync }) => {
        this.#known = new Map(this.#known).set(language, hyphenateSync);
      },
      () => undefined,
    );
  }
}

/**
 * The language of one long word by its letters and endings. Titles are too short, and too full of
 * names, for more; what cannot be told is taken for English.
 */
export function languageOf(word: string): Language {
  const lower = word.toLowerCase();
  if (/[äöüß]|(?:ungen|ungs|schaft|keit|heit|lich|isch)/u.test(lower)) return 'de';
  if (/[ñ]|(?:ción|ciones|miento)/u.test(lower)) return 'es';
  if (/[èêàçœùî]|(?:ement|issage|euses?|iques)$/u.test(lower)) return 'fr';
  return 'en';
}
