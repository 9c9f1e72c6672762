import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignedTo } from './align-layout';
import { normalisedLayout } from './layout';

const coordinates = fc
  .array(fc.tuple(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 })), {
    minLength: 3,
    maxLength: 20,
  })
  .map((points) => normalisedLayout(Float32Array.from(points.flat())));

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] ?? 0))), 0);
}

describe('alignedTo', () => {
  it('undoes any turn and any mirroring', () => {
    const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
    fc.assert(
      fc.property(coordinates, angle, fc.boolean(), (layout, by, mirror) => {
        const moved = new Float32Array(layout.positions.length);
        for (let i = 0; i < moved.length; i += 2) {
          const x = layout.positions[i] ?? 0;
          const y = (mirror ? -1 : 1) * (layout.positions[i + 1] ?? 0);
          moved[i] = Math.cos(by) * x - Math.sin(by) * y;
          moved[i + 1] = Math.sin(by) * x + Math.cos(by) * y;
        }
        const back = alignedTo(normalisedLayout(moved), layout);
        expect(largestDifference(back.positions, layout.positions)).toBeLessThan(1e-3);
      }),
    );
  });

  it('leaves a layout in one place as it is', () => {
    const still = { positions: new Float32Array(8) };
    expect(alignedTo(still, still)).toEqual(still);
  });
});
