import * as Comlink from 'comlink';
import type { WorkerLike } from '../worker-client';

/**
 * A worker in this thread: messages cross a real channel and are cloned as they would be, and it can
 * be made to fail as workers do.
 */
export class FakeWorker extends EventTarget implements WorkerLike {
  terminated = false;
  readonly #channel = new MessageChannel();

  /** @param service what the worker exposes; nothing for one that never loads */
  constructor(service?: unknown) {
    super();
    this.#channel.port1.onmessage = ({ data }) =>
      this.dispatchEvent(new MessageEvent('message', { data }));
    if (service !== undefined) Comlink.expose(service, this.#channel.port2);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#channel.port1.postMessage(message, transfer);
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
