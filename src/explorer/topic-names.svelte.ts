/**
 * What topics are called: the engine's name, asked for when a topic first comes into view, or the
 * one the user gave, which is kept with the corpus and can be taken back.
 */
import type { Topic } from '../clustering/topic';
import type { PaperMap } from '../engine/map';
import type { MapMaker } from './ports';

/** The given name a topic had before a renaming; undefined if it had none. */
interface Renaming {
  readonly key: string;
  readonly before: string | undefined;
}

export class TopicNames {
  /** Topics named by the engine so far, by node of the present map. */
  named = $state.raw<ReadonlyMap<number, Topic>>(new Map());
  /** Names given by the user, by the key of the topic's papers. */
  given = $state.raw<Readonly<Record<string, string>>>({});
  /** Renamings that can be taken back, oldest first. */
  renamings = $state.raw<readonly Renaming[]>([]);

  readonly #maker: MapMaker;
  #map: PaperMap | null = null;
  #asked = new Set<number>();

  constructor(maker: MapMaker) {
    this.#maker = maker;
  }

  /** Begins with the names a map came with. */
  enter(map: PaperMap | null): void {
    if (map?.key !== this.#map?.key) this.#asked = new Set();
    this.#map = map;
    this.named = map?.topics ?? new Map();
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

  /** Gives a topic a name; an empty one goes back to the engine's. */
  rename(key: string, name: string): void {
    const before = this.given[key];
    const after = name.trim() === '' ? undefined : name.trim();
    if (before === after) return;
    this.renamings = [...this.renamings, { key, before }];
    this.#give(key, after);
  }

  undo(): void {
    const last = this.renamings.at(-1);
    if (!last) return;
    this.renamings = this.renamings.slice(0, -1);
    this.#give(last.key, last.before);
  }

  #give(key: string, name: string | undefined): void {
    const others = Object.entries(this.given).filter(([other]) => other !== key);
    this.given = Object.fromEntries(name === undefined ? others : [...others, [key, name]]);
  }
}
