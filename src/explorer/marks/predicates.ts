/**
 * Questions one can ask of every paper on the map (is it an outlier, does its category disagree with
 * its topic, …), whose answers are outlined or brought into focus. All are asked of the topics on
 * show: with another cut, other papers are outliers.
 */
import type { Neighbours } from '../../clustering/neighbours';
import { leavesOf, type Dendrogram } from '../../clustering/dendrogram';
import { facetValues } from '../../corpus/facets';
import type { Paper } from '../../corpus/paper';

export const predicateKeys = ['outlier', 'disagrees', 'no-code', 'unread', 'found'] as const;

export type PredicateKey = (typeof predicateKeys)[number];

export interface Predicate {
  readonly key: PredicateKey;
  readonly name: string;
  /** Its papers as the end of "12 papers …". */
  readonly words: string;
  /** One sentence on what it means. */
  readonly meaning: string;
  /** 1 for the papers it holds for; length n. */
  readonly mask: Uint8Array;
  readonly count: number;
}

export interface PredicateInput {
  readonly papers: readonly Paper[];
  readonly tree: Dendrogram;
  /** The topics on show; papers outside them are asked nothing. */
  readonly frontier: readonly number[];
  readonly neighbours: Neighbours;
  /** Ids of papers marked as read; null where none is, for then all are unread. */
  readonly read: ReadonlySet<string> | null;
  /** Leaves found by a search; null while nothing is asked. */
  readonly found: readonly number[] | null;
}

/** A paper is an outlier where another topic has twice the weight of its own among its neighbours. */
export const outlierBelow = -0.5;

/** Position in `frontier` of the topic that holds each paper, -1 for none; length n. */
export function topicOfLeaves(tree: Dendrogram, frontier: readonly number[]): Int32Array {
  const topicOf = new Int32Array(tree.n).fill(-1);
  for (const [at, node] of frontier.entries()) {
    for (const leaf of leavesOf(tree, node)) topicOf[leaf] = at;
  }
  return topicOf;
}

/**
 * How much more a paper belongs to its own topic than to the next best one, -1 to 1, after the
 * silhouette (Rousseeuw 1987): (a − b) / max(a, b), with similarity in the place of distance. a is
 * the summed cosine similarity of those of its k nearest neighbours that lie in its own topic, b the
 * largest such sum of any other topic. Exact silhouettes need all pairs of papers; the neighbours
 * are there already and decide where the border runs. 0 for a paper alone in its topic, as in the
 * paper, outside every topic, and where no neighbour lies in one.
 *
 * @param topicOf topic of each paper, -1 for none; length n
 */
export function neighbourSilhouette(neighbours: Neighbours, topicOf: Int32Array): Float32Array {
  const { n, k, indices, similarities } = neighbours;
  const silhouette = new Float32Array(topicOf.length);
  const sizes = new Map<number, number>();
  for (const topic of topicOf) sizes.set(topic, (sizes.get(topic) ?? 0) + 1);
  const weights = new Map<number, number>();
  for (let paper = 0; paper < Math.min(n, topicOf.length); paper++) {
    const own = topicOf[paper] ?? -1;
    if (own === -1 || sizes.get(own) === 1) continue;
    weights.clear();
    for (let at = paper * k; at < (paper + 1) * k; at++) {
      const topic = topicOf[indices[at] ?? 0] ?? -1;
      const weight = Math.max(0, similarities[at] ?? 0);
      if (topic !== -1) weights.set(topic, (weights.get(topic) ?? 0) + weight);
    }
    const inside = weights.get(own) ?? 0;
    weights.delete(own);
    const beside = Math.max(0, ...weights.values());
    const larger = Math.max(inside, beside);
    if (larger > 0) silhouette[paper] = (inside - beside) / larger;
  }
  return silhouette;
}

/**
 * 1 for each paper whose main category is not the one that most papers of its topic have. A topic
 * whose most frequent category is tied has no majority, and papers without a category do not disagree.
 */
export function disagreeing(papers: readonly Paper[], topicOf: Int32Array): Uint8Array {
  const counts = new Map<number, Map<string, number>>();
  const categoryOf = (leaf: number) => papers[leaf]?.categories[0];
  for (const [leaf, topic] of topicOf.entries()) {
    const category = categoryOf(leaf);
    if (topic === -1 || category === undefined) continue;
    const inTopic = counts.get(topic) ?? new Map<string, number>();
    counts.set(topic, inTopic.set(category, (inTopic.get(category) ?? 0) + 1));
  }
  const majority = new Map<number, string>();
  for (const [topic, inTopic] of counts) {
    const [first, second] = [...inTopic].sort(([, a], [, b]) => b - a);
    if (first && first[1] > (second?.[1] ?? 0)) majority.set(topic, first[0]);
  }
  return Uint8Array.from(topicOf, (topic, leaf) => {
    const usual = majority.get(topic);
    const category = categoryOf(leaf);
    return usual !== undefined && category !== undefined && category !== usual ? 1 : 0;
  });
}

/** The questions that make sense of these papers, with their answers. */
export function predicatesOf(input: PredicateInput): Predicate[] {
  const { papers, tree, frontier, neighbours, read, found } = input;
  const topicOf = topicOfLeaves(tree, frontier);
  const among = (holds: (leaf: number) => boolean) =>
    Uint8Array.from(topicOf, (topic, leaf) => (topic !== -1 && holds(leaf) ? 1 : 0));
  const predicates: Predicate[] = [];
  const ask = (
    key: PredicateKey,
    said: Pick<Predicate, 'name' | 'words' | 'meaning'>,
    mask: Uint8Array,
  ) => predicates.push({ key, ...said, mask, count: mask.reduce((sum, is) => sum + is, 0) });

  if (neighbours.k > 0 && frontier.length > 1) {
    const silhouette = neighbourSilhouette(neighbours, topicOf);
    ask(
      'outlier',
      {
        name: 'Outliers',
        words: 'that are outliers',
        meaning: 'Their nearest papers lie rather in another topic on show',
      },
      among((leaf) => (silhouette[leaf] ?? 0) < outlierBelow),
    );
  }
  if (new Set(papers.map(({ categories }) => categories[0])).size > 1) {
    ask(
      'disagrees',
      {
        name: 'Other category',
        words: 'of another category than most of their topic',
        meaning: 'Their category is not the one most papers of their topic have',
      },
      disagreeing(papers, topicOf),
    );
  }
  const hasCode = papers.map((paper) => facetValues(paper, 'code')[0] === 'yes');
  if (hasCode.includes(true)) {
    ask(
      'no-code',
      { name: 'Without code', words: 'without code', meaning: 'No link to code was found in them' },
      among((leaf) => hasCode[leaf] === false),
    );
  }
  if (read) {
    ask(
      'unread',
      { name: 'Unread', words: 'not yet read', meaning: 'You have not marked them as read' },
      among((leaf) => !read.has(papers[leaf]?.id ?? '')),
    );
  }
  if (found) {
    const hits = new Set(found);
    ask(
      'found',
      { name: 'Search hits', words: 'found by the search', meaning: 'What the search found' },
      among((leaf) => hits.has(leaf)),
    );
  }
  return predicates;
}
