/** What a node of the hierarchy is called: by the user, by its papers, or a paper's title. */
import { isLeaf, rootOf, type Dendrogram } from '../clustering/dendrogram';
import { countName } from '../clustering/trees/file-tree';
import type { Loading } from './loading.svelte';
import type { MapPapers } from './map-papers.svelte';
import type { Personal } from './personal.svelte';
import { topicKey } from './topic-key';
import type { TopicNames } from './topic-names.svelte';

export interface NamingParts {
  readonly loading: Loading;
  readonly papers: MapPapers;
  readonly names: TopicNames;
  readonly personal: Personal;
}

export class Naming {
  readonly #parts: NamingParts;

  constructor(parts: NamingParts) {
    this.#parts = parts;
  }

  get #tree(): Dendrogram | null {
    return this.#parts.loading.map?.tree ?? null;
  }

  nameOf(node: number): string {
    const tree = this.#tree;
    const { loading, papers, names } = this.#parts;
    if (!tree) return '';
    if (isLeaf(tree, node)) return papers.list[node]?.title ?? '';
    return (
      this.givenName(node) ??
      this.#broughtName(node) ??
      (node === rootOf(tree) ? loading.corpus?.name : undefined) ??
      names.named.get(node)?.name ??
      countName(tree.size[node] ?? 0)
    );
  }

  /** What the tree that came with the papers calls a topic. */
  #broughtName(node: number): string | undefined {
    const { map, corpus } = this.#parts.loading;
    return map?.provenance.tree === undefined ? undefined : corpus?.tree?.names.get(node);
  }

  /** The name the user gave a topic. */
  givenName(node: number): string | undefined {
    const tree = this.#tree;
    const { personal, papers } = this.#parts;
    const { topicNames } = personal.state;
    if (!tree || Object.keys(topicNames).length === 0) return undefined;
    return topicNames[topicKey(tree, papers.list, node)];
  }

  /** Names a topic; an empty name goes back to the one its papers give. */
  rename(node: number, name: string): void {
    const tree = this.#tree;
    const { personal, papers } = this.#parts;
    if (tree) personal.renameTopic(topicKey(tree, papers.list, node), name);
  }
}
