import { expect, it } from 'vitest';
import { liftWords, shareWords, trendWords } from './facet-words';

it('shares are whole per cent, and a few are not none', () => {
  expect([0, 0.004, 0.006, 0.5, 1].map(shareWords)).toEqual(['0%', '<1%', '1%', '50%', '100%']);
});

it('lifts and trends have two digits at most', () => {
  expect(liftWords(1.666)).toBe('×1.7');
  expect(liftWords(123.4)).toBe('×120');
  expect(trendWords(0.0123)).toBe('+1.2 percentage points a year');
  expect(trendWords(Number.NaN)).toBe('');
});
