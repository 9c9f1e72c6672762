/** What the engine calls topics: asked for when a topic first comes into view, then kept. */
import type { Topic } from '../clustering/topic';
import type { PaperMap } from '../engine/map';
import type { MapMaker } from './ports';

export class TopicNames {
  /** Topics named so far, by node of the present map. */
  named = $state.raw<ReadonlyMap<number, Topic>>(new Map());

  readonly #maker: MapMaker;
  #map: PaperMap | null = null;
  #asked = new Set<number>();

  constructor(maker: MapMaker) {
    this.#maker = maker;
  }

  /** Begins with the names a map came with. */
  enter(map: PaperMap): void {
    if (map.key === this.#map?.key) {
      this.named = new Map([...this.named, ...map.topics]);
    } else {
      this.#asked = new Set();
      this.named = map.topics;
    }
    this.#map = map;
  }

  /** Takes names of topics of the map `key`, if that is the present one. */
  add(key: string, topics: readonly Topic[]): void {
    if (key !== this.#map?.key || topics.length === 0) return;
    const named = new Map(this.named);
    for (const topic of topics) named.set(topic.node, topic);
    this.named = named;
  }

  /** Has the engine name those of `nodes` that have no name yet; each is asked for once. */
  async want(nodes: Iterable<number>): Promise<void> {
    const map = this.#map;
    if (!map) return;
    const missing = [...nodes].filter(
      (node) => node >= map.tree.n && !this.named.has(node) && !this.#asked.has(node),
    );
    if (missing.length === 0) return;
    for (const node of missing) this.#asked.add(node);
    const topics = await this.#maker.topics(map.key, missing);
    if (this.#map?.key !== map.key) return;
    if (topics.ok) this.named = new Map([...this.named, ...topics.value]);
    else for (const node of missing) this.#asked.delete(node);
  }
}
