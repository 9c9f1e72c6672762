/** The nodes that a cut makes visible, and what of them two maps share. */
import { pathUp, type Dendrogram } from '../../clustering/dendrogram';

/**
 * Everything drawn for a cut: the frontier and every node between it and the root, both included.
 * Each node comes once.
 *
 * @param frontier nodes under `root`
 */
export function framesOf(
  tree: Dendrogram,
  root: number,
  frontier: readonly number[],
): ReadonlySet<number> {
  const frames = new Set<number>();
  for (const node of frontier) {
    for (const frame of pathUp(tree, node, root)) {
      if (frames.has(frame)) break;
      frames.add(frame);
    }
  }
  return frames;
}
