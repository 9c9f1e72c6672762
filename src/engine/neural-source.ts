import * as Comlink from 'comlink';
import type { DeviceStatus, NeuralRung } from '../embedding/device-status';
import type { Encoder, EncodeOptions, EncoderText, Vectors } from '../embedding/encoder';
import { fingerprintOf, type ModelLocation, type ModelSpec } from '../embedding/model';
import type { LoadedModel, NeuralService } from '../embedding/neural-service';
import type { Device } from '../embedding/runtime';
import { failure, success, type Failure, type Result } from '../foundation/result';
import { unexpected } from './failures';
import type { OpenEncoder, TextEncoderSource } from './stages';
import { WorkerClient, type WorkerLike } from './worker-client';

/** What the embedding worker offers: the neural service, and an answer once it has loaded. */
export type EmbeddingWorker = NeuralService & { ready(): true };

const neuralRungs: readonly NeuralRung[] = ['webgpu', 'wasm-threads', 'wasm'];

/**
 * A neural model in a worker of its own, which lives only while it embeds: its memory comes back
 * when it ends.
 *
 * @param devices rungs to try, best first
 */
export function neuralSource(
  model: ModelSpec,
  location: ModelLocation,
  devices: readonly Device[],
  start: () => WorkerLike,
): TextEncoderSource {
  return {
    fingerprints: [...new Set(neuralRungs.map((rung) => fingerprintOf(model, rung)))],
    open: async (signal) => {
      let last: Failure | undefined;
      for (const device of devices) {
        signal.throwIfAborted();
        const client = new WorkerClient<EmbeddingWorker>(start, {
          name: 'The encoder',
          greet: (worker) => worker.ready(),
        });
        const stop = (): void => client.terminate('was stopped');
        signal.addEventListener('abort', stop, { once: true });
        const loaded = await load(client, { model, location, device });
        signal.removeEventListener('abort', stop);
        if (loaded.ok) return success(opened(client, loaded.value, device, last));
        client.terminate();
        last = loaded.error;
      }
      return failure(last ?? unexpected(new Error('No device was tried.')));
    },
  };
}

async function load(
  client: WorkerClient<EmbeddingWorker>,
  request: Parameters<NeuralService['load']>[0],
): Promise<Result<LoadedModel>> {
  try {
    return await client.call(async (worker) => worker.load(request));
  } catch (thrown) {
    return failure(unexpected(thrown));
  }
}

function opened(
  client: WorkerClient<EmbeddingWorker>,
  { fingerprint, dimension }: LoadedModel,
  { rung, threads }: Device,
  before: Failure | undefined,
): OpenEncoder {
  const encoder: Encoder = {
    fingerprint,
    dimension,
    scope: 'text',
    encode: (texts, options = {}) => encode(client, dimension, texts, options),
  };
  const where =
    threads > 1 ? `on ${threads} threads of this device` : 'on one thread of this device';
  const why = before === undefined ? '' : ` (a faster way failed: ${before.message})`;
  const device: DeviceStatus = { rung, threads, reason: `The neural encoder runs ${where}${why}.` };
  return { encoder, device, close: () => client.terminate('has finished') };
}

async function encode(
  client: WorkerClient<EmbeddingWorker>,
  d: number,
  texts: readonly EncoderText[],
  { signal, onProgress }: EncodeOptions,
): Promise<Vectors> {
  const data = new Float32Array(texts.length * d);
  const stop = (): void => {
    client.call((worker) => worker.stop()).catch(() => undefined);
  };
  signal?.throwIfAborted();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const summary = await client.call(async (worker) =>
      worker.encode(
        texts,
        Comlink.proxy(({ first, count, rows }) => {
          data.set(rows, first * d);
          onProgress?.(first + count, texts.length);
        }),
      ),
    );
    signal?.throwIfAborted();
    if (!summary.ok) throw new Error(summary.error.message);
    return { n: texts.length, d, data };
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
