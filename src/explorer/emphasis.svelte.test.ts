import { describe, expect, it } from 'vitest';
import { leavesOf } from '../clustering/dendrogram';
import { finished, settle } from './testing/started-explorer';

describe('the papers asked for', () => {
  it('finds papers as one types, and among those chosen', async () => {
    const { explorer, bar } = await finished();
    await explorer.search.ask('paper 3');
    await settle();
    expect(explorer.lit?.[0]).toBe(3);
    expect(bar.read()).toBe('#corpus=eight&q=paper%203');
    explorer.selection.selectMany([5, 6]);
    explorer.search.clear();
    await settle();
    expect(explorer.lit).toEqual([5, 6]);
  });

  it('are walked around the ends, and zoomed out to', async () => {
    const { explorer } = await finished();
    explorer.zoom(13);
    explorer.selection.selectMany([2, 5, 6]);
    await settle();
    const walked = Array.from({ length: 4 }, () => {
      explorer.walkFound(1);
      return explorer.selected;
    });
    expect(walked).toEqual([2, 5, 6, 2]);
    expect(explorer.root).toBe(14);
    explorer.walkFound(-1);
    expect(explorer.selected).toBe(6);
    expect([...(explorer.emphasis.unlit ?? [])]).toEqual([1, 1, 0, 1, 1, 0, 0, 1]);
  });

  it('are counted up the hierarchy', async () => {
    const { explorer } = await finished();
    expect(explorer.emphasis.litIn).toBeNull();
    explorer.selection.selectMany([2, 5, 6]);
    const { litIn } = explorer.emphasis;
    expect([14, 13, 12, 2, 3].map((node) => litIn?.(node))).toEqual(
      [14, 13, 12, 2, 3].map(
        (node) =>
          [...(explorer.tree ? leavesOf(explorer.tree, node) : [])].filter((leaf) =>
            [2, 5, 6].includes(leaf),
          ).length,
      ),
    );
    expect(litIn?.(14)).toBe(3);
  });

  it('are all papers again when cleared', async () => {
    const { explorer } = await finished();
    explorer.selection.selectMany([2]);
    explorer.filters.toggleFocus('unread');
    await explorer.search.ask('paper 3');
    explorer.emphasis.clear();
    await settle();
    expect(explorer.lit).toBeNull();
    expect(explorer.emphasis.unlit).toBeNull();
    explorer.walkFound(1);
    expect(explorer.selected).toBeNull();
  });
});
