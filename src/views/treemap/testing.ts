/** Plain layouts for tests. */
import { cutBySize } from '../../clustering/cut';
import { leavesOf, rootOf, type Dendrogram } from '../../clustering/dendrogram';
import { layoutTreemap, type TreemapInput, type TreemapLayout } from './layout';
import { plainMeasure } from '../drawing/text';

/** A layout of 900 × 600 pixels in `clusters` cells, papers called after their numbers. */
export function plainLayout(
  tree: Dendrogram,
  clusters: number,
  over: Partial<TreemapInput> = {},
): TreemapLayout {
  const { root = rootOf(tree) } = over;
  return layoutTreemap({
    tree,
    root,
    frontier: cutBySize(tree, root, clusters),
    width: 900,
    height: 600,
    coarse: false,
    detail: 'card',
    measure: plainMeasure,
    labelOf: (node) => `topic ${node}`,
    textOf: (paper) => ({ title: `paper ${paper}`, byline: '', sentence: '' }),
    medoidOf: (node) => leavesOf(tree, node)[0] ?? 0,
    ...over,
  });
}
