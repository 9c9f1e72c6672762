/**
 * What is asked for, gathered from where it is asked (search, filters, selection), and how every paper
 * stands by it.
 */
import { untrack } from 'svelte';
import type { Neighbours } from '../../clustering/neighbours';
import type { Display } from '../display.svelte';
import type { Filters } from './filters.svelte';
import type { MapPapers } from '../corpus/map-papers.svelte';
import type { Navigation } from '../topics/navigation.svelte';
import type { Predicate } from './predicates';
import type { Search } from '../search/search.svelte';
import type { Selection } from './selection.svelte';
import type { VisibleClusters } from '../topics/visible-clusters.svelte';
import { clausesOf, type Asked, type ChoosingKind, type Clause } from './asked';
import {
  pointedAt,
  soughtLeaves,
  stillMarks,
  type Answers,
  type MarkedMap,
  type PaperMarks,
} from './paper-marks';

export interface AskedPapersParts {
  readonly display: Pick<Display, 'lightsSimilar'>;
  readonly papers: MapPapers;
  readonly search: Search;
  readonly selection: Selection;
  readonly filters: Filters;
  readonly navigation: Navigation;
  readonly clusters: VisibleClusters;
  /** What can be asked of the papers on the map, with the answers. */
  readonly predicates: () => readonly Predicate[];
  /** Neighbours of the papers on the map; null while there is none. */
  readonly neighbours: () => Neighbours | null;
}

export class AskedPapers {
  readonly #parts: AskedPapersParts;

  constructor(parts: AskedPapersParts) {
    this.#parts = parts;
  }

  /** What is asked but for the search and the pointer. */
  readonly #lasting: readonly Clause[] = $derived.by(() => {
    const { filters, selection } = this.#parts;
    const { many } = selection;
    const { pointed } = filters;
    return [
      ...(many ? [{ kind: 'chosen', papers: many } as const] : []),
      ...filters.chosen.map((filter) => ({ kind: 'facet', filter }) as const),
      ...Array.from(filters.focused, (predicate) => ({ kind: 'focus', predicate }) as const),
      ...Array.from(filters.outlined, (predicate) => ({ kind: 'outline', predicate }) as const),
      ...(pointed
        ? [{ kind: 'pointed', filter: { facet: pointed.facet, values: [pointed.value] } } as const]
        : []),
    ];
  });

  readonly asked: Asked = $derived.by(() => {
    const { display, filters, search, selection } = this.#parts;
    const { query } = search;
    const { leaf, hovered } = selection;
    const similar = display.lightsSimilar;
    return {
      leftOut: filters.leftOut,
      clauses: [
        ...(query === '' ? [] : [{ kind: 'query', text: query } as const]),
        ...this.#lasting,
        ...(leaf === null ? [] : [{ kind: 'selected', leaf } as const]),
        ...(hovered === null ? [] : [{ kind: 'hovered', leaf: hovered, similar } as const]),
      ],
    };
  });

  /** What the marks answer: not each key of a search, but what is answered of it. */
  readonly #answered: Asked = $derived.by(() => {
    const { filters, search } = this.#parts;
    const text = search.found && untrack(() => search.query);
    return {
      leftOut: filters.leftOut,
      clauses: [...(text === null ? [] : [{ kind: 'query', text } as const]), ...this.#lasting],
    };
  });

  readonly #map: MarkedMap = $derived.by(() => {
    const { papers, search, filters, navigation, clusters, predicates, neighbours } = this.#parts;
    const { list } = papers;
    const { tree, root } = navigation;
    const { drawnTree } = clusters;
    const holds: Answers['holds'] = (clause) => {
      switch (clause.kind) {
        case 'chosen': {
          const mask = new Uint8Array(list.length);
          for (const id of clause.papers) {
            const leaf = papers.leafOf(id);
            if (leaf !== null) mask[leaf] = 1;
          }
          return mask;
        }
        case 'facet':
        case 'pointed':
          return filters.holding(clause.filter);
        case 'focus':
        case 'outline':
          return predicates().find(({ key }) => key === clause.predicate)?.mask ?? null;
      }
    };
    return {
      n: list.length,
      found: search.found,
      holds,
      drawn: tree && drawnTree && { tree, drawnTree, root },
      neighbours: neighbours(),
    };
  });

  readonly #still: PaperMarks = $derived.by(() => stillMarks(this.#answered, this.#map));

  /** Leaves asked for, best first; null where all are. By itself, since marks change with the pointer. */
  readonly sought: readonly number[] | null = $derived.by(() => this.#still.sought);

  /** Leaves near to what is searched for, below those found, as far as the other clauses let them. */
  readonly near: readonly number[] = $derived.by(() => {
    const { beyond } = this.#parts.search;
    if (beyond.length === 0) return [];
    return soughtLeaves(this.#answered.clauses, { ...this.#map, found: beyond }) ?? [];
  });

  /** How every paper stands. */
  readonly marks: PaperMarks = $derived.by(() => pointedAt(this.#still, this.asked, this.#map));

  /** Leaves asked for, were these papers chosen together, or none (null). */
  soughtIfChosen(papers: ReadonlySet<string> | null): readonly number[] | null {
    const others = this.#answered.clauses.filter(({ kind }) => kind !== 'chosen');
    return soughtLeaves(
      [...others, ...(papers ? [{ kind: 'chosen', papers } as const] : [])],
      this.#map,
    );
  }

  /** Leaves asked for, were there no filter by this facet. */
  soughtWithout(facet: string): readonly number[] | null {
    return soughtLeaves(
      this.#answered.clauses.filter(
        (clause) => clause.kind !== 'facet' || clause.filter.facet !== facet,
      ),
      this.#map,
    );
  }

  /** The leaf after the selected one among those asked for, or before it, around the ends. */
  beside(step: 1 | -1): number | null {
    const { sought, selected } = this.marks;
    if (!sought || sought.length === 0) return null;
    const at = selected === null ? -1 : sought.indexOf(selected);
    const next =
      at < 0 ? (step > 0 ? 0 : sought.length - 1) : (at + step + sought.length) % sought.length;
    return sought[next] ?? null;
  }

  /** Asks again what was asked, as far as these kinds of clauses go. */
  ask({ clauses }: Asked, kinds: readonly ChoosingKind[]): void {
    const { filters, selection, search } = this.#parts;
    if (kinds.includes('facet'))
      filters.chosen = clausesOf(clauses, 'facet').map(({ filter }) => filter);
    if (kinds.includes('focus'))
      filters.focused = new Set(clausesOf(clauses, 'focus').map(({ predicate }) => predicate));
    if (kinds.includes('chosen')) selection.many = clausesOf(clauses, 'chosen')[0]?.papers ?? null;
    if (kinds.includes('query')) void search.ask(clausesOf(clauses, 'query')[0]?.text ?? '');
  }

  /** Asks for all papers again. */
  clear(): void {
    const { search, selection, filters } = this.#parts;
    selection.chooseMany(null);
    search.clear();
    filters.clear();
  }
}
