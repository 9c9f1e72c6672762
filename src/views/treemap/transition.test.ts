import { describe, expect, it } from 'vitest';
import { cutBySize } from '../../clustering/cut';
import { childrenOf, holds, rootOf } from '../../clustering/dendrogram';
import { shapes, treeOfShape } from '../../clustering/testing/tree-of-shape';
import { plainLayout } from './testing';
import { advance, beginTransition, restingScene, type Scene } from './transition';

const tree = treeOfShape(60, shapes.natural, 9);
const root = rootOf(tree);
const [larger = root] = childrenOf(tree, root);

const view = (from: number, clusters: number) =>
  plainLayout(tree, clusters, { root: from, width: 800 });

function boxOf(scene: Scene, node: number): number[] {
  const index = scene.layout.frames.findIndex((frame) => frame.node === node);
  return Array.from(scene.frameRects.subarray(4 * index, 4 * index + 4), Math.round);
}

describe('zooming in', () => {
  const before = restingScene(view(root, 6));
  const after = view(larger, 6);

  it('grows out of the clicked frame and ends as the new layout', () => {
    const transition = beginTransition(tree, before, after);
    advance(transition, 0);
    expect(boxOf(transition.scene, larger)).toEqual(boxOf(before, larger));
    advance(transition, 1);
    expect(boxOf(transition.scene, larger)).toEqual([0, 0, 800, 600]);
    expect(transition.scene.itemRects).toEqual(after.rects);
  });

  it('begins what comes inside the clicked frame and carries what leaves out of view', () => {
    const transition = beginTransition(tree, before, after);
    advance(transition, 0);
    const [x = 0, y = 0, width = 0, height = 0] = boxOf(before, larger);
    for (let at = 0; at < transition.scene.itemRects.length; at += 4) {
      const [left = 0, top = 0, w = 0, h = 0] = transition.scene.itemRects.subarray(at, at + 4);
      expect(left).toBeGreaterThanOrEqual(x - 1);
      expect(top).toBeGreaterThanOrEqual(y - 1);
      expect(left + w).toBeLessThanOrEqual(x + width + 1);
      expect(top + h).toBeLessThanOrEqual(y + height + 1);
    }
    advance(transition, 1);
    const { old, leaving } = transition;
    expect(leaving.any).toBe(true);
    leaving.items.forEach((leaves, item) => {
      if (leaves === 0) return;
      const [left = 0, top = 0, w = 0, h = 0] = old.itemRects.subarray(4 * item, 4 * item + 4);
      expect(left >= 799 || top >= 599 || left + w <= 1 || top + h <= 1).toBe(true);
    });
  });

  it('says of every paper whether it comes, and of those outside the clicked frame that they leave', () => {
    const { entering, leaving } = beginTransition(tree, before, after);
    const shownBefore = new Set(before.layout.papers);
    after.papers.forEach((paper, item) => {
      expect(entering.items[item]).toBe(shownBefore.has(paper) ? 0 : 1);
    });
    before.layout.papers.forEach((paper, item) => {
      expect(leaving.items[item]).toBe(holds(tree, larger, paper) ? 0 : 1);
    });
  });
});

describe('zooming out', () => {
  it('is the reverse: the view shrinks into its frame', () => {
    const transition = beginTransition(tree, restingScene(view(larger, 6)), view(root, 6));
    advance(transition, 0);
    expect(boxOf(transition.scene, larger)).toEqual([0, 0, 800, 600]);
    advance(transition, 1);
    expect(boxOf(transition.scene, larger)).toEqual(boxOf(restingScene(view(root, 6)), larger));
  });

  it('lets nothing be seen to leave where the frame that was left stays over it', () => {
    expect(beginTransition(tree, restingScene(view(larger, 6)), view(root, 6)).leaving.any).toBe(
      false,
    );
  });
});

describe('interrupting', () => {
  it('goes on from where things are on screen', () => {
    const first = beginTransition(tree, restingScene(view(root, 6)), view(larger, 6));
    advance(first, 0.4);
    const half = boxOf(first.scene, larger);
    const second = beginTransition(tree, first.scene, view(root, 6));
    advance(second, 0);
    expect(boxOf(second.scene, larger)).toEqual(half);
  });
});

describe('changing the number of clusters', () => {
  it('keeps the outermost frame still and moves papers to their new places', () => {
    const transition = beginTransition(tree, restingScene(view(root, 3)), view(root, 9));
    advance(transition, 0.5);
    expect(boxOf(transition.scene, root)).toEqual([0, 0, 800, 600]);
    advance(transition, 1);
    expect(transition.scene.itemRects).toEqual(view(root, 9).rects);
  });

  it('shows something sensible for a root that is on no screen', () => {
    const deep = cutBySize(tree, root, 30).find((node) => node >= tree.n) ?? root;
    const transition = beginTransition(tree, restingScene(view(root, 2)), view(deep, 2));
    advance(transition, 0);
    const held = transition.scene.frameRects.every((value) => Number.isFinite(value));
    expect(held).toBe(true);
  });
});
