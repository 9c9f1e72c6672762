import { messageOf } from '../foundation/result';
import { isShared } from './load-kernel';
import { groupsTaken, searchUntilDone, type SearchJob, type SearchPool } from './search-job';
import { loadWardKernel } from './ward-kernel';

/** Other threads did not do their part of a search; the caller can do all of it alone. */
export class SearchPoolFailure extends Error {
  override readonly name = 'SearchPoolFailure';
}

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
 * Search threads as workers, started when first needed. A worker that fails, dies or does not answer
 * fails the search, and the next search starts new ones. Needs memory that can be shared.
 */
export class WorkerSearchPool implements SearchPool {
  readonly threads: number;
  readonly #start: () => SearchWorker;
  readonly #silence: number;
  #workers: SearchWorker[] = [];

  /**
   * @param silence milliseconds that a worker may take once no group is left to take: far longer
   *   than its last group of queries needs
   */
  constructor(start: () => SearchWorker, threads: number, silence = 60_000) {
    this.#start = start;
    this.threads = threads;
    this.#silence = silence;
  }

  async run(job: SearchJob): Promise<void> {
    if (!isShared(job.memory)) throw new Error('A search is shared only over shared memory.');
    let watching: ReturnType<typeof setInterval> | undefined;
    try {
      while (this.#workers.length < this.threads) this.#workers.push(this.#start());
      const silent = new Promise<never>((_resolve, reject) => {
        let looks = 0;
        watching = setInterval(() => {
          looks = groupsTaken(job) < job.groups.length - 1 ? 0 : looks + 1;
          if (looks > 10) reject(new Error('A search worker does not answer.'));
        }, this.#silence / 10);
      });
      const answers = this.#workers.map((worker, at) => ask(worker, { job, thread: at + 1 }));
      await Promise.race([Promise.all(answers), silent]);
    } catch (thrown) {
      this.dispose();
      throw new SearchPoolFailure(messageOf(thrown), { cause: thrown });
    } finally {
      clearInterval(watching);
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
