/** The main thread's end of what a build does beside it; without another processor it does all itself. */
import { availableParallelism } from 'node:os';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StageRunners } from '../../src/engine/stages';
import { createPacer } from '../../src/foundation/pacer';
import { facetColumns } from '../../src/corpus/facets';
import type { Paper } from '../../src/corpus/paper';
import type { Pack } from '../../src/site/pack-queue';
import { packRaw } from '../../src/site/packed-block';
import { packPapers, titlesInBlock, type PackedPapers } from '../../src/site/paper-files';
import type { SideAnswer, SideOrder, SideResults, SideTask } from './side-work';

/** Blocks that wait for the thread at most; beyond, this one compresses, too. */
const mostWaiting = 4;

type Project = StageRunners['project'];

/** What a build may have done elsewhere. */
export interface Side {
  /** The stage that lays the map out; undefined where the runners' own does it. */
  readonly project: Project | undefined;
  readonly pack: Pack;
  /** @throws the signal's reason, or what the thread threw */
  packPapers(papers: readonly Paper[], signal: AbortSignal): Promise<PackedPapers>;
  /** Ends the thread; what it was asked for is not answered any more. */
  end(): void;
}

/**
 * @param page folder of the built page
 * @throws where the page was built without the thread's file
 */
export function sideOf(page: string): Side {
  if (availableParallelism() < 2) return new Alone();
  const script = join(page, 'thread', 'side-thread.mjs');
  if (!existsSync(script)) throw new Error(`${script} is missing: build the page anew.`);
  return new SideThread((hear) => portOf(new Worker(script), hear));
}

class Alone implements Side {
  readonly project = undefined;
  readonly pack = packRaw;

  packPapers(papers: readonly Paper[], signal: AbortSignal): Promise<PackedPapers> {
    return packPapers(papers, createPacer(signal));
  }

  end(): void {
    // There is nothing beside.
  }
}

interface Waiting {
  readonly resolve: (result: SideResults[keyof SideResults]) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: ((done: number, total: number) => void) | undefined;
}

/** A thread to order from; tests bring one that is none. */
export interface SidePort {
  post(order: SideOrder, moved: readonly ArrayBuffer[]): void;
  end(): void;
}

/** Who hears of a thread. */
export interface SideListener {
  readonly answer: (answer: SideAnswer) => void;
  /** Nothing is answered after this. */
  readonly failed: (error: Error) => void;
}

function portOf(worker: Worker, { answer, failed }: SideListener): SidePort {
  worker.on('message', answer);
  worker.on('error', failed);
  worker.on('exit', () => failed(new Error('The thread beside the build ended.')));
  return {
    post: (order, moved) => worker.postMessage(order, [...moved]),
    end: () => {
      // One that is ended on purpose has not failed, and another may run by the time it is gone.
      worker.removeAllListeners();
      void worker.terminate();
    },
  };
}

export class SideThread implements Side {
  readonly #start: (hear: SideListener) => SidePort;
  #thread: SidePort | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  /** @param start called when there is something to do */
  constructor(start: (hear: SideListener) => SidePort) {
    this.#start = start;
  }

  readonly project: Project = async (neighbours, initial, { seed, signal, onProgress }) => {
    const task = { kind: 'layout', neighbours, initial, seed } as const;
    return this.#untilAborted(this.#ask(task, [], onProgress), signal);
  };

  readonly pack: Pack = (raw) => {
    if (this.#waiting.size >= mostWaiting) return packRaw(raw);
    return this.#ask({ kind: 'pack', raw }, [raw.buffer]);
  };

  async packPapers(papers: readonly Paper[], signal: AbortSignal): Promise<PackedPapers> {
    const facets = facetColumns(papers);
    let before: Promise<unknown> = Promise.resolve();
    for (let from = 0; from < papers.length; from += titlesInBlock) {
      const here = papers.slice(from, from + titlesInBlock);
      const next = this.#ask({ kind: 'papers', papers: here, facets }, []);
      next.catch(() => undefined);
      // One ahead: what waits takes memory twice.
      await this.#untilAborted(before, signal);
      before = next;
    }
    await this.#untilAborted(before, signal);
    const packed = await this.#untilAborted(this.#ask({ kind: 'papers-end' }, []), signal);
    // What it took for the index comes back with the thread; another is started when there is work.
    if (this.#waiting.size === 0) this.end();
    return packed;
  }

  end(): void {
    this.#thread?.end();
    this.#thread = undefined;
    this.#waiting.clear();
  }

  #ask<Kind extends SideTask['kind']>(
    task: SideTask & { readonly kind: Kind },
    moved: readonly ArrayBuffer[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<SideResults[Kind]>;
  #ask(
    task: SideTask,
    moved: readonly ArrayBuffer[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<SideResults[keyof SideResults]> {
    const number = this.#last++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject, onProgress });
      this.#running().post({ number, task }, moved);
    });
  }

  #running(): SidePort {
    return (this.#thread ??= this.#start({
      answer: (answer) => this.#hear(answer),
      failed: (error) => this.#failAll(error),
    }));
  }

  #hear(answer: SideAnswer): void {
    const waiting = this.#waiting.get(answer.number);
    if (answer.kind === 'progress') {
      waiting?.onProgress?.(answer.done, answer.total);
      return;
    }
    this.#waiting.delete(answer.number);
    if (answer.kind === 'done') waiting?.resolve(answer.result);
    else waiting?.reject(new Error(answer.message));
  }

  #failAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  /** @throws the signal's reason as soon as it is aborted; the thread is ended then */
  #untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.end();
        reject(signal.reason);
      };
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    });
  }
}
