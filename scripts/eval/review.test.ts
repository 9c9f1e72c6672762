import { describe, expect, it } from 'vitest';
import { averagePrecision, meanPrecision } from './review';

describe('averagePrecision', () => {
  it('is 1 for hits first, and the mean of the shares up to each hit', () => {
    expect(averagePrecision([true, true, false])).toBe(1);
    expect(averagePrecision([false, true, false, true])).toBeCloseTo((1 / 2 + 2 / 4) / 2);
    expect(averagePrecision([false, false])).toBe(0);
  });
});

describe('meanPrecision', () => {
  it('asks every paper taken in for the others', () => {
    const vectors = { n: 4, d: 2, data: Float32Array.of(1, 0, 0.8, 0.6, 0, 1, 0.6, 0.8) };
    expect(meanPrecision(vectors, [true, true, false, false])).toBeCloseTo((1 + 1 / 2) / 2);
    expect(meanPrecision(vectors, [false, false, false, false])).toBe(0);
  });
});
