/**
 * Word search over papers: BM25 over fields that count differently (Robertson, Zaragoza and Taylor,
 * "Simple BM25 extension to multiple weighted fields", CIKM 2004), with the last word unfinished and
 * typing errors forgiven.
 */
import type { Paper } from '../corpus/paper';
import { bestFirst, type RankedPaper } from './ranked';
import { isNear, PostingsBuilder, type Postings } from './postings';
import { searchTerms } from './search-terms';
import { TermIndex, type WeighedTerm } from './term-index';

/** How much an occurrence in each field counts, relative to one in the abstract. */
const boost = { title: 3, authors: 2, categories: 1.5, venue: 1, abstract: 1 };
/** What a word counts that is only begun with, or nearly, what was typed. */
const begun = 0.6;
const misspelt = 0.5;
/** Where no paper has all words: the share of the words, by rarity, that a hit must have. */
const leastCovered = 0.5;
/** Words remembered with those that answer them. */
const mostRemembered = 500;
/** Papers indexed between two chances to do something else. */
const chunk = 50;

/** What of a paper is indexed, and how much an occurrence in each text counts: in halves. */
export function fieldsOf(paper: Paper): { readonly text: string; readonly boost: number }[] {
  return [
    { text: paper.title, boost: boost.title },
    { text: paper.abstract, boost: boost.abstract },
    { text: paper.authors.join(' '), boost: boost.authors },
    { text: paper.venue ?? '', boost: boost.venue },
    { text: paper.categories.join(' '), boost: boost.categories },
  ];
}

/** A word asked for: the words of the corpus that answer it, and what each then counts. */
interface Wanted {
  readonly terms: readonly WeighedTerm[];
  /** Rarity of the word itself; of one the corpus lacks, that of a word in a single paper. */
  readonly idf: number;
}

export class LexicalIndex {
  /** The words of the papers, and what each is worth. */
  readonly terms: TermIndex;
  readonly #asked = new Map<string, Wanted>();

  /** @param postings of {@link fieldsOf} of every paper; words that are not asked for may be left out */
  constructor(postings: Postings) {
    this.terms = new TermIndex(postings);
  }

  /** Indexes papers by their position, in steps: `breathe` is awaited between two of them. */
  static async build(
    papers: readonly Paper[],
    breathe: (done: number) => Promise<void> | undefined,
  ): Promise<LexicalIndex> {
    const builder = new PostingsBuilder();
    for (let from = 0; from < papers.length; from += chunk) {
      for (const paper of papers.slice(from, from + chunk)) builder.add(fieldsOf(paper));
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
    return (
      this.#wanted(term, unfinished).terms.length === 0 && this.terms.sameStem(term).length === 0
    );
  }

  /** Words of the corpus that misspelt ones are taken for, in the order typed. */
  takenFor(words: string): string[] {
    const typed = [...new Set(searchTerms(words))];
    return typed.flatMap((word, at) =>
      this.#wanted(word, at === typed.length - 1)
        .terms.filter(([, weight]) => weight === misspelt)
        .map(([term]) => this.terms.wordOf(term)),
    );
  }

  /** Words of the corpus that begin like this, those of most papers first, and their papers. */
  begunBy(prefix: string, most: number): (readonly [word: string, papers: number])[] {
    const { terms } = this;
    const [first, end] = terms.begunBy(prefix);
    const found: number[] = [];
    // Terms ascend: of those of as many papers the first stays before the others.
    for (let t = first; t < end; t++) {
      if (this.#isCutPlural(terms.wordOf(t))) continue;
      let at = found.length;
      while (at > 0 && terms.papersOf(found[at - 1] ?? 0) < terms.papersOf(t)) at--;
      if (at >= most) continue;
      found.splice(at, 0, t);
      if (found.length > most) found.pop();
    }
    return found.map((t) => [terms.wordOf(t), terms.papersOf(t)]);
  }

  /** Whether it is what the plural of another word ("speeches") is counted under, and no word itself. */
  #isCutPlural(word: string): boolean {
    return /(?:ch|sh|ss|x|z)e$/u.test(word) && this.terms.termOf(word.slice(0, -1)) !== null;
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
      const held = this.terms.termOf(word);
      return { terms: held === null ? [] : [[held, 1]], idf: this.terms.rarity([word]) };
    });
    const { scores, covered } = this.#scored(words);
    return bestFirst(scores, (paper) => (covered[paper] ?? 0) > 0);
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
    const exact = this.terms.termOf(word);
    const [first, end] = this.terms.begunBy(word);
    const found: [number, number][] = exact === null ? [] : [[exact, 1]];
    if (unfinished) for (let t = first; t < end; t++) if (t !== exact) found.push([t, begun]);
    if (found.length === 0) for (const t of this.#nearTerms(word)) found.push([t, misspelt]);
    return { terms: found, idf: this.terms.rarity([word]) };
  }

  /**
   * Words a typing error away, of the same first letter, which is seldom mistyped; in a long word two
   * errors away where none is nearer ("transfomer" is no "transcoder").
   */
  #nearTerms(word: string): number[] {
    const most = word.length < 5 ? 0 : word.length < 9 ? 1 : 2;
    const [first, end] = this.terms.begunBy(word.slice(0, 1));
    const near: number[] = [];
    for (let errors = 1; errors <= most && near.length === 0; errors++)
      for (let t = first; t < end; t++)
        if (isNear(word, this.terms.wordOf(t), errors)) near.push(t);
    return near;
  }

  /** By paper: its score, and the rarity of the words it has together; 0 for those with none of them. */
  #scored(wanted: readonly Wanted[]): { scores: Float32Array; covered: Float64Array } {
    const scores = new Float32Array(this.terms.papers);
    const covered = new Float64Array(this.terms.papers);
    for (const word of wanted)
      this.terms.eachHolding(word.terms, word.idf, (paper, worth) => {
        scores[paper] = (scores[paper] ?? 0) + worth;
        covered[paper] = (covered[paper] ?? 0) + word.idf;
      });
    return { scores, covered };
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
