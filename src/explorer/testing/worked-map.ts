import { buildDendrogram } from '../../clustering/build-dendrogram';
import { linkageFromMerges } from '../../clustering/linkage';
import { vectorsOf } from '../../clustering/testing/vectors-of';
import { blankPaper, type Corpus } from '../../corpus/paper';
import { defaultSettings, type PaperMap } from '../../engine/map';

type Merge = readonly [first: number, second: number, height: number];

/**
 * Worked by hand, n = 8, nodes 8–14 by height:
 *
 *   8 = {0,1} at 1     9 = {2,3} at 2      10 = {4,5} at 3     11 = {8, 9} at 4: papers 0–3
 *   12 = {11, 6} at 5: papers 0–3, 6       13 = {10, 7} at 9: papers 4, 5, 7
 *   14 = {12, 13} at 10
 */
const workedMerges: readonly Merge[] = [
  [0, 1, 1],
  [2, 3, 2],
  [4, 5, 3],
  [0, 2, 4],
  [0, 6, 5],
  [4, 7, 9],
  [0, 4, 10],
];

/** The same papers, clustered otherwise: 12 = {0, 1, 2, 3}, 13 = {4, 5, 6, 7}. */
export const otherMerges: readonly Merge[] = [
  [6, 7, 1],
  [4, 5, 2],
  [0, 1, 3],
  [2, 3, 4],
  [0, 2, 5],
  [4, 6, 6],
  [0, 4, 10],
];

/** A map of eight papers, for tests; every medoid is the node's first leaf. */
export function workedMap(
  changes: Partial<PaperMap> = {},
  merges: readonly Merge[] = workedMerges,
): PaperMap {
  const n = merges.length + 1;
  const linkage = linkageFromMerges(n, {
    first: Uint32Array.from(merges, ([first]) => first),
    second: Uint32Array.from(merges, ([, second]) => second),
    height: Float64Array.from(merges, ([, , height]) => height),
  });
  const tree = buildDendrogram(linkage, vectorsOf(Array.from({ length: n }, () => [1, 0])));
  const nodes = 2 * n - 1;
  return {
    key: 'worked',
    corpusId: 'eight',
    subset: null,
    settled: true,
    tree,
    medoids: Uint32Array.from(
      { length: nodes },
      (_, node) => tree.order[tree.start[node] ?? 0] ?? 0,
    ),
    cohesion: new Float32Array(nodes).fill(0.5),
    topics: new Map(),
    neighbours: { n, k: 0, indices: new Uint32Array(), similarities: new Float32Array() },
    layout: { positions: new Float32Array(2 * n) },
    layoutFinished: true,
    provenance: {
      settings: defaultSettings,
      encoder: 'test',
      dimension: 2,
      device: { rung: 'lexical', threads: 1, reason: 'test' },
      milliseconds: {},
      version: 'test',
      madeAt: '2026-01-01T00:00:00Z',
    },
    ...changes,
  };
}

export const eightPapers: Corpus = {
  id: 'eight',
  name: 'Eight papers',
  papers: Array.from({ length: 8 }, (_, index) => blankPaper(`p${index}`, `Paper ${index}`)),
};
