/** The words of a published map that were read so far, as the search takes them. */
import { prefixRange, type Postings } from '../../search/postings';
import type { RankedPaper } from '../../search/ranked';
import type { PlacesBlock, WordBlock } from '../../site/word-blocks';

/** A block among those read: its number in the site, and where its words and postings begin here. */
interface Piece {
  readonly at: number;
  readonly firstWord: number;
  readonly firstPosting: number;
  readonly postings: number;
}

export class WordsHere {
  readonly postings: Postings;
  readonly #pieces: readonly Piece[];
  readonly #places = new Map<number, PlacesBlock>();
  /** The phrase asked for last, which is compared with many papers. */
  #phrase: { readonly key: string; readonly terms: number[][] } = { key: '', terms: [] };

  /**
   * @param length see `Postings.length`
   * @param blocks by their numbers, which ascend
   */
  constructor(
    papers: number,
    length: Float32Array,
    blocks: readonly (readonly [at: number, block: WordBlock])[],
  ) {
    const terms: string[] = [];
    const total = blocks.reduce((sum, [, { paperOf }]) => sum + paperOf.length, 0);
    const count = blocks.reduce((sum, [, { words }]) => sum + words.length, 0);
    const offsets = new Uint32Array(count + 1);
    const paperOf = new Uint32Array(total);
    const frequency = new Float32Array(total);
    const pieces: Piece[] = [];
    let from = 0;
    for (const [at, block] of blocks) {
      const postings = block.paperOf.length;
      pieces.push({ at, firstWord: terms.length, firstPosting: from, postings });
      block.offsets.forEach((offset, word) => (offsets[terms.length + word] = from + offset));
      paperOf.set(block.paperOf, from);
      frequency.set(block.frequency, from);
      for (const word of block.words) terms.push(word);
      from += postings;
    }
    this.postings = { papers, terms, offsets, paperOf, frequency, length };
    this.#pieces = pieces;
  }

  /** Whether a word is held by a paper, or begins one that is where it may be unfinished. */
  holds(word: string, unfinished: boolean): boolean {
    const [first, end] = prefixRange(this.postings.terms, word);
    return unfinished ? first < end : this.postings.terms[first] === word;
  }

  /** Numbers of the blocks in which the words of a phrase lie, whose last may be unfinished; and their postings. */
  blocksOf(phrase: readonly string[]): (readonly [at: number, postings: number])[] {
    const wanted = new Set<Piece>();
    for (const term of this.#alternatives(phrase).flat()) wanted.add(this.#pieceOf(term));
    return [...wanted].map(({ at, postings }) => [at, postings]);
  }

  putPlaces(at: number, block: PlacesBlock): void {
    this.#places.set(at, block);
  }

  /** See `StandsTogether`; of the words whose places were put here. */
  together(paper: number, phrase: readonly string[]): 'title' | 'abstract' | null {
    const from = this.#beginnings(paper, phrase);
    if (from.some((place) => place % 2 === 0)) return 'title';
    return from.length > 0 ? 'abstract' : null;
  }

  /** Papers whose titles may begin as was typed: those that begin with its words. */
  openings(phrase: readonly string[], found: readonly RankedPaper[]): number[] {
    if (this.#places.size === 0) return [];
    // A number stands at the end of the words of a title, wherever it is in the text; and where there
    // are no spaces, a text that is cut may be divided otherwise.
    const isPlain = phrase.every((word) => /^[a-z]+$/u.test(word));
    return found.flatMap(({ paper }) =>
      !isPlain || this.#beginnings(paper, phrase).includes(0) ? [paper] : [],
    );
  }

  /** Places of a paper at which the phrase begins. */
  #beginnings(paper: number, phrase: readonly string[]): number[] {
    const [first = [], ...others] = this.#alternatives(phrase);
    let from = first.flatMap((term) => this.#placesOf(term, paper));
    for (const [at, terms] of others.entries()) {
      if (from.length === 0) break;
      const next = new Set(terms.flatMap((term) => this.#placesOf(term, paper)));
      from = from.filter((place) => next.has(place + 2 * (at + 1)));
    }
    return from;
  }

  /** For each word of a phrase the terms that answer it as it stands. */
  #alternatives(phrase: readonly string[]): number[][] {
    const { terms } = this.postings;
    const key = phrase.join(' ');
    if (this.#phrase.key === key) return this.#phrase.terms;
    const found = phrase.map((word, at) => {
      const [first, end] = prefixRange(terms, word);
      if (at < phrase.length - 1) return terms[first] === word ? [first] : [];
      return Array.from({ length: end - first }, (_, i) => first + i);
    });
    this.#phrase = { key, terms: found };
    return found;
  }

  #pieceOf(term: number): Piece {
    const piece = this.#pieces.findLast(({ firstWord }) => firstWord <= term);
    if (!piece) throw new Error('no such word');
    return piece;
  }

  #placesOf(term: number, paper: number): number[] {
    const { offsets, paperOf } = this.postings;
    let low = offsets[term] ?? 0;
    let high = offsets[term + 1] ?? 0;
    const end = high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((paperOf[middle] ?? 0) < paper) low = middle + 1;
      else high = middle;
    }
    if (low === end || paperOf[low] !== paper) return [];
    const { at, firstPosting } = this.#pieceOf(term);
    const block = this.#places.get(at);
    if (!block) return [];
    const own = low - firstPosting;
    return [...block.places.subarray(block.start[own], block.start[own + 1])];
  }
}
