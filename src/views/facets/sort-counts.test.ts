import { describe, expect, it } from 'vitest';
import type { FacetCount } from '../../explorer/marks/facet-counts';
import { nextSort, sortCounts, usualSort } from './sort-counts';

const count = (value: string, here: number, trend: number): FacetCount => ({
  code: here,
  value,
  here,
  overall: 10,
  share: here / 10,
  lift: 1,
  trend,
});
const counts = [count('b', 1, Number.NaN), count('a', 1, 0.2), count('c', 3, -0.1)];
const values = (rows: readonly FacetCount[]) => rows.map(({ value }) => value).join('');

describe('the order of the facet table', () => {
  it('is at first that of the values where they are years or other numbers', () => {
    const order = (...all: string[]) => usualSort(all.map((value, at) => count(value, at, 0)));
    expect(order('2023', '2024', '1998')).toEqual({ column: 'value', descending: true });
    expect(order('2023-11', '2024-01')).toEqual({ column: 'value', descending: true });
    expect(order('2023', 'unknown')).toEqual({ column: 'here', descending: true });
    expect(order('yes', 'no')).toEqual({ column: 'here', descending: true });
    expect(order()).toEqual({ column: 'here', descending: true });
  });

  it('is by the column, ties by value', () => {
    expect(values(sortCounts(counts, { column: 'here', descending: true }))).toBe('cab');
    expect(values(sortCounts(counts, { column: 'here', descending: false }))).toBe('abc');
    expect(values(sortCounts(counts, { column: 'value', descending: true }))).toBe('cba');
  });

  it('keeps what has no number last', () => {
    expect(values(sortCounts(counts, { column: 'trend', descending: true }))).toBe('acb');
    expect(values(sortCounts(counts, { column: 'trend', descending: false }))).toBe('cab');
  });

  it('keeps lifts of rare values last', () => {
    const rare = { ...count('rare', 1, 0), overall: 1, lift: 50 };
    const strong = { ...count('d', 2, 0), lift: 3 };
    const rows = [rare, ...counts, strong];
    expect(values(sortCounts(rows, { column: 'lift', descending: true }))).toBe('dabcrare');
    expect(values(sortCounts(rows, { column: 'lift', descending: false }))).toBe('abcdrare');
  });

  it('begins with the largest number and the first word, then turns', () => {
    const byValue = nextSort({ column: 'here', descending: true }, 'value');
    expect(byValue).toEqual({ column: 'value', descending: false });
    expect(nextSort(byValue, 'value').descending).toBe(true);
    expect(nextSort(byValue, 'lift').descending).toBe(true);
  });
});
