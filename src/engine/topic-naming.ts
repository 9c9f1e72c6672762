/**
 * Names for the topics of one map. The texts are read once, when a name is first wanted; names then
 * come one by one, so that others are answered and the screen hears of them while it goes on.
 */
import type { Dendrogram } from '../clustering/dendrogram';
import type { Topic } from '../clustering/topic';
import type { EncoderText } from '../embedding/encoder';
import { createPacer } from '../foundation/pacer';
import type { Labeller, LabellerSources, StageRunners } from './stages';

export interface NamingOptions {
  readonly signal?: AbortSignal;
  /** Papers read so far, while the texts are read. */
  readonly onRead?: (papers: number, total: number) => void;
  /** Called with new names a few times a second, in the order in which they were wanted. */
  readonly onNamed?: (topics: readonly Topic[], done: number, total: number) => void;
}

/** Milliseconds between two tellings of new names: each has the views write them. */
const tellingInterval = 250;

export class TopicNaming {
  readonly #runners: Pick<StageRunners, 'labeller'>;
  readonly #texts: readonly EncoderText[];
  /** Whose reading this one shares, and the words that it does without. */
  readonly #like: { readonly naming: TopicNaming; readonly hidden: readonly string[] } | undefined;
  readonly #topics = new Map<number, Topic>();
  #labeller: Promise<Labeller> | undefined;
  /** Whoever waits for the reading that is going on. */
  #onRead: NamingOptions['onRead'];

  constructor(
    runners: Pick<StageRunners, 'labeller'>,
    texts: readonly EncoderText[],
    like?: { readonly naming: TopicNaming; readonly hidden: readonly string[] },
  ) {
    this.#runners = runners;
    this.#texts = texts;
    this.#like = like;
  }

  /** Names of the same topics that are made without some words; the texts are read once for both. */
  without(hidden: readonly string[]): TopicNaming {
    return new TopicNaming(this.#runners, this.#texts, { naming: this, hidden });
  }

  /** Every topic named so far, by node. */
  get named(): ReadonlyMap<number, Topic> {
    return this.#topics;
  }

  /** Takes over names that were kept. */
  remember(topics: readonly Topic[]): void {
    for (const topic of topics) this.#topics.set(topic.node, topic);
  }

  /** Which of these nodes have no name yet, in their order. */
  unnamed(nodes: readonly number[]): number[] {
    return nodes.filter((node) => !this.#topics.has(node));
  }

  /**
   * Names those of `nodes` that have no name.
   *
   * @throws the signal's reason, or what reading the texts throws
   */
  async name(
    sources: Omit<LabellerSources, 'texts'>,
    nodes: readonly number[],
    { signal, onRead, onNamed }: NamingOptions = {},
  ): Promise<void> {
    const unnamed = this.unnamed(nodes);
    if (unnamed.length === 0) return;
    if (onRead) this.#onRead = onRead;
    const labeller = await this.#read(sources, signal);
    const pace = createPacer(signal);
    let fresh: Topic[] = [];
    let told = performance.now();
    for (const [done, node] of unnamed.entries()) {
      const turn = pace();
      if (turn) {
        if (performance.now() - told > tellingInterval && fresh.length > 0) {
          onNamed?.(fresh, done, unnamed.length);
          fresh = [];
          told = performance.now();
        }
        await turn;
      }
      const topic = this.#topics.get(node) ?? labeller.topic(node);
      this.#topics.set(node, topic);
      fresh.push(topic);
    }
    onNamed?.(fresh, unnamed.length, unnamed.length);
  }

  async #read(sources: Omit<LabellerSources, 'texts'>, signal?: AbortSignal): Promise<Labeller> {
    if (this.#like) {
      const { naming, hidden } = this.#like;
      this.#labeller ??= naming.#read(sources, signal).then((whole) => whole.without(hidden));
    }
    this.#labeller ??= this.#runners.labeller(
      { ...sources, texts: this.#texts },
      {
        ...(signal ? { signal } : {}),
        onProgress: (papers, total) => this.#onRead?.(papers, total),
      },
    );
    try {
      return await this.#labeller;
    } catch (thrown) {
      // A reading that was cancelled or failed must not answer the next question.
      this.#labeller = undefined;
      throw thrown;
    }
  }
}

/** The merges nearest the root that are named before a map counts as finished. */
const mergesNamedAtOnce = 100;

/** The root and the highest merges below it. */
export function topmostNodes(tree: Dendrogram): number[] {
  const root = 2 * tree.n - 2;
  const lowest = Math.max(Math.min(tree.n, root), root - mergesNamedAtOnce + 1);
  return Array.from({ length: root - lowest + 1 }, (_, i) => root - i);
}
