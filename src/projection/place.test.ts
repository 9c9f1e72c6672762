import { describe, expect, it } from 'vitest';
import { nearestNeighbours } from './nearest-neighbours';
import { pcaLayout } from './pca';
import { placePapers } from './place';
import { clusteredVectors } from './testing/vectors';
import { umap } from './umap';

describe('placePapers', () => {
  it('puts new papers among those of their own cluster', async () => {
    const all = clusteredVectors(330, 16, 6, 3);
    const rows = (from: number, to: number) => ({
      n: to - from,
      d: 16,
      data: all.data.slice(from * 16, to * 16),
    });
    const known = rows(0, 300);
    const { layout } = await umap(nearestNeighbours(known, 15), pcaLayout(known), { seed: 1 });
    const before = layout.positions.slice();
    const placed = placePapers(known, layout, rows(300, 330));
    expect(layout.positions).toEqual(before);
    let right = 0;
    for (let paper = 0; paper < 30; paper++) {
      let [nearest, best] = [-1, Infinity];
      for (let other = 0; other < 300; other++) {
        const distance = Math.hypot(
          (before[2 * other] ?? 0) - (placed[2 * paper] ?? 0),
          (before[2 * other + 1] ?? 0) - (placed[2 * paper + 1] ?? 0),
        );
        if (distance < best) [nearest, best] = [other, distance];
      }
      if (nearest % 6 === (300 + paper) % 6) right++;
    }
    expect(right).toBeGreaterThanOrEqual(28);
  });

  it('puts a copy of a paper in its neighbourhood and a stranger in the middle', () => {
    const known = { n: 3, d: 3, data: Float32Array.from([1, 0, 0, 0, 1, 0, 0, 1, 0]) };
    const layout = { positions: Float32Array.from([-1, 0.5, 1, -0.5, 0.9, -0.4]) };
    const added = { n: 2, d: 3, data: Float32Array.from([1, 0, 0, 0, 0, 1]) };
    const placed = placePapers(known, layout, added);
    expect(placed[0]).toBeCloseTo(-1, 3);
    expect(placed[1]).toBeCloseTo(0.5, 3);
    expect(Array.from(placed.subarray(2))).toEqual([0, 0]);
  });

  it('is defined on an empty map', () => {
    const none = { n: 0, d: 2, data: new Float32Array() };
    const added = { n: 1, d: 2, data: Float32Array.of(1, 0) };
    expect(Array.from(placePapers(none, { positions: new Float32Array() }, added))).toEqual([0, 0]);
  });
});
