/** The layouts one may choose between, each with how far to trust it. */
import type { Vectors } from '../embedding/encoder';
import { gridLayout } from './grid-layout';
import type { Layout, LayoutKind } from './layout';
import { pcaLayout } from './pca';
import { layoutQuality, type LayoutQuality } from './quality';

export interface Arrangement {
  readonly kind: LayoutKind;
  readonly layout: Layout;
  readonly quality: LayoutQuality;
}

/**
 * Arranges papers another way: `umap` as it is, `grid` from it, `pca` from the vectors.
 *
 * @param umap the finished UMAP layout of the same papers
 */
export function arrange(kind: LayoutKind, umap: Layout, vectors: Vectors): Arrangement {
  const layout = layoutOf(kind, umap, vectors);
  return { kind, layout, quality: layoutQuality(vectors, layout) };
}

function layoutOf(kind: LayoutKind, umap: Layout, vectors: Vectors): Layout {
  switch (kind) {
    case 'umap':
      return umap;
    case 'pca':
      return pcaLayout(vectors);
    case 'grid':
      return { positions: gridLayout(umap).positions };
  }
}
