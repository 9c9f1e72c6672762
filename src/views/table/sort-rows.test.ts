import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextRowSort, sortRows } from './sort-rows';

describe('the order of the table', () => {
  const values = ['b', null, 'a', 'b', 'c'];
  const column = { sortBy: (leaf: number) => values[leaf] ?? null };

  it('is by the column, equal rows as they came, empty ones last', () => {
    expect(sortRows([0, 1, 2, 3, 4], column, false)).toEqual([2, 0, 3, 4, 1]);
    expect(sortRows([0, 1, 2, 3, 4], column, true)).toEqual([4, 0, 3, 2, 1]);
    expect(sortRows([4, 3, 1, 0], column, false)).toEqual([3, 0, 4, 1]);
  });

  it('keeps every row once, in order, whatever the values', () => {
    const value = fc.option(fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(value), fc.boolean(), (keys, descending) => {
        const leaves = keys.map((_, leaf) => leaf);
        const sorted = sortRows(leaves, { sortBy: (leaf) => keys[leaf] ?? null }, descending);
        expect([...sorted].sort((a, b) => a - b)).toEqual(leaves);
        const known = sorted.map((leaf) => keys[leaf]).filter((key) => typeof key === 'number');
        expect(known).toEqual(known.toSorted((a, b) => (descending ? b - a : a - b)));
      }),
    );
  });
});

describe('a press on a head', () => {
  it('goes through both orders and back to none', () => {
    const first = nextRowSort(null, 'title');
    expect(first).toEqual({ column: 'title', descending: false });
    const second = nextRowSort(first, 'title');
    expect(second).toEqual({ column: 'title', descending: true });
    expect(nextRowSort(second, 'title')).toBeNull();
    expect(nextRowSort(second, 'venue')).toEqual({ column: 'venue', descending: false });
  });

  it('begins with the latest year and the best score', () => {
    expect(nextRowSort(null, 'year')?.descending).toBe(true);
    expect(nextRowSort(null, 'score')?.descending).toBe(true);
  });
});
