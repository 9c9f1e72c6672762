/** How well vectors and clusterings agree with labels they have not seen. */
import type { Vectors } from '../../src/embedding/encoder';

const BLOCK = 64;

/**
 * Mean share of each paper's k nearest papers (cosine; rows must be unit length) that carry its
 * label. `k` is capped at n-1.
 */
export function neighbourPurity(vectors: Vectors, labels: Int32Array, k = 10): number {
  const { n, d, data } = vectors;
  const wanted = Math.min(k, n - 1);
  let hits = 0;
  const block = new Float32Array(BLOCK * n);
  const nearest = new Float64Array(wanted);
  const nearestLabel = new Int32Array(wanted);
  for (let first = 0; first < n; first += BLOCK) {
    const rows = Math.min(BLOCK, n - first);
    similarities(data, n, d, first, rows, block);
    for (let row = 0; row < rows; row++) {
      const self = first + row;
      let held = 0;
      for (let other = 0; other < n; other++) {
        if (other === self) continue;
        const similarity = block[row * n + other] ?? 0;
        if (held === wanted && similarity <= (nearest[held - 1] ?? 0)) continue;
        let at = held < wanted ? held++ : held - 1;
        while (at > 0 && (nearest[at - 1] ?? 0) < similarity) {
          nearest[at] = nearest[at - 1] ?? 0;
          nearestLabel[at] = nearestLabel[at - 1] ?? 0;
          at--;
        }
        nearest[at] = similarity;
        nearestLabel[at] = labels[other] ?? 0;
      }
      for (let at = 0; at < held; at++) if (nearestLabel[at] === labels[self]) hits++;
    }
  }
  return hits / (n * wanted);
}

/** Dot products of rows `first …` with every row, four at a time to reuse what is loaded. */
function similarities(
  data: Float32Array,
  n: number,
  d: number,
  first: number,
  rows: number,
  out: Float32Array,
): void {
  for (let row = 0; row < rows; row += 4) {
    const a = (first + row) * d;
    const step1 = row + 1 < rows ? d : 0;
    const step2 = row + 2 < rows ? 2 * d : 0;
    const step3 = row + 3 < rows ? 3 * d : 0;
    for (let other = 0; other < n; other++) {
      const b = other * d;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let k = 0; k < d; k++) {
        const value = data[b + k] ?? 0;
        s0 += value * (data[a + k] ?? 0);
        s1 += value * (data[a + step1 + k] ?? 0);
        s2 += value * (data[a + step2 + k] ?? 0);
        s3 += value * (data[a + step3 + k] ?? 0);
      }
      out[row * n + other] = s0;
      if (step1) out[(row + 1) * n + other] = s1;
      if (step2) out[(row + 2) * n + other] = s2;
      if (step3) out[(row + 3) * n + other] = s3;
    }
  }
}

export interface Agreement {
  /** Normalised mutual information, arithmetic mean; the same number as the V-measure, β = 1. */
  readonly nmi: number;
  /** 1 when every cluster holds one label only (Rosenberg & Hirschberg, EMNLP 2007). */
  readonly homogeneity: number;
  /** 1 when every label lies in one cluster. */
  readonly completeness: number;
}

/** How well a clustering and the labels tell each other; both numbered from 0. */
export function agreement(clusters: Int32Array, labels: Int32Array): Agreement {
  const n = labels.length;
  const joint = new Map<string, number>();
  const ofCluster = new Map<number, number>();
  const ofLabel = new Map<number, number>();
  const bump = <K>(map: Map<K, number>, key: K): void => {
    map.set(key, (map.get(key) ?? 0) + 1);
  };
  for (let i = 0; i < n; i++) {
    const cluster = clusters[i] ?? 0;
    const label = labels[i] ?? 0;
    bump(joint, `${cluster} ${label}`);
    bump(ofCluster, cluster);
    bump(ofLabel, label);
  }
  const entropy = (map: ReadonlyMap<unknown, number>): number => {
    let sum = 0;
    for (const count of map.values()) sum -= (count / n) * Math.log(count / n);
    return sum;
  };
  const clusterEntropy = entropy(ofCluster);
  const labelEntropy = entropy(ofLabel);
  const mutual = clusterEntropy + labelEntropy - entropy(joint);
  const homogeneity = labelEntropy === 0 ? 1 : mutual / labelEntropy;
  const completeness = clusterEntropy === 0 ? 1 : mutual / clusterEntropy;
  const sum = clusterEntropy + labelEntropy;
  return { nmi: sum === 0 ? 1 : (2 * mutual) / sum, homogeneity, completeness };
}
