import { expect, it } from 'vitest';
import { misplacementOf } from './misplacement';

it('counts the true neighbours among the nearest shown', () => {
  const positions = Float32Array.from([0, 0, 0.1, 0, 0.2, 0, 0.9, 0, 1, 0]);
  const neighbours = {
    n: 5,
    k: 2,
    indices: Uint32Array.from([1, 4, 0, 2, 1, 0, 4, 2, 3, 2]),
    similarities: new Float32Array(10),
  };
  expect(misplacementOf(0, neighbours, positions)?.kept).toEqual(new Set([1]));
  expect(Array.from(misplacementOf(0, neighbours, positions)?.neighbours ?? [])).toEqual([1, 4]);
  expect(misplacementOf(1, neighbours, positions)?.kept.size).toBe(2);
  expect(misplacementOf(0, neighbours, positions.subarray(0, 8))).toBeNull();
});
