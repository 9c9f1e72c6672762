/** Phrases as stems of their words, by which two of them are compared. */
import { stemmer } from 'stemmer';
import type { PhraseIndex } from './phrase-index';

export class PhraseStems {
  readonly #stems = new Map<number, string>();
  #phrases: ReadonlyMap<string, number> | undefined;

  constructor(private readonly index: PhraseIndex) {}

  /** Stems of a phrase's words, joined by spaces; outside English the words as they are counted. */
  of(phrase: number): string {
    let stems = this.#stems.get(phrase);
    if (stems === undefined) {
      const key = this.index.keys[phrase] ?? '';
      stems = this.index.phraseLanguages[phrase] === 'en' ? stemmed(key) : key;
      this.#stems.set(phrase, stems);
    }
    return stems;
  }

  /** The same of a phrase as it is written in a name, which may be none of the corpus. */
  ofWritten(surface: string): string {
    this.#phrases ??= new Map(this.index.surfaces.map((written, phrase) => [written, phrase]));
    const phrase = this.#phrases.get(surface);
    return phrase === undefined ? stemmed(wordsOf(surface)) : this.of(phrase);
  }
}

/** Whether a text says one of the words or phrases that are hidden, in any number. */
export type Hiding = (surface: string) => boolean;

/** @param words in lower case */
export function hiding(words: readonly string[]): Hiding {
  const hidden = words.map(wordsOf).filter((word) => word !== '');
  const stems = hidden.map(stemmed);
  if (hidden.length === 0) return () => false;
  return (surface) => {
    const plain = wordsOf(surface);
    const stem = stemmed(plain);
    return (
      hidden.some((word) => contains(plain, word)) || stems.some((word) => contains(stem, word))
    );
  };
}

/** Whether a name with both phrases would say one thing twice. */
export function overlaps(a: string, b: string): boolean {
  if (abbreviates(a, b) || abbreviates(b, a)) return true;
  const stemsB = b.split(' ');
  return a.split(' ').some((stem) => stemsB.includes(stem));
}

/** Whether the words of `part` stand in `whole`, in their order and whole. */
export function contains(whole: string, part: string): boolean {
  return ` ${whole} `.includes(` ${part} `);
}

/** Plurals that no rule of English makes, by what they are the plural of. */
const singulars: ReadonlyMap<string, string> = new Map([
  ['corpora', 'corpus'],
  ['genera', 'genus'],
  ['criteria', 'criterion'],
  ['phenomena', 'phenomenon'],
  ['matrices', 'matrix'],
  ['vertices', 'vertex'],
  ['indices', 'index'],
  ['mice', 'mouse'],
  ['men', 'man'],
  ['women', 'woman'],
  ['people', 'person'],
]);

/** Without a last s, which the stemmer takes from "bias" and leaves of "biases". */
function stemmed(words: string): string {
  return words
    .split(' ')
    .map((word) => stemmer(singulars.get(word) ?? word).replace(/(?<=..)s$/u, ''))
    .join(' ');
}

function wordsOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ');
}

/** Whether `short` is made of the initials of `long`: "uda" of "unsupervis domain adapt". */
function abbreviates(short: string, long: string): boolean {
  const stems = long.split(' ');
  return (
    stems.length > 1 &&
    stems.length === short.replace(/s$/, '').length &&
    stems.every((stem, i) => stem[0] === short[i])
  );
}
