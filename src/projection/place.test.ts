import { describe, expect, it } from 'vitest';
import { nearestNeighbours } from './testing/nearest-neighbours';
import { pcaLayout } from './pca';
import { placePapers } from './place';
import { clusteredVectors } from './testing/vectors';
import { umap } from './umap';

describe('placePapers', () => {
  it('moves no known paper and puts new ones among those of their own cluster', async () => {
    const all = clusteredVectors(330, 16, 6, 3);
    const known = { n: 300, d: 16, data: all.data.slice(0, 300 * 16) };
    const { layout } = await umap(nearestNeighbours(known, 15), pcaLayout(known), { seed: 1 });
    const { positions } = placePapers(nearestNeighbours(all, 15), layout);
    expect(positions.subarray(0, 600)).toEqual(layout.positions);
    let right = 0;
    for (let paper = 300; paper < 330; paper++) {
      let [nearest, best] = [-1, Infinity];
      for (let other = 0; other < 300; other++) {
        const distance = Math.hypot(
          (positions[2 * other] ?? 0) - (positions[2 * paper] ?? 0),
          (positions[2 * other + 1] ?? 0) - (positions[2 * paper + 1] ?? 0),
        );
        if (distance < best) [nearest, best] = [other, distance];
      }
      if (nearest % 6 === paper % 6) right++;
    }
    expect(right).toBeGreaterThanOrEqual(28);
  });

  it('puts a copy of a paper in its neighbourhood and a stranger in the middle', () => {
    const vectors = {
      n: 5,
      d: 3,
      data: Float32Array.from([1, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1]),
    };
    const layout = { positions: Float32Array.from([-1, 0.5, 1, -0.5, 0.9, -0.4]) };
    const { positions } = placePapers(nearestNeighbours(vectors, 4), layout);
    expect(positions[6]).toBeCloseTo(-1, 3);
    expect(positions[7]).toBeCloseTo(0.5, 3);
    expect(Array.from(positions.subarray(8))).toEqual([0, 0]);
  });

  it('reaches papers that are like other new ones only', () => {
    // Paper 1 is next to the known paper 0, paper 2 to paper 1 alone.
    const neighbours = {
      n: 3,
      k: 1,
      indices: Uint32Array.of(1, 0, 1),
      similarities: Float32Array.of(0.9, 0.9, 0.8),
    };
    const layout = { positions: Float32Array.of(0.25, -0.75) };
    expect(Array.from(placePapers(neighbours, layout).positions)).toEqual([
      0.25, -0.75, 0.25, -0.75, 0.25, -0.75,
    ]);
  });

  it('is defined where nothing is known', () => {
    const none = { n: 1, k: 0, indices: new Uint32Array(), similarities: new Float32Array() };
    const placed = placePapers(none, { positions: new Float32Array() });
    expect(Array.from(placed.positions)).toEqual([0, 0]);
  });
});
