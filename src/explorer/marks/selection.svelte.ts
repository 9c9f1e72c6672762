/** Which papers the user points at and has chosen; every view shows it and every view sets it. */
import type { Paper } from '../../corpus/paper';
import { anyText, textField, type Field } from '../address/field';
import { sharedLater, sharedPart, type SharedPart } from '../address/shared-part.svelte';
import { parseRanges, shortRanges } from '../address/index-ranges';
import { idsAt, indicesOf } from '../address/linked-papers';
import type { MapPapers } from '../corpus/map-papers.svelte';

/** Id of the selected paper. */
export const paperField = anyText('paper');
/** Papers chosen together: ascending indices into the corpus; null for no such choice. */
export const chosenField: Field<readonly number[] | null> = textField<readonly number[] | null>({
  key: 'chosen',
  usual: null,
  write: (papers) => papers && shortRanges(papers),
  read: parseRanges,
});

export class Selection {
  /** Id of the paper in the panel; null for none. An id outlives a map, an index does not. */
  paper = $state.raw<string | null>(null);
  /** Leaf under the pointer or the keyboard's cursor. */
  hovered = $state<number | null>(null);
  /** Ids of papers chosen together (a lasso, a filter); null when there is no such choice. */
  many = $state.raw<ReadonlySet<string> | null>(null);

  readonly shared: readonly SharedPart[] = [
    sharedPart(paperField, {
      get: () => this.paper,
      set: (paper) => {
        this.paper = paper;
      },
      meet: ({ papers }) => {
        if (this.paper === null || papers.some(({ id }) => id === this.paper)) return [];
        this.paper = null;
        return ['the paper'];
      },
    }),
    sharedLater(chosenField, {
      get: () => this.inCorpus,
      meet: (chosen, corpus) => {
        this.many = idsAt(corpus, chosen);
        return chosen && this.many?.size !== chosen.length ? ['papers chosen by hand'] : [];
      },
    }),
  ];

  readonly #papers: MapPapers;
  readonly #onStep: () => void;

  /** @param onStep called before papers are chosen together, so that going back leaves that choice */
  constructor(papers: MapPapers, onStep: () => void) {
    this.#papers = papers;
    this.#onStep = onStep;
  }

  /** Papers chosen together, as ascending indices into the corpus; null for no such choice. */
  readonly inCorpus: readonly number[] | null = $derived.by(() =>
    indicesOf(this.#papers.corpus, this.many),
  );
  /** The chosen paper's leaf; null when none is chosen or it is not on this map. */
  readonly leaf: number | null = $derived.by(() => this.#papers.leafOf(this.paper));
  /** The chosen paper itself, also while there is no map. */
  readonly chosen: Paper | null = $derived.by(() =>
    this.leaf === null ? null : (this.#papers.list[this.leaf] ?? null),
  );

  /** Stays on the chosen paper where papers are known by another id than before. */
  enterPapers(now: readonly Paper[], before: readonly Paper[]): void {
    const leaf = before.findIndex(({ id }) => id === this.paper);
    if (this.paper !== null && leaf >= 0) this.paper = now[leaf]?.id ?? null;
  }

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
