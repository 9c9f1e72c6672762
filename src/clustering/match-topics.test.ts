import { describe, expect, it } from 'vitest';
import { buildDendrogram } from './build-dendrogram';
import { cutByHeight } from './cut';
import { leavesOf, rootOf, type Dendrogram } from './dendrogram';
import { matchTopics, oldTopic } from './match-topics';
import { wardLinkage } from './ward';
import { seededRandom } from '../foundation/random';
import type { Vectors } from '../embedding/encoder';

const groups = 12;
const d = 16;

/** Unit rows around twelve centres, with noise; the first n of them are the same for every n. */
function rowsOf(n: number, seed: number): Vectors {
  const random = seededRandom(seed);
  const normal = (): number => random() + random() + random() - 1.5;
  const centres = Array.from({ length: groups }, () => Array.from({ length: d }, normal));
  const data = new Float32Array(n * d);
  for (let i = 0; i < n; i++) {
    const row = (centres[i % groups] ?? []).map((value) => value + 0.45 * normal());
    const norm = Math.hypot(...row);
    row.forEach((value, k) => (data[i * d + k] = value / norm));
  }
  return { n, d, data };
}

const leafOf = (paper: number): number => paper;
const whole = (tree: Dendrogram, node: number) => oldTopic(tree, node, Infinity);

async function treeOf(vectors: Vectors): Promise<Dendrogram> {
  const linkage = await wardLinkage(vectors);
  if (!linkage.ok) throw new Error(linkage.error.message);
  return buildDendrogram(linkage.value, vectors);
}

describe('topics found again', () => {
  it('in twenty trials with a tenth of papers added, at least 95 of 100', async () => {
    let sought = 0;
    let found = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const before = await treeOf(rowsOf(200, seed));
      const after = await treeOf(rowsOf(220, seed));
      const topics = cutByHeight(before, rootOf(before), groups).map((node) => whole(before, node));
      const matches = matchTopics(topics, after, { leafOf });
      sought += topics.length;
      found += matches.length;
      for (const { old, node, overlap } of matches) {
        const held = new Set(topics[old]?.papers);
        const there = leavesOf(after, node).filter((leaf) => leaf < before.n);
        const both = there.filter((leaf) => held.has(leaf)).length;
        expect(overlap).toBeCloseTo(both / (held.size + there.length - both));
      }
    }
    expect(found / sought).toBeGreaterThanOrEqual(0.95);
  });

  it('is one to one, and exact where nothing changed', async () => {
    const tree = await treeOf(rowsOf(60, 3));
    const nodes = cutByHeight(tree, rootOf(tree), 8);
    const topics = nodes.map((node) => whole(tree, node));
    const matches = matchTopics(topics, tree, { leafOf });
    expect(matches).toHaveLength(8);
    expect(new Set(matches.map(({ node }) => node)).size).toBe(8);
    for (const { old, node, overlap } of matches) {
      expect(node).toBe(nodes[old]);
      expect(overlap).toBe(1);
    }
  });

  it('does not count papers that are gone, and finds nothing where too little is left', async () => {
    const tree = await treeOf(rowsOf(60, 4));
    const [node = 0] = cutByHeight(tree, rootOf(tree), 8);
    const { papers, size } = whole(tree, node);
    const present = (paper: number): number | undefined => (paper < 60 ? paper : undefined);
    const some = { papers: [...papers, 1000, 1001, 1002], size: size + 3, known: 2000 };
    expect(matchTopics([some], tree, { leafOf: present })).toEqual([{ old: 0, node, overlap: 1 }]);
    const gone = { papers: [papers[0] ?? 0, 1000, 1001], size: 3, known: 2000 };
    const none = { papers: [], size: 0, known: 2000 };
    expect(matchTopics([gone, none], tree, { leafOf: present })).toEqual([]);
  });

  it('leaves papers out of the count that came later, so that a topic may grow without end', async () => {
    const before = await treeOf(rowsOf(36, 5));
    const after = await treeOf(rowsOf(360, 5));
    const topics = cutByHeight(before, rootOf(before), groups).map((node) => whole(before, node));
    expect(matchTopics(topics, after, { leafOf, least: 0.6 })).toHaveLength(groups);
    const everything = [whole(before, rootOf(before))];
    expect(matchTopics(everything, after, { leafOf })).toMatchObject([{ node: rootOf(after) }]);
  });

  it('tells the overlap from a sample to within a few hundredths', async () => {
    const before = await treeOf(rowsOf(2000, 6));
    const after = await treeOf(rowsOf(2200, 6));
    const nodes = cutByHeight(before, rootOf(before), groups);
    const exact = matchTopics(
      nodes.map((node) => whole(before, node)),
      after,
      { leafOf },
    );
    const sampled = matchTopics(
      nodes.map((node) => oldTopic(before, node, 40)),
      after,
      { leafOf },
    );
    const byTopic = new Map(sampled.map(({ old, node, overlap }) => [old, { node, overlap }]));
    for (const { old, node, overlap } of exact) {
      expect(byTopic.get(old)?.node).toBe(node);
      expect(Math.abs((byTopic.get(old)?.overlap ?? 0) - overlap)).toBeLessThan(0.08);
    }
  });
});
