import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../foundation/random';
import { towardsNearest } from './nearest-mean';
import { unitRows } from './rows';

const settings = { neighbours: 2, weight: 1, mostPapers: 100 };

function rowsOf(data: Float32Array, d: number): number[][] {
  return Array.from({ length: data.length / d }, (_, i) => [...data.subarray(i * d, (i + 1) * d)]);
}

describe('a step towards the nearest papers', () => {
  it('is the unit sum of a row and its neighbours, by how near they are', async () => {
    const half = Math.SQRT1_2;
    // East, north-east, north, and south, which is nobody's neighbour.
    const data = Float32Array.of(1, 0, half, half, 0, 1, 0, -1);
    const [east, northEast, , south] = rowsOf(await towardsNearest(data, 2, settings), 2);
    // East: north-east is its nearest (1/2 of its vector), north at a right angle counts for nothing.
    const length = Math.hypot(1 + half / 2, half / 2);
    expect(east).toEqual([
      expect.closeTo((1 + half / 2) / length, 6),
      expect.closeTo(half / 2 / length, 6),
    ]);
    expect(northEast).toEqual([expect.closeTo(half, 6), expect.closeTo(half, 6)]);
    expect(south).toEqual([0, -1]);
    expect(data[1]).toBe(0);
  });

  it('gives unit rows, and leaves single papers, empty ones and large corpora alone', async () => {
    const random = seededRandom(1);
    const data = Float32Array.from({ length: 30 * 7 }, () => gaussian(random));
    unitRows(data, 7);
    data.fill(0, 7, 14);
    const moved = await towardsNearest(data, 7, settings);
    rowsOf(moved, 7).forEach((row, i) =>
      expect(Math.hypot(...row)).toBeCloseTo(i === 1 ? 0 : 1, 5),
    );
    expect(await towardsNearest(data, 7, { ...settings, mostPapers: 29 })).toBe(data);
    const single = Float32Array.of(0, 1);
    expect(await towardsNearest(single, 2, settings)).toEqual(single);
    expect(await towardsNearest(new Float32Array(0), 2, settings)).toHaveLength(0);
  });

  it('stops when told', async () => {
    await expect(
      towardsNearest(new Float32Array(4), 2, settings, AbortSignal.abort()),
    ).rejects.toThrow();
  });
});
