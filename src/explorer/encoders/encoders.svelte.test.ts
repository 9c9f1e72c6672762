import { beforeEach, describe, expect, it } from 'vitest';
import type { Adapter } from '../../embedding/chosen-model';
import { ModelStore, type ModelCache } from '../../embedding/model-store';
import { memoryCache } from '../../embedding/testing/memory-cache';
import type { PreferenceStore } from '../display.svelte';
import { Encoders } from './encoders.svelte';

const id = 'nobody/made-up';
const files: Readonly<Record<string, string>> = {
  'config.json': JSON.stringify({ hidden_size: 8 }),
  'tokenizer.json': '{}',
  'tokenizer_config.json': JSON.stringify({ model_max_length: 64 }),
  'onnx/model_quantized.onnx': 'a graph, more or less',
};
const total = Object.values(files).reduce((sum, text) => sum + text.length, 0);

/** A hub that answers at once, and remembers what it was asked. */
class Hub {
  readonly asked: string[] = [];
  down = false;

  readonly fetch: typeof fetch = async (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    this.asked.push(pathname);
    if (this.down) throw new TypeError('Failed to fetch');
    if (pathname === `/api/models/${id}`) {
      const siblings = Object.entries(files).map(([rfilename, { length }]) => ({
        rfilename,
        size: length,
      }));
      return Response.json({ sha: 'c0ffee', siblings });
    }
    const text = files[pathname.split('/c0ffee/')[1] ?? ''];
    return text === undefined ? new Response('', { status: 404 }) : new Response(text);
  };
}

function memoryPreferences(): PreferenceStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
}

let hub: Hub;
let cache: ModelCache;
let preferences: PreferenceStore;
let used: number;
let adapter: Adapter;

/** A visit to the page; what is kept lasts from one to the next. */
function visit(store = cache): Encoders {
  return new Encoders(
    {
      store: async () => new ModelStore(store),
      preferences,
      base: 'https://papers.example/',
      hub: 'https://hub.example/',
      fetch: hub.fetch,
      adapter: async () => adapter,
    },
    () => used++,
  );
}

beforeEach(() => {
  hub = new Hub();
  cache = memoryCache();
  preferences = memoryPreferences();
  used = 0;
  adapter = { missingAdapter: 'this browser has no WebGPU', halfPrecision: false };
});

describe('choosing an encoder', () => {
  it('is automatic until something else is chosen, and then remembered for that corpus alone', async () => {
    const encoders = visit();
    expect(await encoders.enter('a', null)).toEqual({ setting: 'automatic', model: null });
    await encoders.use('lexicon');
    expect(used).toBe(1);
    expect(await visit().enter('a', null)).toMatchObject({ setting: 'lexicon' });
    expect(await visit().enter('b', null)).toMatchObject({ setting: 'automatic' });
  });

  it('follows the address before what was remembered, without changing that', async () => {
    await visit().enter('a', 'lsa');
    const encoders = visit();
    await encoders.enter('a', null);
    await encoders.use('lexicon');
    const linked = visit();
    expect(await linked.enter('a', 'lsa')).toMatchObject({ setting: 'lsa' });
    // The same corpus, made again: nothing names an encoder any more.
    expect(await linked.enter('a', null)).toMatchObject({ setting: 'lsa' });
    expect(await visit().enter('a', null)).toMatchObject({ setting: 'lexicon' });
  });

  it('names what it cannot read', async () => {
    const encoders = visit();
    expect(await encoders.enter('a', 'what is this')).toMatchObject({ setting: 'automatic' });
    expect(encoders.phase).toMatchObject({ failure: { code: 'encoder-setting' } });
    await encoders.use('https://elsewhere.example/model/');
    expect(encoders.phase).toMatchObject({ failure: { code: 'model-elsewhere' } });
    expect(hub.asked).toEqual([]);
  });
});

describe('a model of the hub', () => {
  it('is asked about with its size before anything is downloaded', async () => {
    const encoders = visit();
    await encoders.enter('a', null);
    await encoders.use(id);
    expect(encoders.phase).toMatchObject({ kind: 'asking', id, bytes: null });
    expect(hub.asked).toEqual([]);
    await encoders.agree();
    expect(encoders.phase).toMatchObject({ kind: 'asking', bytes: total, exact: true });
    expect(hub.asked).toEqual([`/api/models/${id}`]);
    await encoders.agree();
    expect(encoders.phase.kind).toBe('closed');
    expect(encoders.setting).toBe(id);
    expect(used).toBe(1);
    const { model } = await encoders.enter('a', null);
    const spec = { id, revision: 'c0ffee', dimension: 8, maxTokens: 64 };
    expect(model).toMatchObject({ kind: 'here', spec });
  });

  it('shows the rounded size of a listed one', async () => {
    const encoders = visit();
    await encoders.enter('a', null);
    await encoders.use('Xenova/bge-small-en-v1.5');
    expect(encoders.phase).toMatchObject({ kind: 'asking', bytes: 35e6, exact: false });
    expect(hub.asked).toEqual([]);
  });

  it('has no rounded size where a graphics adapter wants another file', async () => {
    adapter = { missingAdapter: null, halfPrecision: true };
    const encoders = visit();
    await encoders.enter('a', null);
    await encoders.use('Xenova/bge-small-en-v1.5');
    expect(encoders.phase).toMatchObject({ kind: 'asking', bytes: null, exact: false });
    expect(hub.asked).toEqual([]);
  });

  it('can stand beside the lexicon, with one download for both', async () => {
    const encoders = visit();
    await fetched(encoders);
    await encoders.use(`${id}+lexicon`);
    expect(encoders.phase.kind).toBe('closed');
    expect(encoders.inUse).toMatchObject({ setting: `${id}+lexicon`, model: { spec: { id } } });
    await encoders.remove(id);
    expect(encoders.setting).toBe('automatic');
  });

  it('that made a workspace is not asked for until papers are to be added', async () => {
    visit().remember('came', id, ['made-up@c0ffee']);
    const encoders = visit();
    const model = { kind: 'absent', name: id, fingerprints: ['made-up@c0ffee'] };
    expect(await encoders.enter('came', null)).toEqual({ setting: id, model });
    // So it is when the page's address says the same, and in another visit.
    expect(await visit().enter('came', id)).toEqual({ setting: id, model });
    expect(encoders.phase.kind).toBe('closed');
    expect(hub.asked).toEqual([]);
    await encoders.use(id);
    await encoders.agree();
    await encoders.agree();
    expect(used).toBe(1);
    expect(encoders.inUse).toMatchObject({ setting: id, model: { kind: 'here' } });
  });

  it('is used on the next visit without asking anyone', async () => {
    await fetched(visit());
    hub.asked.length = 0;
    const { setting, model } = await visit().enter('a', null);
    expect(setting).toBe(id);
    expect(model).toMatchObject({ kind: 'here', location: { kind: 'files' } });
    expect(hub.asked).toEqual([]);
  });

  it('named by a link is offered, and once turned down not again', async () => {
    const encoders = visit();
    expect(await encoders.enter('a', id)).toEqual({ setting: 'automatic', model: null });
    expect(encoders.phase).toMatchObject({ kind: 'asking', id, linked: true });
    encoders.close();
    const later = visit();
    await later.enter('a', null);
    expect(later.phase.kind).toBe('closed');
    expect(hub.asked).toEqual([]);
  });

  it('lasts for the visit when there is no room, and says so', async () => {
    const encoders = visit(memoryCache(10));
    await fetched(encoders);
    expect(encoders.unkept).toEqual([id]);
    expect((await encoders.enter('a', null)).model).not.toBeNull();
  });

  it('can be tried again after a failure', async () => {
    hub.down = true;
    const encoders = visit();
    await encoders.enter('a', null);
    await encoders.use(id);
    await encoders.agree();
    expect(encoders.phase).toMatchObject({ kind: 'failed', failure: { code: 'hub-unreachable' } });
    expect(used).toBe(0);
    hub.down = false;
    await encoders.retry();
    expect(encoders.setting).toBe(id);
  });

  it('is removed with all its files, and the automatic choice takes its place', async () => {
    const encoders = visit();
    await fetched(encoders);
    await encoders.choose();
    expect(encoders.stored).toEqual([{ id, bytes: total, whole: true }]);
    await encoders.remove(id);
    expect(encoders.setting).toBe('automatic');
    expect(await cache.keys()).toEqual([]);
    expect(await encoders.enter('a', null)).toEqual({ setting: 'automatic', model: null });
  });
});

async function fetched(encoders: Encoders): Promise<void> {
  await encoders.enter('a', null);
  await encoders.use(id);
  await encoders.agree();
  await encoders.agree();
}
