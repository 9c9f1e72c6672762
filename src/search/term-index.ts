/**
 * The words of a corpus and what each is worth in every paper: BM25 (Robertson and Zaragoza, "The
 * Probabilistic Relevance Framework", 2009) where several words may stand for one that was asked for.
 */
import { stemmer } from 'stemmer';
import { prefixRange, type Postings } from './postings';

/** BM25's saturation of frequency, and how far length counts. */
const k1 = 1.2;
const b = 0.75;

/** A word of the corpus by its number, and what an occurrence of it counts, 0 to 1. */
export type WeighedTerm = readonly [term: number, weight: number];

export class TermIndex {
  readonly #postings: Postings;
  /** BM25's k1, by how long a paper is beside the mean of them. */
  readonly #saturation: Float64Array;
  /** What a word is worth while its terms are compared, by paper; all 0 between two words. */
  readonly #worth: Float32Array;
  /** The papers that hold it: as many as were found last. */
  readonly #holding: Uint32Array;
  /** Words of the corpus by their stem, made when first asked for. */
  #stems: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(postings: Postings) {
    this.#postings = postings;
    this.#worth = new Float32Array(postings.papers);
    this.#holding = new Uint32Array(postings.papers);
    const sum = postings.length.reduce((total, length) => total + length, 0);
    const mean = sum / Math.max(1, postings.papers);
    this.#saturation = Float64Array.from(
      postings.length,
      (length) => k1 * (1 - b + (b * length) / mean),
    );
  }

  /** How many papers are indexed. */
  get papers(): number {
    return this.#postings.papers;
  }

  /** Every word of the corpus in its indexed form, ascending by code unit. */
  get words(): readonly string[] {
    return this.#postings.terms;
  }

  /** The number of a word in its indexed form; null where no paper holds it. */
  termOf(word: string): number | null {
    const [first] = this.begunBy(word);
    return this.words[first] === word ? first : null;
  }

  /** A word of the corpus by its number. */
  wordOf(term: number): string {
    return this.words[term] ?? '';
  }

  /** The numbers of the words that begin like this, half-open. */
  begunBy(prefix: string): readonly [first: number, end: number] {
    return prefixRange(this.words, prefix);
  }

  /** The words of the corpus that have the stem of a word (Porter, 1980), the word among them. */
  sameStem(word: string): readonly number[] {
    this.#stems ??= byStem(this.words);
    return this.#stems.get(stemmer(word)) ?? [];
  }

  /** How many papers hold a word. */
  papersOf(term: number): number {
    const { offsets } = this.#postings;
    return (offsets[term + 1] ?? 0) - (offsets[term] ?? 0);
  }

  /** Inverse document frequency of a word that so many papers hold, natural logarithm. */
  idf(holding: number): number {
    return Math.log(1 + (this.papers - holding + 0.5) / (holding + 0.5));
  }

  /** Rarity of the rarest of some words; of one that the corpus lacks, that of a word in one paper. */
  rarity(words: readonly string[]): number {
    return words.reduce((most, word) => {
      const own = this.termOf(word);
      return Math.max(most, this.idf(own === null ? 1 : this.papersOf(own)));
    }, 0);
  }

  /**
   * Adds to every paper how much of a word it holds or nearly holds: the most that one of the terms is
   * worth in it, at most the word's own rarity.
   *
   * @param terms what stands for the word, and how well
   * @param words what was asked for, of which one is enough: no term counts as rarer than the rarest of
   *   them. Words that the corpus lacks are as rare as the rarest of the terms, each by its weight.
   */
  addCovered(covered: Float32Array, terms: readonly WeighedTerm[], words: readonly string[]): void {
    const held = words.flatMap((word) => this.termOf(word) ?? []);
    const idf =
      held.length === 0
        ? Math.max(0, ...terms.map(([term, weight]) => weight * this.idf(this.papersOf(term))))
        : Math.max(...held.map((term) => this.idf(this.papersOf(term))));
    if (idf === 0) return;
    const rarity = this.rarity(words);
    this.eachHolding(terms, idf, (paper, worth) => {
      covered[paper] = (covered[paper] ?? 0) + rarity * Math.min(1, worth / idf);
    });
  }

  /**
   * Visits the papers that hold any of the terms, with the most that one is worth in each of them.
   *
   * @param idf what each term's own is cut off at
   */
  eachHolding(
    terms: readonly WeighedTerm[],
    idf: number,
    visit: (paper: number, worth: number) => void,
  ): void {
    const { offsets, paperOf, frequency } = this.#postings;
    const saturation = this.#saturation;
    const most = this.#worth;
    const holding = this.#holding;
    let found = 0;
    for (const [term, weight] of terms) {
      const rarity = weight * Math.min(idf, this.idf(this.papersOf(term)));
      const end = offsets[term + 1] ?? 0;
      for (let at = offsets[term] ?? 0; at < end; at++) {
        const paper = paperOf[at] ?? 0;
        const tf = frequency[at] ?? 0;
        const worth = (rarity * tf * (k1 + 1)) / (tf + (saturation[paper] ?? 0));
        const known = most[paper] ?? 0;
        if (known === 0) holding[found++] = paper;
        if (worth > known) most[paper] = worth;
      }
    }
    for (let at = 0; at < found; at++) {
      const paper = holding[at] ?? 0;
      const worth = most[paper] ?? 0;
      most[paper] = 0;
      visit(paper, worth);
    }
  }
}

function byStem(terms: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const stems = new Map<string, number[]>();
  terms.forEach((term, at) => {
    const stem = stemmer(term);
    const known = stems.get(stem);
    if (known) known.push(at);
    else stems.set(stem, [at]);
  });
  return stems;
}
