/**
 * An inverted index in flat arrays: which papers hold a word, and how much it weighs there. Built for
 * 100,000 abstracts in a browser (millions of postings), where an index of nested maps takes seconds
 * to answer and hundreds of megabytes.
 */
import { foldText } from '../text/normalise';
import { englishStopWords } from '../text/stop-words';
import { scanWords, singular } from '../text/words';

export interface Postings {
  readonly papers: number;
  /** Every word of the corpus, ascending by code unit, so that a prefix is a range. */
  readonly terms: readonly string[];
  /** Papers of term `t` are `paperOf[offsets[t] … offsets[t+1])`, ascending. */
  readonly offsets: Uint32Array;
  readonly paperOf: Uint32Array;
  /** Occurrences, each counted by the boost of its field. */
  readonly frequency: Float32Array;
  /** Sum of its frequencies, by paper. */
  readonly length: Float32Array;
}

const digitsFirst = /(?<![\p{L}\p{N}])\p{N}[\p{L}\p{N}]*/gu;

/** The words of a text as they are indexed and asked for: folded, singular, without stop words. */
export function searchTerms(text: string): string[] {
  const folded = foldText(text);
  const found: string[] = [];
  scanWords(folded, (start, end) => {
    const word = folded.slice(start, end);
    if (!englishStopWords.has(word)) found.push(singular(word));
  });
  if (/\p{N}/u.test(folded))
    for (const [number] of folded.matchAll(digitsFirst)) found.push(number);
  return found;
}

/** Collects papers one by one, then sorts their words into {@link Postings}. */
export class PostingsBuilder {
  readonly #ids = new Map<string, number>();
  readonly #terms: string[] = [];
  readonly #lengths: number[] = [];
  readonly #row = new Map<number, number>();
  #term = new Uint32Array(1 << 14);
  #paper = new Uint32Array(1 << 14);
  #frequency = new Float32Array(1 << 14);
  #count = 0;

  /** Adds the next paper: texts and how much an occurrence in each counts. */
  add(fields: readonly { readonly text: string; readonly boost: number }[]): void {
    const row = this.#row;
    row.clear();
    for (const { text, boost } of fields)
      for (const word of searchTerms(text)) {
        let id = this.#ids.get(word);
        if (id === undefined) {
          id = this.#terms.length;
          this.#ids.set(word, id);
          this.#terms.push(word);
        }
        row.set(id, (row.get(id) ?? 0) + boost);
      }
    let length = 0;
    for (const [id, frequency] of row) {
      this.#append(id, frequency);
      length += frequency;
    }
    this.#lengths.push(length);
  }

  finish(): Postings {
    const order = Uint32Array.from(this.#terms.keys()).sort((a, b) =>
      (this.#terms[a] ?? '') < (this.#terms[b] ?? '') ? -1 : 1,
    );
    const rank = new Uint32Array(order.length);
    order.forEach((id, at) => (rank[id] = at));
    const offsets = new Uint32Array(order.length + 1);
    for (let i = 0; i < this.#count; i++) {
      const after = (rank[this.#term[i] ?? 0] ?? 0) + 1;
      offsets[after] = (offsets[after] ?? 0) + 1;
    }
    for (let t = 0; t < order.length; t++)
      offsets[t + 1] = (offsets[t + 1] ?? 0) + (offsets[t] ?? 0);
    const next = offsets.slice();
    const paperOf = new Uint32Array(this.#count);
    const frequency = new Float32Array(this.#count);
    for (let i = 0; i < this.#count; i++) {
      const term = rank[this.#term[i] ?? 0] ?? 0;
      const at = next[term] ?? 0;
      next[term] = at + 1;
      paperOf[at] = this.#paper[i] ?? 0;
      frequency[at] = this.#frequency[i] ?? 0;
    }
    return {
      papers: this.#lengths.length,
      terms: Array.from(order, (id) => this.#terms[id] ?? ''),
      offsets,
      paperOf,
      frequency,
      length: Float32Array.from(this.#lengths),
    };
  }

  #append(term: number, frequency: number): void {
    if (this.#count === this.#term.length) {
      this.#term = doubled(this.#term, Uint32Array);
      this.#paper = doubled(this.#paper, Uint32Array);
      this.#frequency = doubled(this.#frequency, Float32Array);
    }
    this.#term[this.#count] = term;
    this.#paper[this.#count] = this.#lengths.length;
    this.#frequency[this.#count] = frequency;
    this.#count++;
  }
}

function doubled<Numbers extends Uint32Array | Float32Array>(
  numbers: Numbers,
  Kind: new (length: number) => Numbers,
): Numbers {
  const larger = new Kind(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

/** The range of terms that begin with `prefix`, half-open. */
export function prefixRange(terms: readonly string[], prefix: string): readonly [number, number] {
  const first = lowerBound(terms, (term) => term >= prefix);
  const end = lowerBound(terms, (term) => term >= prefix && !term.startsWith(prefix));
  return [first, end];
}

/** First index at which `reached` holds; `reached` is false up to there and true from there on. */
function lowerBound(terms: readonly string[], reached: (term: string) => boolean): number {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(terms[middle] ?? '')) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Whether two words are within `most` typing errors: letters added, left out, replaced or swapped with
 * their neighbour (optimal string alignment; Damerau, CACM 1964).
 */
export function isNear(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return false;
    before = last;
    last = row;
  }
  return (last[b.length] ?? 0) <= most;
}
