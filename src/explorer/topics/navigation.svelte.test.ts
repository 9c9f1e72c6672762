import { describe, expect, it } from 'vitest';
import { success } from '../../foundation/result';
import { finished, settle, started } from '../testing/started-explorer';
import { otherMerges, workedMap } from '../testing/worked-map';

describe('where the user stands', () => {
  it('keeps the place when the settled map replaces the provisional one', async () => {
    const { explorer, engine } = await started();
    engine.options?.onEvent({ kind: 'map', map: workedMap({ key: 'first', settled: false }) });
    explorer.zoom(13);
    explorer.select(7);
    await settle();
    engine.finish(success(workedMap({}, otherMerges)));
    await settle();
    expect(explorer.root).toBe(13);
    expect(explorer.selected).toBe(7);
  });

  it('keeps a topic of the address for the settled map', async () => {
    const { explorer, engine, bar } = await started('#corpus=eight&topic=@4:4-7');
    engine.options?.onEvent({ kind: 'map', map: workedMap({ key: 'first', settled: false }) });
    await settle();
    expect(explorer.root).toBe(14);
    expect(bar.read()).toBe('#corpus=eight&topic=@4:4-7&v=2');
    engine.finish(success(workedMap({}, otherMerges)));
    await settle();
    expect(explorer.root).toBe(13);
  });

  it('zooms out until a paper is in sight', async () => {
    const { explorer } = await finished();
    explorer.zoom(11);
    await settle();
    explorer.reveal(6);
    expect(explorer.root).toBe(12);
    expect(explorer.selected).toBe(6);
  });
});
