import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { cutByHeight, cutBySize } from '../../clustering/cut';
import { rootOf } from '../../clustering/dendrogram';
import { shapes, treeOfShape } from '../../clustering/testing/tree-of-shape';
import { clustersThatFit, mostTypical } from './clusters-that-fit';
import { Display } from '../display.svelte';
import { finished } from '../testing/started-explorer';

describe('the visible clusters', () => {
  it('cuts the map into the clusters asked for', async () => {
    const { explorer } = await finished();
    expect(explorer.loading.phase.kind).toBe('ready');
    explorer.clusters.cut = { method: 'height', count: 3 };
    expect(explorer.frontier).toHaveLength(3);
    explorer.clusters.cut = { method: 'size', count: 5 };
    flushSync();
    expect(explorer.frontier).toHaveLength(5);
  });

  it('are as many as the room lets a person read, where that is asked for', async () => {
    const { explorer } = await finished();
    explorer.clusters.cut = { method: 'height', count: 'auto' };
    const tree = treeOfShape(300, shapes.even);
    const most = mostTypical(tree, rootOf(tree), cutBySize);
    expect(most).toBe(60);
    explorer.clusters.room = { width: 440, height: 320 };
    expect(clustersThatFit(explorer.clusters.room)).toBe(4);
    // Of eight papers no more than two clusters have four.
    expect(explorer.clusters.count).toBe(2);
    explorer.clusters.room = { width: 1900, height: 1300 };
    expect(clustersThatFit(explorer.clusters.room)).toBe(60);
    expect(explorer.frontier).toHaveLength(2);
  });

  it('are never more than papers, and what was asked for comes back with more papers', async () => {
    const { explorer } = await finished();
    const tree = explorer.tree;
    if (!tree) throw new Error('no map');
    explorer.clusters.cut = { method: 'height', count: 8 };
    const sizes = new Set<number>();
    for (let node = 0; node < tree.size.length; node++) {
      explorer.zoom(node);
      const papers = tree.size[explorer.root] ?? 0;
      sizes.add(papers);
      expect(explorer.clusters.most).toBe(Math.min(8, papers));
      expect(explorer.clusters.count).toBe(Math.min(8, papers));
      expect(explorer.frontier).toHaveLength(explorer.clusters.count);
    }
    expect([...sizes]).toEqual(expect.arrayContaining([2, 3]));
    expect(explorer.clusters.cut.count).toBe(8);
  });

  it('are by default as many as fit, and the choice is remembered, but not that of a link', async () => {
    const kept = new Map<string, string>();
    const store = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const display = new Display(store);
    expect(display.cut.count).toBe('auto');
    const { explorer } = await finished();
    explorer.clusters.cut = { method: 'size', count: 5 };
    expect(explorer.display.cut).toEqual({ method: 'size', count: 5 });
    display.cut = explorer.clusters.cut;
    display.keep();
    expect(new Display(store).cut).toEqual({ method: 'size', count: 5 });
    for (const part of explorer.clusters.shared) part.follow([['cut', '3']]);
    expect(explorer.clusters.cut.count).toBe(3);
    expect(explorer.display.cut.count).toBe(5);
  });
});

describe('the most clusters', () => {
  it('are such that the median one has four papers', () => {
    for (const [name, shape] of Object.entries(shapes)) {
      for (const n of [1, 2, 5, 70, 911, 20_000]) {
        const tree = treeOfShape(n, shape, 3);
        for (const cut of [cutByHeight, cutBySize]) {
          const most = mostTypical(tree, rootOf(tree), cut);
          expect(most, name).toBeLessThanOrEqual(60);
          if (most <= 2) continue;
          const sizes = cut(tree, rootOf(tree), most).map((node) => tree.size[node] ?? 0);
          const large = sizes.filter((size) => size >= 4).length;
          expect(2 * large, `${name}, ${n}`).toBeGreaterThanOrEqual(most);
        }
      }
    }
    const even = treeOfShape(70, shapes.even);
    expect(mostTypical(even, rootOf(even), cutBySize)).toBe(21);
  });
});
