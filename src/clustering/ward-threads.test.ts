/** Ward with its searches shared out: the protocol of the workers, run on this thread. */
import { describe, expect, it } from 'vitest';
import {
  answerSearch,
  WorkerSearchPool,
  type SearchOrder,
  type SearchWorker,
} from '../kernels/worker-search-pool';
import { clusteredVectors } from './testing/vectors-of';
import { clusterWard } from './ward';

/** A worker of the same protocol whose turns come between those of the test's own thread. */
class TurnWorker implements SearchWorker {
  onmessage: SearchWorker['onmessage'] = null;
  onerror: SearchWorker['onerror'] = null;
  orders = 0;

  postMessage(order: SearchOrder): void {
    this.orders++;
    setTimeout(() => this.onmessage?.(new MessageEvent('message', { data: answerSearch(order) })));
  }

  terminate(): void {
    this.onmessage = null;
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
    const shared = await clusterWard(vectors, { ...settings, pool });
    expect(workers.length).toBe(3);
    expect(workers.every(({ orders }) => orders > 0)).toBe(true);
    expect(shared).toEqual(await clusterWard(vectors, settings));
  });

  it('rejects with the stack of a worker that fails, and starts anew afterwards', async () => {
    let started = 0;
    const pool = new WorkerSearchPool(() => {
      started++;
      const worker = new TurnWorker();
      if (started === 1) {
        worker.postMessage = () =>
          setTimeout(() => {
            const data = { kind: 'failed' as const, message: 'out of luck\n    at scan' };
            worker.onmessage?.(new MessageEvent('message', { data }));
          });
      }
      return worker;
    }, 1);
    await expect(clusterWard(vectors, { ...settings, pool })).rejects.toThrow('out of luck');
    const second = await clusterWard(vectors, { ...settings, pool });
    expect(second.ok).toBe(true);
    expect(started).toBe(2);
  });
});
