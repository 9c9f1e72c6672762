import { describe, expect, it } from 'vitest';
import { failure, success } from '../../foundation/result';
import { settle, started } from '../testing/started-explorer';
import { eightPapers, workedMap } from '../testing/worked-map';

describe('the making of a map', () => {
  it('shows the papers before there is a map', async () => {
    const { explorer } = await started();
    expect(explorer.papers).toHaveLength(8);
    expect(explorer.loading.phase.kind).toBe('making');
    expect(explorer.frontier).toEqual([]);
  });

  it('says which papers of a kept corpus cannot be read, and shows the others', async () => {
    const spoilt = { ...eightPapers, unreadable: 3 };
    const { explorer, engine } = await started('#corpus=eight', spoilt);
    expect(explorer.papers).toHaveLength(8);
    expect(explorer.loading.missing?.message).toContain('3 of the 11 papers of');
    engine.corpus = eightPapers;
    explorer.loading.fetchAgain();
    await settle();
    expect(explorer.loading.missing).toBeNull();
  });

  it('can be cancelled and taken up again', async () => {
    const { explorer, engine } = await started();
    explorer.loading.cancel();
    expect(explorer.loading.phase.kind).toBe('cancelled');
    expect(engine.options?.signal.aborted).toBe(true);
    void explorer.loading.retry();
    await settle();
    engine.finish(success(workedMap()));
    await settle();
    expect(explorer.loading.phase.kind).toBe('ready');
  });

  it('keeps the papers readable when the map fails', async () => {
    const { explorer, engine } = await started();
    engine.finish(failure({ code: 'x', message: 'No.', remedy: 'Try again.' }));
    await settle();
    expect(explorer.loading.phase.kind).toBe('failed');
    expect(explorer.papers).toHaveLength(8);
  });

  it('lays the map on show out again, of the same papers', async () => {
    const { explorer, engine } = await started();
    engine.finish(success(workedMap({ subset: Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7) })));
    await settle();
    const { map } = explorer.loading;
    void explorer.loading.layOut('continued');
    await settle();
    expect(engine.options).toMatchObject({ keptLayout: 'continued', subset: map?.subset });
    expect(explorer.loading.map).toBe(map);
    expect(explorer.loading.phase.kind).toBe('making');
  });

  it('hears nothing more of a build it has left', async () => {
    const { explorer, engine } = await started();
    const first = engine.options;
    void explorer.loading.retry();
    await settle();
    first?.onEvent({ kind: 'map', map: workedMap() });
    expect(explorer.loading.map).toBeNull();
  });
});
