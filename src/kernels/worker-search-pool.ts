import { messageOf } from '../foundation/result';
import { isShared } from './load-kernel';
import { searchUntilDone, type SearchJob, type SearchPool } from './search-job';
import { loadWardKernel } from './ward-kernel';

/** What a search worker is asked. */
export interface SearchOrder {
  readonly job: SearchJob;
  readonly thread: number;
}

/** What it answers, once per order. */
export type SearchAnswer =
  { readonly kind: 'done' } | { readonly kind: 'failed'; readonly message: string };

/** Takes part in a search until it is done; for `search.worker.ts`. */
export function answerSearch({ job, thread }: SearchOrder): SearchAnswer {
  try {
    searchUntilDone(loadWardKernel(job.memory), job, thread);
    return { kind: 'done' };
  } catch (thrown) {
    const stack = thrown instanceof Error ? thrown.stack : undefined;
    return { kind: 'failed', message: stack ?? messageOf(thrown) };
  }
}

/** The part of a `Worker` that the pool uses. */
export interface SearchWorker {
  onmessage: ((event: MessageEvent<SearchAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(order: SearchOrder): void;
  terminate(): void;
}

/**
 * Search threads as workers, started when first needed. A worker that fails or dies fails the
 * search, and the next search starts new ones. Needs cross-origin isolation in a browser.
 */
export class WorkerSearchPool implements SearchPool {
  readonly threads: number;
  readonly #start: () => SearchWorker;
  #workers: SearchWorker[] = [];

  constructor(start: () => SearchWorker, threads: number) {
    this.#start = start;
    this.threads = threads;
  }

  async run(job: SearchJob): Promise<void> {
    if (!isShared(job.memory)) throw new Error('A search is shared only over shared memory.');
    while (this.#workers.length < this.threads) this.#workers.push(this.#start());
    try {
      await Promise.all(this.#workers.map((worker, at) => ask(worker, { job, thread: at + 1 })));
    } catch (thrown) {
      this.dispose();
      throw thrown;
    }
  }

  /** Ends the workers; a later search starts new ones. */
  dispose(): void {
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
  }
}

function ask(worker: SearchWorker, order: SearchOrder): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.kind === 'done') resolve();
      else reject(new Error(data.message));
    };
    worker.onerror = (event) => reject(new Error(event.message || 'A search worker died.'));
    worker.postMessage(order);
  });
}
