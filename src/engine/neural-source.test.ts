/** The device ladder with real workers' messages and the real model: rungs that lie are left. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Machine } from '../embedding/device-ladder';
import type { NeuralRung } from '../embedding/device-status';
import { fingerprintOf } from '../embedding/model';
import {
  EmbeddingService,
  type BatchListener,
  type LoadRequest,
} from '../embedding/embedding-service';
import { nodeRuntime } from '../embedding/node-runtime';
import { testSanity } from '../embedding/self-test';
import { standInLocation } from '../embedding/testing/stand-in-model';
import { standInModel } from '../embedding/testing/stand-in-spec';
import { modelQueries } from './model-queries';
import { neuralSource } from './neural-source';
import { FakeWorker } from './testing/fake-worker';

type Fault = (rows: Float32Array) => Float32Array;

/** The stand-in model under Node whatever the rung, with a fault put into the vectors of some. */
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

  override encode(texts: Parameters<EmbeddingService['encode']>[0], onBatch: BatchListener) {
    return super.encode(texts, (batch) => onBatch({ ...batch, rows: this.#fault(batch.rows) }));
  }
}

const machine: Machine = {
  missingAdapter: null,
  halfPrecision: false,
  sharesMemory: true,
  cores: 4,
};
const workers: FakeWorker[] = [];

function source(faults: Partial<Record<NeuralRung, Fault>>) {
  return neuralSource({
    model: standInModel,
    location: standInLocation(),
    machine: async () => machine,
    selfTest: testSanity,
    start: () => {
      const worker = new FakeWorker(new FaultyService(faults));
      workers.push(worker);
      return worker;
    },
  });
}

/** Every other row backwards: unit length, finite, and nothing near what it should be. */
const backwards: Fault = (rows) => {
  const out = rows.slice();
  for (let at = standInModel.dimension; at < out.length; at += 2 * standInModel.dimension)
    out.subarray(at, at + standInModel.dimension).reverse();
  return out;
};
const notNumbers: Fault = (rows) => rows.map(() => NaN);

afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

describe('a neural model on a machine whose devices lie', () => {
  it('runs on the first one that tells the truth, which says why, and ends the others', async () => {
    const opened = await source({ webgpu: backwards, 'wasm-threads': notNumbers }).open(
      new AbortController().signal,
    );
    if (!opened.ok) throw new Error(opened.error.message);
    const { device, encoder, close } = opened.value;
    expect(device).toEqual({
      rung: 'wasm',
      threads: 1,
      reason:
        'Vectors are computed on the processor (WebAssembly, one thread), because the graphics ' +
        'adapter takes a stranger to be nearer than a paraphrase and WebAssembly with threads gave ' +
        'vectors that are not numbers.',
    });
    expect(encoder.fingerprint).toBe(fingerprintOf(standInModel, 'wasm'));
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true, false]);
    const { data } = await encoder.encode([{ title: 'A paper', abstract: '' }]);
    expect(Math.hypot(...data)).toBeCloseTo(1, 5);
    close();
    expect(workers.at(-1)?.terminated).toBe(true);
  });

  it('is not used at all when all of them lie', async () => {
    const faults = { webgpu: backwards, 'wasm-threads': backwards, wasm: backwards };
    const opened = await source(faults).open(new AbortController().signal);
    expect(opened).toMatchObject({ ok: false, error: { code: 'encoder-unavailable' } });
    expect(workers.every(({ terminated }) => terminated)).toBe(true);
  });
});

describe('queries', () => {
  it('load the model once, are remembered, and give its memory back', async () => {
    const queries = modelQueries(source({}), undefined, 20);
    await queries.prepare?.('attention');
    await queries.prepare?.('graphs');
    expect(Math.hypot(...(queries.embed('attention') ?? []))).toBeCloseTo(1, 5);
    expect(queries.embed('graphs')).not.toEqual(queries.embed('attention'));
    expect(queries.embed('never asked')).toBeNull();
    expect(workers).toHaveLength(1);
    await expect.poll(() => workers[0]?.terminated).toBe(true);
    await queries.prepare?.('attention');
    expect(workers).toHaveLength(1);
  });

  it('say that the model cannot be had, and try again the next time', async () => {
    const faults: Partial<Record<NeuralRung, Fault>> = {
      webgpu: backwards,
      'wasm-threads': backwards,
      wasm: backwards,
    };
    const queries = modelQueries(source(faults));
    await expect(queries.prepare?.('attention')).rejects.toThrow('could not be used');
    delete faults.wasm;
    await queries.prepare?.('attention');
    expect(queries.embed('attention')).toHaveLength(standInModel.dimension);
  });
});
