/**
 * Columns of a corpus's words. Most abstracts are ASCII, and their words are looked up by their
 * letters, without a string for each of a corpus's millions of words.
 */
import { ownText } from '../text/own-text';
import { asciiClass, contentWords, isAscii, isContentWord, singular } from '../text/words';

/** Bit that tells a small letter of ASCII from its capital; digits have it as well. */
const SMALL = 32;

export class WordColumns {
  /** Column names in order of first appearance. */
  readonly terms: string[] = [];
  readonly #columnOf = new Map<string, number>();
  /** Words of ASCII as they stand in texts, in small letters, by number: their letters, and where these begin. */
  #letters = new Uint8Array(1 << 16);
  readonly #starts: number[] = [0];
  /** Column of each of these words; -1 where it is no content word. */
  readonly #columns: number[] = [];
  /** Numbers of words by the hash of their letters, plus one; 0 is free. Its length is a power of two. */
  #table = new Int32Array(1 << 14);

  /** Calls `visit` with the column of every content word of a text, in order and with repetitions. */
  visit(text: string, visit: (column: number) => void): void {
    if (!isAscii(text)) {
      for (const word of contentWords(text)) visit(this.#columnFor(word));
      return;
    }
    const { length } = text;
    for (let at = 0; at < length; at++) {
      if (asciiClass[text.charCodeAt(at)] !== 1) continue;
      const start = at;
      let hash = 0;
      for (; at < length; at++) {
        const code = text.charCodeAt(at);
        if (asciiClass[code] === 0) break;
        hash = Math.imul(hash ^ (code | SMALL), 0x01000193);
      }
      const column = this.#columnAt(text, start, at, hash ^ (hash >>> 15));
      if (column >= 0) visit(column);
    }
  }

  /** The column of the word of ASCII at a half-open range of a text; -1 if it is no content word. */
  #columnAt(text: string, start: number, end: number, hash: number): number {
    const last = this.#table.length - 1;
    let slot = hash & last;
    for (;;) {
      const number = (this.#table[slot] ?? 0) - 1;
      if (number < 0) break;
      if (this.#isWord(number, text, start, end)) return this.#columns[number] ?? -1;
      slot = (slot + 1) & last;
    }
    const word = text.slice(start, end).toLowerCase();
    const column = isContentWord(word) ? this.#columnFor(singular(word)) : -1;
    this.#table[slot] = this.#add(word, column) + 1;
    if (2 * this.#columns.length > this.#table.length) this.#grow();
    return column;
  }

  #isWord(number: number, text: string, start: number, end: number): boolean {
    const from = this.#starts[number] ?? 0;
    if ((this.#starts[number + 1] ?? 0) - from !== end - start) return false;
    for (let at = start; at < end; at++)
      if ((text.charCodeAt(at) | SMALL) !== this.#letters[from + at - start]) return false;
    return true;
  }

  #add(word: string, column: number): number {
    const from = this.#starts[this.#columns.length] ?? 0;
    const to = from + word.length;
    if (to > this.#letters.length) {
      const letters = new Uint8Array(2 * to);
      letters.set(this.#letters);
      this.#letters = letters;
    }
    for (let at = 0; at < word.length; at++) this.#letters[from + at] = word.charCodeAt(at);
    this.#starts.push(to);
    return this.#columns.push(column) - 1;
  }

  #grow(): void {
    const table = new Int32Array(2 * this.#table.length);
    const last = table.length - 1;
    for (let number = 0; number < this.#columns.length; number++) {
      let hash = 0;
      const end = this.#starts[number + 1] ?? 0;
      for (let at = this.#starts[number] ?? 0; at < end; at++)
        hash = Math.imul(hash ^ (this.#letters[at] ?? 0), 0x01000193);
      let slot = (hash ^ (hash >>> 15)) & last;
      while (table[slot] !== 0) slot = (slot + 1) & last;
      table[slot] = number + 1;
    }
    this.#table = table;
  }

  #columnFor(word: string): number {
    const known = this.#columnOf.get(word);
    if (known !== undefined) return known;
    const term = ownText(word);
    const column = this.terms.push(term) - 1;
    this.#columnOf.set(term, column);
    return column;
  }
}
