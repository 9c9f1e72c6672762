/**
 * Numbers for the words of texts. 100,000 abstracts hold some 18 million words of which few hundred thousand
 * differ: a string for each, only to look it up in a `Map`, is most of the time of an index. Here the
 * letters of plain text are hashed where they stand (FNV-1a by Fowler, Noll and Vo; open addressing), and a
 * word becomes a string when it is first seen.
 */
import { englishStopWords } from '../text/stop-words';
import { asciiClass, singular } from '../text/words';
import { searchTerms } from './search-terms';

const fnvOffset = 0x811c9dc5 | 0;
const fnvPrime = 0x01000193;
/** What a stop word has for a number. */
const none = -1;
/** Makes a capital letter of ASCII small; leaves small letters and digits as they are. */
const small = 0x20;

/** Words as they are written, small letters only: "graphs" and "graph" are two of one term. */
interface Forms {
  readonly hash: Int32Array;
  /** Half-open range of its letters, by form: `[start[f], start[f + 1])`. */
  readonly start: Uint32Array;
  readonly term: Int32Array;
}

export class TermTable {
  readonly #terms: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #decoder = new TextDecoder();
  #forms: Forms = formsOf(1 << 12);
  #count = 0;
  #letters = new Uint8Array(1 << 15);
  /** Forms by their hash, plus 1; 0 for free. At least twice as many as forms. */
  #slots = new Uint32Array(1 << 13);
  #found = new Uint32Array(1 << 10);
  /** What begins with digits, until the words of the text have been read. */
  #numbers = new Uint32Array(1 << 6);

  /** Every term seen, by its number. */
  get terms(): readonly string[] {
    return this.#terms;
  }

  /**
   * The terms of a text by number, as {@link searchTerms} gives them: words in their order, then what
   * begins with digits. Valid until the next call.
   */
  read(text: string): Uint32Array {
    let found = 0;
    let numbers = 0;
    const classes = asciiClass;
    let word = -1;
    let number = -1;
    let hash = fnvOffset;
    for (let at = 0; at <= text.length; at++) {
      const code = at < text.length ? text.charCodeAt(at) : 0;
      if (code > 127) return this.#readOther(text);
      const kind = classes[code] ?? 0;
      if (kind === 0) {
        if (word >= 0) found = this.#keep(this.#termOf(text, word, at, hash), found);
        // "3d" is a number and the word "d".
        if (number >= 0) {
          if (numbers === this.#numbers.length) this.#numbers = larger(this.#numbers, Uint32Array);
          this.#numbers[numbers++] = this.#idOf(text.slice(number, at).toLowerCase());
        }
        word = -1;
        number = -1;
        continue;
      }
      if (word < 0 && kind === 1) {
        word = at;
        hash = fnvOffset;
      } else if (word < 0 && number < 0) number = at;
      if (word >= 0) hash = Math.imul(hash ^ (code | small), fnvPrime);
    }
    for (let at = 0; at < numbers; at++) found = this.#keep(this.#numbers[at] ?? 0, found);
    return this.#found.subarray(0, found);
  }

  #readOther(text: string): Uint32Array {
    let found = 0;
    for (const term of searchTerms(text)) found = this.#keep(this.#idOf(term), found);
    return this.#found.subarray(0, found);
  }

  #keep(term: number, at: number): number {
    if (term === none) return at;
    if (at === this.#found.length) this.#found = larger(this.#found, Uint32Array);
    this.#found[at] = term;
    return at + 1;
  }

  #idOf(term: string): number {
    const known = this.#ids.get(term);
    if (known !== undefined) return known;
    const id = this.#terms.length;
    this.#ids.set(term, id);
    this.#terms.push(term);
    return id;
  }

  #termOf(text: string, from: number, to: number, hash: number): number {
    const { hash: hashes, term } = this.#forms;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = slotOf(hash, mask);
    for (;;) {
      const form = (slots[slot] ?? 0) - 1;
      if (form < 0) return this.#add(text, from, to, hash, slot);
      if (hashes[form] === hash && this.#isForm(form, text, from, to)) return term[form] ?? none;
      slot = (slot + 1) & mask;
    }
  }

  #isForm(form: number, text: string, from: number, to: number): boolean {
    const { start } = this.#forms;
    const letters = this.#letters;
    const first = start[form] ?? 0;
    if ((start[form + 1] ?? 0) - first !== to - from) return false;
    for (let at = from, own = first; at < to; at++, own++)
      if (letters[own] !== (text.charCodeAt(at) | small)) return false;
    return true;
  }

  #add(text: string, from: number, to: number, hash: number, slot: number): number {
    const form = this.#count++;
    const first = this.#forms.start[form] ?? 0;
    const end = first + to - from;
    while (end > this.#letters.length) this.#letters = larger(this.#letters, Uint8Array);
    for (let at = from; at < to; at++)
      this.#letters[first + at - from] = text.charCodeAt(at) | small;
    // Decoded, not sliced: a slice would keep the whole text in memory.
    const folded = this.#decoder.decode(this.#letters.subarray(first, end));
    const term = englishStopWords.has(folded) ? none : this.#idOf(singular(folded));
    this.#forms.hash[form] = hash;
    this.#forms.term[form] = term;
    this.#forms.start[form + 1] = end;
    this.#slots[slot] = form + 1;
    if (2 * this.#count >= this.#slots.length) this.#grow();
    return term;
  }

  #grow(): void {
    const { hash, start, term } = this.#forms;
    this.#forms = formsOf(2 * hash.length);
    this.#forms.hash.set(hash);
    this.#forms.start.set(start);
    this.#forms.term.set(term);
    this.#slots = new Uint32Array(2 * this.#slots.length);
    const mask = this.#slots.length - 1;
    for (let form = 0; form < this.#count; form++) {
      let slot = slotOf(hash[form] ?? 0, mask);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = form + 1;
    }
  }
}

/** The upper bits of FNV differ more than the lower ones. */
function slotOf(hash: number, mask: number): number {
  return (hash ^ (hash >>> 15)) & mask;
}

function formsOf(most: number): Forms {
  return {
    hash: new Int32Array(most),
    start: new Uint32Array(most + 1),
    term: new Int32Array(most),
  };
}

/** The same numbers with as much room again. */
export function larger<Numbers extends Uint8Array | Uint32Array | Float32Array>(
  numbers: Numbers,
  Kind: new (length: number) => Numbers,
): Numbers {
  const copy = new Kind(numbers.length * 2);
  copy.set(numbers);
  return copy;
}
