import * as Comlink from 'comlink';
import type { WorkerLike } from '../worker-client';

/**
 * A worker in this thread: messages cross a real channel and are cloned as they would be, and it can
 * be made to fail as workers do.
 */
export class FakeWorker extends EventTarget implements WorkerLike {
  terminated = false;
  readonly #channel = new MessageChannel();
  #hangs = false;

  /** @param service what the worker exposes; nothing for one that never loads */
  constructor(service?: unknown) {
    super();
    this.#channel.port1.onmessage = ({ data }) =>
      this.dispatchEvent(new MessageEvent('message', { data }));
    if (service !== undefined) Comlink.expose(service, this.#channel.port2);
  }

  /** From now on it hears nothing, as one that is caught in a loop. */
  hang(): void {
    this.#hangs = true;
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (!this.#hangs) this.#channel.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }

  /** Dies as a worker does whose program throws, or cannot be fetched when there is no message. */
  die(message?: string): void {
    const event = new Event('error');
    this.dispatchEvent(message === undefined ? event : Object.assign(event, { message }));
  }
}
