import { describe, expect, it } from 'vitest';
import { success } from '../foundation/result';
import { finished, settle } from './testing/started-explorer';
import { workedMap } from './testing/worked-map';

describe('papers clustered on their own', () => {
  it('clusters a topic afresh on its own, and the browser’s back leaves it again', async () => {
    const { explorer, engine, bar } = await finished();
    explorer.zoom(13);
    await settle();
    void explorer.part.recluster();
    await settle();
    expect(engine.options?.subset).toEqual(Uint32Array.of(4, 5, 7));
    const part = workedMap({ key: 'part', subset: Uint32Array.of(4, 5, 7) }, [
      [0, 1, 1],
      [0, 2, 2],
    ]);
    engine.finish(success(part));
    await settle();
    expect(explorer.mapPapers.isPart).toBe(true);
    expect(explorer.papers.map(({ id }) => id)).toEqual(['p4', 'p5', 'p7']);
    expect(bar.read()).toBe('#corpus=eight&within=13');

    explorer.address.back();
    await settle();
    expect(engine.options?.subset).toBeNull();
    engine.finish(success(workedMap()));
    await settle();
    expect(explorer.mapPapers.isPart).toBe(false);
    expect(explorer.root).toBe(13);
  });

  it('opens a topic clustered afresh from its address', async () => {
    const { explorer, engine } = await finished('#corpus=eight&within=13');
    expect(engine.options?.subset).toEqual(Uint32Array.of(4, 5, 7));
    expect(explorer.loading.phase.kind).toBe('making');
  });

  it('are every k-th paper of a corpus that is too large', async () => {
    const { explorer, engine, bar } = await finished();
    void explorer.part.mapSample(3);
    await settle();
    expect(engine.options?.subset).toEqual(Uint32Array.of(0, 2, 5));
    expect(bar.read()).toBe('#corpus=eight&within=chosen');
    void explorer.part.leave();
    await settle();
    expect(engine.options?.subset).toBeNull();
    expect(bar.read()).toBe('#corpus=eight');
  });
});
