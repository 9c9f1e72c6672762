/** The papers that were clustered afresh on their own, if the map shows but a part of the corpus. */
import { leavesOf } from '../clustering/dendrogram';
import type { PaperMap } from '../engine/map';
import type { Emphasis } from './emphasis.svelte';
import type { Loading } from './loading.svelte';
import { innerNode, type Navigation } from './navigation.svelte';

/** Papers chosen by hand, which have no name of their own. */
const byHand = 'chosen';

interface Within {
  /** As the address names it. */
  readonly name: string;
  /** Indices into the corpus, ascending. */
  readonly papers: Uint32Array;
}

export interface PartParts {
  readonly loading: Loading;
  readonly navigation: Navigation;
  readonly emphasis: Emphasis;
  /** Called before the user goes elsewhere, so that going back returns to the present place. */
  readonly onStep: () => void;
}

export class Part {
  #within = $state.raw<Within | null>(null);
  /** Papers named by the address, until the whole map is there. */
  #awaited = $state.raw<string | null>(null);
  /** The settled map of the whole corpus, in which a topic clustered afresh is looked up. */
  #whole: PaperMap | null = null;
  /** Papers last chosen by hand to be clustered afresh. */
  #chosen: Uint32Array | null = null;

  readonly #parts: PartParts;

  constructor(parts: PartParts) {
    this.#parts = parts;
  }

  /** What the address calls the part that is on show or will be; null for the whole corpus. */
  get name(): string | null {
    return this.#awaited ?? this.#within?.name ?? null;
  }

  /** Whether a part is on show. */
  get isOpen(): boolean {
    return this.#within !== null;
  }

  /** Clusters the papers asked for, or else those of the topic on show, afresh on their own. */
  async recluster(): Promise<void> {
    const { loading, navigation, emphasis } = this.#parts;
    const { map } = loading;
    if (!map) return;
    const { lit } = emphasis;
    const { root } = navigation;
    const leaves = lit ?? Array.from(leavesOf(map.tree, root));
    const papers = Uint32Array.from(leaves, (leaf) => map.subset?.[leaf] ?? leaf).sort();
    if (papers.length < 2) return;
    if (lit === null && map.subset === null) await this.#step({ name: String(root), papers });
    else await this.#ofChosen(papers);
  }

  /** Goes back to the whole corpus. */
  async leave(): Promise<void> {
    await this.#step(null);
  }

  /** Goes where the address says; to the whole corpus where nobody knows those papers any more. */
  async follow(name: string | null): Promise<void> {
    const papers = name === null ? null : this.#papersOf(name);
    await this.#go(name !== null && papers ? { name, papers } : null);
  }

  /** Waits for the whole map before going where the address says. */
  await(name: string | null): void {
    this.#awaited = name;
  }

  /** Whether a map is but the way to the part that the address names; goes there when it is whole. */
  enter(next: PaperMap): boolean {
    if (next.settled && !next.subset) this.#whole = next;
    const name = this.#awaited;
    if (name === null) return false;
    if (!next.settled || !next.layoutFinished) return true;
    this.#awaited = null;
    // The map that is arriving takes its place first.
    if (this.#papersOf(name)) queueMicrotask(() => void this.follow(name));
    return true;
  }

  /** Forgets the map of a corpus that is left, or of vectors that are replaced. */
  reset(): void {
    this.#within = null;
    this.#whole = null;
  }

  async #ofChosen(papers: Uint32Array): Promise<void> {
    this.#chosen = papers;
    await this.#step({ name: byHand, papers });
  }

  async #step(within: Within | null): Promise<void> {
    const { navigation, emphasis, onStep } = this.#parts;
    navigation.top();
    emphasis.clear();
    onStep();
    await this.#go(within);
  }

  async #go(within: Within | null): Promise<void> {
    this.#awaited = null;
    this.#within = within;
    await this.#parts.loading.recluster(within?.papers ?? null);
  }

  /** The papers that `name` stands for; null while or where that cannot be known. */
  #papersOf(name: string): Uint32Array | null {
    if (name === byHand) return this.#chosen;
    const tree = this.#whole?.tree;
    const node = tree ? innerNode(tree, Number(name)) : null;
    return tree && node !== null ? Uint32Array.from(leavesOf(tree, node)).sort() : null;
  }
}
