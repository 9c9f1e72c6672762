/**
 * Names for the nodes of a dendrogram. `word-runs.ts` splits text, `word-roles.ts` tells nouns,
 * `phrase-index.ts` finds the phrases of the corpus, `phrase-score.ts` says how well each fits a node,
 * `choose-phrases.ts` chooses among them, and `topics-beside.ts` says from what a node is told apart.
 * A name depends on the tree and the texts, on names carried over and words hidden, not on what is on
 * screen, so it never changes while people look around; it is made when first asked for, and kept.
 */
import { isLeaf, type Dendrogram } from '../dendrogram';
import { phrasesOf, type Topic, type WeightedTerm } from '../topic';
import { longestName, PhraseChoice } from './choose-phrases';
import {
  buildPhraseIndex,
  type PhraseIndex,
  type PhraseText,
  type ReadOptions,
} from './phrase-index';
import { PhraseScorer, type ScoredPhrase } from './phrase-score';
import { hiding, PhraseStems, type Hiding } from './stems';
import { titleName } from './title-name';
import { onOneCut, TopicsBeside } from './topics-beside';

export { longestName } from './choose-phrases';

/** Phrases kept behind a name. */
const keptPhrases = 12;
/** A third phrase joins where the first two are in less than this share of the papers. */
const wellCovered = 0.6;
/**
 * Papers that hold a phrase of a name at least, and their share of the topic: what fewer say is one
 * paper's matter. In topics of up to six papers two do.
 */
const leastPapers = 3;
const leastShare = 0.04;
const fewPapers = 6;
/**
 * A topic of more than this share of the corpus, of which no two phrases cover so much, is named from
 * its parts.
 */
const mixedSize = 0.25;
const leastCoverage = 0.35;
/** Topics of up to so many papers are called by the title of their most central one, unless titles share a phrase. */
const titledPapers = 3;

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
  /** Names that nodes have already, see `carriedNames`; a repeated one gives way. */
  readonly carried?: ReadonlyMap<number, string>;
}

export class TopicLabeller {
  readonly #choice: PhraseChoice;
  readonly #beside: TopicsBeside;
  readonly #stems: PhraseStems;
  readonly #isHidden: Hiding;
  readonly #labels = new Map<number, Label>();
  /** Stems of the phrases of names carried over, by node. */
  readonly #carried: ReadonlyMap<number, readonly string[]>;

  private constructor(
    private readonly sources: TopicSources,
    private readonly index: PhraseIndex,
    private readonly scorer: PhraseScorer,
    hidden: readonly string[],
  ) {
    this.#isHidden = hiding(hidden);
    this.#stems = new PhraseStems(index);
    this.#choice = new PhraseChoice(sources.tree, index, scorer, this.#stems, this.#isHidden);
    this.#beside = new TopicsBeside(sources.tree);
    this.#carried = this.#withoutRepeats();
  }

  /**
   * Reads the texts, which takes most of the time: about 0.2 s per 1,000 abstracts.
   *
   * @throws the signal's reason when aborted
   */
  static async read(sources: TopicSources, options: ReadOptions = {}): Promise<TopicLabeller> {
    const index = await buildPhraseIndex(sources.texts, options);
    return new TopicLabeller(sources, index, new PhraseScorer(sources.tree, index), []);
  }

  /** One that has read the same texts and uses none of these words or phrases. */
  without(words: readonly string[]): TopicLabeller {
    return new TopicLabeller(this.sources, this.index, this.scorer, words);
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
        : this.#beside.of(at).find((other) => !this.#labels.has(other));
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
    const { tree, texts, carried } = this.sources;
    if (isLeaf(tree, node)) return { shown: [], name: texts[node]?.title ?? '', terms: [] };
    const size = tree.size[node] ?? 1;
    const scored = this.#choice.candidates(node, support(size));
    const terms = this.#terms(scored);
    const kept = this.#carried.get(node);
    if (kept) return { shown: kept, name: carried?.get(node) ?? '', terms };
    const taken = this.#taken(node);
    const isTitled = size <= titledPapers;
    const best = this.#choice.first(isTitled ? this.#choice.shared(scored) : scored, taken);
    if (!best) {
      const name = this.#centralTitle(node) || (terms[0]?.term ?? 'Untitled papers');
      return { shown: [], name, terms };
    }
    const { phrases, name } = this.#phrases(
      node,
      best,
      isTitled ? scored.filter(({ papers }) => papers > 1) : scored,
      taken,
    );
    return { shown: phrases.map(({ phrase }) => this.#stems.of(phrase)), name, terms };
  }

  /** The best phrase with what joins it. */
  #phrases(
    node: number,
    best: ScoredPhrase,
    scored: readonly ScoredPhrase[],
    taken: ReadonlySet<string>,
  ): { readonly phrases: readonly ScoredPhrase[]; readonly name: string } {
    const { n, size: sizes } = this.sources.tree;
    const size = sizes[node] ?? 1;
    const shown = [best];
    const join = (): void => {
      const further = this.#choice.further(node, shown, scored, taken);
      if (further) shown.push(further);
    };
    join();
    const covered = this.#choice.covered(node, shown);
    if (size > mixedSize * n && covered < leastCoverage * size) {
      const parts = this.#choice.parts(node, scored, taken);
      if (parts) return parts;
    }
    if (shown.length === 2 && covered < wellCovered * size) join();
    return { phrases: shown, name: this.#choice.nameOf(shown) };
  }

  /** Stems of the phrases that topics beside show. */
  #taken(node: number): Set<string> {
    const { tree } = this.sources;
    const taken = new Set(
      this.#beside.of(node).flatMap((other) => this.#labels.get(other)?.shown ?? []),
    );
    for (const [other, phrases] of this.#carried)
      if (onOneCut(tree, node, other)) for (const phrase of phrases) taken.add(phrase);
    return taken;
  }

  /** Names carried over that can stay: no word of theirs is hidden, none says what a larger topic's says. */
  #withoutRepeats(): Map<number, readonly string[]> {
    const { tree, carried = new Map<number, string>() } = this.sources;
    const stay = new Map<number, readonly string[]>();
    for (const [node, name] of [...carried].sort(([a], [b]) => b - a)) {
      if (this.#isHidden(name)) continue;
      const stems = phrasesOf(name).map((phrase) => this.#stems.ofWritten(phrase));
      const said = [...stay].some(
        ([other, phrases]) =>
          onOneCut(tree, node, other) && stems.some((phrase) => phrases.includes(phrase)),
      );
      if (!said) stay.set(node, stems);
    }
    return stay;
  }

  #terms(scored: readonly ScoredPhrase[]): WeightedTerm[] {
    return scored.slice(0, keptPhrases).map(({ phrase, score }) => ({
      term: this.index.surfaces[phrase] ?? '',
      weight: score,
    }));
  }

  /** The title of the most typical paper that has one; without hidden words where there is such a title. */
  #centralTitle(node: number): string {
    const { tree, texts, medoids } = this.sources;
    const start = tree.start[node] ?? 0;
    const papers = [
      medoids[node] ?? 0,
      ...tree.order.subarray(start, start + Math.min(tree.size[node] ?? 1, 50)),
    ];
    let first = '';
    for (const paper of papers) {
      const title = titleName(texts[paper]?.title ?? '', longestName);
      if (title !== '' && !this.#isHidden(title)) return title;
      first ||= title;
    }
    return first;
  }
}

/** Papers that hold a phrase of the name of a topic of `size` papers, at least. */
function support(size: number): number {
  if (size <= titledPapers) return 1;
  return size <= fewPapers ? 2 : Math.max(leastPapers, Math.ceil(leastShare * size));
}
