/** The order of the facet table's rows. */
import { compareValues, type FacetCount } from '../../explorer/marks/facet-counts';

export type Column = 'value' | 'here' | 'overall' | 'share' | 'lift' | 'trend';

export interface Sort {
  readonly column: Column;
  readonly descending: boolean;
}

/** Years, months, marks out of ten: values that have an order of their own. */
const ordered = /^\d+([-/.]\d+)*$/u;

/** How a facet is sorted at first: years and other numbers from the latest, the rest by frequency. */
export function usualSort(counts: readonly FacetCount[]): Sort {
  const hasOrder = counts.length > 0 && counts.every(({ value }) => ordered.test(value));
  return { column: hasOrder ? 'value' : 'here', descending: true };
}

/** Turns the order around, or begins with the end of a column that people look for first. */
export function nextSort(sort: Sort, column: Column): Sort {
  return sort.column === column
    ? { column, descending: !sort.descending }
    : { column, descending: column !== 'value' };
}

/** The lift of a value that fewer papers of the map have is mostly chance. */
const fewest = 5;

/**
 * A sorted copy; ties by value. What is not a number comes last in either direction, as do the
 * lifts of rare values, which would otherwise fill both ends.
 */
export function sortCounts(counts: readonly FacetCount[], sort: Sort): FacetCount[] {
  const { column } = sort;
  const turn = sort.descending ? -1 : 1;
  return [...counts].sort((a, b) => {
    if (column === 'value') return turn * compareValues(a.value, b.value);
    const [x, y] = [numberIn(a, column), numberIn(b, column)];
    if (Number.isNaN(x) || Number.isNaN(y))
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return turn * (x - y) || compareValues(a.value, b.value);
  });
}

function numberIn(count: FacetCount, column: Exclude<Column, 'value'>): number {
  return column === 'lift' && count.overall < fewest ? Number.NaN : count[column];
}
