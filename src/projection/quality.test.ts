import { describe, expect, it } from 'vitest';
import type { Layout } from './layout';
import { layoutQuality } from './quality';
import { clusteredVectors } from './testing/vectors';
import { gaussian, seededRandom } from '../foundation/random';

/** The definition, straight from the paper, by sorting everything. */
function byDefinition(
  far: (i: number, j: number) => number,
  near: (i: number, j: number) => number,
  n: number,
  k: number,
) {
  const ranks = (distance: (i: number, j: number) => number, i: number) => {
    const order = Array.from({ length: n }, (_, j) => j)
      .filter((j) => j !== i)
      .sort((a, b) => distance(i, a) - distance(i, b) || a - b);
    return new Map(order.map((j, at) => [j, at + 1]));
  };
  let trust = 0;
  let continuity = 0;
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const inSpace = ranks(far, i);
    const inPlane = ranks(near, i);
    for (const [j, rank] of inSpace) {
      const shown = inPlane.get(j) ?? 0;
      if (shown <= k && rank > k) trust += rank - k;
      if (rank <= k && shown > k) continuity += shown - k;
      if (rank <= k && shown <= k) kept++;
    }
  }
  const scale = 2 / (n * k * (2 * n - 3 * k - 1));
  return [1 - scale * trust, 1 - scale * continuity, kept / (n * k)];
}

describe('layoutQuality', () => {
  const n = 60;
  const d = 6;
  const vectors = clusteredVectors(n, d, 5, 4);
  const random = seededRandom(8);
  const layout: Layout = {
    positions: Float32Array.from({ length: 2 * n }, () => gaussian(random)),
  };

  it.each([1, 5, 12])('agrees with the definition for k = %i', (k) => {
    const far = (i: number, j: number) => {
      let dot = 0;
      for (let c = 0; c < d; c++)
        dot += (vectors.data[i * d + c] ?? 0) * (vectors.data[j * d + c] ?? 0);
      return Math.fround(1 - dot);
    };
    const p = layout.positions;
    const near = (i: number, j: number) =>
      Math.fround(
        ((p[2 * i] ?? 0) - (p[2 * j] ?? 0)) ** 2 + ((p[2 * i + 1] ?? 0) - (p[2 * j + 1] ?? 0)) ** 2,
      );
    const [trust, continuity, kept] = byDefinition(far, near, n, k);
    const found = layoutQuality(vectors, layout, { k });
    expect(found.trustworthiness).toBeCloseTo(trust ?? 0, 10);
    expect(found.continuity).toBeCloseTo(continuity ?? 0, 10);
    expect(found.neighboursKept).toBeCloseTo(kept ?? 0, 10);
    expect(found.sampled).toBe(n);
  });

  it('is 1 throughout when the plane is the space', () => {
    const circle = new Float32Array(2 * n).map((_, at) =>
      at % 2 === 0 ? Math.cos((at / 2) ** 1.1 / 20) : Math.sin(((at - 1) / 2) ** 1.1 / 20),
    );
    const quality = layoutQuality({ n, d: 2, data: circle }, { positions: circle }, { k: 5 });
    expect(quality).toMatchObject({ trustworthiness: 1, continuity: 1, neighboursKept: 1 });
  });

  it('estimates from a sample close to the whole', () => {
    const whole = layoutQuality(vectors, layout, { k: 5 });
    const part = layoutQuality(vectors, layout, { k: 5, sample: 30 });
    expect(part.sampled).toBe(30);
    expect(Math.abs(part.trustworthiness - whole.trustworthiness)).toBeLessThan(0.1);
  });

  it.each([0, 1, 2, 3])('is defined for %i papers', (few) => {
    const tiny = clusteredVectors(few, 3, Math.max(1, few), 1);
    const quality = layoutQuality(tiny, { positions: new Float32Array(2 * few) });
    expect(quality.trustworthiness).toBe(1);
  });
});
