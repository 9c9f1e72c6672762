/** Topics that gather what fitted nowhere else. */
import type { Dendrogram } from './dendrogram';
import { diversityOf } from './diversity';

/** A topic is mixed where two of its papers are this much less alike than in the usual topic. */
const share = 0.5;
/** Fewer topics beside each other, or fewer papers in one, tell nothing. */
const leastTopics = 4;
const leastPapers = 3;

/**
 * Those of the topics on show whose papers have little in common: the mean cosine similarity of two of
 * its papers is under half of the median over all that are on show. How that number was found is in
 * decision 6.
 *
 * @param cohesion of each of the 2n − 1 nodes, 0 to 1, as `medoidsOf` gives it
 * @param frontier nodes of one cut
 */
export function mixedTopics(
  { size }: Dendrogram,
  cohesion: Float32Array,
  frontier: readonly number[],
): ReadonlySet<number> {
  const topics = frontier.filter((node) => (size[node] ?? 0) >= leastPapers);
  if (topics.length < leastTopics) return new Set();
  const alike = new Map(
    topics.map((node) => [node, 1 - diversityOf(cohesion[node] ?? 0, size[node] ?? 0)]),
  );
  const sorted = [...alike.values()].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  return new Set(topics.filter((node) => (alike.get(node) ?? 0) < share * median));
}
