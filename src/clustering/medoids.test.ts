import { describe, expect, it } from 'vitest';
import type { Vectors } from '../embedding/encoder';
import { buildDendrogram } from './build-dendrogram';
import { leavesOf, rootOf } from './dendrogram';
import { linkageFromMerges } from './linkage';
import { medoidsOf } from './medoids';
import { clusteredVectors, vectorsOf } from './testing/vectors-of';
import { wardLinkage } from './ward';

/** Medoid and cohesion by their definitions. */
function byDefinition({ d, data }: Vectors, papers: readonly number[]) {
  const sum = Array.from({ length: d }, (_, k) =>
    papers.reduce((total, paper) => total + (data[paper * d + k] ?? 0), 0),
  );
  const dot = (paper: number) =>
    sum.reduce((total, value, k) => total + value * (data[paper * d + k] ?? 0), 0);
  const norm = Math.hypot(...sum);
  const best = papers.reduce((a, b) => {
    const difference = dot(b) - dot(a);
    return difference > 1e-9 || (Math.abs(difference) <= 1e-9 && b < a) ? b : a;
  });
  const cohesion = papers.reduce((total, paper) => total + dot(paper) / norm, 0) / papers.length;
  return { best, cohesion };
}

async function treeOf(vectors: Vectors) {
  const linkage = await wardLinkage(vectors);
  if (!linkage.ok) throw new Error(linkage.error.message);
  return buildDendrogram(linkage.value, vectors);
}

describe('medoidsOf', () => {
  it.each([1, 2, 3, 40, 250])('equals the definitions at every node, n = %i', async (n) => {
    const vectors = clusteredVectors(n, 8, 6);
    const tree = await treeOf(vectors);
    const { medoids, cohesion } = await medoidsOf(tree, vectors);
    for (let node = 0; node <= rootOf(tree); node++) {
      const expected = byDefinition(vectors, [...leavesOf(tree, node)]);
      expect(medoids[node]).toBe(expected.best);
      expect(cohesion[node]).toBeCloseTo(expected.cohesion, 5);
    }
  });

  it('equals the definitions on a chain, the deepest tree there is', async () => {
    const n = 120;
    const vectors = clusteredVectors(n, 6, 1, 0.4);
    const merges = n - 1;
    const linkage = linkageFromMerges(n, {
      first: new Uint32Array(merges),
      second: Uint32Array.from({ length: merges }, (_, m) => m + 1),
      height: Float64Array.from({ length: merges }, (_, m) => m + 1),
    });
    const tree = buildDendrogram(linkage, vectors);
    const { medoids } = await medoidsOf(tree, vectors);
    for (let node = n; node <= rootOf(tree); node++) {
      expect(medoids[node]).toBe(byDefinition(vectors, [...leavesOf(tree, node)]).best);
    }
  });

  it('picks the smallest index among duplicates', async () => {
    const vectors = vectorsOf(Array.from({ length: 6 }, () => [0.6, 0.8]));
    const tree = await treeOf(vectors);
    const { medoids, cohesion } = await medoidsOf(tree, vectors);
    expect(medoids[rootOf(tree)]).toBe(0);
    expect(cohesion[rootOf(tree)]).toBeCloseTo(1, 6);
  });
});
