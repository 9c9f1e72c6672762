/** The search threads of the page, run as threads of Node: the same built file, told what it misses. */
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import {
  WorkerSearchPool,
  type SearchAnswer,
  type SearchOrder,
  type SearchWorker,
} from '../../src/kernels/worker-search-pool';

/** Gives a script of a browser's worker the names it is written for. */
const asInBrowser = `
  const { parentPort, workerData } = require('node:worker_threads');
  globalThis.onmessage = null;
  globalThis.postMessage = (message) => parentPort.postMessage(message);
  import(workerData).then(() => {
    parentPort.on('message', (data) => globalThis.onmessage({ data }));
  });
`;

class NodeSearchWorker implements SearchWorker {
  onmessage: ((event: MessageEvent<SearchAnswer>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly #worker: Worker;

  constructor(script: string) {
    this.#worker = new Worker(asInBrowser, { eval: true, workerData: script });
    this.#worker.on('message', (data: SearchAnswer) =>
      this.onmessage?.(new MessageEvent('message', { data })),
    );
    this.#worker.on('error', ({ message }) => {
      this.onmessage?.(new MessageEvent('message', { data: { kind: 'failed', message } }));
    });
  }

  postMessage(order: SearchOrder): void {
    this.#worker.postMessage(order);
  }

  terminate(): void {
    void this.#worker.terminate();
  }
}

/**
 * As many threads as the machine has, this one among them.
 *
 * @param page folder of the built page
 * @returns undefined where there is one processor
 */
export function nodeSearchPool(page: string): (() => WorkerSearchPool) | undefined {
  const others = Math.min(8, availableParallelism()) - 1;
  if (others < 1) return undefined;
  const assets = join(page, 'assets');
  const name = readdirSync(assets).find((file) => /^search\.worker-.*\.js$/u.test(file));
  if (name === undefined) throw new Error(`${assets} has no search worker: build the page anew.`);
  const script = pathToFileURL(join(assets, name)).href;
  return () => new WorkerSearchPool(() => new NodeSearchWorker(script), others);
}
