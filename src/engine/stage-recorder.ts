import type { DeviceStatus } from '../embedding/device-status';
import type { ResultKind, StageResults } from '../storage/schema';
import { isOver } from '../storage/result-shape';
import type { ComputedStore } from '../storage/computed';
import type { BuildListener, Stage } from './map';
import type { StageOptions } from './stages';

/** Milliseconds between two reports of one stage: more would only fill the message queue. */
const reportInterval = 50;

/** What one stage of a build is called, counts and is kept under. */
export interface StageCall {
  readonly stage: Stage;
  readonly key: string;
  /** What is counted, in the plural. */
  readonly unit: string;
}

/**
 * Runs stages once: reads a result from storage or computes, times and keeps it. Keeping goes on beside
 * the stages that follow. Tells the listener
 * of progress and time.
 */
export class StageRecorder {
  readonly #store: ComputedStore;
  readonly #corpusId: string;
  readonly #listener: BuildListener;
  readonly #milliseconds = new Map<Stage, number>();
  readonly #reportedAt = new Map<Stage, number>();
  /** Resolves when all that was to be kept so far is. */
  #written: Promise<void> = Promise.resolve();
  #device: DeviceStatus | undefined;

  constructor(store: ComputedStore, corpusId: string, listener: BuildListener) {
    this.#store = store;
    this.#corpusId = corpusId;
    this.#listener = listener;
  }

  /** Where vectors were computed, as far as an encoder has said. */
  get device(): DeviceStatus | undefined {
    return this.#device;
  }

  /** Takes down where vectors are computed, and tells the listener. */
  noteDevice(device: DeviceStatus): void {
    this.#device = device;
    this.#listener({ kind: 'device', device });
  }

  /** Milliseconds computed so far, by stage. */
  get milliseconds(): Readonly<Partial<Record<Stage, number>>> {
    return Object.fromEntries(this.#milliseconds);
  }

  /** The result kept under `key`; undefined when there is none, or none over n papers. */
  async kept<Kind extends ResultKind>(
    kind: Kind,
    key: string,
    n?: number,
  ): Promise<StageResults[Kind] | undefined> {
    const found = await this.#store.result(kind, key);
    return found === undefined || n === undefined || isOver(kind, found, n) ? found : undefined;
  }

  /** Keeps a result. The work may go on meanwhile: {@link written} waits for it as well. */
  keep<Kind extends ResultKind>(kind: Kind, key: string, value: StageResults[Kind]): Promise<void> {
    const writing = this.#store.putResult(kind, key, value, this.#corpusId);
    this.#written = bothSettled(this.#written, writing);
    // Whoever waits for all of them hears of it.
    this.#written.catch(() => undefined);
    return writing;
  }

  /**
   * Waits until all results that were to be kept so far are.
   *
   * @throws what writing one of them threw
   */
  async written(): Promise<void> {
    await this.#written;
  }

  /** The kept result (over n papers), or the one `compute` makes, timed and kept. */
  async once<Kind extends ResultKind>(
    kind: Kind,
    { stage, key }: StageCall,
    compute: () => StageResults[Kind] | Promise<StageResults[Kind]>,
    n?: number,
  ): Promise<StageResults[Kind]> {
    const found = await this.kept(kind, key, n);
    if (found !== undefined) return found;
    const value = await this.timed(stage, compute);
    void this.keep(kind, key, value);
    return value;
  }

  /** Options for a stage that reports progress under its name. */
  options(call: StageCall, signal: AbortSignal): StageOptions {
    return {
      signal,
      onProgress: (done, total) => this.progress(call, done, total),
    };
  }

  /** Tells how far a stage is: its beginning and end always, what is between now and then. */
  progress({ stage, unit }: StageCall, done: number, total: number): void {
    const now = performance.now();
    const waited = now - (this.#reportedAt.get(stage) ?? -Infinity);
    if (waited < reportInterval && done > 0 && done < total) return;
    this.#reportedAt.set(stage, now);
    this.#listener({ kind: 'progress', progress: { stage, done, total, unit } });
  }

  /** Runs and times a piece of work of a stage. */
  async timed<T>(stage: Stage, work: () => T | Promise<T>): Promise<T> {
    const from = performance.timeOrigin + performance.now();
    const result = await work();
    const to = performance.timeOrigin + performance.now();
    this.#milliseconds.set(stage, (this.#milliseconds.get(stage) ?? 0) + to - from);
    this.#listener({ kind: 'stage-time', stage, from, to });
    return result;
  }
}

/** Waits for both, whatever becomes of either; then throws what one of them threw. */
async function bothSettled(one: Promise<void>, other: Promise<void>): Promise<void> {
  await Promise.allSettled([one, other]);
  await one;
  await other;
}
