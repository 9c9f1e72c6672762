/** What papers can be filtered by, found in the papers themselves. */
import type { Pacer } from '../foundation/pacer';
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

/** Whether a paper names a repository or another place of its code. */
export function hasCode(paper: Pick<Paper, 'links'>): boolean {
  return paper.links.some((link) => codeKinds.has(link.kind));
}

/** Begins the keys of facets that are columns of the source. */
const columnPrefix = 'extra:';
/** Key of the facet that tells papers added to a corpus from those before. */
export const originFacet = `extra:${originColumn}`;

const named: readonly (readonly [key: string, name: string])[] = [
  ['year', 'Year'],
  ['categories', 'Category'],
  ['venue', 'Venue'],
  ['authors', 'Author'],
  ['code', 'Has code'],
  ['abstract', 'Has abstract'],
  [originFacet, 'Origin'],
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
      return [hasCode(paper) ? 'yes' : 'no'];
    case 'abstract':
      return [paper.abstract === '' ? 'no' : 'yes'];
    default: {
      const column = key.replace(/^extra:/u, '');
      const value = Object.hasOwn(paper.extra, column) ? paper.extra[column] : undefined;
      return value === undefined ? [] : [value];
    }
  }
}

/** What a column of this name holds tells each paper from every other, or says where to find it. */
const notFacets = new Set(
  'abbreviated abbreviation cited citations count date day doi edition eissn hash id ids isbn issn issue key lccn lineage link links month page pages pmcid pmid rank uri url volume'.split(
    ' ',
  ),
);

/** The words of a column's name: `issueNumber`, `ISSN-L` and `primary_location.id` have two or three. */
function isFacetName(column: string): boolean {
  const words = column
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.join('') !== 'number' && !words.some((word) => notFacets.has(word));
}

/** A column has at most this many values, or each must be that of two papers on average. */
const fewValues = 5;

/** Counts what papers have in each facet, paper by paper. */
class FacetCounter {
  readonly #counts = new Map(named.map(([key]) => [key, new Map<string, number>()]));
  /** Columns of few different values, each shorter than a sentence, that some papers share. */
  readonly #columns = new Map<string, Map<string, number>>();
  readonly #dropped = new Set<string>();

  read(paper: Paper): void {
    for (const [key, counts] of this.#counts) {
      const values = facetValues(paper, key);
      for (const value of values.length > 1 ? new Set(values) : values)
        counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    for (const [column, value] of Object.entries(paper.extra)) {
      if (column === originColumn || this.#dropped.has(column)) continue;
      const known = this.#columns.get(column);
      const counts = known ?? new Map<string, number>();
      this.#columns.set(column, counts);
      counts.set(value, (counts.get(value) ?? 0) + 1);
      if (
        counts.size > mostColumnValues ||
        value.length > 80 ||
        // An address, or a measure rather than a kind.
        /:\/\/|^-?\d+\.\d+$/u.test(value) ||
        (known === undefined && !isFacetName(column))
      ) {
        this.#dropped.add(column);
        this.#columns.delete(column);
      }
    }
  }

  /** Those that tell at least two groups of papers apart, one at a time. */
  *facets(): Generator<Facet> {
    for (const [key, name] of named) {
      const counts = this.#counts.get(key);
      if (counts && counts.size > 1) yield facet(key, name, counts);
    }
    for (const [column, counts] of this.#columns) {
      let having = 0;
      for (const count of counts.values()) having += count;
      const shared = counts.size <= fewValues ? having > counts.size : having >= 2 * counts.size;
      if (shared && counts.size > 1) yield facet(`extra:${column}`, column, counts);
    }
  }
}

function facet(key: string, name: string, counts: ReadonlyMap<string, number>): Facet {
  const least = key === 'year' ? 1 : leastListed(counts.values());
  const values: FacetValue[] = [];
  for (const [value, count] of counts) if (count >= least) values.push({ value, count });
  values.sort((a, b) =>
    key === 'year'
      ? Number(a.value) - Number(b.value)
      : b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0),
  );
  return { key, name, values: values.slice(0, mostListed) };
}

/** The count below which no value is listed: a hundred thousand authors need no sorting for it. */
function leastListed(counts: Iterable<number>): number {
  const having: number[] = [];
  for (const count of counts) having[count] = (having[count] ?? 0) + 1;
  let listed = 0;
  for (let count = having.length - 1; count > 1; count--) {
    listed += having[count] ?? 0;
    if (listed >= mostListed) return count;
  }
  return 1;
}

/** The facets of a corpus: those that tell at least two groups of papers apart. */
export function findFacets(papers: readonly Paper[]): Facet[] {
  const counter = new FacetCounter();
  for (const paper of papers) counter.read(paper);
  return [...counter.facets()];
}

/** The columns of the papers' source that are facets. */
export function facetColumns(papers: readonly Paper[]): string[] {
  return findFacets(papers).flatMap(({ key }) =>
    key.startsWith(columnPrefix) && key !== originFacet ? [key.slice(columnPrefix.length)] : [],
  );
}

/** Papers read between two looks at the clock. */
const papersPerLook = 100;

/** {@link findFacets} of many papers, letting the event loop turn. */
export async function findFacetsPaced(papers: readonly Paper[], pace: Pacer): Promise<Facet[]> {
  const counter = new FacetCounter();
  for (const [at, paper] of papers.entries()) {
    if (at % papersPerLook === 0) await pace();
    counter.read(paper);
  }
  const facets: Facet[] = [];
  for (const found of counter.facets()) {
    facets.push(found);
    await pace();
  }
  return facets;
}
