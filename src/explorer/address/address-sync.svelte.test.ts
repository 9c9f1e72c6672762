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

  it('steps back within a corpus, and up where the way back leads out of it', async () => {
    const { explorer } = await finished();
    expect(explorer.canStepBack).toBe(false);
    explorer.stepBack();
    await settle();
    expect(explorer.root).toBe(14);
    explorer.zoom(11);
    await settle();
    explorer.stepBack();
    await settle();
    expect(explorer.root).toBe(14);
    await explorer.open({ kind: 'bundled', id: 'nine' });
    await settle();
    expect(explorer.address.canGoBack).toBe(true);
    expect(explorer.canStepBack).toBe(false);
  });

  it('closes one thing at a time: the paper, what is asked for, the topic zoomed into', async () => {
    const { explorer } = await finished();
    explorer.zoom(11);
    explorer.selection.selectMany([0, 1]);
    explorer.select(3);
    await settle();
    expect(explorer.closeOne()).toBe(true);
    expect([explorer.selected, explorer.sought?.length]).toEqual([null, 2]);
    expect(explorer.closeOne()).toBe(true);
    expect([explorer.sought, explorer.root]).toEqual([null, 11]);
    expect(explorer.closeOne()).toBe(true);
    expect(explorer.root).toBe(12);
    explorer.navigation.top();
    expect(explorer.closeOne()).toBe(false);
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

  it('takes a view along and goes to it, whatever corpus the view names', async () => {
    const { explorer } = await finished('#corpus=eight&topic=anything@5:0-3,6&cut=5-breadth&v=2');
    const view = explorer.address.viewInCorpus();
    expect(view).not.toContain('corpus');
    const elsewhere = await finished('#corpus=eight&cut=2-size');
    elsewhere.explorer.address.visit('eight', `c%6Frpus=https://other.example/&corpus=x&${view}`);
    await settle();
    expect(elsewhere.explorer.root).toBe(12);
    expect(elsewhere.explorer.clusters.cut).toEqual({ method: 'breadth', count: 5 });
    expect(elsewhere.bar.read()).toBe(`#corpus=eight&${view}`);
    elsewhere.bar.back();
    await settle();
    expect(elsewhere.explorer.root).toBe(14);
  });
});
