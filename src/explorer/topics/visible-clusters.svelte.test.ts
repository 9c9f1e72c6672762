import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
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
    explorer.clusters.room = { width: 440, height: 320 };
    expect(explorer.clusters.count).toBe(4);
    expect(explorer.frontier).toHaveLength(4);
    explorer.clusters.room = { width: 220, height: 160 };
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
      expect(explorer.clusters.most).toBe(Math.min(20, papers));
      expect(explorer.clusters.count).toBe(Math.min(8, papers));
      expect(explorer.frontier).toHaveLength(explorer.clusters.count);
    }
    expect([...sizes]).toEqual(expect.arrayContaining([2, 3]));
    expect(explorer.clusters.cut.count).toBe(8);
  });
});
