/** What is asked for, in words: the end of "12 papers …". */
import type { PredicateKey } from './predicates';
import type { Clause } from './asked';

/** What the words need to know of the papers. */
export interface AskedNames {
  /** What the search says of its papers, such as "found for “trees”"; null where it has no answer. */
  readonly searchWords: string | null;
  readonly facetName: (facet: string) => string;
  /** Null where that cannot be asked of these papers. */
  readonly predicateWords: (key: PredicateKey) => string | null;
}

/** One part of the sentence for each clause that chooses papers, such as "by A. One or B. Two". */
export function askedWords(clauses: readonly Clause[], names: AskedNames): readonly string[] {
  const isSearched = names.searchWords !== null && clauses.some(({ kind }) => kind === 'query');
  return clauses.flatMap((clause) => {
    switch (clause.kind) {
      case 'query':
        return names.searchWords ?? [];
      case 'chosen':
        return [isSearched ? 'among those chosen' : 'chosen'];
      case 'facet': {
        const { facet, values } = clause.filter;
        return [filterWords(facet, names.facetName(facet), values)];
      }
      case 'focus':
        return names.predicateWords(clause.predicate) ?? [];
      default:
        return [];
    }
  });
}

/** Values named in a sentence; more than this many are counted instead. */
const mostNamed = 4;

/** A facet filter as the end of "12 papers …". */
export function filterWords(facet: string, name: string, values: readonly string[]): string {
  const any = values.length > mostNamed ? `any of ${values.length}` : values.join(' or ');
  switch (facet) {
    case 'year':
      return `from ${yearWords(values)}`;
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

/** "2016 to 2020" where no year between is missing, else the years themselves or how many. */
function yearWords(values: readonly string[]): string {
  const years = values.map(Number).sort((a, b) => a - b);
  const [first = NaN, last = NaN] = [years[0], years.at(-1)];
  if (years.length > 2 && last - first === years.length - 1) return `${first} to ${last}`;
  return years.length > mostNamed ? `any of ${years.length} years` : years.join(' or ');
}
