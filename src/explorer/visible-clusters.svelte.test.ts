import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { finished } from './testing/started-explorer';

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
});
