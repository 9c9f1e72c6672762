import { describe, expect, it } from 'vitest';
import { leavesOf } from '../../clustering/dendrogram';
import { flag } from './paper-marks';
import { finished, settle } from '../testing/started-explorer';

describe('the papers asked for', () => {
  it('finds papers as one types, and among those chosen', async () => {
    const { explorer, bar } = await finished();
    await explorer.search.ask('paper 3');
    await settle();
    expect(explorer.sought?.[0]).toBe(3);
    expect(bar.read()).toBe('#corpus=eight&q=paper%203');
    explorer.selection.selectMany([5, 6]);
    explorer.search.clear();
    await settle();
    expect(explorer.sought).toEqual([5, 6]);
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
    expect(Array.from(explorer.marks.flags, (flagged) => flagged & flag.faint)).toEqual([
      1, 1, 0, 1, 1, 0, 0, 1,
    ]);
  });

  it('are counted up the hierarchy', async () => {
    const { explorer } = await finished();
    expect(explorer.marks.soughtIn).toBeNull();
    explorer.selection.selectMany([2, 5, 6]);
    const { soughtIn } = explorer.marks;
    expect([14, 13, 12, 2, 3].map((node) => soughtIn?.(node))).toEqual(
      [14, 13, 12, 2, 3].map(
        (node) =>
          [...(explorer.tree ? leavesOf(explorer.tree, node) : [])].filter((leaf) =>
            [2, 5, 6].includes(leaf),
          ).length,
      ),
    );
    expect(soughtIn?.(14)).toBe(3);
  });

  it('are not worked out again while the pointer moves over papers', async () => {
    const { explorer } = await finished();
    const made = { sought: 0, flags: 0, hovered: 0 };
    const flags = $derived(explorer.marks.flags);
    const stop = $effect.root(() => {
      $effect(() => {
        void explorer.sought;
        made.sought++;
      });
      $effect(() => {
        void flags;
        made.flags++;
      });
      $effect(() => {
        void explorer.marks.hovered;
        made.hovered++;
      });
    });
    for (const leaf of [3, 4, 5]) {
      explorer.selection.hovered = leaf;
      await settle();
    }
    expect(made).toEqual({ sought: 1, flags: 1, hovered: 3 });
    stop();
  });

  it('are all papers again when cleared', async () => {
    const { explorer } = await finished();
    explorer.selection.selectMany([2]);
    explorer.filters.toggleFocus('unread');
    await explorer.search.ask('paper 3');
    explorer.askedPapers.clear();
    await settle();
    expect(explorer.sought).toBeNull();
    expect(explorer.marks.any).toBe(0);
    explorer.walkFound(1);
    expect(explorer.selected).toBeNull();
  });
});
