import { describe, expect, it } from 'vitest';
import { finished, settle } from '../testing/started-explorer';

describe('the address and the view', () => {
  it('goes back to where the user was, and up to the parent', async () => {
    const { explorer, bar } = await finished();
    explorer.zoom(11);
    await settle();
    expect(explorer.root).toBe(11);
    expect(explorer.path).toEqual([14, 12, 11]);
    expect(explorer.address.canGoBack).toBe(true);
    explorer.navigation.up();
    await settle();
    expect(explorer.root).toBe(12);
    explorer.address.back();
    await settle();
    expect(explorer.root).toBe(11);
    explorer.address.back();
    await settle();
    expect(explorer.root).toBe(14);
    expect(explorer.address.canGoBack).toBe(false);
    bar.forward();
    await settle();
    expect(explorer.root).toBe(11);
  });

  it('does not fill the history with selections and cuts', async () => {
    const { explorer, bar } = await finished();
    explorer.select(3);
    explorer.clusters.cut = { method: 'size', count: 4 };
    await settle();
    expect(bar.entries).toEqual(['#corpus=eight&cut=4-size&paper=p3']);
  });

  it('opens the view an address describes', async () => {
    const { explorer } = await finished(
      '#corpus=eight&topic=anything@5:0-3,6&cut=5-breadth&paper=p6&v=2',
    );
    expect(explorer.root).toBe(12);
    expect(explorer.clusters.cut).toEqual({ method: 'breadth', count: 5 });
    expect(explorer.selected).toBe(6);
  });

  it('leaves out a topic or paper that the map does not have', async () => {
    const { explorer } = await finished('#corpus=eight&topic=999&paper=unknown');
    expect(explorer.root).toBe(14);
    expect(explorer.selected).toBeNull();
  });
});
