import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittedPositions, panelFit, unfitted } from './panel-fit';
import { pushedApart } from './push-apart';
import { layoutQuality } from './quality';
import { umap } from './umap';
import { pcaLayout } from './pca';
import { nearestNeighbours } from './testing/nearest-neighbours';
import { clusteredVectors } from './testing/vectors';

const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
const positionsOf = (places: readonly (readonly [number, number])[]) =>
  Float32Array.from(places.flat());

const bounds = (positions: Float32Array) => {
  const xs = positions.filter((_, i) => i % 2 === 0);
  const ys = positions.filter((_, i) => i % 2 === 1);
  return {
    width: Math.max(...xs) - Math.min(...xs),
    height: Math.max(...ys) - Math.min(...ys),
  };
};

describe('panelFit', () => {
  it('can be undone everywhere, inside the papers and far outside', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate), { maxLength: 60 }),
        fc.tuple(coordinate, coordinate),
        fc.integer({ min: 1, max: 2000 }),
        (places, [x, y], width) => {
          const fit = panelFit(positionsOf(places), { width, height: 500 });
          const [backX, backY] = fit.back(...fit.forward(3 * x, 3 * y));
          expect(backX).toBeCloseTo(3 * x, 6);
          expect(backY).toBeCloseTo(3 * y, 6);
        },
      ),
    );
  });

  it('lays the long axis along the panel’s', () => {
    const tall = positionsOf(Array.from({ length: 40 }, (_, i) => [(i % 3) * 0.1, i / 20 - 1]));
    const wide = bounds(fittedPositions(tall, panelFit(tall, { width: 900, height: 300 })));
    expect(wide.width).toBeGreaterThan(2 * wide.height);
    const upright = bounds(fittedPositions(tall, panelFit(tall, { width: 300, height: 900 })));
    expect(upright.height).toBeGreaterThan(2 * upright.width);
  });

  it('narrows an empty gap and keeps the order along it', () => {
    const places = Array.from(
      { length: 60 },
      (_, i) => [i < 50 ? -1 + i / 100 : 0.9 + (i - 50) / 100, (i % 7) / 30] as const,
    );
    const shown = fittedPositions(
      positionsOf(places),
      panelFit(positionsOf(places), { width: 900, height: 400 }),
    );
    const xs = shown.filter((_, i) => i % 2 === 0);
    const gapOf = (sorted: Float32Array) => (sorted[50] ?? 0) - (sorted[49] ?? 0);
    expect(gapOf(xs) / bounds(shown).width).toBeLessThan(0.5);
    expect(Array.from(xs)).toEqual(Array.from(xs).sort((a, b) => a - b));
  });

  it('leaves a lone paper, papers all at one place and a panel without size alone', () => {
    expect(panelFit(Float32Array.of(0.3, 0.2), { width: 9, height: 5 })).toBe(unfitted);
    expect(panelFit(new Float32Array(8), { width: 0, height: 5 })).toBe(unfitted);
    const same = new Float32Array(8).fill(0.5);
    const shown = fittedPositions(same, panelFit(same, { width: 9, height: 5 }));
    expect(new Set(shown.map((value) => Math.abs(value))).size).toBeLessThanOrEqual(2);
    expect(shown.every(Number.isFinite)).toBe(true);
  });

  it('costs hardly any trust', async () => {
    const vectors = clusteredVectors(150, 8, 5, 3);
    const { layout } = await umap(nearestNeighbours(vectors, 15), pcaLayout(vectors), { seed: 1 });
    const before = layoutQuality(vectors, layout);
    const fitted = fittedPositions(
      layout.positions,
      panelFit(layout.positions, { width: 1100, height: 640 }),
    );
    const after = layoutQuality(vectors, { positions: pushedApart(fitted, 0.02) });
    expect(after.trustworthiness).toBeGreaterThan(before.trustworthiness - 0.02);
    expect(after.continuity).toBeGreaterThan(before.continuity - 0.02);
  });
});

describe('pushedApart', () => {
  it('parts points that overlap, the same way every time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 40 }),
        (places) => {
          const positions = positionsOf(places);
          const apart = pushedApart(positions, 0.05);
          expect(apart).toEqual(pushedApart(positions, 0.05));
          let near = 0;
          for (let i = 0; i < places.length; i++) {
            for (let j = i + 1; j < places.length; j++) {
              const distance = Math.hypot(
                (apart[2 * i] ?? 0) - (apart[2 * j] ?? 0),
                (apart[2 * i + 1] ?? 0) - (apart[2 * j + 1] ?? 0),
              );
              if (distance < 0.9 * 0.05) near++;
            }
          }
          expect(near).toBe(0);
        },
      ),
    );
  });

  it('moves nothing that is far enough from everything', () => {
    const positions = Float32Array.of(0, 0, 0.5, 0, 0, 0.5, -0.5, -0.5);
    expect(pushedApart(positions, 0.1)).toEqual(positions);
  });

  it('parts points that lie all at one place', () => {
    const apart = pushedApart(new Float32Array(40), 0.1);
    const places = new Set(
      Array.from({ length: 20 }, (_, i) => `${apart[2 * i]} ${apart[2 * i + 1]}`),
    );
    expect(places.size).toBe(20);
  });
});
