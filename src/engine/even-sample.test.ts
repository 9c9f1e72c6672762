import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evenSample } from './even-sample';

it('draws one paper from each of as many equal stretches, by the seed', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(600), fc.integer(), (n, size, seed) => {
      const rows = evenSample(n, size, seed);
      const drawn = Math.min(n, size);
      expect(rows).toHaveLength(drawn);
      rows.forEach((row, stretch) => {
        expect(row).toBeGreaterThanOrEqual(Math.floor((stretch * n) / drawn));
        expect(row).toBeLessThan(Math.floor(((stretch + 1) * n) / drawn));
      });
      expect(evenSample(n, size, seed)).toEqual(rows);
    }),
  );
  expect(evenSample(1000, 50, 1)).not.toEqual(evenSample(1000, 50, 2));
});
