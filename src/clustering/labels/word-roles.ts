/**
 * What a word can do in a noun phrase, told without a tagger from what follows it: nouns are followed
 * by punctuation and function words, adjectives by nouns, verbs by articles. The lexicon's training
 * text says it for common English words; the corpus's own occurrences are added to that, spelling by
 * spelling ("estimates" beside "estimate"), and stand alone for all other words.
 */
import { nounInLy } from './empty-words';
import { generalWords } from './general-words';
import type { Background } from './background';
import type { Word } from './word-runs';

/** `none`: a verb with an object. `modifier`: may stand in a phrase. `head`: may end it. */
export type WordRole = 'none' | 'modifier' | 'head';

/** Occurrences that the lexicon's shares count for, and those that no knowledge counts for. */
const lexiconWeight = 25;
const unknownWeight = 4;
/** A head is at least this often at the end of a phrase, also right after a determiner. */
const leastEnd = 0.2;
const leastAlone = 0.2;
/** A gerund is this often at the end of a phrase; participles are less or, before "to", more often. */
const gerundEnd = [0.4, 0.62] as const;
/** A verb is this often followed by a determiner or preceded by "to", a pronoun or a modal. */
const verbShare = 0.45;
/** Between the two a word is both ("answer"): in company it may still be a noun. */
const doubtfulShare = 0.28;
/** Words that verbs follow. */
const verbIntroducers = new Set(
  'to we they you i he she it who which can may might will would should must could cannot not'.split(
    ' ',
  ),
);
/** English endings of adjectives, adverbs and participles. */
const adjectival = /(?:[ai]l|ive|ous|able|ible|[^aeo]ic|ed|ly|ful|ary|less|ar|ian)$/;
/** Rarity, as natural logarithm, from which a word says something, and from which it says all. */
const commonIdf = 2.2;
const tellingIdf = 4.2;
/** Rarity within the corpus at which a word no lexicon holds says all there is. */
const tellingInCorpus = 1.2;
/** Rarity of a general word of English where the lexicon is missing. */
const withoutLexicon = 0.9;

export class WordRoles {
  readonly #background: Background | null;
  readonly #count: number[] = [];
  readonly #ended: number[] = [];
  readonly #determined: number[] = [];
  readonly #introduced: number[] = [];
  readonly #papers: number[] = [];
  readonly #lastPaper: number[] = [];
  readonly #roles: (WordRole | undefined)[] = [];
  readonly #capitals = new Map<string, number>();
  readonly #capitalKeys: (readonly string[] | undefined)[] = [];
  readonly #papersOf = new Map<string, number>();
  #read = 0;

  constructor(background: Background | null) {
    this.#background = background;
  }

  /** Counts how the words of a text are used. Roles asked for before the last call are not final. */
  read(runs: readonly (readonly Word[])[], language: string): void {
    this.#papersOf.set(language, (this.#papersOf.get(language) ?? 0) + 1);
    const paper = ++this.#read;
    for (const run of runs)
      run.forEach((word, at) => {
        const { id } = word;
        const next = run[at + 1];
        this.#count[id] = (this.#count[id] ?? 0) + 1;
        if (next?.kind !== 'content') this.#ended[id] = (this.#ended[id] ?? 0) + 1;
        if (verbIntroducers.has(run[at - 1]?.lower ?? ''))
          this.#introduced[id] = (this.#introduced[id] ?? 0) + 1;
        if (next?.determiner) this.#determined[id] = (this.#determined[id] ?? 0) + 1;
        if (this.#lastPaper[id] !== paper) {
          this.#lastPaper[id] = paper;
          this.#papers[id] = (this.#papers[id] ?? 0) + 1;
        }
        if (word.language === 'de' || (word.language === 'en' && at > 0)) this.#countCapital(word);
      });
  }

  /** Small letters of a title say how a word is written; its capitals say nothing. */
  readTitle(runs: readonly (readonly Word[])[]): void {
    for (const run of runs)
      for (const word of run)
        if (word.language === 'en' && !/^\p{Lu}/u.test(word.surface)) this.#countCapital(word);
  }

  /** Whether a word of English, in lower case, is written in small letters more often than not. */
  usuallySmall = (lower: string): boolean => {
    const small = this.#capitals.get(`c${lower}`) ?? 0;
    return small > 0 && small >= (this.#capitals.get(`C${lower}`) ?? 0);
  };

  role(word: Word): WordRole {
    const { id } = word;
    return (this.#roles[id] ??= this.#roleOf(word));
  }

  /** How much a word's rarity says, 0 to 1. */
  rarity(word: Word): number {
    const use = word.language === 'en' ? this.#rarestUse(word) : undefined;
    if (use !== undefined) return clamp((use - commonIdf) / (tellingIdf - commonIdf));
    if (word.language === 'en' && generalWords.has(word.lower)) return withoutLexicon;
    const papers = this.#papersOf.get(word.language) ?? 1;
    return clamp(Math.log(papers / (this.#papers[word.id] ?? 1)) / tellingInCorpus);
  }

  /** Share of a word's occurrences behind a determiner that end the phrase, 0 to 1; 0 where unknown. */
  alone(word: Word): number {
    return this.#background?.use(word.lower)?.alone ?? 0;
  }

  /** A compound is as rare as its rarest part; undefined where a part is unknown, which is rarer. */
  #rarestUse(word: Word): number | undefined {
    let rarest = -1;
    for (const part of word.lower.split(/[-/]/)) {
      const use = this.#background?.use(part);
      if (use === undefined && part.length > 2) return undefined;
      rarest = Math.max(rarest, use?.idf ?? -1);
    }
    return rarest < 0 ? undefined : rarest;
  }

  #roleOf(word: Word): WordRole {
    if (word.kind !== 'content') return 'none';
    if (word.language === 'de') return this.#germanRole(word);
    const own = this.#count[word.id] ?? 0;
    const ended = this.#ended[word.id] ?? 0;
    const asVerb = (this.#determined[word.id] ?? 0) + (this.#introduced[word.id] ?? 0);
    const last = word.lower.split(/[-/]/).at(-1) ?? word.lower;
    const english = word.language === 'en';
    const known = english ? this.#background?.use(last) : undefined;
    const weight = known ? lexiconWeight : unknownWeight;
    const prior = known?.end ?? (english && adjectival.test(last) ? 0.05 : 0.4);
    const end = (ended + weight * prior) / (own + weight);
    const priorVerb = known ? known.determiner + known.verb : 0.1;
    const verb = (asVerb + weight * priorVerb) / (own + weight);
    // Of capitals throughout are acronyms, of which no lexicon's lower case says anything.
    const acronym = /^\p{Lu}[\p{Lu}\p{N}-]+s?$/u.test(word.surface);
    if (verb >= verbShare && !acronym) return 'none';
    if ((verb >= doubtfulShare && !acronym) || end < leastEnd) return 'modifier';
    if (known && known.alone < leastAlone && !acronym && !isGerund(last, known.end))
      return 'modifier';
    if (english && /(?:ly|wise)$/.test(last) && !nounInLy.test(last)) return 'modifier';
    return 'head';
  }

  /** German nouns are written with a capital; a word that is not always is no noun. */
  #germanRole(word: Word): WordRole {
    const key = word.lower;
    const capitals = this.#capitals.get(`C${key}`) ?? 0;
    const small = this.#capitals.get(`c${key}`) ?? 0;
    if (capitals > 0 && small * 4 <= capitals) return 'head';
    const determined = this.#determined[word.id] ?? 0;
    // Adjectives before a noun are inflected; other small words are no part of a noun phrase.
    if (!/e[mnrs]?$/.test(word.lower)) return 'none';
    return determined * 5 >= (this.#count[word.id] ?? 1) ? 'none' : 'modifier';
  }

  #countCapital(word: Word): void {
    const keys = (this.#capitalKeys[word.id] ??= capitalKeys(word));
    for (const key of keys) this.#capitals.set(key, (this.#capitals.get(key) ?? 0) + 1);
  }
}

/** The parts of a word in lower case, behind C or c for whether they begin with a capital. */
function capitalKeys({ language, bare, surface }: Word): string[] {
  return (language === 'en' ? bare.split(/[-/]/) : [surface]).map(
    (part) => `${/^\p{Lu}/u.test(part) ? 'C' : 'c'}${part.toLowerCase()}`,
  );
}

/** "learning" stands before nouns more often than not, and is one: a participle ends few phrases. */
function isGerund(word: string, end: number): boolean {
  return word.endsWith('ing') && end >= gerundEnd[0] && end <= gerundEnd[1];
}

function clamp(value: number): number {
  return Math.max(0, Math.min(1, value));
}
