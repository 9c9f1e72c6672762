/**
 * Text as the encoders and the labeller see it. `normalise.ts` makes text clean, this file finds
 * the words in it and gives each the form under which it is counted, `stop-words.ts` says which
 * carry no subject, `sentences.ts` finds the sentences.
 *
 * A word is a letter and the letters and digits that follow; hyphens and apostrophes divide
 * ("self-supervised" is two words). Scripts that are written without spaces are divided by the
 * dictionaries of `Intl.Segmenter`.
 */
import { cleanText, foldText } from './normalise';
import { englishStopWords } from './stop-words';

/** A word with its place in the text it was found in. */
export interface Word {
  /** The form under which it is counted: see {@link wordForm}. */
  readonly form: string;
  /** Half-open range of UTF-16 units in the text given. */
  readonly start: number;
  readonly end: number;
}

const WORD = /\p{L}[\p{L}\p{M}\p{N}]*/gu;
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const ASCII = /^[\x00-\x7f]*$/; // eslint-disable-line no-control-regex -- the range of ASCII
const LETTER_FIRST = /^\p{L}/u;

/** Words of fewer letters than this carry no subject in an alphabet: Latin, Greek, Cyrillic … */
const SHORTEST_ALPHABETIC = 3;
/** … and in scripts where a character is a syllable or a meaning. */
const SHORTEST_OTHER = 2;
/** First code unit after the alphabets (Latin to Arabic and its neighbours). */
const FIRST_OTHER_SCRIPT = 0x0900;

const wordSegmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Letters of ASCII, 1; digits, 2; everything else 0; by code unit below 128. */
export const asciiClass: Readonly<Uint8Array> = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[A-Za-z]/.test(char)) return 1;
  return /[0-9]/.test(char) ? 2 : 0;
});

function scanAscii(text: string, visit: (start: number, end: number) => void): void {
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const kind = at < text.length ? (asciiClass[text.charCodeAt(at)] ?? 0) : 0;
    if (start >= 0) {
      if (kind === 0) {
        visit(start, at);
        start = -1;
      }
    } else if (kind === 1) {
      start = at;
    }
  }
}

function scanUnicode(text: string, visit: (start: number, end: number) => void): void {
  for (const match of text.matchAll(WORD)) {
    const run = match[0];
    if (!SPACELESS.test(run)) {
      visit(match.index, match.index + run.length);
      continue;
    }
    for (const piece of wordSegmenter.segment(run)) {
      if (!piece.isWordLike || !LETTER_FIRST.test(piece.segment)) continue;
      const start = match.index + piece.index;
      visit(start, start + piece.segment.length);
    }
  }
}

/** Whether a text has no character beyond ASCII; such a text is as it is under Unicode's forms. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

/** Calls `visit` with the half-open range of every word of `text`, in order. */
export function scanWords(text: string, visit: (start: number, end: number) => void): void {
  if (isAscii(text)) scanAscii(text, visit);
  else scanUnicode(text, visit);
}

/** Strips the plural s of a folded English word: "graphs" → "graph", but "bias", "loss", "analysis" stay. */
export function singular(word: string): string {
  const last = word.length - 1;
  if (last < 3 || word.charCodeAt(last) !== 115 /* s */) return word;
  const before = word.charCodeAt(last - 1);
  // "ss", "us", "is" and "as" seldom end a plural.
  if (before === 115 || before === 117 || before === 105 || before === 97) return word;
  return word.slice(0, last);
}

/** The form under which a word is counted: folded (case, accents), without the plural s. */
export function wordForm(word: string): string {
  return singular(foldText(word));
}

/** Every word of `text` with its form and place, stop words included. */
export function words(text: string): Word[] {
  const found: Word[] = [];
  scanWords(text, (start, end) => {
    found.push({ form: wordForm(text.slice(start, end)), start, end });
  });
  return found;
}

/** Whether a folded word can say something about a subject: long enough and no stop word. */
export function isContentWord(folded: string): boolean {
  const shortest = folded.charCodeAt(0) < FIRST_OTHER_SCRIPT ? SHORTEST_ALPHABETIC : SHORTEST_OTHER;
  return folded.length >= shortest && !englishStopWords.has(folded);
}

/**
 * The content words of a text in order and with repetitions, each in its {@link wordForm}: what
 * the lexical encoders count.
 */
export function contentWords(text: string): string[] {
  const folded = foldText(cleanText(text));
  const found: string[] = [];
  scanWords(folded, (start, end) => {
    const word = folded.slice(start, end);
    if (isContentWord(word)) found.push(singular(word));
  });
  return found;
}
