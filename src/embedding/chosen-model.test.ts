/** Models that a person chose: which files of theirs are fetched, and what they are once they are here. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  fetchHubModel,
  openFolderModel,
  openKeptModel,
  sizeOfHubModel,
  type Adapter,
} from './chosen-model';
import type { HubListing } from './hub-listing';
import { graphPath } from './model';
import { ModelStore } from './model-store';
import { EmbeddingService } from './embedding-service';
import { nodeRuntime } from './node-runtime';
import { graph, id, startStandInHub } from './testing/stand-in-hub';
import { standInLocation } from './testing/stand-in-model';
import { standInModel } from './testing/stand-in-spec';
import { revision, startHub, type HubServer } from './testing/hub-server';
import { memoryCache } from './testing/memory-cache';

const noAdapter: Adapter = { missingAdapter: 'this browser has no WebGPU', halfPrecision: false };
const adapter32: Adapter = { missingAdapter: null, halfPrecision: false };
const adapter16: Adapter = { missingAdapter: null, halfPrecision: true };
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
    value: { kept: true, spec: { id, revision, dimension: 192, maxTokens: 128 } },
  });
  if (!chosen.ok) return;
  const paper = { title: 'A paper', abstract: 'About the encoders of papers.' };
  const rows: Float32Array[] = [];
  const service = new EmbeddingService(nodeRuntime);
  for (const [model, location] of [
    [chosen.value.spec, chosen.value.location],
    [standInModel, standInLocation()],
  ] as const) {
    const device = { rung: 'wasm', threads: 1 } as const;
    const loaded = await service.load({ what: { kind: 'model', model, location }, device });
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
      value: { spec: { dimension: 192 }, location: { kind: 'folder', url: `${url}/` } },
    });
  });

  test('is missed by name', async () => {
    const opened = await openFolderModel(`${hub.host}nothing/here`, { adapter: noAdapter });
    expect(opened).toMatchObject({ ok: false, error: { code: 'model-folder' } });
    expect(!opened.ok && opened.error.message).toContain('nothing/here');
  });
});
