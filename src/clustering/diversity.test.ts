import { expect, it } from 'vitest';
import { diversityOf } from './diversity';
import { clusteredVectors } from './testing/vectors-of';

it('diversity is the mean distance over all pairs, as computed pair by pair', () => {
  const { n, d, data } = clusteredVectors(12, 6, 3);
  const row = (paper: number) => data.subarray(paper * d, (paper + 1) * d);
  const cosine = (a: number, b: number) =>
    row(a).reduce((sum, value, k) => sum + value * (row(b)[k] ?? 0), 0);
  const distances: number[] = [];
  const sum = new Float64Array(d);
  for (let a = 0; a < n; a++) {
    for (let k = 0; k < d; k++) sum[k] = (sum[k] ?? 0) + (row(a)[k] ?? 0);
    for (let b = 0; b < a; b++) distances.push(1 - cosine(a, b));
  }
  const mean = distances.reduce((total, distance) => total + distance, 0) / distances.length;
  expect(diversityOf(Math.hypot(...sum) / n, n)).toBeCloseTo(mean, 5);
});

it('diversity is 0 where all papers are alike and unknown for one', () => {
  expect(diversityOf(1, 5)).toBe(0);
  expect(diversityOf(1, 1)).toBeNaN();
});
