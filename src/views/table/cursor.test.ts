import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moved } from './cursor';

const extent = { rows: 100, columns: 5, page: 10 };
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false });
const at = (row: number, column: number) => ({ row, column });

describe('the cursor of the table', () => {
  it.each([
    ['ArrowDown', at(3, 2), at(4, 2)],
    ['ArrowUp', at(0, 2), at(-1, 2)],
    ['ArrowUp', at(-1, 2), at(-1, 2)],
    ['ArrowRight', at(3, 4), at(3, 4)],
    ['ArrowLeft', at(3, 1), at(3, 0)],
    ['PageDown', at(95, 1), at(99, 1)],
    ['PageUp', at(5, 1), at(0, 1)],
    ['Home', at(5, 3), at(5, 0)],
    ['End', at(5, 3), at(5, 4)],
  ])('%s leads from %o to %o', (key, from, to) => {
    expect(moved(from, press(key), extent)).toEqual(to);
  });

  it('goes to the first and the last row with Ctrl', () => {
    expect(moved(at(5, 3), press('Home', true), extent)).toEqual(at(0, 0));
    expect(moved(at(5, 3), press('End', true), extent)).toEqual(at(99, 4));
  });

  it('is not moved by other keys', () => {
    expect(moved(at(5, 3), press('s'), extent)).toBeNull();
    expect(moved(at(5, 3), press('Enter'), extent)).toBeNull();
  });

  it('never leaves the table, however few its rows', () => {
    const keys = fc.constantFrom(
      ...['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'PageDown', 'PageUp', 'Home', 'End'],
    );
    const presses = fc.array(fc.record({ key: keys, ctrlKey: fc.boolean() }));
    fc.assert(
      fc.property(fc.nat(3), presses, (rows, all) => {
        let cursor = at(-1, 0);
        for (const { key, ctrlKey } of all) {
          cursor = moved(cursor, press(key, ctrlKey), { rows, columns: 2, page: 2 }) ?? cursor;
          expect(cursor.row).toBeGreaterThanOrEqual(-1);
          expect(cursor.row).toBeLessThan(Math.max(rows, 0));
          expect([0, 1]).toContain(cursor.column);
        }
      }),
    );
  });
});
