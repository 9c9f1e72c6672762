/** What the engine calls topics: asked for when a topic first comes into view, then kept. */
import type { Topic } from '../../clustering/topic';
import type { PaperMap } from '../../engine/map';
import type { MapMaker } from '../ports';

export class TopicNames {
  /** Topics named so far, by node of the present map. */
  named = $state.raw<ReadonlyMap<number, Topic>>(new Map());

  readonly #maker: MapMaker;
  readonly #hidden: () => readonly string[];
  #map: PaperMap | null = null;
  /** The words that the present names were made without. */
  #without: readonly string[] = [];
  /** Nodes that are named without those words. */
  #fresh = new Set<number>();
  #asked = new Set<number>();

  /** @param hidden words that names are made without */
  constructor(maker: MapMaker, hidden: () => readonly string[] = () => []) {
    this.#maker = maker;
    this.#hidden = hidden;
  }

  /** Begins with the names a map came with, which are made with all words. */
  enter(map: PaperMap): void {
    this.#notice();
    const topics = this.#without.length > 0 ? new Map<number, Topic>() : map.topics;
    if (map.key === this.#map?.key) {
      this.named = new Map([...this.named, ...topics]);
    } else {
      this.#asked = new Set();
      this.#fresh = new Set();
      this.named = topics;
    }
    for (const node of topics.keys()) this.#fresh.add(node);
    this.#map = map;
  }

  /** Takes names of topics of the map `key`, if that is the present one. */
  add(key: string, topics: readonly Topic[]): void {
    this.#notice();
    if (key !== this.#map?.key || topics.length === 0 || this.#without.length > 0) return;
    this.#take(topics.map((topic) => [topic.node, topic]));
  }

  /**
   * Has the engine name those of `nodes` that have no name yet, or one made with a word that is hidden
   * by now; each is asked for once. Until the answer they are called as before.
   */
  async want(nodes: Iterable<number>): Promise<void> {
    this.#notice();
    const map = this.#map;
    const without = this.#without;
    if (!map) return;
    const missing = [...nodes].filter(
      (node) => node >= map.tree.n && !this.#fresh.has(node) && !this.#asked.has(node),
    );
    if (missing.length === 0) return;
    for (const node of missing) this.#asked.add(node);
    const topics = await this.#maker.topics(map.key, missing, without);
    if (this.#map?.key !== map.key || this.#without !== without) return;
    if (topics.ok) this.#take(topics.value);
    else for (const node of missing) this.#asked.delete(node);
  }

  #take(topics: Iterable<readonly [number, Topic]>): void {
    const named = new Map(this.named);
    for (const [node, topic] of topics) {
      named.set(node, topic);
      this.#fresh.add(node);
    }
    this.named = named;
  }

  #notice(): void {
    const hidden = [...this.#hidden()].sort();
    if (hidden.join('\n') === this.#without.join('\n')) return;
    this.#without = hidden;
    this.#fresh = new Set();
    this.#asked = new Set();
  }
}
