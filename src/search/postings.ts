/**
 * An inverted index in flat arrays: which papers hold a word, and how much it weighs there. Built for
 * 100,000 abstracts in a browser (millions of postings), where an index of nested maps takes seconds
 * to answer and hundreds of megabytes.
 */
import { larger, TermTable } from './term-table';

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

/** Collects papers one by one, then sorts their words into {@link Postings}. */
export class PostingsBuilder {
  readonly #table = new TermTable();
  readonly #lengths: number[] = [];
  /** Frequency by term in the paper that is added; all 0 between two. */
  #row = new Float32Array(1 << 14);
  #term = new Uint32Array(1 << 14);
  #paper = new Uint32Array(1 << 14);
  #frequency = new Float32Array(1 << 14);
  #count = 0;

  /** Every word seen so far, by the number that {@link add} tells it under. */
  get seen(): readonly string[] {
    return this.#table.terms;
  }

  /**
   * Adds the next paper: texts and how much an occurrence in each counts.
   *
   * @param onText hears the words of each text in their order; valid during the call
   */
  add(
    fields: readonly { readonly text: string; readonly boost: number }[],
    onText?: (words: Uint32Array, field: number) => void,
  ): void {
    const held: number[] = [];
    for (const [field, { text, boost }] of fields.entries()) {
      const terms = this.#table.read(text);
      onText?.(terms, field);
      while (this.#row.length < this.#table.terms.length)
        this.#row = larger(this.#row, Float32Array);
      const row = this.#row;
      for (let at = 0; at < terms.length; at++) {
        const term = terms[at] ?? 0;
        const known = row[term] ?? 0;
        if (known === 0) held.push(term);
        row[term] = known + boost;
      }
    }
    let length = 0;
    for (const term of held) {
      const frequency = this.#row[term] ?? 0;
      this.#row[term] = 0;
      this.#append(term, frequency);
      length += frequency;
    }
    this.#lengths.push(length);
  }

  finish(): Postings {
    const { terms } = this.#table;
    const order = Uint32Array.from(terms.keys()).sort((a, b) =>
      (terms[a] ?? '') < (terms[b] ?? '') ? -1 : 1,
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
      terms: Array.from(order, (id) => terms[id] ?? ''),
      offsets,
      paperOf,
      frequency,
      length: Float32Array.from(this.#lengths),
    };
  }

  #append(term: number, frequency: number): void {
    if (this.#count === this.#term.length) {
      this.#term = larger(this.#term, Uint32Array);
      this.#paper = larger(this.#paper, Uint32Array);
      this.#frequency = larger(this.#frequency, Float32Array);
    }
    this.#term[this.#count] = term;
    this.#paper[this.#count] = this.#lengths.length;
    this.#frequency[this.#count] = frequency;
    this.#count++;
  }
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
