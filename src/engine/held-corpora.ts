/**
 * The corpora that page and engine share: each has a copy, and what one of them is asked about it
 * names it by a ticket. A corpus crosses over once and in portions (`corpus-handover.ts` is the
 * other end), never as a whole with every call.
 */
import type { Corpus, Paper } from '../corpus/paper';
import { numbersPerPortion, portionFrom } from '../corpus/portions';

/** Corpora held at once: the one that is open, one that is added to it or was open before. */
const mostHeld = 2;

/** A corpus that page and engine both have. */
export interface CorpusTicket {
  readonly ticket: number;
  /** What the corpus is called by now. */
  readonly name: string;
}

/** A corpus without what crosses over in portions. */
export interface CorpusHead {
  readonly about: Omit<Corpus, 'papers' | 'vectors'>;
  readonly paperCount: number;
  readonly vectors: { readonly n: number; readonly d: number } | null;
}

interface Held {
  readonly head: CorpusHead;
  readonly papers: Paper[];
  readonly numbers: Float32Array;
  numbersThere: number;
  /** The whole, once it is there; its papers stay the same object, which caches go by. */
  corpus: Corpus | undefined;
}

export function headOf({ papers, vectors, ...about }: Corpus): CorpusHead {
  return {
    about,
    paperCount: papers.length,
    vectors: vectors === undefined ? null : { n: vectors.n, d: vectors.d },
  };
}

export class HeldCorpora {
  readonly #held = new Map<number, Held>();

  /**
   * Begins to receive a corpus.
   *
   * @returns true if all of it is here already
   */
  begin(ticket: number, head: CorpusHead): boolean {
    const held = this.#held.get(ticket);
    if (held !== undefined && isWhole(held)) {
      // What is said about the papers may have changed; they have not.
      this.#hold(ticket, { ...held, head, corpus: undefined });
      return true;
    }
    const { n, d } = head.vectors ?? { n: 0, d: 0 };
    this.#hold(ticket, {
      head,
      papers: [],
      numbers: new Float32Array(n * d),
      numbersThere: 0,
      corpus: undefined,
    });
    return false;
  }

  /** Takes the next papers. */
  addPapers(ticket: number, papers: readonly Paper[]): void {
    this.#of(ticket).papers.push(...papers);
  }

  /** Takes the next numbers of the vectors. */
  addNumbers(ticket: number, numbers: Float32Array): void {
    const held = this.#of(ticket);
    held.numbers.set(numbers, held.numbersThere);
    held.numbersThere += numbers.length;
  }

  /** Holds a corpus that the page will ask for. */
  hold(ticket: number, corpus: Corpus): CorpusHead {
    const head = headOf(corpus);
    this.#hold(ticket, {
      head,
      papers: [...corpus.papers],
      numbers: corpus.vectors?.data ?? new Float32Array(0),
      numbersThere: corpus.vectors?.data.length ?? 0,
      corpus,
    });
    return head;
  }

  /** The papers from an index on, as many as make a portion. */
  papers(ticket: number, from: number): readonly Paper[] {
    return portionFrom(this.#of(ticket).papers, from);
  }

  /** A copy of the vectors' numbers from a place on, as many as make a portion. */
  numbers(ticket: number, from: number): Float32Array {
    return this.#of(ticket).numbers.slice(from, from + numbersPerPortion);
  }

  /**
   * A corpus that is wholly here.
   *
   * @param name what it is called by now
   * @throws if it is not here, or not all of it
   */
  whole(ticket: number, name: string): Corpus {
    const held = this.#of(ticket);
    if (!isWhole(held)) throw new Error(`Only a part of the papers of ${name} is in the engine.`);
    const { head, papers, numbers } = held;
    const { about, vectors } = head;
    held.corpus ??=
      vectors === null
        ? { ...about, papers }
        : { ...about, papers, vectors: { ...vectors, data: numbers } };
    return { ...held.corpus, name };
  }

  #of(ticket: number): Held {
    const held = this.#held.get(ticket);
    if (held === undefined) throw new Error('The engine no longer has these papers.');
    return held;
  }

  /** Holds a corpus as the newest, letting go of the oldest beyond the number held. */
  #hold(ticket: number, held: Held): void {
    this.#held.delete(ticket);
    this.#held.set(ticket, held);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= mostHeld) break;
      this.#held.delete(oldest);
    }
  }
}

function isWhole({ head, papers, numbers, numbersThere }: Held): boolean {
  return papers.length === head.paperCount && numbersThere === numbers.length;
}
