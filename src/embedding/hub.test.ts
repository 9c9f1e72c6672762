/** Models from the hub, against a server on this machine that behaves as badly as told. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { builtModel } from './built-model';
import { fetchHubModel, openFolderModel, openKeptModel, sizeOfHubModel } from './chosen-model';
import type { Adapter } from './chosen-model';
import { downloadModel, filesFor, type DownloadOptions } from './hub-download';
import type { HubListing } from './hub-listing';
import { isHubId, listHubModel } from './hub-listing';
import { bundledModel, graphPath } from './model';
import { ModelStore } from './model-store';
import { NeuralService } from './neural-service';
import { nodeRuntime } from './node-runtime';
import { revision, startHub, type HubServer } from './testing/hub-server';
import { memoryCache } from './testing/memory-cache';

const id = 'nobody/made-up-encoder';
const graph = graphPath('q8');
const onProcessor = { webgpu: null, wasm: 'q8' } as const;
const noAdapter: Adapter = { missingAdapter: 'this browser has no WebGPU', halfPrecision: false };
const adapter32: Adapter = { missingAdapter: null, halfPrecision: false };
const adapter16: Adapter = { missingAdapter: null, halfPrecision: true };
let hub: HubServer;
let listing: HubListing;

beforeAll(async () => {
  const location = builtModel();
  const files = new Map<string, Uint8Array>();
  if (location.kind === 'files') {
    for (const path of ['config.json', 'tokenizer.json', 'tokenizer_config.json', graph]) {
      const file = location.files.get(path);
      if (file) files.set(path, new Uint8Array(await file.arrayBuffer()));
    }
  }
  hub = await startHub(id, files);
  const listed = await listHubModel(id, { host: hub.host });
  if (!listed.ok) throw new Error(listed.error.message);
  listing = listed.value;
});

afterAll(() => hub.close());

beforeEach(() => {
  hub.faults.clear();
  hub.requests.length = 0;
});

function download(store: ModelStore, options: DownloadOptions = {}) {
  const files = filesFor(listing, onProcessor);
  if (!files.ok) throw new Error(files.error.message);
  return downloadModel(listing, files.value, store, { host: hub.host, ...options });
}

async function codeOf(result: ReturnType<typeof download>): Promise<string> {
  const outcome = await result;
  return outcome.ok ? 'ok' : outcome.error.code;
}

describe('listing a model', () => {
  test('gives files with lengths, checksums and the commit', () => {
    expect(listing.revision).toBe(revision);
    expect(listing.files.find(({ path }) => path === graph)).toMatchObject({
      bytes: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('says by name what does not exist', async () => {
    hub.faults.set('api', 'missing');
    const listed = await listHubModel(id, { host: hub.host });
    expect(listed).toMatchObject({ ok: false, error: { code: 'hub-refused' } });
    expect(!listed.ok && listed.error.message).toContain(id);
  });

  test('recognises a sign-in page', async () => {
    hub.faults.set('api', 'html');
    const listed = await listHubModel(id, { host: hub.host });
    expect(listed).toMatchObject({ ok: false, error: { code: 'hub-answer' } });
  });

  test('asks nobody about what is no id', async () => {
    for (const wrong of ['', 'name', '../x/y', 'a/b/c', 'a b/c', 'https://x.org/a', 'a/..']) {
      expect(isHubId(wrong), wrong).toBe(false);
      const listed = await listHubModel(wrong, { host: hub.host });
      expect(listed).toMatchObject({ ok: false, error: { code: 'hub-id' } });
    }
    expect(hub.requests).toEqual([]);
  });

  test('says when the hub cannot be reached', async () => {
    const listed = await listHubModel(id, { host: 'http://127.0.0.1:9/' });
    expect(listed).toMatchObject({ ok: false, error: { code: 'hub-unreachable' } });
  });

  test('names the file that a model lacks', () => {
    const files = listing.files.filter(({ path }) => path !== graph);
    const chosen = filesFor({ ...listing, files }, onProcessor);
    expect(!chosen.ok && chosen.error.message).toContain(graph);
  });
});

describe('downloading a model', () => {
  test('counts bytes over all files up to the total', async () => {
    const counts: (readonly [number, number])[] = [];
    const done = await download(new ModelStore(memoryCache()), {
      onProgress: (bytes, total) => counts.push([bytes, total]),
    });
    expect(done).toMatchObject({ ok: true, value: { kept: true } });
    const total = listing.files.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(counts.at(-1)).toEqual([total, total]);
    expect(counts.every(([, of]) => of === total)).toBe(true);
    expect(counts.every(([bytes], i) => bytes >= (counts[i - 1]?.[0] ?? 0))).toBe(true);
    expect(counts.length).toBeGreaterThan(listing.files.length);
  });

  test('asks for nothing the second time', async () => {
    const store = new ModelStore(memoryCache());
    await download(store);
    hub.requests.length = 0;
    expect(await codeOf(download(store))).toBe('ok');
    expect(hub.requests).toEqual([]);
  });

  test('is stopped in the middle and goes on from there', async () => {
    hub.faults.set(graph, 'slow');
    const store = new ModelStore(memoryCache());
    const stopping = new AbortController();
    const stopped = download(store, {
      signal: stopping.signal,
      onProgress: (bytes, total) => {
        if (bytes > total / 3) stopping.abort();
      },
    });
    expect(await codeOf(stopped)).toBe('download-stopped');
    hub.requests.length = 0;
    const again = await download(store);
    expect(again.ok).toBe(true);
    expect(hub.requests).toEqual([expect.stringMatching(/model_quantized\.onnx bytes=\d{6,}-$/)]);
  });

  test.each(['broken', 'truncated'] as const)('goes on after a %s answer', async (fault) => {
    hub.faults.set(graph, fault);
    const store = new ModelStore(memoryCache());
    expect(await codeOf(download(store))).toMatch(/^(hub-unreachable|download-cut)$/);
    hub.faults.clear();
    hub.requests.length = 0;
    expect(await codeOf(download(store))).toBe('ok');
    expect(hub.requests).toHaveLength(1);
  });

  test.each(['html', 'unlabelled-html'] as const)('never keeps a web page (%s)', async (fault) => {
    hub.faults.set('tokenizer.json', fault);
    const store = new ModelStore(memoryCache());
    expect(await codeOf(download(store))).toBe('hub-html');
    hub.faults.clear();
    const again = await download(store);
    const tokenizer = again.ok ? await again.value.files.get('tokenizer.json')?.text() : '';
    expect(tokenizer).toMatch(/^\{/);
  });

  test('refuses wrong bytes of the right number, and fetches them again', async () => {
    hub.faults.set(graph, 'corrupt');
    const store = new ModelStore(memoryCache());
    expect(await codeOf(download(store))).toBe('download-damaged');
    hub.faults.clear();
    expect(await codeOf(download(store))).toBe('ok');
  });

  test('names a file that is gone', async () => {
    hub.faults.set(graph, 'missing');
    expect(await codeOf(download(new ModelStore(memoryCache())))).toBe('hub-refused');
  });

  test.each([
    ['a full disk', () => memoryCache(1_000_000)],
    ['no storage', () => null],
  ])('goes on in memory with %s, and says so', async (_, cache) => {
    const done = await download(new ModelStore(cache()));
    expect(done).toMatchObject({ ok: true, value: { kept: false } });
    expect(done.ok && done.value.files.get(graph)?.size).toBeGreaterThan(7_000_000);
  });

  test('can be removed, and says how much that freed', async () => {
    const store = new ModelStore(memoryCache());
    await download(store);
    const total = listing.files.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(await store.models()).toEqual([{ id, bytes: total, whole: true }]);
    expect(await store.remove(id)).toBe(total);
    expect(await store.models()).toEqual([]);
  });
});

describe('a model that was fetched before', () => {
  test('is opened without asking anyone', async () => {
    const store = new ModelStore(memoryCache());
    expect(await openKeptModel(id, store)).toBeNull();
    const fetched = await fetchHubModel(id, store, { host: hub.host, adapter: noAdapter });
    hub.requests.length = 0;
    const opened = await openKeptModel(id, store);
    expect(opened?.spec).toEqual(fetched.ok && fetched.value.spec);
    expect(opened?.location.kind === 'files' && [...opened.location.files.keys()].sort()).toEqual(
      listing.files.map(({ path }) => path).sort(),
    );
    expect(hub.requests).toEqual([]);
  });

  test('is not taken for whole when the download was interrupted or did not fit', async () => {
    hub.faults.set(graph, 'truncated');
    const interrupted = new ModelStore(memoryCache());
    await fetchHubModel(id, interrupted, { host: hub.host, adapter: noAdapter });
    hub.faults.clear();
    const tooSmall = new ModelStore(memoryCache(1_000_000));
    await fetchHubModel(id, tooSmall, { host: hub.host, adapter: noAdapter });
    for (const store of [interrupted, tooSmall]) {
      expect(await openKeptModel(id, store)).toBeNull();
      expect((await store.models())[0]).toMatchObject({ id, whole: false });
    }
  });

  test('tells its size before it is fetched', async () => {
    const total = listing.files.reduce((sum, { bytes }) => sum + bytes, 0);
    const options = { host: hub.host, adapter: noAdapter };
    expect(await sizeOfHubModel(id, options)).toEqual({ ok: true, value: total });
    expect(hub.requests).toEqual(['api']);
  });
});

test('a model fetched by its id describes itself and gives the vectors of its files', async () => {
  const chosen = await fetchHubModel(id, new ModelStore(memoryCache()), {
    host: hub.host,
    adapter: noAdapter,
  });
  expect(chosen).toMatchObject({
    ok: true,
    value: { kept: true, spec: { id, revision, dimension: 512, maxTokens: 128 } },
  });
  if (!chosen.ok) return;
  const paper = { title: 'A paper', abstract: 'About the encoders of papers.' };
  const rows: Float32Array[] = [];
  const service = new NeuralService(nodeRuntime);
  for (const [model, location] of [
    [chosen.value.spec, chosen.value.location],
    [bundledModel, builtModel()],
  ] as const) {
    const device = { rung: 'wasm', threads: 1 } as const;
    const loaded = await service.load({ model, location, device });
    expect(loaded.ok).toBe(true);
    await service.encode([paper], (batch) => void rows.push(batch.rows));
  }
  await service.dispose();
  expect(rows[0]).toEqual(rows[1]);
});

describe('which graphs are fetched', () => {
  /** A hub of its own: the same model, with graphs of other precisions beside the 8-bit one. */
  async function withGraphs(
    precisions: readonly ('fp16' | 'fp32')[],
    work: (host: string) => Promise<void>,
  ): Promise<void> {
    const small = Object.entries({
      'config.json': '{"hidden_size":8}',
      'tokenizer.json': '{}',
      'tokenizer_config.json': '{}',
      [graph]: 'eight',
    });
    const graphs = precisions.map((precision) => [graphPath(precision), precision] as const);
    const files = [...small, ...graphs].map(
      ([path, text]) => [path, new TextEncoder().encode(text)] as const,
    );
    const other = await startHub(id, new Map(files));
    try {
      await work(other.host);
    } finally {
      await other.close();
    }
  }

  test.each([
    ['no adapter', noAdapter, null],
    ['an adapter of 32-bit floats', adapter32, 'fp32'],
    ['an adapter of 16-bit floats', adapter16, 'fp16'],
  ] as const)('with %s', async (_, adapter, webgpu) => {
    await withGraphs(['fp16', 'fp32'], async (host) => {
      const store = new ModelStore(memoryCache());
      const fetched = await fetchHubModel(id, store, { host, adapter });
      expect(fetched).toMatchObject({
        ok: true,
        value: { spec: { precision: { webgpu, wasm: 'q8' } } },
      });
      const location = fetched.ok ? fetched.value.location : null;
      const paths = location?.kind === 'files' ? [...location.files.keys()] : [];
      expect(paths.filter((path) => path.startsWith('onnx/')).sort()).toEqual(
        [...(webgpu ? [graphPath(webgpu)] : []), graph].sort(),
      );
      expect((await openKeptModel(id, store))?.spec).toEqual(fetched.ok && fetched.value.spec);
      const size = await sizeOfHubModel(id, { host, adapter });
      const kept = (await store.models())[0];
      expect(size).toEqual({ ok: true, value: kept?.bytes });
    });
  });

  test('32-bit floats do where there is no file of 16-bit ones, and 8-bit where there is neither', async () => {
    for (const [precisions, webgpu] of [
      [['fp32'], 'fp32'],
      [[], null],
    ] as const) {
      await withGraphs(precisions, async (host) => {
        const options = { host, adapter: adapter16 };
        const fetched = await fetchHubModel(id, new ModelStore(null), options);
        expect(fetched.ok && fetched.value.spec.precision).toEqual({ webgpu, wasm: 'q8' });
      });
    }
  });
});

describe('a model in a folder of this site', () => {
  test('is opened where it lies', async () => {
    const url = `${hub.host}${id}/resolve/${revision}`;
    expect(await openFolderModel(url, { adapter: noAdapter })).toMatchObject({
      ok: true,
      value: { spec: { dimension: 512 }, location: { kind: 'folder', url: `${url}/` } },
    });
  });

  test('is missed by name', async () => {
    const opened = await openFolderModel(`${hub.host}nothing/here`, { adapter: noAdapter });
    expect(opened).toMatchObject({ ok: false, error: { code: 'model-folder' } });
    expect(!opened.ok && opened.error.message).toContain('nothing/here');
  });
});
