import { describe, expect, it } from 'vitest';
import { leavesOf } from './dendrogram';
import { balancedTree } from './labels/testing/balanced-tree';
import { levelsOf, topicsIn, type LevelTopic } from './levels';

describe('levels', () => {
  it('hold every paper once on each level, and nest', () => {
    const tree = balancedTree(256);
    const { counts, topics } = levelsOf(tree);
    expect(counts).toEqual([4, 12, 40]);
    counts.forEach((count, level) => {
      /** What stands on a level: its own topics, and those above that are not divided by it. */
      const standing = (of: readonly LevelTopic[]): LevelTopic[] =>
        of.flatMap((topic) =>
          topic.parts[0] && topic.parts[0].level <= level ? standing(topic.parts) : [topic],
        );
      const nodes = standing(topics).map(({ node }) => node);
      expect(nodes).toHaveLength(count);
      const papers = nodes.flatMap((node) => [...leavesOf(tree, node)]);
      expect(papers.toSorted((a, b) => a - b)).toEqual(Array.from(tree.order.keys()));
    });
    const all = topicsIn(topics);
    expect(new Set(all.map(({ node }) => node)).size).toBe(all.length);
    for (const { level, parts } of all)
      for (const part of parts) expect(part.level).toBeGreaterThan(level);
  });

  it.each([
    [64, [4, 12, 21]],
    [32, [4, 10]],
    [8, [2]],
    [4, []],
  ])('of %i papers are fewer', (n, counts) => {
    expect(levelsOf(balancedTree(n)).counts).toEqual(counts);
  });
});
