import { expect, it } from 'vitest';
import { ComputedStore } from './computed';
import { MemoryBackend } from './memory-backend';
import { ResilientBackend } from './resilient-backend';

const n = 7;
const d = 3;
const vectors = { n, d, data: Float32Array.from({ length: n * d }, (_, i) => i / 8) };

it('keeps vectors too long for one record in several, and frees all of them', async () => {
  const backend = new MemoryBackend();
  const store = new ComputedStore(backend, 2 * d + 1);
  await store.putResult('vectors', 'k', vectors, 'corpus');
  expect((await backend.getAll('results')).map(({ key }) => key).sort()).toEqual([
    'k',
    'k/0',
    'k/1',
    'k/2',
    'k/3',
  ]);
  expect(await store.result('vectors', 'k')).toEqual(vectors);
  expect(await store.result('tree', 'k')).toBeUndefined();
  await store.release('corpus');
  expect(await backend.getAll('results')).toEqual([]);
});

it('does not give vectors of which a part is missing', async () => {
  const backend = new MemoryBackend();
  const store = new ComputedStore(backend, 2 * d);
  await store.putResult('vectors', 'k', vectors, 'corpus');
  await backend.deleteMany('results', ['k/1']);
  expect(await store.result('vectors', 'k')).toBeUndefined();
});

/** Memory that takes a while to write, as a disk does. */
class SlowBackend extends MemoryBackend {
  override async putMany(...args: Parameters<MemoryBackend['putMany']>): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await super.putMany(...args);
  }
}

it('gives a result that is still being written', async () => {
  const store = new ComputedStore(new SlowBackend());
  const writing = store.putResult('vectors', 'k', vectors, 'corpus');
  expect(await store.result('vectors', 'k')).toEqual(vectors);
  await writing;
});

it('holds every one of several results that are written at once', async () => {
  const backend = new ResilientBackend(null, () => undefined);
  const store = new ComputedStore(backend);
  const keys = ['a', 'b', 'c'];
  await Promise.all(keys.map((key) => store.putResult('vectors', key, vectors, 'corpus')));
  await store.release('corpus');
  expect(await backend.getAll('results')).toEqual([]);
});
