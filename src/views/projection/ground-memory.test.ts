import { describe, expect, it } from 'vitest';
import { GroundMemory, unchanged } from './ground-memory';
import type { MapTopic } from './topic-ground';

const positions = Float32Array.from({ length: 40 }, (_, at) => Math.sin(at));
const leaves = Uint32Array.from({ length: 20 }, (_, at) => at);
const topic = (node: number, from: number, to: number): MapTopic => ({
  node,
  name: `topic ${node}`,
  members: leaves.subarray(from, to),
  colour: 0x336699,
});

describe('where topics lie', () => {
  it('is found once for a layout', () => {
    const memory = new GroundMemory();
    const ground = memory.groundOf(positions, leaves.subarray(0, 8));
    expect(memory.groundOf(positions, leaves.subarray(0, 8))).toBe(ground);
    expect(memory.groundOf(positions, leaves.subarray(0, 9))).not.toBe(ground);
    const moved = memory.groundOf(positions.slice(), leaves.subarray(0, 8));
    expect(moved).not.toBe(ground);
    expect(moved).toEqual(ground);
  });

  it('is found afresh for the leaves of another tree', () => {
    const memory = new GroundMemory();
    const ground = memory.groundOf(positions, leaves.subarray(0, 8));
    const other = leaves.toReversed();
    expect(memory.groundOf(positions, other.subarray(0, 8))).not.toEqual(ground);
  });
});

describe('topics', () => {
  it('stay as they are where nothing of them changes', () => {
    const before = [topic(30, 0, 8), topic(31, 8, 20)];
    expect(unchanged(before, [topic(30, 0, 8), topic(31, 8, 20)])).toBe(before);
  });

  it.each([
    ['name', { name: 'other' }],
    ['colour', { colour: 0 }],
    ['ink', { ink: '#000' }],
    ['depth', { depth: 1 }],
    ['papers', { members: leaves.subarray(0, 7) }],
  ])('are others with another %s', (_, difference) => {
    const now = [{ ...topic(30, 0, 8), ...difference }];
    expect(unchanged([topic(30, 0, 8)], now)).toBe(now);
  });
});
