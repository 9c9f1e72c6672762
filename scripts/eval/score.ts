/** One encoder's vectors of one subset, scored. */
import type { Vectors } from '../../src/embedding/encoder';
import { buildDendrogram } from '../../src/clustering/build-dendrogram';
import { cutByHeight } from '../../src/clustering/cut';
import { leavesOf, rootOf } from '../../src/clustering/dendrogram';
import { wardLinkage } from '../../src/clustering/ward';
import { kMeans } from './k-means';
import { agreement, neighbourPurity } from './measures';

export interface Score {
  /** P@10: share of the ten nearest papers that carry the same label. */
  readonly pAtK: number;
  readonly kmeansNmi: number;
  readonly wardNmi: number;
  /** Ward's homogeneity and completeness, whose harmonic mean is its V-measure. */
  readonly homogeneity: number;
  readonly completeness: number;
}

/** Scores unit vectors against labels; both clusterings get as many clusters as there are labels. */
export async function score(
  vectors: Vectors,
  labels: readonly string[],
  seed: number,
): Promise<Score> {
  const names = [...new Set(labels)].sort();
  const numbers = Int32Array.from(labels, (label) => names.indexOf(label));
  const ward = agreement(await wardClusters(vectors, names.length), numbers);
  return {
    pAtK: neighbourPurity(vectors, numbers, 10),
    kmeansNmi: agreement(kMeans(vectors, names.length, seed), numbers).nmi,
    wardNmi: ward.nmi,
    homogeneity: ward.homogeneity,
    completeness: ward.completeness,
  };
}

/** The mean of the three measures that encoders are compared by. */
export function meanOfThree(score: Pick<Score, 'pAtK' | 'kmeansNmi' | 'wardNmi'>): number {
  return (score.pAtK + score.kmeansNmi + score.wardNmi) / 3;
}

async function wardClusters(vectors: Vectors, k: number): Promise<Int32Array> {
  const linkage = await wardLinkage(vectors);
  if (!linkage.ok) throw new Error(linkage.error.message);
  const tree = buildDendrogram(linkage.value, vectors);
  const clusters = new Int32Array(vectors.n);
  cutByHeight(tree, rootOf(tree), k).forEach((node, cluster) => {
    for (const paper of leavesOf(tree, node)) clusters[paper] = cluster;
  });
  return clusters;
}
