import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDendrogram } from './build-dendrogram';
import { cutByHeight } from './cut';
import { childrenOf, isLeaf, leavesOf, pathUp, rootOf } from './dendrogram';
import { linkageFromMerges } from './linkage';
import { partTree } from './part-tree';
import { vectorsOf } from './testing/vectors-of';

/** A tree that merges, step by step, two papers' clusters picked by the numbers given. */
function treeOf(picks: readonly number[]) {
  const n = picks.length + 1;
  const open = Array.from({ length: n }, (_, paper) => paper);
  const merges = picks.map((pick, step) => {
    const [first = 0] = open.splice(pick % open.length, 1);
    const second = open[(pick >> 8) % open.length] ?? 0;
    return [first, second, step + 1] as const;
  });
  const linkage = linkageFromMerges(n, {
    first: Uint32Array.from(merges, ([first]) => first),
    second: Uint32Array.from(merges, ([, second]) => second),
    height: Float64Array.from(merges, ([, , height]) => height),
  });
  return buildDendrogram(linkage, vectorsOf(Array.from({ length: n }, () => [1, 0])));
}

const cases = fc.record({
  picks: fc.array(fc.nat(0xffff), { minLength: 2, maxLength: 24 }),
  hide: fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }),
});

describe('a tree with papers hidden', () => {
  it('holds those shown in their order, under the nodes that held them', () => {
    fc.assert(
      fc.property(cases, ({ picks, hide }) => {
        const tree = treeOf(picks);
        const hidden = Uint8Array.from({ length: tree.n }, (_, leaf) => (hide[leaf] ? 1 : 0));
        const part = partTree(tree, hidden);
        for (let node = 0; node <= rootOf(tree); node++) {
          const shown = leavesOf(tree, node).filter((leaf) => hidden[leaf] === 0);
          expect([...leavesOf(part, node)]).toEqual([...shown]);
        }
      }),
    );
  });

  it('branches only where both sides have papers, and is cut as any tree', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 10 }), ({ picks, hide }, k) => {
        const tree = treeOf(picks);
        const hidden = Uint8Array.from({ length: tree.n }, (_, leaf) => (hide[leaf] ? 1 : 0));
        const part = partTree(tree, hidden);
        const root = rootOf(tree);
        const shown = leavesOf(part, root);
        if (shown.length < 2) return;
        const open = [root];
        for (let node = open.pop(); node !== undefined; node = open.pop()) {
          if (isLeaf(part, node)) continue;
          const [a = -1, b = -1] = childrenOf(part, node);
          expect([...leavesOf(part, a), ...leavesOf(part, b)]).toEqual([...leavesOf(part, node)]);
          expect(leavesOf(part, a).length).toBeGreaterThan(0);
          expect(leavesOf(part, b).length).toBeGreaterThan(0);
          expect(pathUp(part, a, node)).toContain(node);
          open.push(a, b);
        }
        const frontier = cutByHeight(part, root, k);
        expect(frontier.length).toBe(Math.min(k, shown.length));
        expect(frontier.flatMap((node) => [...leavesOf(part, node)])).toEqual([...shown]);
      }),
    );
  });

  it('is the same tree when nothing is hidden', () => {
    const tree = treeOf([3, 700, 1025, 66, 5]);
    expect(partTree(tree, new Uint8Array(tree.n))).toEqual(tree);
  });
});
