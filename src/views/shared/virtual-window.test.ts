import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowWindow, scrollToShow } from './virtual-window';

describe('the rows drawn of a long list', () => {
  it('cover what is in sight and never more than a screenful and its margins', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.nat(2_000),
        fc.integer({ min: 10, max: 80 }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (count, height, rowHeight, share) => {
          const scrollTop = share * Math.max(0, count * rowHeight - height);
          const { first, end } = rowWindow(scrollTop, height, rowHeight, count);
          expect(first).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(count);
          expect(first * rowHeight).toBeLessThanOrEqual(scrollTop);
          expect(end * rowHeight).toBeGreaterThanOrEqual(
            Math.min(count * rowHeight, scrollTop + height),
          );
          expect(end - first).toBeLessThanOrEqual(Math.ceil(height / rowHeight) + 18);
        },
      ),
    );
  });

  it('are none of an empty list', () => {
    expect(rowWindow(0, 600, 24, 0)).toEqual({ first: 0, end: 0 });
  });

  it('stay within a list that became shorter than the scroll position', () => {
    expect(rowWindow(10_000, 600, 24, 5)).toEqual({ first: 5, end: 5 });
  });
});

describe('scrolling to a row', () => {
  it('does nothing when it is in sight', () => {
    expect(scrollToShow(10, 200, 400, 24)).toBe(200);
  });

  it('moves as little as needed', () => {
    expect(scrollToShow(2, 200, 400, 24)).toBe(48);
    expect(scrollToShow(40, 200, 400, 24)).toBe(41 * 24 - 400);
  });
});
