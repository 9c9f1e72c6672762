/** What people read about a node of the dendrogram. Made by the labeller, shown by every view. */

/** Stands between the phrases of a name. */
export const nameSeparator = ' · ';

/** A phrase with its weight in the node's class-based score, largest first. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

export interface Topic {
  /** The dendrogram node. */
  readonly node: number;
  /** The name shown, one to three phrases joined by " · ". */
  readonly name: string;
  /** The phrases behind the name, best first, more of them than the name shows. */
  readonly terms: readonly WeightedTerm[];
  /** The paper nearest to the node's centroid. */
  readonly medoid: number;
  /** Mean cosine similarity of the node's papers to its centroid, 0 to 1. */
  readonly cohesion: number;
}
