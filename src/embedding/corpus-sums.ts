/**
 * The two sums that fitting vectors to a corpus is made of: of papers into their words, and of words
 * into their papers. They run as a WebAssembly kernel; where the memory for it is refused, in script,
 * with the same bytes: every product and every sum is rounded to 32 bits in both.
 */
import { createPacer } from '../foundation/pacer';
import { Arena, blockBytes, type Block } from '../kernels/arena';
import { loadSumsKernel, type SumsKernel } from '../kernels/sums-kernel';
import type { SparseRows } from './term-counts';

/** Rows of the kernel are whole groups of four numbers. */
const lanes = 4;
/** A WebAssembly memory ends at 4 GiB; past that it is not refused but taken for a wrong request. */
const mostBytes = 2 ** 32 - 2 ** 17;
/** Papers worked through between two chances for something else to run. */
const papersPerTurn = 256;

/** Room for rows, and what each paper's words are worth. */
interface Room {
  readonly papers: Block<Float32Array>;
  readonly terms: Block<Float32Array>;
  readonly offsets: Block<Uint32Array>;
  readonly termOf: Block<Int32Array>;
  readonly weights: Block<Float32Array>;
  /** Null where script does the work. */
  readonly kernel: SumsKernel | null;
}

export class CorpusSums {
  /** Length of a row here: the dimension and up to three zeros. */
  readonly stride: number;
  readonly #matrix: SparseRows;
  readonly #room: Room;
  readonly #signal: AbortSignal | undefined;

  /**
   * @param mostTerms rows of words there must be room for
   * @param inScript true to do without the kernel
   */
  constructor(
    matrix: SparseRows,
    mostTerms: number,
    dimension: number,
    signal?: AbortSignal,
    inScript = false,
  ) {
    this.stride = Math.ceil(dimension / lanes) * lanes;
    this.#matrix = matrix;
    this.#signal = signal;
    const sizes = { matrix, papers: matrix.n * this.stride, terms: mostTerms * this.stride };
    this.#room = (inScript ? null : kernelRoom(sizes)) ?? scriptRoom(sizes);
  }

  /** Rows of the papers, n×stride row-major. */
  get papers(): Float32Array {
    return this.#room.papers.view;
  }

  /** Rows of the words, mostTerms×stride row-major. */
  get terms(): Float32Array {
    return this.#room.terms.view;
  }

  /**
   * Says which row each word has and what it weighs.
   *
   * @param rowOf row of each column of the matrix among `terms`, -1 for none
   * @param weightOf weight of an entry of the matrix, by its column and its place
   */
  use(rowOf: Int32Array, weightOf: (column: number, entry: number) => number): void {
    const { termOf, weights } = this.#room;
    this.#matrix.indices.forEach((column, entry) => {
      const row = rowOf[column] ?? -1;
      termOf.view[entry] = row;
      weights.view[entry] = row < 0 ? 0 : weightOf(column, entry);
    });
  }

  /** Adds every paper to each of its words, once each. */
  async intoTerms(): Promise<void> {
    const { papers, terms, offsets, termOf, kernel } = this.#room;
    await this.#inTurns((first, last) => {
      if (kernel) {
        kernel.scatter(
          terms.address,
          papers.address,
          offsets.address,
          termOf.address,
          first,
          last,
          this.stride,
        );
        return;
      }
      this.#entries(first, last, (paper, term) =>
        addScaled(terms.view, term * this.stride, papers.view, paper * this.stride, this.stride, 1),
      );
    });
  }

  /** Adds to every paper its words, each times its weight. */
  async intoPapers(): Promise<void> {
    const { papers, terms, offsets, termOf, weights, kernel } = this.#room;
    await this.#inTurns((first, last) => {
      if (kernel) {
        kernel.gather(
          papers.address,
          terms.address,
          offsets.address,
          termOf.address,
          weights.address,
          first,
          last,
          this.stride,
        );
        return;
      }
      this.#entries(first, last, (paper, term, entry) =>
        addScaled(
          papers.view,
          paper * this.stride,
          terms.view,
          term * this.stride,
          this.stride,
          weights.view[entry] ?? 0,
        ),
      );
    });
  }

  async #inTurns(work: (first: number, last: number) => void): Promise<void> {
    const { n } = this.#matrix;
    const pace = createPacer(this.#signal);
    for (let first = 0; first < n; first += papersPerTurn) {
      await pace();
      work(first, Math.min(n, first + papersPerTurn));
    }
  }

  #entries(
    first: number,
    last: number,
    visit: (paper: number, term: number, entry: number) => void,
  ): void {
    const { offsets } = this.#matrix;
    const { termOf } = this.#room;
    for (let paper = first; paper < last; paper++) {
      const end = offsets[paper + 1] ?? 0;
      for (let entry = offsets[paper] ?? 0; entry < end; entry++) {
        const term = termOf.view[entry] ?? -1;
        if (term >= 0) visit(paper, term, entry);
      }
    }
  }
}

interface Sizes {
  readonly matrix: SparseRows;
  /** Numbers, not rows. */
  readonly papers: number;
  readonly terms: number;
}

/** Room in one WebAssembly memory; null where the browser refuses that much. */
function kernelRoom({ matrix, papers, terms }: Sizes): Room | null {
  const entries = matrix.indices.length;
  const counts = [papers, terms, matrix.n + 1, entries, entries];
  const bytes = counts.reduce((sum, count) => sum + blockBytes(count), 0);
  if (bytes > mostBytes) return null;
  try {
    const arena = new Arena(bytes);
    const offsets = arena.naturals(matrix.n + 1);
    offsets.view.set(matrix.offsets);
    return {
      papers: arena.floats(papers),
      terms: arena.floats(terms),
      offsets,
      termOf: arena.integers(entries),
      weights: arena.floats(entries),
      kernel: loadSumsKernel(arena.memory),
    };
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

function scriptRoom({ matrix, papers, terms }: Sizes): Room {
  const entries = matrix.indices.length;
  return {
    papers: { address: 0, view: new Float32Array(papers) },
    terms: { address: 0, view: new Float32Array(terms) },
    offsets: { address: 0, view: matrix.offsets },
    termOf: { address: 0, view: new Int32Array(entries) },
    weights: { address: 0, view: new Float32Array(entries) },
    kernel: null,
  };
}

/** Adds `weight` times a row of `from` to a row of `to`, rounding as 32-bit arithmetic does. */
function addScaled(
  to: Float32Array,
  toAt: number,
  from: Float32Array,
  fromAt: number,
  length: number,
  weight: number,
): void {
  for (let k = 0; k < length; k++)
    to[toAt + k] = (to[toAt + k] ?? 0) + Math.fround(weight * (from[fromAt + k] ?? 0));
}
