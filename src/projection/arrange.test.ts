import { expect, it } from 'vitest';
import { arrange } from './arrange';
import { nearestNeighbours } from './testing/nearest-neighbours';
import { pcaLayout } from './pca';
import { clusteredVectors } from './testing/vectors';
import { umap } from './umap';

it('arranges papers in every way and says how far to trust it', async () => {
  const vectors = clusteredVectors(120, 8, 5, 2);
  const { layout } = await umap(nearestNeighbours(vectors, 15), pcaLayout(vectors), { seed: 1 });
  expect(arrange('umap', layout, vectors).layout).toEqual(layout);
  expect(arrange('pca', layout, vectors).layout).toEqual(pcaLayout(vectors));
  const grid = arrange('grid', layout, vectors);
  expect(grid.layout.positions).not.toEqual(layout.positions);
  expect(grid.kind).toBe('grid');
  for (const kind of ['umap', 'pca', 'grid'] as const) {
    expect(arrange(kind, layout, vectors).quality.trustworthiness).toBeGreaterThan(0.7);
  }
});
