/**
 * Which papers are asked for by what they carry (facets) and by how they stand on the map
 * (predicates).
 */
import { findFacets, findFacetsPaced, type Facet } from '../../corpus/facets';
import type { Paper } from '../../corpus/paper';
import { createPacer, pageSlice } from '../../foundation/pacer';
import { oneOf, someOf, type Field } from '../address/field';
import { sharedLater, sharedPart, type SharedPart } from '../address/shared-part.svelte';
import { havingAny, indexFacet, type FacetIndex } from './facet-counts';
import { knownFilters, nameOfFilter } from '../address/linked-papers';
import type { FacetFilter, LeftOut, Pointed } from './asked';
import { predicateKeys, type PredicateKey } from './predicates';

const filterKey = 'filter.';

/** At most one per facet: a key for each facet, once for each value. */
export const filterField: Field<readonly FacetFilter[]> = {
  key: filterKey,
  severalKeys: true,
  usual: [],
  write: (filters) =>
    filters.flatMap(({ facet, values }) =>
      values.map((value) => [`${filterKey}${facet}`, value] as const),
    ),
  read: (entries) => {
    const facets = new Map<string, Set<string>>();
    for (const [key, value] of entries) {
      const facet = key.slice(filterKey.length);
      facets.set(facet, (facets.get(facet) ?? new Set()).add(value));
    }
    return [...facets].map(([facet, values]) => ({ facet, values: [...values] }));
  },
};
export const leftOutField = oneOf<LeftOut>('others', ['dim', 'hide', 'recluster']);
export const focusField = someOf('focus', predicateKeys);
export const outlineField = someOf('outline', predicateKeys);

/** Papers whose facets are found in a blink. */
const readAtOnce = 2000;

export class Filters {
  /** At most one per facet. */
  chosen = $state.raw<readonly FacetFilter[]>([]);
  leftOut = $state<LeftOut>(leftOutField.usual);
  /** One value whose papers stand out while it is pointed at. */
  pointed = $state.raw<Pointed | null>(null);
  /** Key of the facet whose values are listed; null for the usual one. */
  listed = $state<string | null>(null);
  outlined = $state.raw<ReadonlySet<PredicateKey>>(new Set());
  focused = $state.raw<ReadonlySet<PredicateKey>>(new Set());

  readonly shared: readonly SharedPart[] = [
    sharedLater(filterField, {
      get: () => this.chosen,
      meet: (filters, { papers }) => {
        const { known, unknown } = knownFilters(papers, filters);
        this.chosen = known;
        return unknown.map((filter) => `the filter ${nameOfFilter(filter)}`);
      },
    }),
    sharedPart(leftOutField, {
      get: () => this.leftOut,
      set: (leftOut) => {
        this.leftOut = leftOut;
      },
    }),
    sharedPart(focusField, {
      get: () => [...this.focused],
      set: (keys) => {
        this.focused = new Set(keys);
      },
    }),
    sharedPart(outlineField, {
      get: () => [...this.outlined],
      set: (keys) => {
        this.outlined = new Set(keys);
      },
    }),
  ];

  readonly #papers: () => readonly Paper[];
  readonly #onStep: () => void;
  /** Which papers have a value of a filter. */
  readonly #masks = new WeakMap<FacetFilter, { papers: readonly Paper[]; mask: Uint8Array }>();
  #indices: { papers: readonly Paper[]; byKey: Map<string, FacetIndex> } | null = null;

  /** @param onStep called before other papers are asked for, so that going back asks for the present ones */
  constructor(papers: () => readonly Paper[], onStep: () => void) {
    this.#papers = papers;
    this.#onStep = onStep;
  }

  /** The facets of many papers, which take a while to find. */
  #found = $state.raw<{ readonly papers: readonly Paper[]; readonly facets: readonly Facet[] }>({
    papers: [],
    facets: [],
  });

  /** What the papers on the map can be filtered by; of many papers, nothing until they are read. */
  readonly facets: readonly Facet[] = $derived.by(() => {
    const papers = this.#papers();
    if (papers.length <= readAtOnce) return findFacets(papers);
    return this.#found.papers === papers ? this.#found.facets : [];
  });

  /** Reads the facets of many papers, bit by bit. */
  async find(signal: AbortSignal): Promise<void> {
    const papers = this.#papers();
    if (papers.length <= readAtOnce || this.#found.papers === papers) return;
    const facets = await findFacetsPaced(papers, createPacer(signal, pageSlice));
    this.#found = { papers, facets };
  }

  /** The index of a facet of the papers on the map, made when first asked for. */
  indexOf(facet: string): FacetIndex {
    const papers = this.#papers();
    if (this.#indices?.papers !== papers) this.#indices = { papers, byKey: new Map() };
    const { byKey } = this.#indices;
    const index = byKey.get(facet) ?? indexFacet(papers, facet);
    byKey.set(facet, index);
    return index;
  }

  /** 1 for each paper that has any value of a filter; length n. Worked out once for each filter. */
  holding(filter: FacetFilter): Uint8Array {
    const papers = this.#papers();
    const known = this.#masks.get(filter);
    if (known?.papers === papers) return known.mask;
    const mask = havingAny(this.indexOf(filter.facet), filter.values);
    this.#masks.set(filter, { papers, mask });
    return mask;
  }

  valuesOf(facet: string): readonly string[] {
    return this.chosen.find((filter) => filter.facet === facet)?.values ?? [];
  }

  /** Adds a value to the filter of its facet, or takes it out. */
  toggle(facet: string, value: string): void {
    const before = this.valuesOf(facet);
    const isIn = before.includes(value);
    this.choose(facet, isIn ? before.filter((other) => other !== value) : [...before, value]);
  }

  /** Filters by these values of a facet and no others of it. */
  choose(facet: string, values: readonly string[]): void {
    const others = this.chosen.filter((filter) => filter.facet !== facet);
    this.#onStep();
    this.chosen = values.length === 0 ? others : [...others, { facet, values }];
  }

  toggleOutline(key: PredicateKey): void {
    this.outlined = toggled(this.outlined, key);
  }

  toggleFocus(key: PredicateKey): void {
    this.#onStep();
    this.focused = toggled(this.focused, key);
  }

  /** Asks for all papers again; outlines stay. */
  clear(): void {
    if (this.chosen.length > 0 || this.focused.size > 0) this.#onStep();
    this.chosen = [];
    this.focused = new Set();
    this.pointed = null;
  }
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
