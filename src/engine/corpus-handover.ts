/**
 * The page's end of the corpora that it shares with the engine (`held-corpora.ts` is the other end):
 * papers and vectors cross over in portions, between which the page stays alive, and only once.
 */
import * as Comlink from 'comlink';
import type { Corpus, Paper } from '../corpus/paper';
import { numbersPerPortion, portionFrom } from '../corpus/portions';
import type { EngineService } from './engine-service';
import { headOf, type CorpusTicket } from './held-corpora';
import type { WorkerClient } from './worker-client';

export interface HandoverOptions {
  readonly signal?: AbortSignal;
  /** Papers that have crossed over, out of all; not called where one portion is all. */
  readonly onProgress?: (done: number, total: number) => void;
}

interface Shared {
  readonly ticket: number;
  readonly vectors: Corpus['vectors'];
}

export class CorpusHandover {
  readonly #worker: WorkerClient<EngineService>;
  /** A corpus that was renamed has the same papers: they are what it is known by. */
  readonly #shared = new WeakMap<readonly Paper[], Shared>();
  #tickets = 0;
  /** One corpus is given after the other: two halves of one would not make a whole. */
  #giving: Promise<unknown> = Promise.resolve();

  constructor(worker: WorkerClient<EngineService>) {
    this.#worker = worker;
  }

  /**
   * Sees to it that the engine has a corpus.
   *
   * @throws the signal's reason, or what calling the engine throws
   */
  give(corpus: Corpus, options: HandoverOptions = {}): Promise<CorpusTicket> {
    const given = this.#giving.then(() => this.#give(corpus, options));
    this.#giving = given.catch(() => undefined);
    return given;
  }

  async #give(corpus: Corpus, { signal, onProgress }: HandoverOptions): Promise<CorpusTicket> {
    const { papers, vectors, name } = corpus;
    const known = this.#shared.get(papers);
    const ticket =
      known !== undefined && known.vectors === vectors ? known.ticket : ++this.#tickets;
    this.#shared.set(papers, { ticket, vectors });
    // Also when it was given before: the worker may be another one by now, or has let go of it.
    if (await this.#worker.call((engine) => engine.receive(ticket, headOf(corpus))))
      return { ticket, name };
    for (let from = 0; from < papers.length;) {
      if (from > 0) onProgress?.(from, papers.length);
      signal?.throwIfAborted();
      const portion = portionFrom(papers, from);
      await this.#worker.call((engine) => engine.receivePapers(ticket, portion));
      from += portion.length;
    }
    const numbers = vectors?.data ?? new Float32Array(0);
    for (let from = 0; from < numbers.length; from += numbersPerPortion) {
      signal?.throwIfAborted();
      const portion = numbers.slice(from, from + numbersPerPortion);
      await this.#worker.call((engine) =>
        engine.receiveNumbers(ticket, Comlink.transfer(portion, [portion.buffer])),
      );
    }
    if (papers.length > portionFrom(papers, 0).length) onProgress?.(papers.length, papers.length);
    return { ticket, name };
  }

  /**
   * Takes a kept corpus over from the engine, which has it then as well.
   *
   * @returns undefined if it is not (wholly) kept
   * @throws the signal's reason, or what calling the engine throws
   */
  async take(
    id: string,
    { signal, onProgress }: HandoverOptions = {},
  ): Promise<Corpus | undefined> {
    const ticket = ++this.#tickets;
    const head = await this.#worker.call((engine) => engine.openCorpus(ticket, id));
    if (head === undefined) return undefined;
    const { about, paperCount, vectors: shape } = head;
    const papers: Paper[] = [];
    while (papers.length < paperCount) {
      if (papers.length > 0) onProgress?.(papers.length, paperCount);
      signal?.throwIfAborted();
      const portion = await this.#worker.call((engine) => engine.papers(ticket, papers.length));
      if (portion.length === 0) throw new Error('the papers are gone');
      papers.push(...portion);
    }
    const vectors =
      shape === null ? undefined : await this.#takeVectors(ticket, shape.n, shape.d, signal);
    if (paperCount > portionFrom(papers, 0).length) onProgress?.(paperCount, paperCount);
    this.#shared.set(papers, { ticket, vectors });
    return vectors === undefined ? { ...about, papers } : { ...about, papers, vectors };
  }

  async #takeVectors(
    ticket: number,
    n: number,
    d: number,
    signal: AbortSignal | undefined,
  ): Promise<NonNullable<Corpus['vectors']>> {
    const data = new Float32Array(n * d);
    for (let from = 0; from < data.length; from += numbersPerPortion) {
      signal?.throwIfAborted();
      data.set(await this.#worker.call((engine) => engine.numbers(ticket, from)), from);
    }
    return { n, d, data };
  }
}
