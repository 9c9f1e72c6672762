import { rootOf, type Dendrogram } from './dendrogram';
import { matchTopics, oldTopic } from './match-topics';

/**
 * Least overlap (see `matchTopics`) at which a topic keeps the name it had before papers were added:
 * three of five papers in common. Below it the topic has become another and is named anew.
 */
export const hardlyChanged = 0.6;

/** Papers looked at of a large topic. */
const mostLookedAt = 1000;

/** A map before papers were added: leaf `i` of its tree is leaf `i` of the new one. */
export interface EarlierNames {
  readonly tree: Dendrogram;
  /** Names by node. */
  readonly names: ReadonlyMap<number, string>;
}

/** The names that topics of a tree keep from before papers were added, by node. */
export function carriedNames(
  { tree: before, names }: EarlierNames,
  tree: Dendrogram,
): Map<number, string> {
  const nodes = [...names.keys()].filter((node) => node >= before.n && node < rootOf(before));
  const topics = nodes.map((node) => oldTopic(before, node, mostLookedAt));
  const leafOf = (paper: number): number => paper;
  return new Map(
    matchTopics(topics, tree, { leafOf, least: hardlyChanged })
      .filter(({ node }) => node < rootOf(tree))
      .map(({ old, node }) => [node, names.get(nodes[old] ?? -1) ?? '']),
  );
}
