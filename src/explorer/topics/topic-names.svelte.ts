/** What the engine calls topics: asked for when a topic first comes into view, then kept. */
import type { Topic } from '../../clustering/topic';
import type { PaperMap } from '../../engine/map';
import type { MapMaker } from '../ports';

/** How often in a row an answer may fail before names are left as they are until other topics come into view. */
const mostFailures = 5;

export class TopicNames {
  /** Topics named so far, by node of the present map. */
  named = $state.raw<ReadonlyMap<number, Topic>>(new Map());

  readonly #maker: MapMaker;
  readonly #hidden: () => readonly string[];
  #map: PaperMap | null = null;
  /** The words that the present names were made without. */
  #without: readonly string[] = [];
  /** Nodes that are named without those words, or whose names are asked for. */
  #asked = new Set<number>();
  /** Answers that failed, since the last one that did not. */
  #failures = 0;

  /** @param hidden words that names are made without */
  constructor(maker: MapMaker, hidden: () => readonly string[] = () => []) {
    this.#maker = maker;
    this.#hidden = hidden;
  }

  /** Begins with the names a map came with, which are made with all words. */
  enter(map: PaperMap): void {
    this.#notice();
    if (map.key !== this.#map?.key) {
      this.#asked = new Set();
      this.named = new Map();
    }
    this.#map = map;
    this.#take(this.#without.length > 0 ? [] : map.topics.values());
  }

  /** Takes names of topics of the map `key`, if that is the present one. */
  add(key: string, topics: readonly Topic[]): void {
    this.#notice();
    if (key !== this.#map?.key || topics.length === 0 || this.#without.length > 0) return;
    this.#take(topics);
  }

  /**
   * Has the engine name those of `nodes` that have no name yet, or one made with a word that is hidden
   * by now; each is asked for once. Until the answer they are called as before. An effect that calls
   * this follows `named`, and so asks again some seconds after an answer that failed, later each time.
   */
  async want(nodes: Iterable<number>): Promise<void> {
    void this.named;
    this.#notice();
    const map = this.#map;
    const without = this.#without;
    if (!map) return;
    const missing = [...nodes].filter((node) => node >= map.tree.n && !this.#asked.has(node));
    if (missing.length === 0) return;
    for (const node of missing) this.#asked.add(node);
    const topics = await this.#maker.topics(map.key, missing, without);
    if (this.#map?.key !== map.key || this.#without !== without) return;
    if (topics.ok) {
      this.#failures = 0;
      this.#take(topics.value.values());
    } else {
      for (const node of missing) this.#asked.delete(node);
      // Nothing in it is new, but whoever follows it asks again.
      if (this.#failures++ < mostFailures) setTimeout(() => this.#take([]), 1000 << this.#failures);
    }
  }

  #take(topics: Iterable<Topic>): void {
    const named = new Map(this.named);
    for (const topic of topics) {
      named.set(topic.node, topic);
      this.#asked.add(topic.node);
    }
    this.named = named;
  }

  #notice(): void {
    const hidden = [...this.#hidden()].sort();
    if (hidden.join('\n') === this.#without.join('\n')) return;
    this.#without = hidden;
    this.#asked = new Set();
  }
}
