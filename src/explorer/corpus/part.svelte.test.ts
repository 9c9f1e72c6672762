import { describe, expect, it } from 'vitest';
import { success } from '../../foundation/result';
import { finished, settle } from '../testing/started-explorer';
import { workedMap } from '../testing/worked-map';

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
    expect(bar.read()).toBe('#corpus=eight&within=@3:4-5,7&v=2');

    explorer.address.back();
    await settle();
    expect(engine.options?.subset).toBeNull();
    engine.finish(success(workedMap()));
    await settle();
    expect(explorer.mapPapers.isPart).toBe(false);
    expect(explorer.root).toBe(13);
  });

  it('opens a topic clustered afresh from its address', async () => {
    const { explorer, engine } = await finished('#corpus=eight&within=@3:4-5,7');
    expect(engine.options?.subset).toEqual(Uint32Array.of(4, 5, 7));
    expect(explorer.loading.phase.kind).toBe('making');
  });

  it('are clustered from whole vectors where those of the corpus were made to fit', async () => {
    const { explorer, engine } = await finished();
    void explorer.loading.makeToFit({ sample: 3 });
    await settle();
    expect(engine.options).toMatchObject({ settings: { sample: 3 }, subset: null });
    void explorer.loading.recluster(Uint32Array.of(1, 2));
    await settle();
    expect(engine.options?.settings.sample).toBeUndefined();
    void explorer.loading.makeToFit({ dimension: 64 });
    await settle();
    expect(engine.options?.settings).toMatchObject({ dimension: 64 });
    void explorer.loading.recluster(Uint32Array.of(1, 2));
    await settle();
    expect(engine.options?.settings).toMatchObject({ dimension: 64 });
  });

  it('leave the corpus’s additions alone, which laying out afresh forgets', async () => {
    const { explorer, engine } = await finished();
    const { corpus } = explorer.loading;
    if (!corpus) throw new Error('no corpus');
    explorer.loading.corpus = { ...corpus, additions: [3] };
    void explorer.loading.layOut('afresh');
    await settle();
    expect(engine.forgotten).toEqual([corpus.id]);
    expect(explorer.loading.corpus.additions).toEqual([]);
    expect(engine.options?.subset).toBeNull();
  });
});

describe('papers asked for, clustered on their own', () => {
  it('stay asked for until their map is there, which tells what they were asked for by', async () => {
    const { explorer, engine, bar } = await finished();
    explorer.selection.selectMany([4, 5, 7]);
    await settle();
    void explorer.part.recluster();
    await settle();
    expect(explorer.sought).toEqual([4, 5, 7]);
    engine.finish(
      success(
        workedMap({ key: 'part', subset: Uint32Array.of(4, 5, 7) }, [
          [0, 1, 1],
          [0, 2, 2],
        ]),
      ),
    );
    await settle();
    expect(explorer.sought).toBeNull();
    expect(explorer.part.words).toBe('chosen');
    expect(bar.read()).toContain('within=papers:4-5,7&of=chosen');
    // What was asked for ended with that step, not with one of its own.
    explorer.address.back();
    await settle();
    expect(explorer.part.within).toBeNull();
  });
});
