import { expect, it } from 'vitest';
import { centreAndNormalise } from '../embedding/vectors';
import { gaussian, seededRandom } from '../foundation/random';
import { buildDendrogram } from './build-dendrogram';
import { cutByHeight } from './cut';
import { leavesOf, rootOf } from './dendrogram';
import { medoidsOf } from './medoids';
import { mixedTopics } from './mixed-topics';
import { clusterWard } from './ward';

/** Five tight groups of 20 papers, and so many that are like no others. */
async function grown(strays: number) {
  const random = seededRandom(7);
  const d = 24;
  const n = 100 + strays;
  const data = new Float32Array(n * d);
  for (let paper = 0; paper < n; paper++) {
    const group = paper < 100 ? Math.floor(paper / 20) : -1;
    for (let at = 0; at < d; at++) data[paper * d + at] = (at === group ? 8 : 0) + gaussian(random);
  }
  const vectors = centreAndNormalise({ n, d, data });
  const clustered = await clusterWard(vectors);
  if (!clustered.ok) throw new Error(clustered.error.message);
  const tree = buildDendrogram(clustered.value.linkage, vectors);
  const { cohesion } = await medoidsOf(tree, vectors);
  const frontier = cutByHeight(tree, rootOf(tree), 6);
  return { tree, cohesion, frontier };
}

it('finds the topic of what is like nothing else', async () => {
  const { tree, cohesion, frontier } = await grown(20);
  const [mixed, ...more] = mixedTopics(tree, cohesion, frontier);
  expect(more).toEqual([]);
  const strays = Array.from(leavesOf(tree, mixed ?? 0)).filter((paper) => paper >= 100);
  expect(strays.length).toBeGreaterThan(0.9 * (tree.size[mixed ?? 0] ?? 0));
});

it('finds none where all topics are alike, or too few to compare', async () => {
  const { tree, cohesion, frontier } = await grown(0);
  expect(mixedTopics(tree, cohesion, frontier)).toEqual(new Set());
  const few = await grown(20);
  expect(mixedTopics(few.tree, few.cohesion, few.frontier.slice(0, 3))).toEqual(new Set());
});
