import type { Merges } from './linkage';

/** Merges as an algorithm finds them, n−1 at most; see {@link Merges}. */
export class MergeList implements Merges {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly height: Float64Array;
  #length = 0;

  constructor(n: number) {
    const merges = Math.max(0, n - 1);
    this.first = new Uint32Array(merges);
    this.second = new Uint32Array(merges);
    this.height = new Float64Array(merges);
  }

  get length(): number {
    return this.#length;
  }

  /** Joins the clusters of papers `a` and `b` at a squared Ward distance. */
  add(a: number, b: number, squaredDistance: number): void {
    this.first[this.#length] = a;
    this.second[this.#length] = b;
    this.height[this.#length] = Math.sqrt(Math.max(0, squaredDistance));
    this.#length++;
  }
}
