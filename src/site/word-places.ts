/**
 * Where the words of titles and abstracts stand, so that words that were typed together are found
 * together without the texts: by word and paper, the places of the word among the words of the title and
 * among those of the abstract, as `searchTerms` gives them.
 */
import type { Paper } from '../corpus/paper';
import type { Postings } from '../search/postings';
import { searchTerms } from '../search/search-terms';
import { pushNumber } from './number-bytes';

/** Ends a text in the list of all words. */
const endOfText = 0xffff_ffff;

/** The places of all words, in the order of the postings, from which runs of them are written. */
export class WordPlaces {
  readonly #postings: Postings;
  /** Of posting `p`: `places[start[p] … start[p + 1])`, each twice the place, and 1 more in abstracts. */
  readonly #start: Uint32Array;
  readonly #places: Uint32Array;

  constructor(papers: readonly Paper[], postings: Postings) {
    this.#postings = postings;
    const text = textsIn(papers, postings.terms);
    const { offsets, paperOf } = postings;
    this.#start = new Uint32Array(paperOf.length + 1);
    this.#places = new Uint32Array(text.length - 2 * papers.length);
    for (const fills of [false, true]) {
      // Papers come in ascending order, as they stand in the postings of each word.
      const next = offsets.slice(0, -1);
      visit(text, (term, paper, place) => {
        let at = next[term] ?? 0;
        while (at < (offsets[term + 1] ?? 0) && paperOf[at] !== paper) at++;
        next[term] = at;
        const end = this.#start[at + 1] ?? 0;
        if (fills) this.#places[end] = place;
        this.#start[at + 1] = end + 1;
      });
      // Counts become ends, and then ends become the starts that filling moves on to ends again.
      if (!fills) {
        for (let at = 0; at < paperOf.length; at++)
          this.#start[at + 1] = (this.#start[at + 1] ?? 0) + (this.#start[at] ?? 0);
        this.#start.copyWithin(1, 0);
      }
    }
  }

  /**
   * The places of a run of terms as bytes: for each posting how many, then each as the step from the
   * one before, from 0 in title and abstract alike; twice the step, and 1 more in the abstract.
   */
  bytesOf(fromTerm: number, toTerm: number): Uint8Array {
    const { offsets } = this.#postings;
    const bytes: number[] = [];
    for (let at = offsets[fromTerm] ?? 0; at < (offsets[toTerm] ?? 0); at++) {
      const places = this.#places.subarray(this.#start[at], this.#start[at + 1]);
      pushNumber(bytes, places.length);
      let before = 0;
      let isAbstract = 0;
      for (const place of places) {
        if ((place & 1) !== isAbstract) before = 0;
        isAbstract = place & 1;
        pushNumber(bytes, 2 * ((place >> 1) - before) + isAbstract);
        before = place >> 1;
      }
    }
    return Uint8Array.from(bytes);
  }
}

/** The numbers of all words of titles and abstracts, one text after the other, each with its end. */
function textsIn(papers: readonly Paper[], terms: readonly string[]): Uint32Array {
  const numbers = new Map(terms.map((term, number) => [term, number]));
  let text = new Uint32Array(1 << 16);
  let length = 0;
  const push = (number: number): void => {
    if (length === text.length) {
      const larger = new Uint32Array(2 * length);
      larger.set(text);
      text = larger;
    }
    text[length++] = number;
  };
  for (const { title, abstract } of papers)
    for (const one of [title, abstract]) {
      for (const term of searchTerms(one)) push(numbers.get(term) ?? endOfText - 1);
      push(endOfText);
    }
  return text.subarray(0, length);
}

/** Tells of every word its paper, and twice its place in the text, 1 more in an abstract. */
function visit(
  text: Uint32Array,
  tell: (term: number, paper: number, place: number) => void,
): void {
  let texts = 0;
  let place = 0;
  for (const term of text) {
    if (term === endOfText) {
      texts++;
      place = 0;
    } else {
      if (term < endOfText - 1) tell(term, texts >> 1, 2 * place + (texts & 1));
      place++;
    }
  }
}
