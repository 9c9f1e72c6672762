/** An encoder on the best device that works, in a worker of its own. */
import * as Comlink from 'comlink';
import {
  chooseDevice,
  type Machine,
  type RejectedRung,
  type RungTrial,
} from '../embedding/device-ladder';
import type { DeviceStatus } from '../embedding/device-status';
import type { EmbeddingService, Loadable, LoadedModel } from '../embedding/embedding-service';
import type { EncodeOptions, EncoderText, Vectors } from '../embedding/encoder';
import type { SelfTestOutcome } from '../embedding/self-test';
import { selfTestTexts } from '../embedding/self-test-texts';
import { failure, success, type Failure, type Result } from '../foundation/result';
import { unexpected } from './failures';
import { WorkerClient, type WorkerLike } from './worker-client';

/** What the embedding worker offers: the service, and an answer once it has loaded. */
export type EmbeddingWorker = EmbeddingService & { ready(): true };

export interface OnDeviceParts {
  readonly what: Loadable;
  /** What the machine has to offer, asked when the encoder is about to be loaded. */
  readonly machine: () => Promise<Machine>;
  /** Judges the vectors of the fixed sentences. */
  readonly selfTest: (rows: readonly (Float32Array | null)[]) => SelfTestOutcome;
  /** Starts an embedding worker. */
  readonly start: () => WorkerLike;
}

/** An encoder loaded on a device that passed its self-test. */
export interface OnDevice extends LoadedModel {
  readonly device: DeviceStatus;
  /** Rows of texts, zeros where there was nothing to embed. */
  encode(texts: readonly EncoderText[], options?: EncodeOptions): Promise<Vectors>;
  /** What is searched for, uncentred like the rows; null for nothing. */
  embedQuery(query: string): Promise<Float32Array | null>;
  /** Frees the encoder and ends its worker. */
  close(): void;
}

/** A worker with the encoder loaded. */
interface Session {
  readonly client: WorkerClient<EmbeddingWorker>;
  readonly loaded: LoadedModel;
}

/**
 * Climbs down the device ladder. The worker lives until it is closed: its memory comes back then.
 *
 * @throws the signal's reason
 */
export async function openOnDevice(
  parts: OnDeviceParts,
  signal: AbortSignal,
): Promise<Result<OnDevice>> {
  const chosen = await chooseDevice(await parts.machine(), trialOf(parts, signal), signal);
  const { session, status } = chosen;
  if (signal.aborted) session?.client.terminate();
  signal.throwIfAborted();
  return session === null ? failure(noDevice(chosen.rejected)) : success(opened(session, status));
}

function trialOf(
  { what, selfTest, start }: OnDeviceParts,
  signal: AbortSignal,
): RungTrial<Session> {
  return {
    start: async (device) => {
      const client = new WorkerClient<EmbeddingWorker>(start, {
        name: 'The encoder',
        greet: (worker) => worker.ready(),
        ping: (worker) => worker.ready(),
        // One run of a large model on a slow processor is one stretch of work.
        silence: 180_000,
      });
      const stop = (): void => client.terminate();
      signal.addEventListener('abort', stop, { once: true });
      try {
        const loaded = await client.call(async (worker) => worker.load({ what, device }));
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
    message: `The encoder could not be used, because ${last?.reason ?? 'no device was tried'}${detail}.`,
    remedy: 'Reload the page to try again.',
  };
}

function opened({ client, loaded }: Session, device: DeviceStatus): OnDevice {
  return {
    ...loaded,
    device,
    encode: (texts, options = {}) => encode(client, loaded.dimension, texts, options),
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
