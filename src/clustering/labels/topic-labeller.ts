/**
 * Names for the nodes of a dendrogram. `words.ts` splits text, `phrase-index.ts` finds the phrases
 * of the corpus, `phrase-score.ts` says how well each fits a node, and this file chooses: a name
 * contrasts a topic with its sibling and the corpus, and repeats neither its ancestors nor its
 * sibling. Names depend on the node alone, not on what is on screen, so they never change while
 * people look around; they are made when first asked for, and kept.
 */
import { type Dendrogram, childrenOf, isLeaf, rootOf } from '../dendrogram';
import type { Topic, WeightedTerm } from '../topic';
import {
  type PhraseIndex,
  type PhraseText,
  type ReadOptions,
  buildPhraseIndex,
} from './phrase-index';
import { PhraseScorer, type ScoredPhrase } from './phrase-score';

/** Phrases shown in a name, phrases kept behind it, and the width a name keeps to. */
const shownPhrases = 2;
const keptPhrases = 12;
const longestName = 56;
/** A further phrase joins the name only if it fits nearly as well as the first. */
const joiningShare = 0.55;
/**
 * Score under which nothing said in a topic sets it apart as a whole: chosen on the default corpus,
 * where such phrases were accidents of wording ("variables", "bounds").
 */
const weakestOwn = 0.75;

export const nameSeparator = ' · ';

interface Label {
  readonly shown: readonly string[];
  readonly name: string;
  readonly terms: readonly WeightedTerm[];
}

export interface TopicSources {
  readonly tree: Dendrogram;
  readonly texts: readonly PhraseText[];
  /** Medoid paper of each node, length 2n-1. */
  readonly medoids: Uint32Array;
  /** Cohesion of each node, length 2n-1. */
  readonly cohesion: Float32Array;
}

export class TopicLabeller {
  readonly #index: PhraseIndex;
  readonly #scorer: PhraseScorer;
  readonly #labels = new Map<number, Label>();

  private constructor(
    private readonly sources: TopicSources,
    index: PhraseIndex,
  ) {
    this.#index = index;
    this.#scorer = new PhraseScorer(sources.tree, index);
  }

  /**
   * Reads the texts, which takes most of the time: about 0.2 s per 1,000 abstracts.
   *
   * @throws the signal's reason when aborted
   */
  static async read(sources: TopicSources, options: ReadOptions = {}): Promise<TopicLabeller> {
    return new TopicLabeller(sources, await buildPhraseIndex(sources.texts, options));
  }

  /** The topic of a node; a leaf's is its paper, named by the title. */
  topic(node: number): Topic {
    const { name, terms } = this.#label(node);
    return {
      node,
      name,
      terms,
      medoid: this.sources.medoids[node] ?? node,
      cohesion: this.sources.cohesion[node] ?? 1,
    };
  }

  #label(node: number): Label {
    const known = this.#labels.get(node);
    if (known) return known;
    // From the top down, without recursion: a chain of merges can be as long as the corpus.
    const pending: number[] = [];
    for (let at = node; at >= 0 && !this.#labels.has(at); at = this.sources.tree.parent[at] ?? -1)
      pending.push(at);
    let label: Label = { shown: [], name: '', terms: [] };
    for (const at of pending.reverse()) {
      label = isLeaf(this.sources.tree, at) ? this.#titleOf(at) : this.#choose(at);
      this.#labels.set(at, label);
    }
    return label;
  }

  #titleOf(paper: number): Label {
    return { shown: [], name: this.sources.texts[paper]?.title ?? '', terms: [] };
  }

  #choose(node: number): Label {
    const above = this.#keysAbove(node);
    const beside = this.#keysBeside(node);
    const chosen = this.#candidates(node, above, beside);
    const best = chosen[0];
    if (!best || best.score < weakestOwn) {
      const ofParts = this.#nameOfParts(node, above, beside);
      if (ofParts) return { shown: [], name: ofParts, terms: this.#terms(chosen) };
    }
    if (!best) return this.#fallback(node);

    const shown: number[] = [];
    let width = 0;
    for (const { phrase, score } of chosen) {
      if (shown.length === shownPhrases || score < best.score * joiningShare) break;
      const surface = this.#index.surfaces[phrase] ?? '';
      if (shown.length > 0 && width + nameSeparator.length + surface.length > longestName) continue;
      shown.push(phrase);
      width += surface.length + nameSeparator.length;
    }
    return {
      shown: shown.map((phrase) => this.#index.keys[phrase] ?? ''),
      name: shown.map((phrase) => this.#index.surfaces[phrase] ?? '').join(nameSeparator),
      terms: this.#terms(chosen),
    };
  }

  /** Phrases that fit a node, best first, without what the given keys or a better one say already. */
  #candidates(node: number, above: readonly string[], beside: readonly string[]): ScoredPhrase[] {
    const chosen: ScoredPhrase[] = [];
    for (const candidate of this.#scorer.score(node)) {
      if (chosen.length === keptPhrases) break;
      const key = this.#key(candidate);
      if (above.some((ancestor) => repeatsAncestor(key, ancestor))) continue;
      if (beside.some((other) => overlaps(key, other))) continue;
      if (chosen.some((other) => overlaps(key, this.#key(other)))) continue;
      chosen.push(candidate);
    }
    return chosen;
  }

  #key({ phrase }: ScoredPhrase): string {
    return this.#index.keys[phrase] ?? '';
  }

  #terms(chosen: readonly ScoredPhrase[]): WeightedTerm[] {
    return chosen.map(({ phrase, score }) => ({
      term: this.#index.surfaces[phrase] ?? '',
      weight: score,
    }));
  }

  /**
   * A topic that is two subjects rather than one is called by the best phrase of each of its parts,
   * which keep them as their own: it shows no phrase that they would have to avoid.
   */
  #nameOfParts(node: number, above: readonly string[], beside: readonly string[]): string | null {
    const parts = childrenOf(this.sources.tree, node).filter(
      (child) => !isLeaf(this.sources.tree, child),
    );
    const [first, second] = parts
      .toSorted((a, b) => (this.sources.tree.size[b] ?? 0) - (this.sources.tree.size[a] ?? 0))
      .map((part) => this.#candidates(part, above, beside)[0]);
    if (!first || !second || Math.min(first.score, second.score) < weakestOwn) return null;
    if (overlaps(this.#key(first), this.#key(second))) return null;
    return this.#terms([first, second])
      .map(({ term }) => term)
      .join(nameSeparator);
  }

  /**
   * Keys shown by the ancestors but for the root, which views call by the corpus's own name: what
   * most of a pile shares may still be what tells its two halves apart.
   */
  #keysAbove(node: number): string[] {
    const { tree } = this.sources;
    const keys: string[] = [];
    for (let at = tree.parent[node] ?? -1; at >= 0; at = tree.parent[at] ?? -1)
      if (at !== rootOf(tree)) keys.push(...(this.#labels.get(at)?.shown ?? []));
    return keys;
  }

  /** Keys shown by the left sibling, which is named first whichever is asked for first. */
  #keysBeside(node: number): readonly string[] {
    const { tree } = this.sources;
    const [left] = childrenOf(tree, tree.parent[node] ?? -1);
    return left === undefined || left === node || isLeaf(tree, left) ? [] : this.#nameFirst(left);
  }

  #nameFirst(node: number): readonly string[] {
    const known = this.#labels.get(node);
    if (known) return known.shown;
    const label = this.#choose(node);
    this.#labels.set(node, label);
    return label.shown;
  }

  /** With no telling phrase left, the words of the most typical paper's title. */
  #fallback(node: number): Label {
    const medoid = this.sources.medoids[node] ?? 0;
    const title = this.sources.texts[medoid]?.title ?? '';
    const words = title.split(/\s+/);
    let name = words[0] ?? '';
    for (const word of words.slice(1)) {
      if (name.length + 1 + word.length > longestName - 2) {
        name += ' …';
        break;
      }
      name += ` ${word}`;
    }
    return { shown: [], name: name || `Like paper ${medoid + 1}`, terms: [] };
  }
}

/** Whether a name with both phrases would say one thing twice. */
function overlaps(a: string, b: string): boolean {
  if (contains(a, b) || contains(b, a) || abbreviates(a, b) || abbreviates(b, a)) return true;
  const stemsA = a.split(' ');
  const stemsB = b.split(' ');
  // Two pieces of one longer phrase: "deep convolutional" and "convolutional network".
  if (stemsA.at(-1) === stemsB[0] || stemsB.at(-1) === stemsA[0]) return true;
  const shared = stemsA.filter((stem) => stemsB.includes(stem)).length;
  return shared * 2 > Math.min(stemsA.length, stemsB.length);
}

/**
 * Whether a phrase says no more than one of an ancestor's: equal to it, a part of it, or its
 * abbreviation. A longer phrase around it ("wireless sensor network" under "network") says more.
 */
function repeatsAncestor(phrase: string, ancestor: string): boolean {
  return (
    contains(ancestor, phrase) || abbreviates(phrase, ancestor) || abbreviates(ancestor, phrase)
  );
}

function contains(whole: string, part: string): boolean {
  return ` ${whole} `.includes(` ${part} `);
}

/** Whether `short` is made of the initials of `long`: "uda" of "unsupervis domain adapt". */
function abbreviates(short: string, long: string): boolean {
  const stems = long.split(' ');
  return (
    stems.length > 1 &&
    stems.length === short.replace(/s$/, '').length &&
    stems.every((stem, i) => stem[0] === short[i])
  );
}
