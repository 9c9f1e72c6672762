import { expect, it } from 'vitest';
import { ComputedStore } from './computed';
import { MemoryBackend } from './memory-backend';

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
