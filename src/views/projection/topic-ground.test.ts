import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../../foundation/random';
import { peakWithin, topicGround } from './topic-ground';

const random = seededRandom(2);
const n = 400;
/** Two clusters, at (-0.5, 0) and (0.5, 0.2). */
const positions = Float32Array.from({ length: 2 * n }, (_, at) => {
  const right = at % 4 >= 2;
  const centre = at % 2 === 0 ? (right ? 0.5 : -0.5) : right ? 0.2 : 0;
  return centre + 0.07 * gaussian(random);
});
const right = Uint32Array.from({ length: n / 2 }, (_, i) => 2 * i + 1);

/** Corners of an SVG path of M, Q and Z. */
function corners(path: string): number[][] {
  return path
    .split(/[MQZ ]/)
    .filter((part) => part !== '')
    .map((part) => part.split(',').map(Number));
}

describe('topicGround', () => {
  const ground = topicGround(positions, right);

  it('finds the densest spot', () => {
    expect(ground.peak[0]).toBeCloseTo(0.5, 1);
    expect(ground.peak[1]).toBeCloseTo(0.2, 1);
  });

  it('outlines most of the members and none of the others', () => {
    const points = corners(ground.outline);
    expect(points.length).toBeGreaterThan(8);
    for (const [x = 0] of points) expect(x).toBeGreaterThan(0.2);
    const inside = Array.from(right).filter((paper) => {
      const dx = (positions[2 * paper] ?? 0) - ground.peak[0];
      const dy = (positions[2 * paper + 1] ?? 0) - ground.peak[1];
      return Math.hypot(dx, dy) < ground.radius;
    });
    expect(inside.length / right.length).toBeGreaterThan(0.7);
    expect(ground.radius).toBeLessThan(0.3);
  });

  it('moves its name into view, and gives it up when none of the topic is there', () => {
    const edge = peakWithin(ground, { left: 0.55, right: 1, top: 0, bottom: 1 });
    expect(edge?.[0]).toBeGreaterThan(0.54);
    expect(peakWithin(ground, { left: -1, right: -0.3, top: -1, bottom: 1 })).toBeNull();
  });

  it('is defined for a single paper', () => {
    const one = topicGround(positions, Uint32Array.of(3));
    expect(corners(one.outline).length).toBeGreaterThan(3);
    expect(one.peak[0]).toBeCloseTo(positions[6] ?? 0, 1);
  });
});
