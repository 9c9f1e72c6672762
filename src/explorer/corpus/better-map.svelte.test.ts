import { describe, expect, it } from 'vitest';
import { success } from '../../foundation/result';
import { settle, started } from '../testing/started-explorer';
import { otherMerges, workedMap } from '../testing/worked-map';
import { changedNeighbours } from './better-map.svelte';

const first = () => workedMap({ key: 'quick', settled: false });
const second = () => workedMap({ key: 'better', settled: true }, otherMerges);

describe('a better map', () => {
  it('takes the place of the first while nobody looks yet', async () => {
    const { explorer, engine } = await started();
    engine.options?.onEvent({ kind: 'map', map: first() });
    engine.options?.onEvent({ kind: 'map', map: second() });
    expect(explorer.loading.map?.key).toBe('better');
    expect(explorer.loading.better.waiting).toBeNull();
  });

  it('waits once the reader has begun to look, is shown when wanted, and taken back', async () => {
    const { explorer, engine } = await started();
    engine.options?.onEvent({ kind: 'map', map: first() });
    explorer.loading.better.lookAt();
    engine.options?.onEvent({ kind: 'map', map: second() });
    engine.finish(success(second()));
    await settle();
    expect(explorer.loading.map?.key).toBe('quick');
    expect(explorer.loading.phase.kind).toBe('ready');
    explorer.loading.better.show();
    expect(explorer.loading.map?.key).toBe('better');
    expect(explorer.loading.better.waiting).toBeNull();
    expect(explorer.undoing.last?.label).toBe('the better map');
    explorer.undoing.undo();
    expect(explorer.loading.map?.key).toBe('quick');
    explorer.undoing.redo();
    expect(explorer.loading.map?.key).toBe('better');
  });

  it('does not wait where the reader asked for another map', async () => {
    const { explorer, engine } = await started();
    engine.options?.onEvent({ kind: 'map', map: first() });
    explorer.loading.better.lookAt();
    void explorer.loading.retry();
    await settle();
    engine.options?.onEvent({ kind: 'map', map: second() });
    expect(explorer.loading.map?.key).toBe('better');
  });
});

describe('how far two maps differ', () => {
  const lists = (...rows: number[][]) => ({
    n: rows.length,
    k: rows[0]?.length ?? 0,
    indices: Uint32Array.from(rows.flat()),
    similarities: new Float32Array(rows.flat().length),
  });

  it('is the part of the nearest papers that are others', () => {
    const before = lists([1, 2], [0, 2], [0, 1], [0, 1]);
    expect(changedNeighbours(before, before)).toBe(0);
    expect(changedNeighbours(before, lists([1, 3], [0, 2], [0, 1], [2, 1]))).toBe(0.25);
  });

  it('is nothing where papers have no neighbours', () => {
    expect(changedNeighbours(lists([]), lists([]))).toBe(0);
  });
});
