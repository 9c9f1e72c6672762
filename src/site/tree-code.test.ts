import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inLeafOrder } from './leaf-order';
import { randomMap } from './testing/made-up-site';
import { decodeTree, encodeTree } from './tree-code';

const shapes = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 1e6 }));

describe('the code of a tree', () => {
  it('gives back the tree that was renumbered for it', () => {
    fc.assert(
      fc.property(shapes, ([n, seed]) => {
        const { tree } = inLeafOrder(randomMap(n, seed)).map;
        expect(decodeTree(encodeTree(tree))).toEqual(tree);
      }),
    );
  });

  it('keeps every topic: its papers, its name, and whom it merges with', () => {
    fc.assert(
      fc.property(shapes, ([n, seed]) => {
        const before = randomMap(n, seed);
        const { map, from } = inLeafOrder(before);
        const papersOf = (node: number) =>
          Array.from(
            before.tree.order.subarray(
              before.tree.start[node],
              (before.tree.start[node] ?? 0) + (before.tree.size[node] ?? 0),
            ),
          );
        const after = new Map([...map.topics.values()].map(({ name, node }) => [name, node]));
        for (const { node, name, medoid } of before.topics.values()) {
          const now = after.get(name) ?? -1;
          const start = map.tree.start[now] ?? 0;
          const leaves = from.subarray(start, start + (map.tree.size[now] ?? 0));
          expect(Array.from(leaves)).toEqual(papersOf(node));
          expect(from[map.topics.get(now)?.medoid ?? -1]).toBe(medoid);
          expect(from[map.summary.medoids[now] ?? -1]).toBe(before.summary.medoids[node]);
        }
      }),
    );
  });

  it('keeps heights to half a level, in order, and 0 as 0', () => {
    fc.assert(
      fc.property(shapes, ([n, seed]) => {
        const before = randomMap(n, seed).tree;
        const after = inLeafOrder(randomMap(n, seed)).map.tree;
        const { low, high } = encodeTree(after);
        const half = Math.expm1((high - low) / (2 ** 16 - 2) / 2) + 1e-6;
        const sorted = [...before.height].sort((a, b) => a - b);
        after.height.forEach((height, at) => {
          const old = sorted[at] ?? 0;
          expect(Math.abs(height - old)).toBeLessThanOrEqual(old * half);
          expect(height === 0).toBe(old === 0);
        });
      }),
    );
  });

  it('refuses what is no tree', () => {
    const code = encodeTree(inLeafOrder(randomMap(20, 3)).map.tree);
    expect(decodeTree({ ...code, n: 21 })).toBeNull();
    expect(decodeTree({ ...code, shape: code.shape.map(() => 0) })).toBeNull();
    expect(decodeTree({ ...code, shape: code.shape.map(() => 255) })).toBeNull();
    expect(decodeTree({ ...code, stepsHigh: code.stepsHigh.map(() => 255) })).toBeNull();
  });
});
