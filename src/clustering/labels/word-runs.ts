/**
 * Text as runs of words for phrase finding: punctuation ends a run, so that no phrase crosses it.
 * A hyphenated compound is one word with several forms, which makes "self-supervised learning" and
 * "self supervised learning" the same phrase while each keeps its own spelling.
 */
import { ownText } from '../../text/own-text';
import { foldText } from '../../text/normalise';
import { singular } from '../../text/words';
import {
  isDeterminer,
  isFunctionWord,
  isReporting,
  joinsNouns,
  languageOf,
  type Language,
} from './languages';
import { sayNothing } from './empty-words';

export interface Word {
  /** Counts up from 0 over all words of a corpus, by spelling and language. */
  readonly id: number;
  /** As written, the English genitive included. */
  readonly surface: string;
  /** Without the English genitive. */
  readonly bare: string;
  readonly lower: string;
  /** Whether the next word follows without a space. */
  readonly glued: boolean;
  readonly language: Language;
  /** Forms of its parts under which spellings are one word; one unless hyphenated. */
  readonly forms: readonly string[];
  /**
   * `function` words divide phrases, `joining` ones may stand inside ("réseau de neurones"), `empty`
   * ones say nothing of any subject and divide too, `content` words make phrases.
   */
  readonly kind: 'function' | 'joining' | 'empty' | 'content';
  /** Article or the like; a word often followed by one is a verb. */
  readonly determiner: boolean;
}

const SPACE = 0x20;
const GENITIVE = /['’]s$/;
/** What formulas, addresses and commands have and other text has not: most text need not be searched. */
const noiseSign = /[$\\{}^_~@]|:\/\//;
const noise = /\$[^$]*\$|https?:\/\/\S+|\\[a-zA-Z]+|[{}^_~]|\b[\w.]+@[\w.]+\b/g;
const wordPattern = /[\p{L}\p{N}][\p{M}]*(?:[\p{L}\p{M}\p{N}]|['’&+/-](?=[\p{L}\p{N}]))*\+*/gu;
/** Scripts written without spaces between words: these need a segmenter. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const beyondAscii = /[^\0-\x7f]/;
const latinOrDigit = /[\p{sc=Latin}\p{N}]/u;
/** Articles and prepositions that Romance languages write onto the next word. */
const elided = /^(?:[cdjlmnst]|qu|dell|all|nell|sull|dall|un)['’](?=\p{L})/iu;
const romance: ReadonlySet<Language> = new Set(['fr', 'it']);
/** Particles that Korean writes onto a noun. */
const koreanParticle =
  /(?<=\p{L}{2})(?:에서는|으로부터|에서의|으로의|에서|으로|에게|까지|부터|들의|은|는|이|가|을|를|의|에|로|와|과|도)$/u;
/** Arabic article and the particles written before it. */
const arabicArticle = /^[وفبك]?(?:ال|لل)(?=\p{L}{3})/u;

const PLUS = 0x2b;
const spaceSign = 1;
const wordSign = 2;
const joiningSign = 3;
/** What each sign of ASCII is to {@link wordPattern}, by its code; 0 for what ends a run. */
const asciiKinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (/\s/.test(sign)) return spaceSign;
  if (/[\p{L}\p{N}]/u.test(sign)) return wordSign;
  return "'&+/-".includes(sign) ? joiningSign : 0;
});

/** Splits text into runs of words; remembers the words it has seen, so keep one for a corpus. */
export class WordSplitter {
  readonly #words = new Map<Language, Map<string, Word>>();
  readonly #segmenters = new Map<Language, Intl.Segmenter>();
  /** Words told apart so far. */
  size = 0;

  /** Runs of words between punctuation marks, in order. */
  runs(text: string, language: Language = languageOf(text)): Word[][] {
    const runs: Word[][] = [];
    let run: Word[] = [];
    let end = 0;
    const clean = noiseSign.test(text) ? text.replace(noise, ' . ') : text;
    const known = this.#known(language);
    if (!romance.has(language) && language !== 'ko' && !beyondAscii.test(clean))
      return this.#asciiRuns(clean, known, language);
    /** Of these, a word seen before is the same word again. */
    const isPlain = !romance.has(language) && language !== 'ko' && !unspaced.test(clean);
    for (const match of clean.matchAll(wordPattern)) {
      const { 0: slice, index } = match;
      // Anything but plain space between two words ends the run.
      const isSpace = index === end + 1 && clean.charCodeAt(end) === SPACE;
      if (run.length > 0 && !isSpace && /\S/.test(clean.slice(end, index))) {
        runs.push(run);
        run = [];
      }
      end = index + slice.length;
      const word = isPlain ? known.get(slice) : undefined;
      if (word) run.push(word);
      else this.#add(run, slice, language);
    }
    if (run.length > 0) runs.push(run);
    return runs;
  }

  /** What {@link wordPattern} finds in text of ASCII alone, letter by letter: most text, in a third of the time. */
  #asciiRuns(text: string, known: ReadonlyMap<string, Word>, language: Language): Word[][] {
    const runs: Word[][] = [];
    let run: Word[] = [];
    let divides = false;
    for (let at = 0; at < text.length;) {
      const kind = asciiKinds[text.charCodeAt(at)];
      if (kind !== wordSign) {
        if (kind !== spaceSign) divides = true;
        at++;
        continue;
      }
      const from = at++;
      for (; at < text.length; at++) {
        const next = asciiKinds[text.charCodeAt(at)];
        if (next === wordSign) continue;
        if (next !== joiningSign || asciiKinds[text.charCodeAt(at + 1)] !== wordSign) break;
      }
      while (text.charCodeAt(at) === PLUS) at++;
      if (divides && run.length > 0) {
        runs.push(run);
        run = [];
      }
      divides = false;
      const slice = text.slice(from, at);
      run.push(known.get(slice) ?? this.#word(slice, language));
    }
    if (run.length > 0) runs.push(run);
    return runs;
  }

  #add(run: Word[], slice: string, language: Language): void {
    if (unspaced.test(slice)) {
      for (const part of this.#segmenter(language).segment(slice))
        if (part.isWordLike) run.push(this.#word(part.segment, language));
      return;
    }
    const prefix = romance.has(language) ? elided.exec(slice)?.[0] : undefined;
    if (prefix !== undefined) run.push(this.#word(prefix, language));
    const rest = prefix === undefined ? slice : slice.slice(prefix.length);
    run.push(this.#word(language === 'ko' ? rest.replace(koreanParticle, '') : rest, language));
  }

  #segmenter(language: Language): Intl.Segmenter {
    let segmenter = this.#segmenters.get(language);
    if (!segmenter) {
      segmenter = new Intl.Segmenter(language, { granularity: 'word' });
      this.#segmenters.set(language, segmenter);
    }
    return segmenter;
  }

  #known(language: Language): Map<string, Word> {
    let words = this.#words.get(language);
    if (!words) this.#words.set(language, (words = new Map<string, Word>()));
    return words;
  }

  #word(slice: string, language: Language): Word {
    const words = this.#known(language);
    const known = words.get(slice);
    if (known) return known;
    const written = ownText(slice);
    const bare = written.replace(GENITIVE, '');
    const lower = bare.toLowerCase().replaceAll('’', "'");
    const word: Word = {
      id: this.size++,
      surface: written,
      bare,
      glued: unspaced.test(written) || /['’]$/.test(written),
      lower,
      language,
      forms: formsOf(lower, language),
      kind: kindOf(bare, lower, language),
      determiner: isDeterminer(lower, language),
    };
    words.set(written, word);
    return word;
  }
}

function formsOf(lower: string, language: Language): string[] {
  if (language === 'ar') return [lower.replace(arabicArticle, '')];
  const parts = lower.split(/[-/']/).filter(Boolean);
  if (language === 'en') return parts.map((part) => englishForm(foldText(part)));
  const plural = language === 'fr' || language === 'es' || language === 'pt';
  return parts.map((part) => (plural ? singular(foldText(part)) : foldText(part)));
}

/** One form for singular and plural, and for British and American spelling. */
function englishForm(folded: string): string {
  const one =
    folded.length > 5 && folded.endsWith('ies') ? `${folded.slice(0, -3)}y` : singular(folded);
  return one
    .replace(/isation$/, 'ization')
    .replace(/our(?=$|ed$|ing$|al$)/, 'or')
    .replace(/elling$/, 'eling')
    .replace(/elled$/, 'eled');
}

function kindOf(surface: string, lower: string, language: Language): Word['kind'] {
  if (joinsNouns(lower, language)) return 'joining';
  if (isFunctionWord(lower, language)) return 'function';
  if (!/\p{L}/u.test(lower) || /n't$|'(?:re|ve|ll|d|m)$/.test(lower)) return 'empty';
  if (isReporting(lower, language)) return 'empty';
  if (language === 'en' && sayNothing.has(lower)) return 'empty';
  if (lower.length < shortest(surface)) return 'empty';
  if (/^(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})$/.test(lower)) return 'empty';
  return 'content';
}

/** Two capitals ("AI"), a digit with a letter ("3D"), and one Chinese character say something. */
function shortest(surface: string): number {
  if (!latinOrDigit.test(surface)) return unspaced.test(surface) ? 1 : 3;
  return /^(?:\p{Lu}{2}|\p{N}\p{L})$/u.test(surface) ? 2 : 3;
}

/** Words of a phrase as they are written together: without spaces in Chinese and Japanese. */
export function written(words: readonly Word[], from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) {
    const word = words[at];
    if (!word) break;
    if (at > from && !(words[at - 1]?.glued ?? false)) text += ' ';
    text += at === to - 1 ? word.bare : word.surface;
  }
  return text;
}
