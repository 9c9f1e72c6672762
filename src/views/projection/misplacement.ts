/**
 * How a single paper fares on the map: where its true neighbours are, and which of the papers shown
 * nearest to it are among them.
 */
import type { Neighbours } from '../../clustering/neighbours';
import { distancesInPlane, nearestOf } from '../../projection/quality';

export interface Misplacement {
  /** The k nearest papers in the space of the vectors, nearest first. */
  readonly neighbours: Uint32Array;
  /** Those of them that are among the k papers shown nearest. */
  readonly kept: ReadonlySet<number>;
}

/** @param positions n×2 row-major */
export function misplacementOf(
  paper: number,
  { n, k, indices }: Neighbours,
  positions: Float32Array,
): Misplacement | null {
  if (paper >= n || k === 0 || positions.length !== 2 * n) return null;
  const neighbours = indices.subarray(paper * k, (paper + 1) * k);
  const distances = new Float32Array(n);
  distancesInPlane(positions, paper, distances);
  const shown = new Set(nearestOf(distances, paper, k));
  return { neighbours, kept: new Set(neighbours.filter((neighbour) => shown.has(neighbour))) };
}
