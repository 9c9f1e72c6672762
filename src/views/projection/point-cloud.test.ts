import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../foundation/random';
import { frameMemory, nearestPaper, papersWithin, pointCloud } from './point-cloud';
import { papersInRegion } from './region';

function scattered(n: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: 2 * n }, () => 2 * random() - 1);
}

const scene = fc.record({ n: fc.integer({ min: 0, max: 400 }), seed: fc.integer() });

describe('pointCloud', () => {
  it('sorts frame after frame in the memory of earlier frames, with the same result', () => {
    const memory = frameMemory();
    const frames = [30, 30, 30, 200, 30, 1].map((n, seed) => scattered(n, seed));
    const clouds = frames.map((positions) => {
      const cloud = pointCloud(positions, memory);
      expect(cloud).toEqual(pointCloud(positions));
      return cloud;
    });
    expect(clouds[2]?.papers.buffer).toBe(clouds[0]?.papers.buffer);
    expect(clouds[1]?.papers.buffer).not.toBe(clouds[0]?.papers.buffer);
  });

  it('holds every paper once, in the cell where it lies', () => {
    fc.assert(
      fc.property(scene, ({ n, seed }) => {
        const positions = scattered(n, seed);
        const cloud = pointCloud(positions);
        expect(Array.from(cloud.papers).sort((a, b) => a - b)).toEqual(
          Array.from({ length: n }, (_, i) => i),
        );
        expect(cloud.cells[cloud.side * cloud.side]).toBe(n);
        cloud.papers.forEach((paper, place) => {
          expect(cloud.positions[2 * place]).toBe(positions[2 * paper]);
          expect(cloud.positions[2 * place + 1]).toBe(positions[2 * paper + 1]);
        });
      }),
    );
  });

  it('measures crowding at the middling paper', () => {
    const even = Float32Array.from({ length: 2 * 900 }, (_, at) =>
      at % 2 === 0 ? ((at / 2) % 30) / 15 - 1 : Math.floor((at - 1) / 60) / 15 - 1,
    );
    expect(pointCloud(even).crowding).toBeGreaterThan(150);
    expect(pointCloud(even).crowding).toBeLessThan(400);
    expect(pointCloud(new Float32Array()).crowding).toBe(0);
  });
});

describe('nearestPaper', () => {
  it('finds what a search through all papers finds', () => {
    fc.assert(
      fc.property(
        scene,
        fc.tuple(
          fc.double({ min: -1.2, max: 1.2, noNaN: true }),
          fc.double({ min: -1.2, max: 1.2, noNaN: true }),
        ),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ n, seed }, [x, y], reach) => {
          const positions = scattered(n, seed);
          const even = (paper: number) => paper % 2 === 0;
          let best: number | null = null;
          let bestSquare = reach * reach;
          for (let i = 0; i < n; i += 2) {
            const dx = (positions[2 * i] ?? 0) - x;
            const dy = (positions[2 * i + 1] ?? 0) - y;
            const square = dx * dx + dy * dy;
            if (square < bestSquare || (square === bestSquare && best === null)) {
              best = i;
              bestSquare = square;
            }
          }
          expect(nearestPaper(pointCloud(positions), x, y, reach, even)).toBe(best);
        },
      ),
    );
  });

  it('takes the smaller index of two papers at one place', () => {
    expect(nearestPaper(pointCloud(new Float32Array(8)), 0, 0, 0.1)).toBe(0);
  });
});

describe('papersWithin and papersInRegion', () => {
  const positions = scattered(500, 3);
  const cloud = pointCloud(positions);

  it('choose by a rectangle drawn in any direction', () => {
    const inside = Array.from({ length: 500 }, (_, i) => i).filter((i) => {
      const [x = 0, y = 0] = positions.subarray(2 * i, 2 * i + 2);
      return x >= -0.5 && x <= 0.25 && y >= 0 && y <= 0.75;
    });
    const bounds = { left: -0.5, right: 0.25, top: 0, bottom: 0.75 };
    expect(Array.from(papersWithin(cloud, bounds))).toEqual(inside);
    const drawn = { kind: 'rectangle', from: [0.25, 0.75], to: [-0.5, 0] } as const;
    expect(Array.from(papersInRegion(cloud, drawn))).toEqual(inside);
    expect(inside.length).toBeGreaterThan(20);
  });

  it('choose by a lasso', () => {
    const triangle = {
      kind: 'lasso',
      path: [
        [-1, -1],
        [1, -1],
        [-1, 1],
      ],
    } as const;
    const inside = Array.from({ length: 500 }, (_, i) => i).filter((i) => {
      const [x = 0, y = 0] = positions.subarray(2 * i, 2 * i + 2);
      return x + y < 0;
    });
    expect(Array.from(papersInRegion(cloud, triangle))).toEqual(inside);
  });
});
