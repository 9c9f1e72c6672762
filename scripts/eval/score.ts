/** One encoder's vectors of one draw of papers, scored by what a map needs of them. */
import { buildDendrogram } from '../../src/clustering/build-dendrogram';
import { wardLinkage } from '../../src/clustering/ward';
import type { Vectors } from '../../src/embedding/encoder';
import { kMeans } from './k-means';
import { agreement, neighbourPurity } from './measures';
import { treePurity } from './tree-purity';

export interface Score {
  /** V-measure (β = 1) of labels and k-means with as many clusters as labels. */
  readonly v: number;
  /** Dendrogram purity of Ward's tree by the labels … */
  readonly tree: number;
  /** … and by the finer labels, where there are such. */
  readonly treeFine: number | null;
  /** P@10: share of the ten nearest papers with the same label. */
  readonly nearest: number;
}

/**
 * Scores unit vectors against labels.
 *
 * @param fine the finer labels, or `null`
 * @param seed of k-means' starting centres
 */
export async function score(
  vectors: Vectors,
  labels: readonly string[],
  fine: readonly string[] | null,
  seed: number,
): Promise<Score> {
  const numbers = numbered(labels);
  const linkage = await wardLinkage(vectors);
  if (!linkage.ok) throw new Error(linkage.error.message);
  const tree = buildDendrogram(linkage.value, vectors);
  return {
    v: agreement(kMeans(vectors, new Set(labels).size, seed), numbers).nmi,
    tree: treePurity(tree, numbers),
    treeFine: fine === null ? null : treePurity(tree, numbered(fine)),
    nearest: neighbourPurity(vectors, numbers, 10),
  };
}

/** Labels as numbers from 0, in alphabetical order. */
export function numbered(labels: readonly string[]): Int32Array {
  const names = new Map([...new Set(labels)].sort().map((name, number) => [name, number]));
  return Int32Array.from(labels, (label) => names.get(label) ?? 0);
}
