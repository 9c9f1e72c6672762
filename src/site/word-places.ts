/**
 * Where the words of titles and abstracts stand, so that words that were typed together are found
 * together without the texts: by word and paper, the places of the word among the words of the title and
 * among those of the abstract, as `searchTerms` gives them.
 */
import type { Postings } from '../search/postings';
import { larger } from '../search/term-table';
import { pushNumber } from './number-bytes';

/** Ends a text in the list of all words. */
const endOfText = 0xffff_ffff;

/** The words of titles and abstracts by number, one text after the other, each with its end. */
export class WordTexts {
  #text = new Uint32Array(1 << 16);
  #length = 0;

  add(words: Uint32Array): void {
    while (this.#length + words.length >= this.#text.length)
      this.#text = larger(this.#text, Uint32Array);
    this.#text.set(words, this.#length);
    this.#length += words.length;
    this.#text[this.#length++] = endOfText;
  }

  /**
   * The texts, their words by the numbers that they have in another list; to be called once.
   *
   * @param seen words by their numbers so far
   * @throws when one of them is not in the other list
   */
  numbered(seen: readonly string[], terms: readonly string[]): Uint32Array {
    const numbers = new Map(terms.map((term, number) => [term, number]));
    const ranks = Uint32Array.from(seen, (term) => {
      const number = numbers.get(term);
      if (number === undefined) throw new Error('a word of the papers that the postings lack');
      return number;
    });
    const text = this.#text.subarray(0, this.#length);
    for (let at = 0; at < text.length; at++) {
      const term = text[at] ?? endOfText;
      if (term !== endOfText) text[at] = ranks[term] ?? endOfText;
    }
    return text;
  }
}

/** The places of all words, from which runs of them are written in the order of the postings. */
export class WordPlaces {
  readonly #postings: Postings;
  /** Of term `t`: from `start[t]` to before `start[t + 1]`, by paper and place ascending. */
  readonly #start: Uint32Array;
  readonly #paper: Uint32Array;
  /** Twice the place, and 1 more in abstracts. */
  readonly #place: Uint32Array;

  /**
   * @param texts title and abstract of each paper
   * @param seen words by the numbers that the texts hold
   * @throws when a word of the texts is not one of the postings
   */
  constructor(texts: WordTexts, seen: readonly string[], postings: Postings) {
    this.#postings = postings;
    const text = texts.numbered(seen, postings.terms);
    const start = new Uint32Array(postings.terms.length + 1);
    for (const term of text) if (term !== endOfText) start[term + 1] = (start[term + 1] ?? 0) + 1;
    for (let term = 0; term < postings.terms.length; term++)
      start[term + 1] = (start[term + 1] ?? 0) + (start[term] ?? 0);
    this.#start = start;
    this.#paper = new Uint32Array(text.length - 2 * postings.papers);
    this.#place = new Uint32Array(this.#paper.length);
    const next = start.slice();
    let ended = 0;
    let place = 0;
    for (const term of text) {
      if (term === endOfText) {
        ended++;
        place = 0;
        continue;
      }
      const at = next[term] ?? 0;
      next[term] = at + 1;
      this.#paper[at] = ended >> 1;
      this.#place[at] = 2 * place++ + (ended & 1);
    }
  }

  /**
   * The places of a run of terms as bytes: for each posting how many, then each as the step from the
   * one before, from 0 in title and abstract alike; twice the step, and 1 more in the abstract.
   */
  bytesOf(fromTerm: number, toTerm: number): Uint8Array {
    const { offsets, paperOf } = this.#postings;
    const bytes: number[] = [];
    for (let term = fromTerm; term < toTerm; term++) {
      let from = this.#start[term] ?? 0;
      const last = this.#start[term + 1] ?? 0;
      for (let at = offsets[term] ?? 0; at < (offsets[term + 1] ?? 0); at++) {
        // A word of a name or a venue alone stands nowhere here.
        const paper = paperOf[at];
        let end = from;
        while (end < last && this.#paper[end] === paper) end++;
        pushNumber(bytes, end - from);
        from = pushPlaces(bytes, this.#place, from, end);
      }
    }
    return Uint8Array.from(bytes);
  }
}

/** Pushes the places of one word in one paper, and returns where they end. */
function pushPlaces(bytes: number[], place: Uint32Array, from: number, end: number): number {
  let before = 0;
  let isAbstract = 0;
  for (let at = from; at < end; at++) {
    const one = place[at] ?? 0;
    if ((one & 1) !== isAbstract) before = 0;
    isAbstract = one & 1;
    pushNumber(bytes, 2 * ((one >> 1) - before) + isAbstract);
    before = one >> 1;
  }
  return end;
}
