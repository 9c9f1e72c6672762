/**
 * What has come of a published map, block by block: papers, what is told of them in detail, and topics.
 * Each block is fetched once; one that failed is fetched again the next time it is wanted.
 */
import type { Topic } from '../../clustering/topic';
import { blankPaper, type Paper } from '../../corpus/paper';
import type { Failure } from '../../foundation/result';
import { success, type Result } from '../../foundation/result';
import type { PaperDetails } from '../../site/read-blocks';
import type { SiteReader } from '../../site/site-reader';

/** Begins the ids of papers of which nothing has come yet. */
export const awaitedId = 'awaited ';
/** Blocks asked for at a time, when all of a kind are wanted. */
const atOnce = 6;

export type BlockKind = 'titles' | 'details' | 'upperTopics' | 'lowerTopics';

/** The papers most like those of a run of leaves. */
export interface NeighboursHere {
  readonly from: number;
  readonly indices: Uint32Array;
  readonly similarities: Float32Array;
}

export interface SiteBlocksParts {
  /** Called when more is known of papers. */
  readonly onPapers: () => void;
  /** Called when something could not be fetched. */
  readonly onMissing: (failure: Failure) => void;
}

export class SiteBlocks {
  /** Papers by leaf; one of which nothing has come has an id that begins with {@link awaitedId}. */
  readonly papers: Paper[];
  /** Topics by node. */
  readonly topics: Map<number, Topic>;
  readonly #reader: SiteReader;
  readonly #parts: SiteBlocksParts;
  readonly #details: (PaperDetails | undefined)[];
  /** What is here or on its way, by kind and number. */
  readonly #fetched = new Map<string, Promise<Result<unknown>>>();

  constructor(reader: SiteReader, parts: SiteBlocksParts) {
    const { tree, papers, topics } = reader.first;
    this.#reader = reader;
    this.#parts = parts;
    this.papers = Array.from(
      { length: tree.n },
      (_, leaf) => papers.get(leaf) ?? blankPaper(`${awaitedId}${leaf}`, ''),
    );
    this.#details = Array.from({ length: tree.n });
    this.topics = new Map(topics.map((topic) => [topic.node, topic]));
  }

  /** Waits until nothing is on its way any more, whether it came or not. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#fetched.values());
  }

  /** Fetches the blocks of a kind that hold a run of leaves. */
  async run(kind: BlockKind, from: number, count: number): Promise<Result<unknown>> {
    const places = await this.#reader.places(kind);
    if (!places.ok) return this.missed(places);
    const { size, count: blocks } = places.value;
    const loads: Promise<Result<unknown>>[] = [];
    const last = Math.min(blocks - 1, Math.floor((from + count - 1) / size));
    for (let at = Math.floor(from / size); at <= last; at++) loads.push(this.#block(kind, at));
    return (await Promise.all(loads)).find(({ ok }) => !ok) ?? success(null);
  }

  /**
   * Fetches all blocks of a kind, a few at a time.
   *
   * @param onBlock called after each
   */
  async all(kind: BlockKind, onBlock?: () => void): Promise<Result<unknown>> {
    return this.#each(kind, (at) => this.#block(kind, at), onBlock);
  }

  /**
   * Fetches which papers are most like each other, all of it.
   *
   * @param onNeighbours is given each block, of which nothing is held here
   * @param onBlock called after each
   */
  async allNeighbours(
    onNeighbours: (block: NeighboursHere) => void,
    onBlock?: () => void,
  ): Promise<Result<unknown>> {
    const fetch = async (at: number): Promise<Result<unknown>> => {
      const block = await this.#reader.neighbours(at);
      if (!block.ok) return this.missed(block);
      onNeighbours({ from: block.value.from, ...block.value.value });
      return block;
    };
    return this.#each('neighbours', fetch, onBlock);
  }

  /** Does something once; what failed is done again the next time. */
  once(what: string, work: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
    const known = this.#fetched.get(what);
    if (known) return known;
    const result = work().then((done) => {
      if (!done.ok) this.#fetched.delete(what);
      return done;
    });
    this.#fetched.set(what, result);
    // Whoever closed the site has no use for what is still on its way.
    result.catch(() => this.#fetched.delete(what));
    return result;
  }

  /** Tells that something could not be fetched, and gives it back. */
  missed<F extends { readonly ok: false; readonly error: Failure }>(result: F): F {
    this.#parts.onMissing(result.error);
    return result;
  }

  async #each(
    kind: BlockKind | 'neighbours',
    fetch: (at: number) => Promise<Result<unknown>>,
    onBlock: () => void = () => undefined,
  ): Promise<Result<unknown>> {
    const places = await this.#reader.places(kind);
    if (!places.ok) return this.missed(places);
    const { count } = places.value;
    let next = 0;
    let wrong: Result<unknown> | undefined;
    const work = async (): Promise<void> => {
      while (next < count && !wrong) {
        const block = await fetch(next++);
        if (!block.ok) wrong = block;
        onBlock();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return wrong ?? success(null);
  }

  #block(kind: BlockKind, at: number): Promise<Result<unknown>> {
    return this.once(`${kind} ${at}`, async () => {
      switch (kind) {
        case 'titles': {
          const block = await this.#reader.titles(at);
          if (!block.ok) return this.missed(block);
          const { from, value } = block.value;
          value.forEach((paper, i) => this.#put(from + i, paper));
          break;
        }
        case 'details': {
          const block = await this.#reader.details(at);
          if (!block.ok) return this.missed(block);
          const { from, value } = block.value;
          value.forEach((details, i) => {
            this.#details[from + i] = details;
            this.#put(from + i, this.papers[from + i]);
          });
          break;
        }
        default: {
          const block = await this.#reader.topics(kind, at);
          if (!block.ok) return this.missed(block);
          for (const topic of block.value.value) this.topics.set(topic.node, topic);
          return block;
        }
      }
      this.#parts.onPapers();
      return success(null);
    });
  }

  #put(leaf: number, paper: Paper | undefined): void {
    if (paper) this.papers[leaf] = { ...paper, ...this.#details[leaf] };
  }
}
