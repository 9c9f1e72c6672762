import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balancedWindows, weightedMean } from './windows';

const tokens = fc.array(fc.boolean(), { maxLength: 700 });
const limits = fc.integer({ min: 1, max: 140 });

describe('balanced windows', () => {
  test('hold every token once and in order, within the limit, in as few windows as can be', () => {
    fc.assert(
      fc.property(tokens, limits, (startsWord, limit) => {
        const windows = balancedWindows(startsWord, limit);
        let at = 0;
        for (const { start, end } of windows) {
          expect(start).toBe(at);
          expect(end - start).toBeGreaterThan(0);
          expect(end - start).toBeLessThanOrEqual(limit);
          at = end;
        }
        expect(at).toBe(startsWord.length);
        expect(windows).toHaveLength(Math.ceil(startsWord.length / limit));
      }),
    );
  });

  test('are equal in length where no word is in the way', () => {
    const lengths = balancedWindows(new Array<boolean>(397).fill(true), 128).map(
      ({ start, end }) => end - start,
    );
    expect(lengths).toEqual([100, 99, 99, 99]);
  });

  test('cut before a word', () => {
    const startsWord = [true, false, false, true, false, false, false, true, false, false];
    expect(balancedWindows(startsWord, 7)).toEqual([
      { start: 0, end: 3 },
      { start: 3, end: 10 },
    ]);
  });
});

describe('the weighted mean of windows', () => {
  test('is a unit vector nearer to the longer window', () => {
    const mean = weightedMean([Float32Array.of(1, 0), Float32Array.of(0, 1)], [3, 1]);
    expect(mean[0]).toBeCloseTo(3 / Math.sqrt(10), 6);
    expect(mean[1]).toBeCloseTo(1 / Math.sqrt(10), 6);
  });

  test('of windows that cancel out is zero, not NaN', () => {
    expect(weightedMean([Float32Array.of(1), Float32Array.of(-1)], [1, 1])).toEqual(
      Float32Array.of(0),
    );
  });
});
