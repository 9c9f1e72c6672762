/** What a link says of single papers, against the papers that are there. */
import { facetValues } from '../../corpus/facets';
import type { Corpus, Paper } from '../../corpus/paper';
import type { FacetFilter } from '../marks/asked';

/** Ascending indices of papers into their corpus; null for no papers, or while there is no corpus. */
export function indicesOf(
  corpus: Corpus | null,
  ids: ReadonlySet<string> | null,
): readonly number[] | null {
  if (!corpus || !ids) return null;
  return corpus.papers.flatMap(({ id }, index) => (ids.has(id) ? [index] : []));
}

/** Ids of the papers at some indices; null if there are none. */
export function idsAt(
  corpus: Corpus,
  indices: readonly number[] | null,
): ReadonlySet<string> | null {
  const ids = new Set<string>();
  for (const index of indices ?? []) {
    const id = corpus.papers[index]?.id;
    if (id !== undefined) ids.add(id);
  }
  return ids.size === 0 ? null : ids;
}

/** Filters by values that some paper has, and what else was asked for, value by value. */
export function knownFilters(
  papers: readonly Paper[],
  filters: readonly FacetFilter[],
): { readonly known: readonly FacetFilter[]; readonly unknown: readonly FacetFilter[] } {
  const known: FacetFilter[] = [];
  const unknown: FacetFilter[] = [];
  for (const { facet, values } of filters) {
    const wanted = new Set(values);
    for (const paper of papers) {
      if (wanted.size === 0) break;
      for (const value of facetValues(paper, facet)) wanted.delete(value);
    }
    const there = values.filter((value) => !wanted.has(value));
    if (there.length > 0) known.push({ facet, values: there });
    for (const value of wanted) unknown.push({ facet, values: [value] });
  }
  return { known, unknown };
}

/** A filter as a link names it, for a sentence: “year: 1850”. */
export function nameOfFilter({ facet, values }: FacetFilter): string {
  return `“${facet.replace(/^extra:/u, '')}: ${values.join(', ')}”`;
}

/** What colours can stand for whatever the papers carry. */
const ofTheMap: ReadonlySet<string> = new Set(['topic', 'topic-safe', 'depth', 'score']);

/** Whether colours can stand for this: a property of the map, or a facet of two values at least. */
export function isColour(papers: readonly Paper[], key: string): boolean {
  if (ofTheMap.has(key)) return true;
  const values = new Set<string>();
  for (const paper of papers) {
    for (const value of facetValues(paper, key)) values.add(value);
    if (values.size > 1) return true;
  }
  return false;
}
