/**
 * How well each phrase names a node: it should be said in many of the node's papers, more often there
 * than in the rest of the corpus and than in the sibling node, be rare in general and whole in itself.
 */
import { type Dendrogram, leavesOf, rootOf } from '../dendrogram';
import type { Language } from './languages';
import type { PhraseIndex } from './phrase-index';

export interface ScoredPhrase {
  readonly phrase: number;
  /** Larger is better; comparable within one node only. */
  readonly score: number;
  /** Papers of the node that hold it. */
  readonly papers: number;
  /** Those that say it in the title. */
  readonly titled: number;
}

/** Papers' worth of prior belief that a phrase is as common here as everywhere. */
const priorPapers = 4;
/** Weights of the contrast with the rest of the corpus and with the sibling. */
const againstRest = 0.65;
const againstSibling = 0.35;
/** Power of the share of papers that hold the phrase. */
const coveragePower = 0.9;
/** Only the best few can end up in a name, so only they are compared with each other. */
const compared = 60;
/** Share of a fragment's papers that must hold a longer phrase around it for that to replace it … */
const absorbedShare = 0.6;
/** … which is at least this share as good. */
const absorbedScore = 0.45;

/** Scores the phrases of one node at a time, with counters that are reused. */
export class PhraseScorer {
  readonly #counts: Uint32Array;
  readonly #titles: Uint32Array;
  readonly #familyCounts: Uint32Array;
  /** Place of each phrase among those asked about, plus one; 0 for the others. */
  readonly #places: Uint8Array;

  constructor(
    private readonly tree: Dendrogram,
    private readonly index: PhraseIndex,
  ) {
    this.#counts = new Uint32Array(index.keys.length);
    this.#titles = new Uint32Array(index.keys.length);
    this.#familyCounts = new Uint32Array(index.keys.length);
    this.#places = new Uint8Array(index.keys.length);
  }

  /**
   * The phrases of `node` that could name it, best first; ties by phrase number.
   *
   * @param leastPapers papers of the node that hold a phrase at least, 1 or more
   */
  score(node: number, leastPapers: number): ScoredPhrase[] {
    const { tree, index } = this;
    const papers = leavesOf(tree, node);
    const parent = tree.parent[node] ?? -1;
    const family = parent < 0 ? papers : leavesOf(tree, parent);
    const found = this.#count(papers, this.#counts, this.#titles);
    const familyFound = this.#count(family, this.#familyCounts, null);
    const language = this.#languageOf(papers);
    const size = papers.length;
    const scored: ScoredPhrase[] = [];
    for (const phrase of found) {
      const wording = index.wording[phrase] ?? 0;
      if (wording <= 0 || index.phraseLanguages[phrase] !== language) continue;
      const inside = this.#counts[phrase] ?? 0;
      const titled = this.#titles[phrase] ?? 0;
      if (inside < leastPapers || (inside < 2 && size > 1 && titled === 0)) continue;
      const everywhere = index.documentFrequency[phrase] ?? 0;
      const rate = everywhere / tree.n;
      let contrast = 1;
      if (node !== rootOf(tree)) {
        const share = smoothed(inside, size, rate);
        const besides = (this.#familyCounts[phrase] ?? 0) - inside;
        contrast =
          againstRest * Math.log(share / smoothed(everywhere - inside, tree.n - size, rate)) +
          againstSibling * Math.log(share / smoothed(besides, family.length - size, rate));
        if (contrast <= 0) continue;
      }
      const score =
        contrast *
        (inside / size) ** coveragePower *
        wording *
        (1 + titled / inside) *
        (1 - 0.5 / inside);
      scored.push({ phrase, score, papers: inside, titled });
    }
    scored.sort((a, b) => b.score - a.score || a.phrase - b.phrase);
    const whole = this.#withoutFragments(scored.slice(0, compared));
    for (const phrase of found) this.#counts[phrase] = this.#titles[phrase] = 0;
    for (const phrase of familyFound) this.#familyCounts[phrase] = 0;
    return whole;
  }

  /** For each of a few phrases, at most 255 and no two alike, which of the node's papers hold it: 1 at the paper's place in leaf order. */
  holders(node: number, phrases: readonly number[]): Uint8Array[] {
    const { offsets, ids } = this.index;
    const papers = leavesOf(this.tree, node);
    const held = phrases.map(() => new Uint8Array(papers.length));
    const places = this.#places;
    phrases.forEach((phrase, place) => (places[phrase] = place + 1));
    papers.forEach((paper, at) => {
      for (let i = offsets[paper] ?? 0; i < (offsets[paper + 1] ?? 0); i++) {
        const place = places[ids[i] ?? 0] ?? 0;
        const row = place > 0 ? held[place - 1] : undefined;
        if (row) row[at] = 1;
      }
    });
    for (const phrase of phrases) places[phrase] = 0;
    return held;
  }

  /** The language of most of the papers; the first to reach that number between equals. */
  #languageOf(papers: Uint32Array): Language {
    const counts = new Map<Language, number>();
    for (const paper of papers) {
      const language = this.index.paperLanguages[paper] ?? 'en';
      counts.set(language, (counts.get(language) ?? 0) + 1);
    }
    let best: Language = 'en';
    for (const [language, count] of counts) if (count > (counts.get(best) ?? 0)) best = language;
    return best;
  }

  /**
   * Drops "component analysis" where most of its papers say "principal component analysis" (the idea
   * of C-value: Frantzi, Ananiadou and Mima 2000).
   */
  #withoutFragments(scored: readonly ScoredPhrase[]): ScoredPhrase[] {
    const key = ({ phrase }: ScoredPhrase): string => ` ${this.index.keys[phrase] ?? ''} `;
    return scored.filter(
      (part) =>
        !scored.some(
          (whole) =>
            key(whole).length > key(part).length &&
            key(whole).includes(key(part)) &&
            whole.papers >= absorbedShare * part.papers &&
            whole.score >= absorbedScore * part.score,
        ),
    );
  }

  #count(papers: Uint32Array, counts: Uint32Array, titles: Uint32Array | null): number[] {
    const { offsets, ids, inTitle } = this.index;
    const found: number[] = [];
    for (const paper of papers) {
      for (let at = offsets[paper] ?? 0; at < (offsets[paper + 1] ?? 0); at++) {
        const phrase = ids[at] ?? 0;
        const before = counts[phrase] ?? 0;
        if (before === 0) found.push(phrase);
        counts[phrase] = before + 1;
        if (titles) titles[phrase] = (titles[phrase] ?? 0) + (inTitle[at] ?? 0);
      }
    }
    return found;
  }
}

/** Share of papers that hold a phrase, with the corpus's rate as prior. */
function smoothed(holding: number, papers: number, rate: number): number {
  return (holding + priorPapers * rate) / (papers + priorPapers);
}
