/**
 * How well each phrase names a node: it should be said in many of the node's papers, and much more
 * often there than in the rest of the corpus and than in the sibling node.
 */
import { type Dendrogram, childrenOf, leavesOf, rootOf } from '../dendrogram';
import type { PhraseIndex } from './phrase-index';

export interface ScoredPhrase {
  readonly phrase: number;
  /** Larger is better; comparable within one node only. */
  readonly score: number;
}

/** Papers' worth of prior belief that a phrase is as common here as everywhere. */
const priorPapers = 4;
/** A phrase of two words says more than one; of three, a little more still. */
const lengthBonus = [0, 1, 1.9, 2];
/** A lone adjective or adverb names a topic badly; of the words in -ing, some are nouns ("pruning"). */
const lonePenalties: readonly (readonly [RegExp, number])[] = [
  [/(?:al|ive|ous|able|ible|ic|ed|ly|ent|ant|ful|ary|ory)$/i, 0.2],
  [/ing$/i, 0.45],
];
/**
 * What a phrase loses at a node if only one of its two children uses it: it is kept for that child,
 * which could not use it after an ancestor has.
 */
const reserved = 0.9;
/** Share of a phrase's papers that must hold a longer phrase around it for that to replace it. */
const absorbedShare = 0.6;
/** Only the best few can end up in a name, so only they are compared with each other. */
const compared = 80;

/**
 * Log-odds ratio with an informative Dirichlet prior, in standard deviations (Monroe, Colaresi and
 * Quinn, "Fightin' Words", Political Analysis 2008, eq. 16 and 22), over papers that hold a phrase.
 */
function contrast(inside: number, papers: number, outside: number, others: number, rate: number) {
  const prior = priorPapers * rate;
  const yes = inside + prior;
  const no = papers - inside + priorPapers - prior;
  const yesOther = outside + prior;
  const noOther = others - outside + priorPapers - prior;
  return (Math.log(yes / no) - Math.log(yesOther / noOther)) / Math.sqrt(1 / yes + 1 / yesOther);
}

/** Scores the phrases of one node at a time, with counters that are reused. */
export class PhraseScorer {
  readonly #counts: Uint32Array;
  readonly #titles: Uint32Array;
  readonly #familyCounts: Uint32Array;
  readonly #leftCounts: Uint32Array;

  constructor(
    private readonly tree: Dendrogram,
    private readonly index: PhraseIndex,
  ) {
    this.#counts = new Uint32Array(index.keys.length);
    this.#titles = new Uint32Array(index.keys.length);
    this.#familyCounts = new Uint32Array(index.keys.length);
    this.#leftCounts = new Uint32Array(index.keys.length);
  }

  /** The phrases of `node` that could name it, best first; ties by phrase number. */
  score(node: number): ScoredPhrase[] {
    const { tree, index } = this;
    const papers = leavesOf(tree, node);
    const parent = tree.parent[node] ?? -1;
    const family = parent < 0 ? papers : leavesOf(tree, parent);
    const found = this.#count(papers, this.#counts, this.#titles);
    const [left] = childrenOf(tree, node);
    const leftFound =
      left === undefined ? [] : this.#count(leavesOf(tree, left), this.#leftCounts, null);
    const familyFound = this.#count(family, this.#familyCounts, null);

    const size = papers.length;
    const needed = size < 2 ? 1 : 2;
    const scored: ScoredPhrase[] = [];
    for (const phrase of found) {
      const inside = this.#counts[phrase] ?? 0;
      if (inside < needed) continue;
      const everywhere = index.documentFrequency[phrase] ?? 0;
      // What every paper says tells none apart; its log-odds are no number.
      if (everywhere === tree.n && node !== rootOf(tree)) continue;
      const rate = everywhere / tree.n;
      const coverage = inside / size;
      let distinct = 1;
      if (node !== rootOf(tree)) {
        const corpus = contrast(inside, size, everywhere - inside, tree.n - size, rate);
        const besides = (this.#familyCounts[phrase] ?? 0) - inside;
        const sibling = contrast(inside, size, besides, family.length - size, rate);
        if (corpus <= 0 || sibling <= 0) continue;
        distinct = (corpus + sibling) / 2;
      }
      const titled = (this.#titles[phrase] ?? 0) / inside;
      scored.push({
        phrase,
        score:
          distinct *
          Math.sqrt(coverage) *
          this.#balance(node, phrase, inside) *
          this.#wording(phrase) *
          (1 + titled),
      });
    }
    scored.sort((a, b) => b.score - a.score || a.phrase - b.phrase);
    const whole = this.#absorbFragments(scored);
    for (const phrase of found) this.#counts[phrase] = this.#titles[phrase] = 0;
    for (const phrase of leftFound) this.#leftCounts[phrase] = 0;
    for (const phrase of familyFound) this.#familyCounts[phrase] = 0;
    return whole;
  }

  /** 1 if both children use the phrase equally, less if it belongs to one of them. */
  #balance(node: number, phrase: number, inside: number): number {
    const [left] = childrenOf(this.tree, node);
    if (left === undefined) return 1;
    const size = this.tree.size[node] ?? 1;
    const leftSize = this.tree.size[left] ?? 1;
    const inLeft = this.#leftCounts[phrase] ?? 0;
    const leftRate = inLeft / leftSize;
    const rightRate = (inside - inLeft) / (size - leftSize);
    const evenness = Math.min(leftRate, rightRate) / Math.max(leftRate, rightRate);
    const weight = Math.min(1, (2 * Math.min(leftSize, size - leftSize)) / size);
    return 1 - reserved * weight * (1 - evenness);
  }

  #wording(phrase: number): number {
    const length = this.index.lengths[phrase] ?? 1;
    if (length > 1) return lengthBonus[length] ?? 1;
    const word = this.index.surfaces[phrase] ?? '';
    return lonePenalties.find(([ending]) => ending.test(word))?.[1] ?? 1;
  }

  /**
   * Puts "unsupervised domain adaptation" in the place of "unsupervised domain" when most papers
   * that say the one say the other (the idea of C-value: Frantzi, Ananiadou and Mima 2000).
   */
  #absorbFragments(scored: readonly ScoredPhrase[]): ScoredPhrase[] {
    const best = scored.slice(0, compared);
    const key = (phrase: number) => ` ${this.index.keys[phrase] ?? ''} `;
    const seen = new Set<number>();
    const whole: ScoredPhrase[] = [];
    for (const { phrase, score } of best) {
      let chosen = phrase;
      for (const other of best) {
        if (key(other.phrase).length <= key(chosen).length) continue;
        if (!key(other.phrase).includes(key(chosen))) continue;
        const share = (this.#counts[other.phrase] ?? 0) / (this.#counts[phrase] ?? 1);
        if (share >= absorbedShare) chosen = other.phrase;
      }
      if (seen.has(chosen)) continue;
      seen.add(chosen);
      whole.push({ phrase: chosen, score });
    }
    return whole;
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
