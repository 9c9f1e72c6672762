/**
 * Topics of one tree found again in another, by the papers they share: what a topic was called stays
 * with it when papers are added, and what hardly changed is not renamed.
 */
import { leavesOf, rootOf, type Dendrogram } from './dendrogram';

/** Least overlap (Jaccard: papers in both, out of papers in either) of what counts as the same topic. */
export const leastOverlap = 0.3;

/** Of a topic's papers, those the other tree must have at least for the topic to be looked for there. */
const leastPresent = 0.5;

/** A topic as it was in the tree it comes from. */
export interface OldTopic<Key> {
  /** Its papers: all of them, or an even sample. */
  readonly papers: readonly Key[];
  /** How many papers it held. */
  readonly size: number;
  /** Papers there were at that time: those of the new tree from this number on came later. */
  readonly known: number;
}

export interface TopicMatch {
  /** Place of the old topic in the list given. */
  readonly old: number;
  readonly node: number;
  /** Jaccard index of the two sets of papers, above 0 and up to 1; estimated where a sample was given. */
  readonly overlap: number;
}

export interface NewPapers<Key> {
  /** The leaf of a paper by the key the old topics use; undefined for papers that are gone. */
  readonly leafOf: (paper: Key) => number | undefined;
  /** The number of a leaf's paper in the order in which papers came; the leaf itself if absent. */
  readonly numberOf?: (leaf: number) => number;
  /** Least overlap of a match, {@link leastOverlap} if absent. */
  readonly least?: number;
}

/**
 * Matches topics, given by the papers they held, to nodes of a tree: one to one, the largest overlap
 * first; ties by the larger old topic, by its place, and by the lower node. What only one of the two
 * trees could hold is left out of the count: papers that are gone and papers that came later. Without
 * the latter a topic that grows little by little would in the end be lost.
 *
 * Only ancestors of a topic's papers can share any with it: O(papers × depth) for each topic.
 */
export function matchTopics<Key>(
  topics: readonly OldTopic<Key>[],
  tree: Dendrogram,
  { leafOf, numberOf = (leaf) => leaf, least = leastOverlap }: NewPapers<Key>,
): TopicMatch[] {
  const before = papersBefore(tree, numberOf);
  const found: TopicMatch[] = [];
  topics.forEach(({ papers, size, known }, old) => {
    const leaves = new Set(papers.flatMap((paper) => leafOf(paper) ?? []));
    if (leaves.size === 0 || leaves.size < leastPresent * papers.length) return;
    // All papers are all papers, however many came and wherever they stand.
    if (size === known) found.push({ old, node: rootOf(tree), overlap: 1 });
    const each = size / papers.length;
    const present = leaves.size * each;
    const shared = new Map<number, number>();
    for (const leaf of leaves)
      for (let node = tree.parent[leaf] ?? -1; node >= 0; node = tree.parent[node] ?? -1) {
        // Larger nodes overlap too little whatever they share.
        if (before(node, known) * least > present) break;
        shared.set(node, (shared.get(node) ?? 0) + 1);
      }
    for (const [node, hits] of shared) {
      const there = before(node, known);
      const both = Math.min(there, hits * each);
      const overlap = both / (present + there - both);
      if (overlap >= least) found.push({ old, node, overlap });
    }
  });
  const sizeOf = ({ old }: TopicMatch): number => topics[old]?.size ?? 0;
  found.sort(
    (a, b) => b.overlap - a.overlap || sizeOf(b) - sizeOf(a) || a.old - b.old || a.node - b.node,
  );
  const takenTopics = new Set<number>();
  const takenNodes = new Set<number>();
  return found.filter(({ old, node }) => {
    if (takenTopics.has(old) || takenNodes.has(node)) return false;
    takenTopics.add(old);
    takenNodes.add(node);
    return true;
  });
}

/** An even sample of a topic's papers in leaf order, so that every part of it is in the sample. */
export function oldTopic(tree: Dendrogram, node: number, most: number): OldTopic<number> {
  const leaves = leavesOf(tree, node);
  const count = Math.min(leaves.length, most);
  const papers = Array.from(
    { length: count },
    (_, i) => leaves[Math.floor((i * leaves.length) / count)] ?? 0,
  );
  return { papers, size: leaves.length, known: tree.n };
}

/** How many papers under a node have a number below a given one: counted once for each such number. */
function papersBefore(
  tree: Dendrogram,
  numberOf: (leaf: number) => number,
): (node: number, known: number) => number {
  const sums = new Map<number, Uint32Array>();
  return (node, known) => {
    let sum = sums.get(known);
    if (sum === undefined) {
      const counted = new Uint32Array(tree.n + 1);
      tree.order.forEach((leaf, at) => {
        counted[at + 1] = (counted[at] ?? 0) + (numberOf(leaf) < known ? 1 : 0);
      });
      sums.set(known, counted);
      sum = counted;
    }
    const start = tree.start[node] ?? 0;
    return (sum[start + (tree.size[node] ?? 1)] ?? 0) - (sum[start] ?? 0);
  };
}
