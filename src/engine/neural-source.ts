import * as Comlink from 'comlink';
import {
  chooseDevice,
  type Machine,
  type RejectedRung,
  type RungTrial,
} from '../embedding/device-ladder';
import type { DeviceStatus } from '../embedding/device-status';
import type { EncodeOptions, EncoderText, Vectors } from '../embedding/encoder';
import { fingerprintsOf, type ModelLocation, type ModelSpec } from '../embedding/model';
import type { LoadedModel, NeuralService } from '../embedding/neural-service';
import type { SelfTestOutcome } from '../embedding/self-test';
import { selfTestTexts } from '../embedding/self-test-texts';
import { failure, success, type Failure } from '../foundation/result';
import { unexpected } from './failures';
import type { OpenEncoder, TextEncoderSource } from './stages';
import { WorkerClient, type WorkerLike } from './worker-client';

/** What the embedding worker offers: the neural service, and an answer once it has loaded. */
export type EmbeddingWorker = NeuralService & { ready(): true };

export interface NeuralParts {
  readonly model: ModelSpec;
  readonly location: ModelLocation;
  /** What the machine has to offer, asked when the model is about to be loaded. */
  readonly machine: () => Promise<Machine>;
  /** Judges the vectors of the fixed sentences. */
  readonly selfTest: (rows: readonly (Float32Array | null)[]) => SelfTestOutcome;
  /** Starts an embedding worker. */
  readonly start: () => WorkerLike;
}

/** A worker with the model loaded. */
interface Session {
  readonly client: WorkerClient<EmbeddingWorker>;
  readonly loaded: LoadedModel;
}

/**
 * A neural model on the best device that works, in a worker of its own, which lives only while it
 * embeds: its memory comes back when it ends.
 */
export function neuralSource(parts: NeuralParts): TextEncoderSource {
  const { model } = parts;
  return {
    fingerprints: fingerprintsOf(model),
    open: async (signal) => {
      const chosen = await chooseDevice(await parts.machine(), trialOf(parts, signal), signal);
      signal.throwIfAborted();
      const { session, status } = chosen;
      return session === null
        ? failure(noDevice(chosen.rejected))
        : success(opened(session, status));
    },
  };
}

function trialOf(
  { model, location, selfTest, start }: NeuralParts,
  signal: AbortSignal,
): RungTrial<Session> {
  return {
    start: async (device) => {
      const client = new WorkerClient<EmbeddingWorker>(start, {
        name: 'The encoder',
        greet: (worker) => worker.ready(),
      });
      const stop = (): void => client.terminate();
      signal.addEventListener('abort', stop, { once: true });
      try {
        const loaded = await client.call(async (worker) =>
          worker.load({ model, location, device }),
        );
        if (loaded.ok) return success({ client, loaded: loaded.value });
        client.terminate();
        return loaded;
      } catch (thrown) {
        return failure(unexpected(thrown));
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    test: async ({ client, loaded: { dimension } }) => {
      const { data } = await encode(client, dimension, selfTestTexts, { signal });
      const rows = selfTestTexts.map((_text, i) =>
        data.subarray(i * dimension, (i + 1) * dimension),
      );
      return selfTest(rows);
    },
    close: ({ client }) => client.terminate(),
  };
}

function noDevice(rejected: readonly RejectedRung[]): Failure {
  const last = rejected.at(-1);
  const detail = last?.detail === undefined ? '' : ` (${last.detail})`;
  return {
    code: 'encoder-unavailable',
    message: `The neural encoder could not be used, because ${last?.reason ?? 'no device was tried'}${detail}.`,
    remedy: 'Reload the page to try again.',
  };
}

function opened(
  { client, loaded: { fingerprint, dimension } }: Session,
  device: DeviceStatus,
): OpenEncoder {
  return {
    device,
    encoder: {
      fingerprint,
      dimension,
      scope: 'text',
      encode: (texts, options = {}) => encode(client, dimension, texts, options),
    },
    embedQuery: async (query) => {
      const row = await client.call(async (worker) => worker.encodeQuery(query));
      if (!row.ok) throw new Error(row.error.message);
      return row.value;
    },
    close: () => client.terminate('has finished'),
  };
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
