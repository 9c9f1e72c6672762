/**
 * An encoder as a worker offers it: load a model or the lexicon, embed texts batch by batch, stop,
 * free everything. Plain data in and out, failures as values, no worker globals: the worker's file
 * only registers an instance of {@link EmbeddingService}.
 *
 * One worker tries one device. ONNX Runtime's WebAssembly can be started only once in a worker, so
 * the device ladder starts a fresh worker for every rung it tries (`device-ladder.ts`).
 */
import { nextTask } from '../foundation/events';
import type { Failure, Result } from '../foundation/result';
import { failure, messageOf, success } from '../foundation/result';
import type { DeviceEncoder } from './device-encoder';
import type { EncoderText } from './encoder';
import { readLexicon } from './lexicon-file';
import { LexiconGraph } from './lexicon-graph';
import type { ModelLocation, ModelSpec } from './model';
import { ModelFileError, openModelFile } from './model-files';
import { NeuralEncoder } from './neural';
import type { Device, RuntimeLoader, Transformers } from './runtime';
import { browserRuntime } from './runtime';
import { wordTable } from './word-sum';

/** What can be loaded: a model's files, or the bytes of the lexicon's file. */
export type Loadable =
  | { readonly kind: 'model'; readonly model: ModelSpec; readonly location: ModelLocation }
  | { readonly kind: 'lexicon'; readonly file: Uint8Array };

export interface LoadRequest {
  readonly what: Loadable;
  readonly device: Device;
}

export interface LoadedModel {
  /** Vectors may be kept under this and the text. */
  readonly fingerprint: string;
  readonly dimension: number;
}

/** Finished texts, consecutive in the order they were given in. */
export interface EmbeddedBatch {
  /** Index of the first text of the batch. */
  readonly first: number;
  readonly count: number;
  /** count×dimension row-major: raw unit rows, all zeros where there was nothing to embed. */
  readonly rows: Float32Array;
}

export interface EmbeddingSummary {
  /** Indices of texts that hold nothing to embed; their rows are zeros. */
  readonly empty: readonly number[];
  /** Indices of texts of which only the beginning was embedded. */
  readonly truncated: readonly number[];
}

/** Receives each batch as it is finished; the next is begun meanwhile. */
export type BatchListener = (batch: EmbeddedBatch) => void | Promise<void>;

/** A batch ends after so many texts or so much time, whichever is first. */
const BATCH_TEXTS = 32;
const BATCH_MILLISECONDS = 500;

export class EmbeddingService {
  private encoder: DeviceEncoder | null = null;
  private stopping = new AbortController();

  constructor(private readonly runtime: RuntimeLoader = browserRuntime) {}

  /** Loads an encoder onto a device, in place of the one loaded before. */
  async load({ what, device }: LoadRequest): Promise<Result<LoadedModel>> {
    await this.dispose();
    try {
      this.encoder = await loadEncoder(await this.runtime(device), what, device);
      const { fingerprint, dimension } = this.encoder;
      return success({ fingerprint, dimension });
    } catch (thrown) {
      const name = what.kind === 'model' ? `The model ${what.model.id}` : 'The lexicon';
      return failure(loadFailure(name, thrown));
    }
  }

  /** Embeds texts in the order given, handing over every batch as soon as it is finished. */
  async encode(
    texts: readonly EncoderText[],
    onBatch: BatchListener,
  ): Promise<Result<EmbeddingSummary>> {
    const { encoder } = this;
    if (!encoder) return failure(notLoaded);
    this.stopping = new AbortController();
    try {
      return success(await encodeInBatches(encoder, texts, onBatch, this.stopping.signal));
    } catch (thrown) {
      return failure(this.stopping.signal.aborted ? stopped : encodeFailure(thrown));
    }
  }

  /** The unit vector of a search query, uncentred like the rows; `null` for an empty one. */
  async encodeQuery(query: string): Promise<Result<Float32Array | null>> {
    const { encoder } = this;
    if (!encoder) return failure(notLoaded);
    try {
      return success(await encoder.runQuery(query));
    } catch (thrown) {
      return failure(encodeFailure(thrown));
    }
  }

  /** Ends a running {@link encode} after the text it is at. */
  stop(): void {
    this.stopping.abort();
  }

  /** Stops and frees the model. */
  async dispose(): Promise<void> {
    this.stop();
    const { encoder } = this;
    this.encoder = null;
    await encoder?.dispose();
  }
}

async function loadEncoder(
  library: Transformers,
  what: Loadable,
  device: Device,
): Promise<DeviceEncoder> {
  if (what.kind === 'model') {
    const { model, location } = what;
    return NeuralEncoder.load(library, model, device, (path) => openModelFile(location, path));
  }
  const lexicon = readLexicon(what.file);
  if (!lexicon.ok) throw new Error(lexicon.error.message);
  return LexiconGraph.load(library, wordTable(lexicon.value), device);
}

async function encodeInBatches(
  encoder: DeviceEncoder,
  texts: readonly EncoderText[],
  onBatch: BatchListener,
  signal: AbortSignal,
): Promise<EmbeddingSummary> {
  const empty: number[] = [];
  const truncated: number[] = [];
  let delivered: void | Promise<void> = undefined;
  let rows: (Float32Array | null)[] = [];
  let began = performance.now();
  for (let from = 0; from < texts.length; from += encoder.textsPerRun) {
    await nextTask();
    signal.throwIfAborted();
    const run = await encoder.run(texts.slice(from, from + encoder.textsPerRun));
    for (const [index, { row, truncated: isCut }] of run.entries()) {
      if (!row) empty.push(from + index);
      else if (isCut) truncated.push(from + index);
      rows.push(row);
    }
    const end = from + run.length;
    const isFull = rows.length >= BATCH_TEXTS || performance.now() - began > BATCH_MILLISECONDS;
    if (isFull || end === texts.length) {
      await delivered;
      delivered = onBatch(joinRows(rows, end - rows.length, encoder.dimension));
      rows = [];
      began = performance.now();
    }
  }
  await delivered;
  return { empty, truncated };
}

function joinRows(
  rows: readonly (Float32Array | null)[],
  first: number,
  dimension: number,
): EmbeddedBatch {
  const joined = new Float32Array(rows.length * dimension);
  rows.forEach((row, i) => {
    if (row) joined.set(row, i * dimension);
  });
  return { first, count: rows.length, rows: joined };
}

const notLoaded: Failure = {
  code: 'model-not-loaded',
  message: 'No text encoder is loaded.',
  remedy: 'Load one first.',
};

const stopped: Failure = {
  code: 'embedding-stopped',
  message: 'Embedding was stopped.',
  remedy: 'Start it again: finished papers are kept.',
};

function loadFailure(name: string, thrown: unknown): Failure {
  if (thrown instanceof ModelFileError) {
    return {
      code: `model-file-${thrown.reason}`,
      message: `${name} could not be loaded: its file ${thrown.path} ${reasons[thrown.reason]}.`,
      remedy: 'Check the address of the model, or choose another encoder.',
      detail: thrown.detail,
    };
  }
  return {
    code: 'model-load-failed',
    message: `${name} could not be started on this device.`,
    remedy: 'Another device or encoder is tried; the lexical one always works.',
    detail: messageOf(thrown),
  };
}

const reasons = {
  missing: 'is missing',
  html: 'is a web page',
  unreachable: 'cannot be reached',
} as const;

function encodeFailure(thrown: unknown): Failure {
  return {
    code: 'embedding-failed',
    message: 'The text encoder failed while embedding.',
    remedy: 'Try again, or choose another encoder; finished papers are kept.',
    detail: messageOf(thrown),
  };
}
