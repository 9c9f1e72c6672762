import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GrowingNumbers } from './growing-numbers';

it('holds what was appended, in order, beyond every doubling', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.nat(), (count, factor) => {
      const numbers = new GrowingNumbers();
      const expected = Uint32Array.from({ length: count }, (_, i) => Math.imul(i, factor) >>> 0);
      for (const number of expected) numbers.push(number);
      expect(numbers.length).toBe(count);
      expect(numbers.view).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});
