/** The k nearest neighbours of every paper in the full vector space, by cosine similarity. */
export interface Neighbours {
  readonly n: number;
  /** Neighbours per paper: at most n-1, the paper itself excluded. */
  readonly k: number;
  /** n×k row-major, nearest first, ties by smaller index. */
  readonly indices: Uint32Array;
  /** Cosine similarity of each, n×k row-major. */
  readonly similarities: Float32Array;
}

/** Collects the neighbours of unit rows from their squared Euclidean distances, 2 − 2cos. */
export class NeighbourLists implements Neighbours {
  readonly n: number;
  readonly k: number;
  readonly indices: Uint32Array;
  readonly similarities: Float32Array;

  constructor(n: number, k: number) {
    this.n = n;
    this.k = k;
    this.indices = new Uint32Array(n * k);
    this.similarities = new Float32Array(n * k);
  }

  /**
   * Sets the `rank`-th neighbour of a paper, ranks in turn from 0. Distances must not fall from one
   * rank to the next; equal ones are put in order of their index.
   */
  set(paper: number, rank: number, neighbour: number, squaredDistance: number): void {
    const first = paper * this.k;
    const similarity = Math.fround(Math.max(-1, 1 - squaredDistance / 2));
    let at = first + rank;
    for (; at > first; at--) {
      const before = this.indices[at - 1] ?? 0;
      if (this.similarities[at - 1] !== similarity || before < neighbour) break;
      this.indices[at] = before;
    }
    this.indices[at] = neighbour;
    this.similarities[first + rank] = similarity;
  }
}
