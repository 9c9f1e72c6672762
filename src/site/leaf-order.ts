/** A map renumbered so that paper `i` is the i-th leaf from the left: then a topic is one run of papers. */
import type { Dendrogram } from '../clustering/dendrogram';
import type { Neighbours } from '../clustering/neighbours';
import { restoreDendrogram } from '../clustering/restore-dendrogram';
import type { Topic } from '../clustering/topic';
import type { Vectors } from '../embedding/encoder';
import type { NodeSummary } from '../storage/schema';
import { decodeTree, encodeTree, numbersIn } from './tree-code';

/** A map before or after it is renumbered. */
export interface Numbered {
  readonly tree: Dendrogram;
  readonly summary: NodeSummary;
  readonly topics: ReadonlyMap<number, Topic>;
  readonly neighbours: Neighbours;
  /** n×2 row-major. */
  readonly positions: Float32Array;
}

/** Most bytes that the heights of a tree take in the first file, two to a merge at first. */
const mostHeightBytes = 230_000;

/** Bits of a height: as many as go with a first file of at most 300 kB. */
export function heightBits(n: number): number {
  for (const bits of [16, 12, 10]) if (((n - 1) * bits) / 8 <= mostHeightBytes) return bits;
  return 8;
}

/**
 * Renumbers papers by leaf and merges by their quantised heights (see `tree-code.ts`).
 *
 * @returns the map, and the old number of each paper in its new order
 */
export function inLeafOrder(map: Numbered): { readonly map: Numbered; readonly from: Uint32Array } {
  const { tree } = map;
  const { n, order, start } = tree;
  const byLeaf = (node: number): number => (node < n ? (start[node] ?? 0) : node);
  const sorted = restoreDendrogram(n, tree.left.map(byLeaf), tree.right.map(byLeaf), tree.height);
  const coarse = sorted && decodeTree(encodeTree(sorted, heightBits(n)));
  if (!sorted || !coarse) throw new Error('The tree cannot be renumbered.');
  const numbers = numbersIn(coarse, sorted);
  const nodeOf = (node: number): number => numbers[byLeaf(node)] ?? 0;
  const leafOf = (paper: number): number => start[paper] ?? 0;

  const medoids = new Uint32Array(2 * n - 1);
  const cohesion = new Float32Array(2 * n - 1);
  for (let node = 0; node < 2 * n - 1; node++) {
    medoids[nodeOf(node)] = leafOf(map.summary.medoids[node] ?? 0);
    cohesion[nodeOf(node)] = map.summary.cohesion[node] ?? 0;
  }
  const topics = [...map.topics.values()].map((topic): [number, Topic] => {
    const node = nodeOf(topic.node);
    return [node, { ...topic, node, medoid: leafOf(topic.medoid) }];
  });
  const { k, indices, similarities } = map.neighbours;
  const newIndices = new Uint32Array(n * k);
  const newSimilarities = new Float32Array(n * k);
  order.forEach((paper, leaf) => {
    for (let rank = 0; rank < k; rank++) {
      newIndices[leaf * k + rank] = leafOf(indices[paper * k + rank] ?? 0);
      newSimilarities[leaf * k + rank] = similarities[paper * k + rank] ?? 0;
    }
  });
  return {
    map: {
      tree: coarse,
      summary: { medoids, cohesion },
      topics: new Map(topics.sort(([a], [b]) => b - a)),
      neighbours: { n, k, indices: newIndices, similarities: newSimilarities },
      positions: rowsIn(order, { n, d: 2, data: map.positions }).data,
    },
    from: order,
  };
}

/** Rows in another order. */
export function rowsIn(order: Uint32Array, { n, d, data }: Vectors): Vectors {
  const sorted = new Float32Array(n * d);
  order.forEach((row, at) => sorted.set(data.subarray(row * d, (row + 1) * d), at * d));
  return { n, d, data: sorted };
}
