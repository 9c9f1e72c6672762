/** The order of the table's rows. */
import type { TableSort } from '../../explorer/display.svelte';
import type { TableColumn } from './paper-columns';

/** Columns of which people look for the largest value first. */
const largestFirst: ReadonlySet<string> = new Set(['year', 'score', 'starred', 'read', 'listed']);

/** What a press on a column's head leads to: its first order, the other one, then none (null). */
export function nextRowSort(sort: TableSort | null, column: string): TableSort | null {
  const first = largestFirst.has(column);
  if (sort?.column !== column) return { column, descending: first };
  return sort.descending === first ? { column, descending: !first } : null;
}

/**
 * A sorted copy of `leaves`. Rows that are equal in the column keep the order they came in, and rows
 * without a value come last in either direction.
 */
export function sortRows(
  leaves: readonly number[],
  { sortBy }: Pick<TableColumn, 'sortBy'>,
  descending: boolean,
): number[] {
  // Keys are worked out once per row, not once per comparison.
  const rows = leaves.map((leaf) => ({ leaf, key: sortBy(leaf) }));
  const turn = descending ? -1 : 1;
  rows.sort(({ key: a }, { key: b }) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return a === b ? 0 : a < b ? -turn : turn;
  });
  return rows.map(({ leaf }) => leaf);
}
