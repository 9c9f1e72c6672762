/** Which papers of the map stand out: those found, chosen together, filtered or in focus. */
import { rootOf, type Dendrogram } from '../clustering/dendrogram';
import { leafCounts } from '../clustering/leaf-counts';
import type { Neighbours } from '../clustering/neighbours';
import type { Filters } from './filters.svelte';
import type { Display } from './display.svelte';
import { allButSimilar } from './map-emphasis';
import type { MapPapers } from './map-papers.svelte';
import type { Search } from './search.svelte';
import type { Selection } from './selection.svelte';

export interface EmphasisParts {
  readonly display: Pick<Display, 'lightsSimilar'>;
  readonly papers: MapPapers;
  readonly search: Search;
  readonly selection: Selection;
  readonly filters: Filters;
  /** The hierarchy as it is drawn; null while there is none. */
  readonly tree: () => Dendrogram | null;
  /** Neighbours of the papers on the map; null while there is none. */
  readonly neighbours: () => Neighbours | null;
}

export class Emphasis {
  readonly #parts: EmphasisParts;

  constructor(parts: EmphasisParts) {
    this.#parts = parts;
  }

  /** Leaves asked for, best first; null for all. */
  readonly lit: readonly number[] | null = $derived.by(() =>
    this.litAmong(this.#parts.selection.many),
  );

  /** How many of the papers under a node are asked for; null where all that are drawn are. */
  readonly litIn: ((node: number) => number) | null = $derived.by(() => {
    const tree = this.#parts.tree();
    if (!tree || !this.lit || this.lit.length === tree.size[rootOf(tree)]) return null;
    return leafCounts(tree, this.lit);
  });

  /** 1 for papers drawn faintly: all but those asked for, or but those of a value pointed at. */
  readonly unlit: Uint8Array | null = $derived.by(() => {
    const { lit: pointedAt } = this.#parts.filters;
    if (pointedAt) return pointedAt.map((is) => 1 - is);
    if (!this.lit) return null;
    const mask = new Uint8Array(this.#parts.papers.list.length).fill(1);
    for (const leaf of this.lit) mask[leaf] = 0;
    return mask;
  });

  /** 1 for all papers but the one pointed at and its nearest, while the user wants that. */
  readonly unlike: Uint8Array | null = $derived.by(() => {
    const { display, selection } = this.#parts;
    const { hovered } = selection;
    const neighbours = display.lightsSimilar && hovered !== null ? this.#parts.neighbours() : null;
    return hovered !== null && neighbours ? allButSimilar(hovered, neighbours) : null;
  });

  /** Leaves asked for, were these papers chosen together, or none (null). */
  litAmong(many: ReadonlySet<string> | null): readonly number[] | null {
    const { search, filters, papers } = this.#parts;
    const { passing, inFocus } = filters;
    if (!many && !passing && !inFocus) return search.found;
    const leaves = search.found ?? papers.list.map((_, leaf) => leaf);
    return leaves.filter(
      (leaf) =>
        (!many || many.has(papers.list[leaf]?.id ?? '')) &&
        passing?.[leaf] !== 0 &&
        inFocus?.[leaf] !== 0,
    );
  }

  /** The leaf after the selected one among those asked for, or before it, around the ends. */
  beside(step: 1 | -1): number | null {
    const { lit } = this;
    if (!lit || lit.length === 0) return null;
    const { leaf } = this.#parts.selection;
    const at = leaf === null ? -1 : lit.indexOf(leaf);
    const next = at < 0 ? (step > 0 ? 0 : lit.length - 1) : (at + step + lit.length) % lit.length;
    return lit[next] ?? null;
  }

  /** Asks for all papers again. */
  clear(): void {
    const { search, selection, filters } = this.#parts;
    selection.chooseMany(null);
    search.clear();
    filters.clear();
  }
}
