/** What can be asked of the papers on the map, and what is asked, in words. */
import { mixedTopics } from '../../clustering/mixed-topics';
import { quoted } from '../../text/quoted';
import type { Loading } from '../corpus/loading.svelte';
import type { MapPapers } from '../corpus/map-papers.svelte';
import type { Personal } from '../personal/personal.svelte';
import type { Search } from '../search/search.svelte';
import type { VisibleClusters } from '../topics/visible-clusters.svelte';
import type { AskedPapers } from './asked-papers.svelte';
import { askedWords } from './asked-words';
import type { Filters } from './filters.svelte';
import { predicatesOf, type Predicate } from './predicates';

export interface QuestionsParts {
  readonly loading: Loading;
  readonly papers: MapPapers;
  readonly clusters: VisibleClusters;
  readonly personal: Personal;
  readonly search: Search;
  readonly filters: Filters;
  readonly asked: () => AskedPapers;
}

export class Questions {
  readonly #parts: QuestionsParts;

  constructor(parts: QuestionsParts) {
    this.#parts = parts;
  }

  /** What can be outlined or brought into focus, with the papers it holds for. */
  readonly predicates: readonly Predicate[] = $derived.by(() => {
    const { loading, papers, clusters, personal, search } = this.#parts;
    const { map } = loading;
    if (!map || papers.list.length !== map.tree.n) return [];
    const { read } = personal;
    return predicatesOf({
      papers: papers.list,
      tree: clusters.drawnTree ?? map.tree,
      frontier: clusters.frontier,
      neighbours: map.neighbours,
      read: read.size === 0 ? null : read,
      found: search.found,
    });
  });

  /** Topics on show whose papers have little in common. */
  readonly mixedTopics: ReadonlySet<number> = $derived.by(() => {
    const { loading, clusters } = this.#parts;
    const { map } = loading;
    const { drawnTree } = clusters;
    if (!map || (drawnTree !== null && drawnTree !== map.tree)) return new Set();
    return mixedTopics(map.tree, map.cohesion, clusters.frontier);
  });

  /** What is asked for, as the ends of "12 papers …". */
  get askedInWords(): readonly string[] {
    const { asked, search, filters } = this.#parts;
    return askedWords(asked().asked.clauses, {
      searchWords: search.found === null ? null : `found for ${quoted(search.followed)}`,
      facetName: (facet) => filters.facets.find(({ key }) => key === facet)?.name ?? facet,
      predicateWords: (predicate) =>
        this.predicates.find(({ key }) => key === predicate)?.words ?? null,
    });
  }
}
