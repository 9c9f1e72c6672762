import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../../../src/foundation/random';
import { correlation, farDistances, tripletAccuracy } from './far-distances';

function cloud(n: number, d: number, seed: number) {
  const random = seededRandom(seed);
  return { n, d, data: Float32Array.from({ length: n * d }, () => gaussian(random)) };
}

const topics = Array.from({ length: 6 }, (_, topic) =>
  Uint32Array.from({ length: 20 }, (__, at) => topic * 20 + at),
);

describe('far distances', () => {
  it('are kept whole by a plane that is turned and scaled', () => {
    const space = cloud(120, 2, 1);
    const turned = space.data.map((_, at) =>
      at % 2 === 0 ? -3 * (space.data[at + 1] ?? 0) : 3 * (space.data[at - 1] ?? 0),
    );
    const { triplets, topics: agreement } = farDistances(space, turned, topics);
    expect(triplets).toBeGreaterThan(0.999);
    expect(agreement).toBeCloseTo(1, 4);
  });

  it('are kept by chance alone where the plane knows nothing of the space', () => {
    const accuracy = tripletAccuracy(cloud(400, 8, 1), cloud(400, 2, 2), 20_000, 1);
    expect(Math.abs(accuracy - 0.5)).toBeLessThan(0.05);
  });

  it('are all wrong in a plane that turns near into far', () => {
    // Seen from each of the three, the one that was nearer becomes the farther.
    const space = { n: 3, d: 1, data: Float32Array.of(0, 1, 3) };
    const plane = { n: 3, d: 2, data: Float32Array.of(0, 0, 9, 0, 1, 0) };
    const accuracy = tripletAccuracy(space, plane, 30_000, 3);
    expect(accuracy).toBe(0);
  });
});

describe('correlation', () => {
  it('is 1, −1 and a case worked by hand', () => {
    expect(correlation([1, 2, 3], [10, 20, 30])).toBeCloseTo(1);
    expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
    // Deviations (−1, 0, 1) and (−1, 1, 0): 1 / √(2 · 2).
    expect(correlation([1, 2, 3], [1, 3, 2])).toBeCloseTo(0.5);
  });
});
