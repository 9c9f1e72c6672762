/** How many clusters there may be on show, and how many "Auto" shows. */
import type { Cut } from '../../clustering/cut';
import type { Dendrogram } from '../../clustering/dendrogram';
import { fewestClusters, mostClusters } from './cut-choice';

/** Pixels, CSS. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** A cluster needs about this much room for its label and a few titles. */
const readableArea = 220 * 160;

/** Clusters of fewer papers are hardly topics: half of those on show have at least so many. */
const leastTypical = 4;

/** Few papers may still be cut into this many, however small the parts are. */
const alwaysAllowed = 8;

/** The number of clusters that stay readable in a room, within the slider's range. */
export function clustersThatFit({ width, height }: Room): number {
  const fitting = Math.round((width * height) / readableArea);
  return Math.min(mostClusters, Math.max(fewestClusters, fitting));
}

/** The most clusters that `cut` makes of what is under `root` such that the median one has four papers. */
export function mostTypical(tree: Dendrogram, root: number, cut: Cut): number {
  const papers = tree.size[root] ?? 0;
  for (let k = Math.min(mostClusters, papers); k > fewestClusters; k--) {
    const sizes = cut(tree, root, k)
      .map((node) => tree.size[node] ?? 0)
      .sort((a, b) => a - b);
    const median = ((sizes[(k - 1) >> 1] ?? 0) + (sizes[k >> 1] ?? 0)) / 2;
    if (median >= leastTypical) return k;
  }
  return Math.min(fewestClusters, papers);
}

/** The most clusters that can be asked for. */
export function mostAsked(papers: number, typical: number): number {
  return Math.max(typical, Math.min(alwaysAllowed, papers));
}
