/** Models from the hub, against a server on this machine that behaves as badly as told. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { downloadModel, filesFor, type DownloadOptions } from './hub-download';
import type { HubListing } from './hub-listing';
import { isHubId, listHubModel } from './hub-listing';
import { ModelStore } from './model-store';
import { graph, id, startStandInHub } from './testing/stand-in-hub';
import { revision, type HubServer } from './testing/hub-server';
import { memoryCache } from './testing/memory-cache';

const onProcessor = { webgpu: null, wasm: 'q8' } as const;
let hub: HubServer;
let listing: HubListing;

beforeAll(async () => {
  ({ hub, listing } = await startStandInHub());
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
    expect(done.ok && done.value.files.get(graph)?.size).toBeGreaterThan(3_000_000);
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
