import { describe, expect, it } from 'vitest';
import { lexicalEncoder } from '../embedding/lexical';
import { seededRandom } from '../foundation/random';
import { success } from '../foundation/result';
import { ComputedStore } from '../storage/computed';
import { MemoryBackend } from '../storage/memory-backend';
import type { ResultRecord } from '../storage/schema';
import type { PaperMap } from './map';
import { buildMap } from './pipeline';
import { stageRunners } from './stage-runners';
import { modelSettings, someModel } from './testing/build-bench';
import { FakeNeuralSource } from './testing/fake-neural-source';
import { smallCorpus } from './testing/small-corpus';

const corpus = smallCorpus(40);

const lexicon = {
  encoder: { ...lexicalEncoder(3), fingerprint: 'lexicon' },
  open: async () => success(null),
};

async function mapFrom(store: ComputedStore): Promise<{ map: PaperMap; computed: string[] }> {
  const computed: string[] = [];
  const source = new FakeNeuralSource();
  const built = await buildMap({
    corpus,
    settings: modelSettings,
    model: someModel,
    subset: null,
    runners: stageRunners({
      lexicon: { onDevice: lexicon, inScript: lexicon },
      chosen: () => source,
    }),
    store,
    listener: (event) => {
      if (event.kind === 'stage-time') computed.push(event.stage);
    },
    signal: new AbortController().signal,
    onSession: () => undefined,
  });
  if (!built.ok) throw new Error(`${built.error.message} ${built.error.detail ?? ''}`);
  return { map: built.value, computed };
}

/** All that is seen of a map; when it was made is not. */
function seen({ tree, topics, layout, neighbours, medoids, cohesion }: PaperMap) {
  return { tree, topics, layout, neighbours, medoids, cohesion };
}

async function made() {
  const backend = new MemoryBackend();
  const { map } = await mapFrom(new ComputedStore(backend));
  return { backend, map, store: new ComputedStore(backend) };
}

/** A copy of a record with one byte of each of its typed arrays changed, or a text where it has none. */
function spoilt(record: ResultRecord, random: () => number): ResultRecord {
  const copy = structuredClone(record);
  let changed = false;
  const spoil = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      if (bytes.length === 0) return;
      const at = Math.floor(random() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      changed = true;
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(spoil);
  };
  spoil(copy.value);
  return changed
    ? copy
    : { ...copy, value: JSON.parse(JSON.stringify(copy.value).replace('a', 'b')) };
}

describe('results that were spoilt on the disk', () => {
  it('are computed again to the same map, whichever byte it was', async () => {
    const { backend, map, store } = await made();
    const random = seededRandom(4);
    for (const record of await backend.getAll('results')) {
      await backend.putMany('results', [spoilt(record, random)]);
      const again = await mapFrom(store);
      expect(seen(again.map), record.kind).toEqual(seen(map));
      expect((await mapFrom(store)).computed, record.kind).toEqual([]);
    }
  });

  it('are told from others by their shape where they have no checksum', async () => {
    const { backend, map, store } = await made();
    const without = async (): Promise<ResultRecord[]> =>
      (await backend.getAll('results')).map(({ key, kind, value }) => ({ key, kind, value }));
    await backend.putMany('results', await without());
    expect((await mapFrom(store)).computed).toEqual([]);
    const { tree, neighbours } = map;
    const swapped = { left: tree.left.slice(), parent: tree.parent.slice() };
    swapped.left[swapped.left.length - 1] = 1e9;
    const lies: readonly (readonly [ResultRecord['kind'], object])[] = [
      ['tree', { ...tree, left: swapped.left }],
      // The root among its own children: whoever walks down never ends.
      ['tree', { ...tree, left: tree.left.map((node, i) => (i === 38 ? 78 : node)) }],
      ['tree', { ...tree, parent: tree.parent.map(() => 77) }],
      ['tree', { ...tree, order: tree.order.slice(1) }],
      ['tree', { n: 40 }],
      ['layout', { positions: map.layout.positions.map(() => NaN) }],
      ['layout', { positions: new Float32Array(6) }],
      ['neighbours', { ...neighbours, indices: neighbours.indices.map(() => 4e9) }],
      ['neighbours', { ...neighbours, k: -1 }],
      ['summary', { medoids: map.medoids.map(() => 40), cohesion: map.cohesion }],
      ['topics', [...map.topics.values()].map((topic) => ({ ...topic, node: 1e5 }))],
      ['summary', { medoids: new Uint32Array(3), cohesion: new Float32Array(3) }],
      ['topics', [{ node: 'x' }]],
      ['making', { encoder: 3 }],
    ];
    for (const [kind, value] of lies) {
      for (const record of await without())
        if (record.kind === kind)
          await backend.putMany('results', [{ ...record, value: value as ResultRecord['value'] }]);
      expect(
        seen((await mapFrom(store)).map),
        `${kind} ${JSON.stringify(value).slice(0, 40)}`,
      ).toEqual(seen(map));
    }
  });

  it('are embedded again where they are vectors of single papers', async () => {
    const { backend, map, store } = await made();
    const [first, second] = await backend.getAll('vectors');
    if (!first || !second) throw new Error('no vectors');
    await backend.putMany('vectors', [
      { ...first, vector: first.vector.map(() => NaN) },
      { ...second, vector: first.vector },
    ]);
    const results = (await backend.getAll('results')).map(({ key }) => key);
    await backend.deleteMany('results', results);
    expect(seen((await mapFrom(store)).map)).toEqual(seen(map));
  });
});
