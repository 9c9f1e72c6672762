/** Ward with its searches shared out: the protocol of the workers, run on this thread. */
import { describe, expect, it } from 'vitest';
import { searchStretches, type SearchJob, type SearchPool } from '../kernels/search-job';
import { loadWardKernel } from '../kernels/ward-kernel';
import {
  answerSearch,
  SearchPoolFailure,
  WorkerSearchPool,
  type SearchOrder,
  type SearchWorker,
} from '../kernels/worker-search-pool';
import { clusteredVectors } from './testing/vectors-of';
import { clusterWard } from './ward';

/** A worker of the same protocol whose turns come between those of the test's own thread. */
class TurnWorker implements SearchWorker {
  onmessage: SearchWorker['onmessage'] = null;
  onerror: ((event: Event) => void) | null = null;
  orders = 0;
  answers = 0;
  ended = false;

  postMessage(order: SearchOrder): void {
    this.orders++;
    setTimeout(() => {
      const data = answerSearch(order);
      this.answers++;
      this.onmessage?.(new MessageEvent('message', { data }));
    });
  }

  terminate(): void {
    this.ended = true;
    this.onmessage = null;
  }
}

/** A thread so slow that this one has long run out of groups while it is at its own. */
class SlowThread implements SearchPool {
  readonly threads = 1;
  searches = 0;

  async run(job: SearchJob): Promise<void> {
    this.searches++;
    const stretches = searchStretches(loadWardKernel(job.memory), job, 1);
    while (stretches.next().done !== true) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  dispose(): void {
    // It lives in this thread.
  }
}

/** Enough pairs that a search is shared. */
const vectors = clusteredVectors(5200, 24, 40);
const settings = { matrixLimit: 0, finishLimit: 500 };

describe('Ward over a pool', () => {
  it('gives the bytes it gives alone', async () => {
    const workers: TurnWorker[] = [];
    const start = () => {
      const worker = new TurnWorker();
      workers.push(worker);
      return worker;
    };
    const pool = new WorkerSearchPool(start, 3);
    const reports: number[] = [];
    const onProgress = (done: number, total: number) => {
      expect(total).toBe(2 * vectors.n);
      reports.push(done);
    };
    const shared = await clusterWard(vectors, { ...settings, pool, onProgress });
    expect(reports).toEqual(reports.toSorted((a, b) => a - b));
    expect(reports.at(-1)).toBe(2 * vectors.n);
    expect(workers.length).toBe(3);
    expect(workers.every(({ orders }) => orders > 0)).toBe(true);
    expect(shared).toEqual(await clusterWard(vectors, settings));
  });

  it('waits for the group that another thread is still at', async () => {
    const pool = new SlowThread();
    const shared = await clusterWard(vectors, { ...settings, pool });
    expect(pool.searches).toBeGreaterThan(0);
    expect(shared).toEqual(await clusterWard(vectors, settings));
  });

  it.each([
    [
      'fails',
      (worker: TurnWorker) => {
        const data = { kind: 'failed' as const, message: 'out of luck\n    at scan' };
        worker.onmessage?.(new MessageEvent('message', { data }));
      },
      /out of luck\n {4}at scan/u,
    ],
    [
      'dies without an answer',
      (worker: TurnWorker) => {
        const event = new Event('error');
        worker.onerror?.(Object.assign(event, { message: 'out of memory' }));
      },
      /out of memory/u,
    ],
    ['cannot be loaded', (worker: TurnWorker) => worker.onerror?.(new Event('error')), /died/u],
  ])('rejects when a thread %s, ends the others, and starts anew', async (_, fate, reason) => {
    const workers: TurnWorker[] = [];
    const pool = new WorkerSearchPool(() => {
      const worker = new TurnWorker();
      workers.push(worker);
      if (workers.length === 1) worker.postMessage = () => setTimeout(() => fate(worker));
      return worker;
    }, 2);
    await expect(clusterWard(vectors, { ...settings, pool })).rejects.toThrow(reason);
    expect(workers.map(({ ended }) => ended)).toEqual([true, true]);
    const second = await clusterWard(vectors, { ...settings, pool });
    expect(second.ok).toBe(true);
    expect(workers).toHaveLength(4);
  });

  it('rejects when a thread does not answer', async () => {
    const pool = new WorkerSearchPool(
      () => {
        const worker = new TurnWorker();
        worker.postMessage = () => undefined;
        return worker;
      },
      2,
      50,
    );
    await expect(clusterWard(vectors, { ...settings, pool })).rejects.toThrow(SearchPoolFailure);
  });

  it('rejects with the reason when cancelled during the first search, leaving no thread at work', async () => {
    const controller = new AbortController();
    const workers: TurnWorker[] = [];
    const pool = new WorkerSearchPool(() => {
      const worker = new TurnWorker();
      workers.push(worker);
      return worker;
    }, 2);
    const run = clusterWard(vectors, {
      ...settings,
      pool,
      signal: controller.signal,
      onProgress: () => {
        controller.abort(new Error('another corpus was opened'));
      },
    });
    await expect(run).rejects.toThrow('another corpus was opened');
    expect(workers.map(({ answers }) => answers)).toEqual([1, 1]);
  });
});
