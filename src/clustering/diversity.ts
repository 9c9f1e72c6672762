/** How different the papers of a node are from one another. */

/**
 * Mean cosine distance between two different papers of a node, 0 (all alike) to 2; about 1 for
 * papers that have nothing to do with each other. With equal weights this is Rao's quadratic entropy
 * (Rao 1982) times m / (m − 1). It follows exactly from the cohesion c of m unit rows: their sum
 * has the length m·c, and its square is m + m(m − 1)·s̄ with s̄ the mean similarity of two papers.
 *
 * @param cohesion mean cosine similarity to the centroid, 0 to 1
 * @param size papers in the node
 * @returns NaN for a node of one paper
 */
export function diversityOf(cohesion: number, size: number): number {
  return 1 - (size * cohesion * cohesion - 1) / (size - 1);
}
