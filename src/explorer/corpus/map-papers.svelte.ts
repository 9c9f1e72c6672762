/** The papers of the map on show: leaf `i` of its tree is paper `i` here. */
import type { Corpus, Paper } from '../../corpus/paper';
import type { PaperMap } from '../../engine/map';
import type { Loading } from './loading.svelte';

export class MapPapers {
  readonly #loading: Loading;

  constructor(loading: Loading) {
    this.#loading = loading;
  }

  /** The corpus that they are of; null until it was read. */
  get corpus(): Corpus | null {
    return this.#loading.corpus;
  }

  /** By leaf; all papers of the corpus while there is no map. */
  readonly list: readonly Paper[] = $derived.by(() =>
    papersOn(this.#loading.corpus, this.#loading.map),
  );
  readonly #leafById = $derived.by(() => {
    const leaves = new Map<string, number>();
    this.list.forEach(({ id }, leaf) => leaves.set(id, leaf));
    return leaves;
  });
  /** Whether the map shows only some papers of the corpus because that was asked for. */
  readonly isPart = $derived.by(() => {
    const { map } = this.#loading;
    return map !== null && map.subset !== null && map.provenance.settings.sample === undefined;
  });

  /** The leaf of a paper; null for none, or for one that is not on this map. */
  leafOf(id: string | null): number | null {
    return id === null ? null : (this.#leafById.get(id) ?? null);
  }
}

function papersOn(corpus: Corpus | null, map: PaperMap | null): readonly Paper[] {
  if (!corpus) return [];
  if (!map?.subset) return corpus.papers;
  return Array.from(map.subset, (index) => corpus.papers[index]).filter(
    (paper) => paper !== undefined,
  );
}
