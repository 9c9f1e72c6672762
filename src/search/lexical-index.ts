/**
 * Word search over papers: BM25 over fields that count differently (Robertson, Zaragoza and Taylor,
 * "Simple BM25 extension to multiple weighted fields", CIKM 2004), with the last word unfinished and
 * typing errors forgiven.
 */
import { stemmer } from 'stemmer';
import type { Paper } from '../corpus/paper';
import { bestFirst, type RankedPaper } from './ranked';
import { isNear, PostingsBuilder, prefixRange, type Postings } from './postings';
import { searchTerms } from './search-terms';

/** How much an occurrence in each field counts, relative to one in the abstract. */
const boost = { title: 3, authors: 2, categories: 1.5, venue: 1, abstract: 1 };
/** BM25's saturation of frequency, and how far length counts. */
const k1 = 1.2;
const b = 0.75;
/** What a word counts that is only begun with, or nearly, what was typed. */
const begun = 0.6;
const misspelt = 0.5;
/** Where no paper has all words: the share of the words, by rarity, that a hit must have. */
const leastCovered = 0.5;
/** Words remembered with those that answer them. */
const mostRemembered = 500;
/** Papers indexed between two chances to do something else. */
const chunk = 50;

/** A word of the corpus by its number, and what an occurrence of it counts, 0 to 1. */
export type WeighedTerm = readonly [term: number, weight: number];

/** What papers are worth to a question, by paper. */
export interface ExpandedScores {
  readonly scores: Float32Array;
  /** How much of the words, by rarity, each paper holds or nearly holds. */
  readonly covered: Float32Array;
}

/** A word asked for: the words of the corpus that answer it, and what each then counts. */
interface Wanted {
  readonly terms: readonly WeighedTerm[];
  /** Rarity of the word itself; of one the corpus lacks, that of a word in a single paper. */
  readonly idf: number;
}

export class LexicalIndex {
  readonly #postings: Postings;
  /** BM25's k1, by how long a paper is beside the mean of them. */
  readonly #saturation: Float64Array;
  /** What a word is worth while its terms are compared, by paper; all 0 between two words. */
  readonly #worth: Float32Array;
  /** The papers that hold it: as many as were found last. */
  readonly #holding: Uint32Array;
  readonly #asked = new Map<string, Wanted>();
  /** Words of the corpus by their stem, made when first asked for. */
  #stems: ReadonlyMap<string, readonly number[]> | undefined;

  private constructor(postings: Postings) {
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

  /** Indexes papers by their position, in steps: `breathe` is awaited between two of them. */
  static async build(
    papers: readonly Paper[],
    breathe: (done: number) => Promise<void> | undefined,
  ): Promise<LexicalIndex> {
    const builder = new PostingsBuilder();
    for (let from = 0; from < papers.length; from += chunk) {
      for (const paper of papers.slice(from, from + chunk))
        builder.add([
          { text: paper.title, boost: boost.title },
          { text: paper.abstract, boost: boost.abstract },
          { text: paper.authors.join(' '), boost: boost.authors },
          { text: paper.venue ?? '', boost: boost.venue },
          { text: paper.categories.join(' '), boost: boost.categories },
        ]);
      await breathe(Math.min(from + chunk, papers.length));
    }
    return new LexicalIndex(builder.finish());
  }

  /**
   * Papers that hold the words, best first: those with all of them (the last may be unfinished) and those
   * with at least half of them by rarity. Typing errors are forgiven only in words that no paper holds as
   * typed ("unlearning" is not a misspelt "learning").
   *
   * @param groups words, of those of one group one is enough
   */
  rank(groups: readonly (readonly string[])[]): {
    readonly complete: readonly RankedPaper[];
    readonly partial: () => readonly RankedPaper[];
  } {
    const wanted = this.#wantedOf(groups);
    if (wanted.length === 0) return { complete: [], partial: () => [] };
    const { scores, covered } = this.#scored(wanted);
    const whole = wanted.reduce((sum, { idf }) => sum + idf, 0);
    const ranked = (least: number, most: number): RankedPaper[] =>
      bestFirst(scores, (paper) => {
        const share = covered[paper] ?? 0;
        return share > least && share <= most;
      });
    const nearlyAll = whole - 1e-3;
    return {
      complete: ranked(nearlyAll, Infinity),
      partial: () => ranked(leastCovered * whole - 1e-9, nearlyAll),
    };
  }

  /**
   * The words that no paper holds, not even misspelt, unfinished or in another form of the same stem, as
   * typed and in that order.
   */
  missing(words: string): string[] {
    const found: string[] = [];
    const typed = words.split(/\s+/u);
    for (const [at, word] of typed.entries()) {
      const terms = searchTerms(word);
      const last = at === typed.length - 1;
      if (terms.some((term) => this.#isMissing(term, last)))
        found.push(word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
    }
    return [...new Set(found)];
  }

  #isMissing(term: string, unfinished: boolean): boolean {
    return this.#wanted(term, unfinished).terms.length === 0 && this.sameStem(term).length === 0;
  }

  /** Words of the corpus that misspelt ones are taken for, in the order typed. */
  takenFor(words: string): string[] {
    const typed = [...new Set(searchTerms(words))];
    return typed.flatMap((word, at) =>
      this.#wanted(word, at === typed.length - 1)
        .terms.filter(([, weight]) => weight === misspelt)
        .map(([term]) => this.#postings.terms[term] ?? ''),
    );
  }

  /** Words of the corpus that begin like this, those of most papers first, and their papers. */
  begunBy(prefix: string, most: number): (readonly [word: string, papers: number])[] {
    const { terms } = this.#postings;
    const [first, end] = prefixRange(terms, prefix);
    const found: number[] = [];
    // Terms ascend: of those of as many papers the first stays before the others.
    for (let t = first; t < end; t++) {
      let at = found.length;
      while (at > 0 && this.#papersOf(found[at - 1] ?? 0) < this.#papersOf(t)) at--;
      if (at >= most) continue;
      found.splice(at, 0, t);
      if (found.length > most) found.pop();
    }
    return found.map((t) => [terms[t] ?? '', this.#papersOf(t)]);
  }

  #wantedOf(groups: readonly (readonly string[])[]): Wanted[] {
    const asked = indexedGroups(groups);
    return asked.map((words, at) => {
      const all = words.map((word) => this.#wanted(word, at === asked.length - 1));
      const [only] = all;
      if (only && all.length === 1) return only;
      return {
        terms: all.flatMap(({ terms }) => terms),
        idf: Math.max(...all.map(({ idf }) => idf)),
      };
    });
  }

  /** Papers that share words with a text, those with most of it first: any word will do, as it stands. */
  rankAlike(text: string): RankedPaper[] {
    const words = [...new Set(searchTerms(text))].map((word): Wanted => {
      const { terms } = this.#postings;
      const [first] = prefixRange(terms, word);
      const isHeld = terms[first] === word;
      return {
        terms: isHeld ? [[first, 1]] : [],
        idf: this.#idf(isHeld ? this.#papersOf(first) : 1),
      };
    });
    const { scores, covered } = this.#scored(words);
    return bestFirst(scores, (paper) => (covered[paper] ?? 0) > 0);
  }

  /** How many papers are indexed. */
  get papers(): number {
    return this.#postings.papers;
  }

  /** The number of a word of the corpus, in its indexed form; null where no paper holds it. */
  termOf(word: string): number | null {
    const { terms } = this.#postings;
    const [first] = prefixRange(terms, word);
    return terms[first] === word ? first : null;
  }

  /** The words of the corpus that have the stem of a word (Porter, 1980), the word among them. */
  sameStem(word: string): readonly number[] {
    this.#stems ??= byStem(this.#postings.terms);
    return this.#stems.get(stemmer(word)) ?? [];
  }

  /**
   * Adds to every paper's score the most that one of the terms is worth in it, and to what it covers
   * the rarity of the word times the weight of that term.
   *
   * @param words what the terms stand for, one of which is enough: none counts as rarer than the rarest
   *   of them. Words that the corpus lacks are as rare as the rarest of the terms, each by its weight.
   */
  addBest(
    { scores, covered }: ExpandedScores,
    terms: readonly WeighedTerm[],
    words: readonly string[],
  ): void {
    const held = words.flatMap((word) => this.termOf(word) ?? []);
    const idf =
      held.length === 0
        ? Math.max(0, ...terms.map(([term, weight]) => weight * this.#idf(this.#papersOf(term))))
        : Math.max(...held.map((term) => this.#idf(this.#papersOf(term))));
    const rarity = this.rarity(words);
    this.#eachHolding({ terms, idf }, (paper, worth) => {
      scores[paper] = (scores[paper] ?? 0) + worth;
      covered[paper] = (covered[paper] ?? 0) + (idf > 0 ? rarity * Math.min(1, worth / idf) : 0);
    });
  }

  /**
   * Rarity of the rarest of some words, natural logarithm; of one that the corpus lacks, that of a word
   * in one paper.
   */
  rarity(words: readonly string[]): number {
    return words.reduce((most, word) => {
      const own = this.termOf(word);
      return Math.max(most, this.#idf(own === null ? 1 : this.#papersOf(own)));
    }, 0);
  }

  /** A word of the corpus by its number. */
  wordOf(term: number): string {
    return this.#postings.terms[term] ?? '';
  }

  /** One question asks for its words several times, and the next for most of them again. */
  #wanted(word: string, unfinished: boolean): Wanted {
    const key = `${word}${unfinished ? '…' : ''}`;
    const known = this.#asked.get(key);
    if (known) return known;
    if (this.#asked.size >= mostRemembered) this.#asked.clear();
    const wanted = this.#find(word, unfinished);
    this.#asked.set(key, wanted);
    return wanted;
  }

  #find(word: string, unfinished: boolean): Wanted {
    const { terms } = this.#postings;
    const [first, end] = prefixRange(terms, word);
    const exact = terms[first] === word ? first : -1;
    const found: [number, number][] = exact < 0 ? [] : [[exact, 1]];
    if (unfinished) for (let t = first; t < end; t++) if (t !== exact) found.push([t, begun]);
    if (found.length === 0) for (const t of this.#nearTerms(word)) found.push([t, misspelt]);
    const holding = exact >= 0 ? this.#papersOf(exact) : 1;
    return { terms: found, idf: this.#idf(holding) };
  }

  /**
   * Words a typing error away, of the same first letter, which is seldom mistyped; in a long word two
   * errors away where none is nearer ("transfomer" is no "transcoder").
   */
  #nearTerms(word: string): number[] {
    const most = word.length < 5 ? 0 : word.length < 9 ? 1 : 2;
    const { terms } = this.#postings;
    const [first, end] = prefixRange(terms, word.slice(0, 1));
    const near: number[] = [];
    for (let errors = 1; errors <= most && near.length === 0; errors++)
      for (let t = first; t < end; t++) if (isNear(word, terms[t] ?? '', errors)) near.push(t);
    return near;
  }

  #papersOf(term: number): number {
    const { offsets } = this.#postings;
    return (offsets[term + 1] ?? 0) - (offsets[term] ?? 0);
  }

  #idf(holding: number): number {
    return Math.log(1 + (this.#postings.papers - holding + 0.5) / (holding + 0.5));
  }

  /** By paper: its score, and the rarity of the words it has together; 0 for those with none of them. */
  #scored(wanted: readonly Wanted[]): { scores: Float32Array; covered: Float64Array } {
    const scores = new Float32Array(this.papers);
    const covered = new Float64Array(this.papers);
    for (const word of wanted)
      this.#eachHolding(word, (paper, worth) => {
        scores[paper] = (scores[paper] ?? 0) + worth;
        covered[paper] = (covered[paper] ?? 0) + word.idf;
      });
    return { scores, covered };
  }

  /** Visits the papers that hold any of the terms, with the most that one is worth in each of them. */
  #eachHolding({ terms, idf }: Wanted, visit: (paper: number, worth: number) => void): void {
    const { offsets, paperOf, frequency } = this.#postings;
    const saturation = this.#saturation;
    const most = this.#worth;
    const holding = this.#holding;
    let found = 0;
    for (const [term, weight] of terms) {
      const rarity = weight * Math.min(idf, this.#idf(this.#papersOf(term)));
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

/**
 * Words as they are indexed, each once: one by one, and together those of which one is enough.
 *
 * @param groups as typed
 */
export function indexedGroups(groups: readonly (readonly string[])[]): readonly string[][] {
  const singles = new Set<string>();
  const found: string[][] = [];
  for (const alternatives of groups) {
    const terms = alternatives.flatMap((text) => searchTerms(text));
    if (alternatives.length > 1) found.push([...new Set(terms)]);
    else
      for (const term of terms) {
        if (!singles.has(term)) found.push([term]);
        singles.add(term);
      }
  }
  return found.filter((words) => words.length > 0);
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
