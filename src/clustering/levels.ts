/** The tree cut into a few levels, each with more and smaller topics than the one above. */
import { cutByHeight } from './cut';
import { holds, rootOf, type Dendrogram } from './dendrogram';

/** How many topics the levels have where there are papers enough. */
const levelCounts = [4, 12, 40];
/** A level has at most one topic for so many papers. */
const leastPapers = 3;
/** A level has so many times the topics of the level above at least, or it is left out. */
const leastGrowth = 1.5;

/** A topic with its parts on the next level; none on the last, or where it is not divided further. */
export interface LevelTopic {
  readonly node: number;
  /** The level it first stands on, from 0. */
  readonly level: number;
  readonly parts: readonly LevelTopic[];
}

export interface Levels {
  /** Topics of each level; empty where there are too few papers for any. */
  readonly counts: readonly number[];
  /** The topics of the first level, in leaf order. */
  readonly topics: readonly LevelTopic[];
}

/**
 * Cuts by height into about 4, 12 and 40 topics, or fewer where papers are few. Each cut divides topics
 * of the one above, so that the levels nest.
 */
export function levelsOf(tree: Dendrogram): Levels {
  const counts: number[] = [];
  for (const wanted of levelCounts) {
    const count = Math.min(wanted, Math.floor(tree.n / leastPapers));
    if (count >= Math.max(2, leastGrowth * (counts.at(-1) ?? 0))) counts.push(count);
  }
  const cuts = counts.map((count) => cutByHeight(tree, rootOf(tree), count));
  const under = (top: number, level: number): LevelTopic[] => {
    const nodes = (cuts[level] ?? []).filter((node) => holds(tree, top, node));
    // What is not divided on a level stands on the level above alone.
    const [only] = nodes;
    if (only === top && level > 0) return under(top, level + 1);
    return nodes.map((node) => ({ node, level, parts: under(node, level + 1) }));
  };
  return { counts, topics: counts.length > 0 ? under(rootOf(tree), 0) : [] };
}

/** Every topic of the levels, each before its parts. */
export function topicsIn(topics: readonly LevelTopic[]): LevelTopic[] {
  return topics.flatMap((topic) => [topic, ...topicsIn(topic.parts)]);
}
