/** Which papers the user points at and has chosen; every view shows it and every view sets it. */
import type { Paper } from '../corpus/paper';
import type { MapPapers } from './map-papers.svelte';

export class Selection {
  /** Id of the paper in the panel; null for none. An id outlives a map, an index does not. */
  paper = $state.raw<string | null>(null);
  /** Leaf under the pointer or the keyboard's cursor. */
  hovered = $state<number | null>(null);
  /** Ids of papers chosen together (a lasso, a filter); null when there is no such choice. */
  many = $state.raw<ReadonlySet<string> | null>(null);

  readonly #papers: MapPapers;
  readonly #onStep: () => void;

  /** @param onStep called before papers are chosen together, so that going back leaves that choice */
  constructor(papers: MapPapers, onStep: () => void) {
    this.#papers = papers;
    this.#onStep = onStep;
  }

  /** The chosen paper's leaf; null when none is chosen or it is not on this map. */
  readonly leaf: number | null = $derived.by(() => this.#papers.leafOf(this.paper));
  /** The chosen paper as a set of leaves, of one or none. */
  readonly leaves: ReadonlySet<number> = $derived(new Set(this.leaf === null ? [] : [this.leaf]));
  /** The chosen paper itself, also while there is no map. */
  readonly chosen: Paper | null = $derived.by(() =>
    this.leaf === null ? null : (this.#papers.list[this.leaf] ?? null),
  );

  select(leaf: number | null): void {
    this.paper = leaf === null ? null : (this.#papers.list[leaf]?.id ?? null);
  }

  /** Chooses papers together; none of them ends the choice. */
  selectMany(leaves: Iterable<number>): void {
    const ids = new Set<string>();
    for (const leaf of leaves) {
      const id = this.#papers.list[leaf]?.id;
      if (id !== undefined) ids.add(id);
    }
    this.chooseMany(ids.size === 0 ? null : ids);
  }

  /** Chooses papers together by their ids; null ends the choice. */
  chooseMany(ids: ReadonlySet<string> | null): void {
    if (ids === this.many) return;
    this.#onStep();
    this.many = ids;
  }

  clear(): void {
    this.paper = null;
    this.hovered = null;
    this.many = null;
  }
}
