/**
 * Word search over papers: BM25 over fields that count differently (Robertson, Zaragoza and Taylor,
 * "Simple BM25 extension to multiple weighted fields", CIKM 2004), with the last word unfinished and
 * typing errors forgiven.
 */
import type { Paper } from '../corpus/paper';
import { isNear, PostingsBuilder, prefixRange, searchTerms, type Postings } from './postings';

export interface RankedPaper {
  readonly paper: number;
  /** Larger is better; comparable within one answer only. */
  readonly score: number;
}

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
/** Share of the papers, at least, that use a word which is one of their field. */
const usedBy = 0.002;
/** Papers indexed between two chances to do something else. */
const chunk = 50;

/** A word asked for: the words of the corpus that answer it, and what each then counts. */
interface Wanted {
  readonly terms: readonly (readonly [term: number, weight: number])[];
  /** Rarity of the word itself; of one the corpus lacks, that of a word in a single paper. */
  readonly idf: number;
}

export class LexicalIndex {
  readonly #postings: Postings;
  readonly #meanLength: number;

  private constructor(postings: Postings) {
    this.#postings = postings;
    const sum = postings.length.reduce((total, length) => total + length, 0);
    this.#meanLength = sum / Math.max(1, postings.papers);
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
   * Papers that hold the words, best first. All words are asked for (the last may be unfinished).
   * Typing errors are forgiven only in words that no paper holds as typed ("unlearning" is not a
   * misspelt "learning"), and only if even so no paper has all words is half of them enough.
   */
  rank(words: string): RankedPaper[] {
    const typed = [...new Set(searchTerms(words))];
    if (typed.length === 0) return [];
    const wanted = typed.map((word, at) => this.#wanted(word, at === typed.length - 1));
    const all = this.#scored(wanted);
    const whole = wanted.reduce((sum, { idf }) => sum + idf, 0);
    const complete = all.filter(({ covered }) => covered > whole - 1e-3);
    const found =
      complete.length > 0 ? complete : all.filter((hit) => hit.covered >= leastCovered * whole);
    return found
      .sort((one, other) => other.score - one.score || one.paper - other.paper)
      .map(({ paper, score }) => ({ paper, score }));
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
    return this.#scored(words)
      .sort((one, other) => other.score - one.score || one.paper - other.paper)
      .map(({ paper, score }) => ({ paper, score }));
  }

  /**
   * Share of the words, by rarity, that the papers use: two in a thousand of them, and at least two.
   * One paper's word may be chance, or a name, and among many papers there is one for every word. The
   * last word may be unfinished. 0 for no words.
   */
  attested(words: string): number {
    const typed = [...new Set(searchTerms(words))];
    const least = Math.max(2, usedBy * this.#postings.papers);
    let [held, all] = [0, 0];
    for (const [at, word] of typed.entries()) {
      const { terms } = this.#postings;
      const [first, end] = prefixRange(terms, word);
      let holding = terms[first] === word ? this.#papersOf(first) : 0;
      if (holding === 0 && at === typed.length - 1)
        for (let t = first; t < end; t++) holding = Math.max(holding, this.#papersOf(t));
      const rarity = this.#idf(Math.max(1, holding));
      all += rarity;
      if (holding >= least) held += rarity;
    }
    return all === 0 ? 0 : held / all;
  }

  #wanted(word: string, unfinished: boolean): Wanted {
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

  /** Every paper with any of the words: its score, and the rarity of the words it has together. */
  #scored(wanted: readonly Wanted[]): { paper: number; score: number; covered: number }[] {
    const { papers, offsets, paperOf, frequency, length } = this.#postings;
    const scores = new Float32Array(papers);
    const covered = new Float64Array(papers);
    const best = new Float32Array(papers);
    const touched: number[] = [];
    for (const { terms, idf } of wanted) {
      const here: number[] = [];
      for (const [term, weight] of terms) {
        const rarity = weight * Math.min(idf, this.#idf(this.#papersOf(term)));
        const end = offsets[term + 1] ?? 0;
        for (let at = offsets[term] ?? 0; at < end; at++) {
          const paper = paperOf[at] ?? 0;
          const tf = frequency[at] ?? 0;
          const long = 1 - b + (b * (length[paper] ?? 0)) / this.#meanLength;
          const score = (rarity * tf * (k1 + 1)) / (tf + k1 * long);
          const known = best[paper] ?? 0;
          if (known === 0) here.push(paper);
          if (score > known) best[paper] = score;
        }
      }
      for (const paper of here) {
        if (covered[paper] === 0) touched.push(paper);
        scores[paper] = (scores[paper] ?? 0) + (best[paper] ?? 0);
        covered[paper] = (covered[paper] ?? 0) + idf;
        best[paper] = 0;
      }
    }
    return touched.map((paper) => ({
      paper,
      score: scores[paper] ?? 0,
      covered: covered[paper] ?? 0,
    }));
  }
}
