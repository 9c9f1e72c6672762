/**
 * Which papers are asked for by what they carry (facets) and by how they stand on the map
 * (predicates). What is asked for combines: values of one facet by "or", everything else by "and".
 */
import { findFacets, findFacetsPaced, type Facet } from '../corpus/facets';
import type { Paper } from '../corpus/paper';
import { createPacer, pageSlice } from '../foundation/pacer';
import { havingAny, indexFacet, type FacetIndex } from './facet-counts';
import type { Predicate, PredicateKey } from './predicates';

export interface FacetFilter {
  readonly facet: string;
  /** At least one. */
  readonly values: readonly string[];
}

/** What becomes of papers that a facet filter leaves out. */
export type LeftOut = 'dim' | 'hide' | 'recluster';

/** One value of one facet, under the pointer or the cursor. */
export interface Pointed {
  readonly facet: string;
  readonly value: string;
}

/** Papers whose facets are found in a blink. */
const readAtOnce = 2000;

export class Filters {
  /** At most one per facet. */
  chosen = $state.raw<readonly FacetFilter[]>([]);
  leftOut = $state<LeftOut>('dim');
  /** The value whose papers are lit while it is pointed at. */
  pointed = $state.raw<Pointed | null>(null);
  outlined = $state.raw<ReadonlySet<PredicateKey>>(new Set());
  focused = $state.raw<ReadonlySet<PredicateKey>>(new Set());

  readonly #papers: () => readonly Paper[];
  readonly #predicates: () => readonly Predicate[];
  readonly #onStep: () => void;
  #indices: { papers: readonly Paper[]; byKey: Map<string, FacetIndex> } | null = null;

  /**
   * @param predicates answers for the topics on show
   * @param onStep called before other papers are asked for, so that going back asks for the present ones
   */
  constructor(
    papers: () => readonly Paper[],
    predicates: () => readonly Predicate[],
    onStep: () => void,
  ) {
    this.#papers = papers;
    this.#predicates = predicates;
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

  /** 1 for each paper that passes all facet filters; null when there are none. */
  readonly passing: Uint8Array | null = $derived.by(() => this.passingOthers(null));

  /** 1 for each paper in focus; null when nothing is. */
  readonly inFocus: Uint8Array | null = $derived.by(() =>
    all(this.#among(this.focused).map(({ mask }) => mask)),
  );

  /** 1 for each paper with an outline; null when there is none. */
  readonly outline: Uint8Array | null = $derived.by(() => {
    const masks = this.#among(this.outlined).map(({ mask }) => mask);
    const [first] = masks;
    return first ? first.map((_, leaf) => (masks.some((mask) => mask[leaf] === 1) ? 1 : 0)) : null;
  });

  /** 1 for each paper lit by what is pointed at; null when nothing is. */
  readonly lit: Uint8Array | null = $derived.by(() => {
    const { pointed } = this;
    if (!pointed) return null;
    const having = havingAny(this.indexOf(pointed.facet), [pointed.value]);
    const others = this.passingOthers(pointed.facet);
    return others ? all([having, others]) : having;
  });

  /** The index of a facet of the papers on the map, made when first asked for. */
  indexOf(facet: string): FacetIndex {
    const papers = this.#papers();
    if (this.#indices?.papers !== papers) this.#indices = { papers, byKey: new Map() };
    const { byKey } = this.#indices;
    const index = byKey.get(facet) ?? indexFacet(papers, facet);
    byKey.set(facet, index);
    return index;
  }

  /** 1 for each paper that passes the filters of all facets but one; null when there are none. */
  passingOthers(facet: string | null): Uint8Array | null {
    return all(
      this.chosen
        .filter((filter) => filter.facet !== facet)
        .map((filter) => havingAny(this.indexOf(filter.facet), filter.values)),
    );
  }

  valuesOf(facet: string): readonly string[] {
    return this.chosen.find((filter) => filter.facet === facet)?.values ?? [];
  }

  /** Adds a value to the filter of its facet, or takes it out. */
  toggle(facet: string, value: string): void {
    const before = this.valuesOf(facet);
    const values = before.includes(value)
      ? before.filter((other) => other !== value)
      : [...before, value];
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

  /** What is asked for, as the end of "12 papers …", such as "by A. One or B. Two". */
  readonly words: readonly string[] = $derived.by(() => {
    const names = new Map(this.facets.map(({ key, name }) => [key, name]));
    return [
      ...this.chosen.map(({ facet, values }) =>
        filterWords(facet, names.get(facet) ?? facet, values),
      ),
      ...this.#among(this.focused).map(({ words }) => words),
    ];
  });

  /** Answers are worked out only where one is asked for. */
  #among(keys: ReadonlySet<PredicateKey>): readonly Predicate[] {
    return keys.size === 0 ? [] : this.#predicates().filter(({ key }) => keys.has(key));
  }
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

/** Values named in a sentence; more than this many are counted instead. */
const mostNamed = 4;

/** A facet filter as the end of "12 papers …". */
export function filterWords(facet: string, name: string, values: readonly string[]): string {
  const any = values.length > mostNamed ? `one of ${values.length}` : values.join(' or ');
  switch (facet) {
    case 'year':
      return `from ${any}`;
    case 'authors':
      return `by ${any}`;
    case 'code':
    case 'abstract':
      return values.length > 1
        ? `with or without ${facet}`
        : `${any === 'yes' ? 'with' : 'without'} ${facet}`;
    default:
      return `of ${name.toLowerCase()} ${any}`;
  }
}

/** 1 where all masks are; null for none. */
function all(masks: readonly Uint8Array[]): Uint8Array | null {
  const [first, ...others] = masks;
  if (!first) return null;
  return first.map((is, leaf) => (is === 1 && others.every((mask) => mask[leaf] === 1) ? 1 : 0));
}
