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
