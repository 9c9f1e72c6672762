/**
 * Names for the nodes of a dendrogram. `words.ts` splits text, `word-roles.ts` tells nouns,
 * `phrase-index.ts` finds the phrases of the corpus, `phrase-score.ts` says how well each fits a node,
 * and this file chooses. A name depends on the tree alone, not on what is on screen, so it never
 * changes while people look around; it is made when first asked for, and kept.
 */
import { stemmer } from 'stemmer';
import { cutByHeight } from '../cut';
import { type Dendrogram, childrenOf, isLeaf, rootOf } from '../dendrogram';
import { nameSeparator, partSeparator, type Topic, type WeightedTerm } from '../topic';
import {
  type PhraseIndex,
  type PhraseText,
  type ReadOptions,
  buildPhraseIndex,
} from './phrase-index';
import { PhraseScorer, type ScoredPhrase } from './phrase-score';
import { titleName } from './title-name';

/** Phrases weighed against each other, and those kept behind a name. */
const weighedPhrases = 30;
const keptPhrases = 12;
/** Characters that the name of a topic keeps to. */
export const longestName = 56;
/** A further phrase joins the first if it scores at least this share of it, for what it adds. */
const joiningShare = 0.25;
/** A third one joins where the first two are in less than this share of the papers. */
const wellCovered = 0.45;
const joiningBase = 0.45;
/**
 * Papers that hold a phrase of a name at least, and their share of the topic: what fewer say is one
 * paper's matter. In topics of up to six papers two do.
 */
const leastPapers = 3;
const leastShare = 0.06;
const fewPapers = 6;
/**
 * A topic of more than this share of the corpus, of which no two phrases cover so much, is named from
 * its parts.
 */
const mixedSize = 0.25;
const leastCoverage = 0.35;
/** Parts named in a mixed topic, and parts looked at. */
const namedParts = 3;
const mostParts = 5;
/** A further phrase of a mixed topic has this share of the first one's score. */
const leastListed = 0.25;
/** A part of this share of the topic, of which less than the second is said, counts as left out. */
const countedPart = 0.1;
const unsaidShare = 0.1;
/** Topics of up to so many papers are called by the title of their most central one. */
const titledPapers = 3;
/** A phrase that a topic beside shows gives way to one that scores at least this share of it. */
const otherwiseShare = 0.3;
/** Merges, from the root down, whose parts are told apart from all topics on screen with them. */
const apartMerges = 80;
/** Ancestors whose other children a deeper topic is told apart from. */
const apartAncestors = 6;

interface Label {
  /** Stems of the phrases shown. */
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
  readonly #stems = new Map<number, string>();
  #apart: ReadonlyMap<number, readonly number[]> | undefined;

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

  /** Names first whatever a node is told apart from, without recursion: chains can be long. */
  #label(node: number): Label {
    const pending = [node];
    for (let at = pending.at(-1); at !== undefined; at = pending.at(-1)) {
      const before = this.#labels.has(at)
        ? undefined
        : this.#besides(at).find((other) => !this.#labels.has(other));
      if (before !== undefined) {
        pending.push(before);
        continue;
      }
      if (!this.#labels.has(at)) this.#labels.set(at, this.#make(at));
      pending.pop();
    }
    return this.#labels.get(node) ?? { shown: [], name: '', terms: [] };
  }

  #make(node: number): Label {
    if (isLeaf(this.sources.tree, node))
      return { shown: [], name: this.sources.texts[node]?.title ?? '', terms: [] };
    const taken = new Set(
      this.#besides(node).flatMap((other) => this.#labels.get(other)?.shown ?? []),
    );
    const size = this.sources.tree.size[node] ?? 1;
    const scored = this.#candidates(node, support(size));
    const terms = this.#terms(scored);
    const best = this.#choose(scored, taken);
    if (size <= titledPapers || !best) {
      const name = this.#centralTitle(node) || (terms[0]?.term ?? 'Untitled papers');
      return { shown: [], name, terms };
    }
    const shown = [best];
    const join = (): void => {
      const further = this.#further(node, shown, scored, taken);
      if (further) shown.push(further);
    };
    join();
    const covered = this.#covered(node, shown);
    if (size > mixedSize * this.sources.tree.n && covered < leastCoverage * size) {
      const parts = this.#nameOfParts(node, scored, taken);
      if (parts) return { ...parts, terms };
    }
    if (shown.length === 2 && covered < wellCovered * size) join();
    return {
      shown: shown.map((phrase) => this.#stemsOf(phrase)),
      name: shown.map(({ phrase }) => this.#index.surfaces[phrase] ?? '').join(nameSeparator),
      terms,
    };
  }

  /** Papers of a node that hold one of the phrases. */
  #covered(node: number, phrases: readonly ScoredPhrase[]): number {
    const held = this.#scorer.holders(
      node,
      phrases.map(({ phrase }) => phrase),
    );
    const papers = this.sources.tree.size[node] ?? 1;
    let covered = 0;
    for (let paper = 0; paper < papers; paper++)
      if (held.some((holds) => holds[paper] === 1)) covered++;
    return covered;
  }

  /** Phrases that fit a node, best first, without what a better one says already. */
  #candidates(node: number, papers: number): ScoredPhrase[] {
    const chosen: ScoredPhrase[] = [];
    for (const candidate of this.#scorer.score(node, papers)) {
      if (chosen.length === weighedPhrases) break;
      if ((this.#index.surfaces[candidate.phrase] ?? '').length > longestName) continue;
      const stems = this.#stemsOf(candidate);
      if (
        chosen.some(
          (other) => contains(this.#stemsOf(other), stems) || this.#stemsOf(other) === stems,
        )
      )
        continue;
      chosen.push(candidate);
    }
    return chosen;
  }

  /** The best phrase that no topic beside shows, unless none comes near the best of all. */
  #choose(scored: readonly ScoredPhrase[], taken: ReadonlySet<string>): ScoredPhrase | undefined {
    const best = scored[0];
    const free = scored.find((phrase) => !taken.has(this.#stemsOf(phrase)));
    return best && free && free.score >= otherwiseShare * best.score ? free : best;
  }

  /** The phrase that says most of the papers that those chosen leave. */
  #further(
    node: number,
    chosen: readonly ScoredPhrase[],
    scored: readonly ScoredPhrase[],
    taken: ReadonlySet<string>,
  ): ScoredPhrase | undefined {
    const first = chosen[0];
    if (!first) return undefined;
    const said = chosen.map(({ phrase }) => this.#index.surfaces[phrase] ?? '');
    const room = longestName - said.join(nameSeparator).length - nameSeparator.length;
    const others = scored.filter(
      (other) =>
        (this.#index.surfaces[other.phrase] ?? '').length <= room &&
        !taken.has(this.#stemsOf(other)) &&
        !chosen.some((one) => one === other || overlaps(this.#stemsOf(one), this.#stemsOf(other))),
    );
    const held = this.#scorer.holders(
      node,
      [...chosen, ...others].map(({ phrase }) => phrase),
    );
    const before = held.slice(0, chosen.length);
    let best: ScoredPhrase | undefined;
    let most = joiningShare * first.score;
    others.forEach((other, at) => {
      let fresh = 0;
      held[chosen.length + at]?.forEach((holds, paper) => {
        if (holds === 1 && before.every((covers) => covers[paper] !== 1)) fresh++;
      });
      const worth = other.score * (joiningBase + (1 - joiningBase) * (fresh / other.papers));
      if (worth >= most && (best === undefined || worth > most)) {
        best = other;
        most = worth;
      }
    });
    return best;
  }

  /**
   * A topic of several subjects is called by up to three phrases that together cover most of it; the
   * number behind them counts the parts of which they say little.
   */
  #nameOfParts(
    node: number,
    scored: readonly ScoredPhrase[],
    taken: ReadonlySet<string>,
  ): Pick<Label, 'shown' | 'name'> | null {
    const free = scored.filter((phrase) => !taken.has(this.#stemsOf(phrase)));
    const held = this.#scorer.holders(
      node,
      free.map(({ phrase }) => phrase),
    );
    const covered = new Uint8Array(this.sources.tree.size[node] ?? 1);
    const named: ScoredPhrase[] = [];
    let width = 0;
    while (named.length < namedParts) {
      let best = -1;
      let most = 0;
      free.forEach((phrase, at) => {
        const length = (this.#index.surfaces[phrase.phrase] ?? '').length + 2;
        if (named.length > 0 && width + length > longestName - 3) return;
        const stems = this.#stemsOf(phrase);
        if (named.some((other) => overlaps(this.#stemsOf(other), stems))) return;
        let fresh = 0;
        held[at]?.forEach((holds, paper) => (fresh += holds & (1 - (covered[paper] ?? 0))));
        const worth = phrase.score * (fresh / phrase.papers) ** 2;
        if (worth > most) [best, most] = [at, worth];
      });
      const phrase = free[best];
      if (!phrase || (named[0] && most < leastListed * named[0].score)) break;
      named.push(phrase);
      width += (this.#index.surfaces[phrase.phrase] ?? '').length + 2;
      held[best]?.forEach((holds, paper) => (covered[paper] = (covered[paper] ?? 0) | holds));
    }
    if (named.length < 2) return null;
    const surfaces = named.map(({ phrase }) => this.#index.surfaces[phrase] ?? '');
    const more = this.#partsWithout(node, covered);
    return {
      shown: named.map((phrase) => this.#stemsOf(phrase)),
      name:
        more > 0
          ? `${surfaces.join(partSeparator)} +${more}`
          : surfaces.slice(0, 2).join(nameSeparator),
    };
  }

  /** Of the largest parts of a node, those of which hardly a paper is covered. */
  #partsWithout(node: number, covered: Uint8Array): number {
    const { tree } = this.sources;
    const start = tree.start[node] ?? 0;
    const whole = tree.size[node] ?? 1;
    return cutByHeight(tree, node, mostParts).filter((part) => {
      const from = (tree.start[part] ?? 0) - start;
      const size = tree.size[part] ?? 1;
      const said = covered.subarray(from, from + size).reduce((sum, holds) => sum + holds, 0);
      return size >= countedPart * whole && said < unsaidShare * size;
    }).length;
  }

  #terms(scored: readonly ScoredPhrase[]): WeightedTerm[] {
    return scored.slice(0, keptPhrases).map(({ phrase, score }) => ({
      term: this.#index.surfaces[phrase] ?? '',
      weight: score,
    }));
  }

  /** The title of the most typical paper that has one. */
  #centralTitle(node: number): string {
    const { tree, texts, medoids } = this.sources;
    const titles = [
      medoids[node] ?? 0,
      ...tree.order.subarray(
        tree.start[node] ?? 0,
        (tree.start[node] ?? 0) + Math.min(tree.size[node] ?? 1, 50),
      ),
    ];
    for (const paper of titles) {
      const name = titleName(texts[paper]?.title ?? '', longestName);
      if (name !== '') return name;
    }
    return '';
  }

  #stemsOf({ phrase }: ScoredPhrase): string {
    let stems = this.#stems.get(phrase);
    if (stems === undefined) {
      const words = (this.#index.keys[phrase] ?? '').split(' ');
      stems =
        this.#index.phraseLanguages[phrase] === 'en'
          ? words.map(stemmer).join(' ')
          : words.join(' ');
      this.#stems.set(phrase, stems);
    }
    return stems;
  }

  /**
   * The topics that a node is told apart from, all of which come before it in one order: of the upper
   * merges, whatever stands on screen when it appears in the cut by height; further down, its sibling
   * and the siblings of its nearest ancestors.
   */
  #besides(node: number): readonly number[] {
    const { tree } = this.sources;
    if (node === rootOf(tree) || isLeaf(tree, node)) return [];
    this.#apart ??= this.#frontiers();
    const known = this.#apart.get(node);
    if (known) return known;
    const others: number[] = [];
    for (let at = node, steps = 0; steps < apartAncestors && at >= 0; steps++) {
      const parent = tree.parent[at] ?? -1;
      const sibling = childrenOf(tree, parent).find((child) => child !== at);
      if (
        sibling !== undefined &&
        !isLeaf(tree, sibling) &&
        (at !== node || this.#first(sibling, node))
      )
        others.push(sibling);
      at = parent;
    }
    return others;
  }

  /** Of two siblings the larger is named first, the left one between equals. */
  #first(a: number, b: number): boolean {
    const { size, start } = this.sources.tree;
    const more = (size[a] ?? 0) - (size[b] ?? 0);
    return more > 0 || (more === 0 && (start[a] ?? 0) < (start[b] ?? 0));
  }

  #frontiers(): Map<number, readonly number[]> {
    const { tree } = this.sources;
    const apart = new Map<number, readonly number[]>();
    let frontier = [rootOf(tree)];
    for (let merge = rootOf(tree); merge >= tree.n && apart.size < 2 * apartMerges; merge--) {
      frontier = frontier.filter((other) => other !== merge);
      for (const child of [...childrenOf(tree, merge)].sort((a, b) =>
        this.#first(a, b) ? -1 : 1,
      )) {
        if (isLeaf(tree, child)) continue;
        apart.set(child, frontier);
        frontier = [...frontier, child];
      }
    }
    return apart;
  }
}

/** Papers that hold a phrase of the name of a topic of `size` papers, at least. */
function support(size: number): number {
  if (size <= titledPapers) return 1;
  return size <= fewPapers ? 2 : Math.max(leastPapers, Math.ceil(leastShare * size));
}

/** Whether a name with both phrases would say one thing twice. */
function overlaps(a: string, b: string): boolean {
  if (abbreviates(a, b) || abbreviates(b, a)) return true;
  const stemsB = b.split(' ');
  return a.split(' ').some((stem) => stemsB.includes(stem));
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
