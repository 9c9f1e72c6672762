import { describe, expect, it } from 'vitest';
import { buildDendrogram } from './build-dendrogram';
import { cutByHeight } from './cut';
import { leavesOf, rootOf, type Dendrogram } from './dendrogram';
import { matchTopics } from './match-topics';
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
      const topics = cutByHeight(before, rootOf(before), groups).map((node) => [
        ...leavesOf(before, node),
      ]);
      const matches = matchTopics(topics, after, (paper) => paper);
      sought += topics.length;
      found += matches.length;
      for (const { old, node, overlap } of matches) {
        const held = new Set(topics[old]);
        const both = leavesOf(after, node).filter((leaf) => held.has(leaf)).length;
        expect(overlap).toBeCloseTo(both / (held.size + leavesOf(after, node).length - both));
      }
    }
    expect(found / sought).toBeGreaterThanOrEqual(0.95);
  });

  it('is one to one, and exact where nothing changed', async () => {
    const tree = await treeOf(rowsOf(60, 3));
    const nodes = cutByHeight(tree, rootOf(tree), 8);
    const topics = nodes.map((node) => [...leavesOf(tree, node)]);
    const matches = matchTopics(topics, tree, (paper) => paper);
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
    const topic = [...leavesOf(tree, node), 1000, 1001, 1002];
    const present = (paper: number): number | undefined => (paper < 60 ? paper : undefined);
    expect(matchTopics([topic], tree, present)).toEqual([{ old: 0, node, overlap: 1 }]);
    expect(matchTopics([[1000, 1001], []], tree, present)).toEqual([]);
  });
});
