import { expect, it } from 'vitest';
import type { Vectors } from '../embedding/encoder';
import { centreAndConcatenate } from '../embedding/vectors';
import { composedSource, lazySource } from './vector-source';

function counted(): { source: ReturnType<typeof lazySource>; loads: () => number } {
  let loads = 0;
  const load = (): Promise<Vectors> => {
    loads++;
    return Promise.resolve({ n: 2, d: 2, data: Float32Array.of(1, 0, 0, 1) });
  };
  return {
    source: lazySource({ key: 'k', encoder: 'e', parts: [] }, load),
    loads: () => loads,
  };
}

it('loads once for all who ask, and again only after it was released', async () => {
  const { source, loads } = counted();
  const [first, second] = await Promise.all([source.load(), source.load()]);
  expect(second).toBe(first);
  expect(loads()).toBe(1);
  source.release();
  expect(await source.load()).toEqual(first);
  expect(loads()).toBe(2);
});

it('lets go of the parts it was composed of', async () => {
  const part = counted();
  const composed = composedSource([{ source: part.source, weight: 1 }], centreAndConcatenate);
  const vectors = await composed.load();
  expect(await composed.load()).toBe(vectors);
  expect(part.loads()).toBe(1);
  await part.source.load();
  expect(part.loads()).toBe(2);
});
