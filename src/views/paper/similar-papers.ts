/** The papers most like one, out of the map's neighbour graph. */
import type { Neighbours } from '../../clustering/neighbours';

export interface SimilarPaper {
  /** Leaf of the map. */
  readonly paper: number;
  /** Cosine similarity in the full vector space, -1 to 1. */
  readonly similarity: number;
}

/** At most `most` neighbours of `paper`, nearest first. */
export function similarPapers(
  { k, indices, similarities }: Neighbours,
  paper: number,
  most: number,
): SimilarPaper[] {
  const from = paper * k;
  return Array.from(indices.subarray(from, from + Math.min(k, most)), (similar, rank) => ({
    paper: similar,
    similarity: similarities[from + rank] ?? 0,
  }));
}
