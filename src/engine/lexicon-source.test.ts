/** The lexicon on devices that work, lie, die or are missing: the vectors are the same on all. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Machine } from '../embedding/device-ladder';
import type { DeviceStatus, NeuralRung } from '../embedding/device-status';
import {
  EmbeddingService,
  type BatchListener,
  type LoadRequest,
} from '../embedding/embedding-service';
import type { EncoderText, Vectors } from '../embedding/encoder';
import { lexiconPath } from '../embedding/lexicon-file';
import { nodeRuntime } from '../embedding/node-runtime';
import { ownFiles } from './own-files';
import { LexiconSource, type LexiconPart } from './lexicon-source';
import { FakeWorker } from './testing/fake-worker';

type Fault = (rows: Float32Array) => Float32Array;
const file = readFileSync(`public/${lexiconPath}`);
const papers: readonly EncoderText[] = JSON.parse(
  readFileSync('public/corpora/unsupervised-pretraining.json', 'utf8'),
).papers.slice(0, 30);
const machine: Machine = {
  missingAdapter: null,
  halfPrecision: false,
  sharesMemory: true,
  cores: 4,
};
const workers: FakeWorker[] = [];
let asked: string[] = [];
let answer: () => Response = () => new Response(new Uint8Array(file));

/** The service under Node whatever the rung, with a fault put into the vectors of some. */
class FaultyService extends EmbeddingService {
  #fault: Fault = (rows) => rows;

  constructor(private readonly faults: Partial<Record<NeuralRung, Fault>>) {
    super(nodeRuntime);
  }

  ready(): true {
    return true;
  }

  override load(request: LoadRequest) {
    this.#fault = this.faults[request.device.rung] ?? ((rows) => rows);
    return super.load({ ...request, device: { rung: 'wasm', threads: 1 } });
  }

  override encode(texts: readonly EncoderText[], onBatch: BatchListener) {
    return super.encode(texts, (batch) => onBatch({ ...batch, rows: this.#fault(batch.rows) }));
  }
}

function source(faults: Partial<Record<NeuralRung, Fault>> = {}, hasRuntime = true): LexiconSource {
  return new LexiconSource({
    hasRuntime,
    read: ownFiles('https://papers.example/map/', null),
    machine: async () => machine,
    start: () => {
      const worker = new FakeWorker(new FaultyService(faults));
      workers.push(worker);
      return worker;
    },
  });
}

/** The same, with a device started beforehand, as it is while papers are on their way. */
function started(faults: Parameters<typeof source>[0] = {}): LexiconSource {
  const lexicon = source(faults);
  lexicon.prepare();
  return lexicon;
}

async function made(
  { encoder }: LexiconPart,
  signal?: AbortSignal,
): Promise<{ vectors: Vectors; device: DeviceStatus | undefined }> {
  const devices: DeviceStatus[] = [];
  const vectors = await encoder.encode(papers, {
    onDevice: (status) => devices.push(status),
    ...(signal && { signal }),
  });
  return { vectors, device: devices.at(-1) };
}

/** The last bit of one number in a hundred is wrong. */
const roughly: Fault = (rows) =>
  rows.map((value, i) => (i % 100 === 0 ? value * (1 + 2 ** -22) : value));

beforeEach(() => {
  asked = [];
  answer = () => new Response(new Uint8Array(file));
  vi.stubGlobal('fetch', async (url: URL) => {
    asked.push(url.href);
    return answer();
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  for (const worker of workers.splice(0)) worker.terminate();
});

describe('the lexicon on a device', () => {
  it('that a published map has no runtime for is not tried: the bytes are those of script', async () => {
    const lexicon = source({}, false);
    lexicon.prepare();
    const on = await made(lexicon.onDevice);
    expect(on.vectors).toEqual((await made(lexicon.inScript)).vectors);
    expect(on.device?.reason).toContain('published without');
    expect(workers).toHaveLength(0);
  });

  it('is not waited for where none was started: script is done before', async () => {
    const { device } = await made(source().onDevice);
    expect(device).toMatchObject({ rung: 'script' });
    expect(device?.reason).toContain('sooner done than starting a device');
    expect(workers).toHaveLength(0);
  });

  it('gives the bytes of script, says where, fetches its file once and frees the device', async () => {
    const lexicon = started();
    const on = await made(lexicon.onDevice);
    const script = await made(lexicon.inScript);
    expect(on.vectors).toEqual(script.vectors);
    expect(on.device).toMatchObject({ rung: 'webgpu' });
    expect(script.device).toMatchObject({ rung: 'script' });
    expect(asked).toEqual([`https://papers.example/map/${lexiconPath}`]);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
    expect(lexicon.onDevice.encoder.fingerprint).toBe(lexicon.inScript.encoder.fingerprint);
    expect(on.vectors.d).toBe(lexicon.onDevice.encoder.dimension);
  });

  it('leaves a device that rounds where nothing is to be rounded', async () => {
    const { device } = await made(started({ webgpu: roughly }).onDevice);
    expect(device).toMatchObject({ rung: 'wasm-threads', threads: 3 });
    expect(device?.reason).toContain('gave other vectors than script does');
  });

  it('is summed in script where every device lies, which says so', async () => {
    const lying = started({ webgpu: roughly, 'wasm-threads': roughly, wasm: roughly });
    const { vectors, device } = await made(lying.onDevice);
    expect(device).toMatchObject({ rung: 'script' });
    expect(device?.reason).toContain('gave other vectors than script does');
    expect(vectors).toEqual((await made(lying.inScript)).vectors);
    expect(workers.every(({ terminated }) => terminated)).toBe(true);
  });

  it('is summed in script when the worker dies at work', async () => {
    let calls = 0;
    const lexicon = started({
      webgpu: (rows) => {
        // The self-test first, then the papers.
        if (++calls > 1) workers[0]?.die('out of memory');
        return rows;
      },
    });
    const { vectors, device } = await made(lexicon.onDevice);
    expect(device).toMatchObject({ rung: 'script' });
    expect(device?.reason).toContain('out of memory');
    expect(vectors).toEqual((await made(lexicon.inScript)).vectors);
  });

  it('is started before there are papers, once, and ends where nobody needed it', async () => {
    const lexicon = source();
    lexicon.prepare();
    lexicon.prepare();
    await expect.poll(() => workers.length).toBe(1);
    await made(lexicon.onDevice);
    expect(workers).toHaveLength(1);
    lexicon.prepare();
    await expect.poll(() => workers.length).toBe(2);
    lexicon.dismiss();
    await expect.poll(() => workers[1]?.terminated).toBe(true);
    await made(lexicon.inScript);
    expect(workers).toHaveLength(2);
  });

  it('can be cancelled while the device starts, and goes on with that device', async () => {
    const lexicon = started();
    const abort = new AbortController();
    const stopped = made(lexicon.onDevice, abort.signal);
    await expect.poll(() => workers.length).toBe(1);
    abort.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
    expect((await made(lexicon.onDevice)).device).toMatchObject({ rung: 'webgpu' });
    expect(workers).toHaveLength(1);
  });

  it('says what is missing, and is there once its file is', async () => {
    answer = () => new Response('Not found', { status: 404 });
    const lexicon = source();
    const opened = await lexicon.onDevice.open?.();
    expect(opened).toMatchObject({ ok: false, error: { code: 'lexicon-unreadable' } });
    await expect(made(lexicon.onDevice)).rejects.toThrow('404');
    answer = () => new Response(new Uint8Array(file));
    expect((await made(lexicon.onDevice)).vectors.n).toBe(papers.length);
  });
});
