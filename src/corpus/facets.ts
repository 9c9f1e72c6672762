/** What papers can be filtered by, found in the papers themselves. */
import { originColumn } from './origin';
import type { Paper } from './paper';

export interface FacetValue {
  readonly value: string;
  /** Papers that have it. */
  readonly count: number;
}

export interface Facet {
  /** `year`, `venue`, `authors`, `categories`, `code`, `abstract`, or `extra:<column>`. */
  readonly key: string;
  readonly name: string;
  /** Years ascending; all others by count, then by name. */
  readonly values: readonly FacetValue[];
}

/** A column of more different values than this is text, not a facet. */
const mostColumnValues = 50;
/** Values listed of the facets that may have very many. */
const mostListed = 500;

const codeKinds = new Set(['github', 'code']);

const named: readonly (readonly [key: string, name: string])[] = [
  ['year', 'Year'],
  ['categories', 'Category'],
  ['venue', 'Venue'],
  ['authors', 'Author'],
  ['code', 'Has code'],
  ['abstract', 'Has abstract'],
  [`extra:${originColumn}`, 'Origin'],
];

/** The values that a paper has in a facet; empty if it has none. */
export function facetValues(paper: Paper, key: string): readonly string[] {
  switch (key) {
    case 'year':
      return paper.year === null ? [] : [String(paper.year)];
    case 'venue':
      return paper.venue === null ? [] : [paper.venue];
    case 'authors':
      return paper.authors;
    case 'categories':
      return paper.categories;
    case 'code':
      return [paper.links.some((link) => codeKinds.has(link.kind)) ? 'yes' : 'no'];
    case 'abstract':
      return [paper.abstract === '' ? 'no' : 'yes'];
    default: {
      const column = key.replace(/^extra:/u, '');
      const value = Object.hasOwn(paper.extra, column) ? paper.extra[column] : undefined;
      return value === undefined ? [] : [value];
    }
  }
}

function counted(papers: readonly Paper[], key: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const paper of papers) {
    for (const value of new Set(facetValues(paper, key)))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** Columns of few different values, each shorter than a sentence, that some papers share. */
function columnCounts(papers: readonly Paper[]): Map<string, Map<string, number>> {
  const columns = new Map<string, Map<string, number>>();
  const dropped = new Set<string>();
  for (const { extra } of papers) {
    for (const [column, value] of Object.entries(extra)) {
      if (column === originColumn || dropped.has(column)) continue;
      const counts = columns.get(column) ?? new Map<string, number>();
      columns.set(column, counts);
      counts.set(value, (counts.get(value) ?? 0) + 1);
      if (counts.size > mostColumnValues || value.length > 80) {
        dropped.add(column);
        columns.delete(column);
      }
    }
  }
  return columns;
}

function facet(key: string, name: string, counts: ReadonlyMap<string, number>): Facet {
  const values = [...counts].map(([value, count]) => ({ value, count }));
  values.sort((a, b) =>
    key === 'year'
      ? Number(a.value) - Number(b.value)
      : b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0),
  );
  return { key, name, values: values.slice(0, mostListed) };
}

/** The facets of a corpus: those that tell at least two groups of papers apart. */
export function findFacets(papers: readonly Paper[]): Facet[] {
  const facets = named.map(([key, name]) => facet(key, name, counted(papers, key)));
  const columns = [...columnCounts(papers)]
    .filter(([, counts]) => [...counts.values()].some((count) => count > 1))
    .map(([column, counts]) => facet(`extra:${column}`, column, counts));
  return [...facets, ...columns].filter(({ values }) => values.length > 1);
}
