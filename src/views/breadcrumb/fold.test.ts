import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold';

const path = (length: number) =>
  Array.from({ length }, (_, node) => ({ node, name: `Topic ${node}` }));

describe('folding a path', () => {
  it('loses no step and keeps their order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 2, max: 8 }),
        (length, room) => {
          const { first, hidden, last } = fold(path(length), room);
          expect([...first, ...hidden, ...last]).toEqual(path(length));
          expect(first.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('shows the first step and the last ones', () => {
    const { first, hidden, last } = fold(path(7), 4);
    expect(first.map(({ node }) => node)).toEqual([0]);
    expect(hidden.map(({ node }) => node)).toEqual([1, 2, 3, 4]);
    expect(last.map(({ node }) => node)).toEqual([5, 6]);
  });
});
