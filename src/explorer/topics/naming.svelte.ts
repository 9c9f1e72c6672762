/**
 * What a node of the hierarchy is called: by the user, by its papers, or a paper's title. A name that
 * the user gave on another map (before papers were added, or with another encoder) stands on the topic
 * that shares most papers with the one it was given to; where there is none it is kept, and offered.
 */
import { isLeaf, rootOf, type Dendrogram } from '../../clustering/dendrogram';
import { matchTopics } from '../../clustering/match-topics';
import { countName } from '../../clustering/trees/file-tree';
import { createPacer, pageSlice } from '../../foundation/pacer';
import type { TopicPapers } from '../../storage/schema';
import type { Loading } from '../corpus/loading.svelte';
import type { MapPapers } from '../corpus/map-papers.svelte';
import type { Personal } from '../personal/personal.svelte';
import { topicKey, topicPapers } from './topic-key';
import type { TopicNames } from './topic-names.svelte';

export interface NamingParts {
  readonly loading: Loading;
  readonly papers: MapPapers;
  readonly names: TopicNames;
  readonly personal: Personal;
  /** What the papers of a part were asked for by; null where the map is of none, or nobody asked. */
  readonly partWords: () => string | null;
}

/** A name that the user gave a topic which is not on the map. */
export interface SpareName {
  readonly key: string;
  readonly name: string;
  /** Papers of that topic; null where it was named in an earlier version, which did not keep that. */
  readonly size: number | null;
}

/** Where a name that the user gave stands on the map. */
interface Given {
  readonly key: string;
  /** Of the topic it was given to and the one it stands on, see `matchTopics`. */
  readonly overlap: number;
}

export class Naming {
  readonly #parts: NamingParts;

  constructor(parts: NamingParts) {
    this.#parts = parts;
  }

  get #tree(): Dendrogram | null {
    return this.#parts.loading.map?.tree ?? null;
  }

  /** The names the user gave, by the node they stand on. */
  readonly #given: ReadonlyMap<number, Given> = $derived.by(() => {
    const { loading, papers, personal } = this.#parts;
    const { topicNames, topicPapers } = personal.named;
    const { map } = loading;
    const keys = Object.keys(topicPapers).filter((key) => key in topicNames);
    if (!map || keys.length === 0 || papers.list.length !== map.tree.n) return new Map();
    const topics = keys.flatMap((key) => topicPapers[key] ?? []);
    const matches = matchTopics(
      topics.map(({ ids, size, known }) => ({ papers: ids, size, known })),
      map.tree,
      {
        leafOf: (id) => papers.leafOf(id) ?? undefined,
        numberOf: (leaf) => map.subset?.[leaf] ?? leaf,
      },
    );
    return new Map(
      matches.map(({ old, node, overlap }) => [node, { key: keys[old] ?? '', overlap }]),
    );
  });

  /** Names the user gave topics that are not on a map of all papers. */
  readonly spare: readonly SpareName[] = $derived.by(() => {
    const { loading, papers, personal } = this.#parts;
    const { topicNames, topicPapers } = personal.named;
    if (!loading.map?.settled || papers.isPart) return [];
    const placed = new Set([...this.#given.values()].map(({ key }) => key));
    return Object.entries(topicNames)
      .filter(([key]) => !placed.has(key) && (key in topicPapers || this.#sought.has(key)))
      .map(([key, name]) => ({ key, name, size: topicPapers[key]?.size ?? null }));
  });

  /** Keys of names whose papers were not kept and were looked for on this map in vain. */
  #sought: ReadonlySet<string> = $state.raw(new Set());

  nameOf(node: number): string {
    const tree = this.#tree;
    const { papers, names } = this.#parts;
    if (!tree) return '';
    if (isLeaf(tree, node)) return papers.list[node]?.title ?? '';
    return (
      this.givenName(node) ??
      this.#broughtName(node) ??
      (node === rootOf(tree) ? this.#wholeName() : undefined) ??
      names.named.get(node)?.name ??
      countName(tree.size[node] ?? 0)
    );
  }

  /** The corpus, and by what its papers were asked for where the map is of some of them. */
  #wholeName(): string | undefined {
    const { loading, papers, partWords } = this.#parts;
    const words = papers.isPart ? partWords() : null;
    return words ? `${loading.corpus?.name ?? 'Papers'}: ${words}` : loading.corpus?.name;
  }

  /** What the tree that came with the papers calls a topic. */
  #broughtName(node: number): string | undefined {
    const { map, corpus } = this.#parts.loading;
    return map?.provenance.tree === undefined ? undefined : corpus?.tree?.names.get(node);
  }

  /** The name the user gave a topic. */
  givenName(node: number): string | undefined {
    return this.#parts.personal.named.topicNames[this.#keyOf(node) ?? ''];
  }

  /** How much the topic has in common with the one its name was given to, 0 to 1; 1 where it is that. */
  overlapOf(node: number): number {
    return this.#given.get(node)?.overlap ?? 1;
  }

  /** What the name that stands on a topic is kept under. */
  #keyOf(node: number): string | undefined {
    const tree = this.#tree;
    const { personal, papers } = this.#parts;
    const { topicNames, topicPapers } = personal.named;
    const given = this.#given.get(node);
    if (given) return given.key;
    const early = Object.keys(topicNames).some((key) => !(key in topicPapers));
    if (!tree || !early) return undefined;
    const key = topicKey(tree, papers.list, node);
    return key in topicNames && !(key in topicPapers) ? key : undefined;
  }

  /** Names a topic; an empty name goes back to the one its papers give. */
  rename(node: number, name: string): void {
    this.#name(node, name, this.#keyOf(node));
  }

  /** Gives a topic a name whose own topic is not on the map. */
  place(node: number, { key, name }: SpareName): void {
    this.#name(node, name, key);
  }

  /**
   * Looks for the topics of names that an earlier version kept without their papers, and notes these.
   *
   * @throws the signal's reason
   */
  async seekEarly(signal: AbortSignal): Promise<void> {
    const { loading, personal, papers } = this.#parts;
    const { map, corpus } = loading;
    const { topicNames, topicPapers: known } = personal.named;
    const early = new Set(Object.keys(topicNames).filter((key) => !(key in known)));
    if (!map?.settled || !corpus || early.size === 0 || papers.list.length !== map.tree.n) return;
    const pace = createPacer(signal, pageSlice);
    const found: (readonly [string, TopicPapers])[] = [];
    // What follows writes what was read above; whoever follows that would never end.
    await Promise.resolve();
    for (let node = map.tree.n; node <= rootOf(map.tree) && early.size > 0; node++) {
      const key = topicKey(map.tree, papers.list, node);
      if (early.delete(key))
        found.push([key, topicPapers(map.tree, papers.list, node, corpus.papers.length)]);
      const turn = pace();
      if (turn) await turn;
    }
    personal.notePapers(found);
    this.#sought = early;
  }

  /** @param former what the name it has, or takes over, is kept under */
  #name(node: number, name: string, former: string | undefined): void {
    const { loading, personal, papers } = this.#parts;
    const { map, corpus } = loading;
    if (!map || !corpus) return;
    personal.renameTopic(
      topicKey(map.tree, papers.list, node),
      name,
      topicPapers(map.tree, papers.list, node, corpus.papers.length),
      former,
    );
  }
}
