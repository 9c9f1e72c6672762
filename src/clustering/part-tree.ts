/** The same hierarchy with some papers taken out of sight. */
import { childrenOf, type Dendrogram } from './dendrogram';

/**
 * A view of a dendrogram that shows only some of its papers. Nodes keep their numbers, so names,
 * colours and addresses stay true; `order`, `start` and `size` hold the papers shown only; a node of
 * which one side is wholly hidden stands for the other side and takes its children, so that every
 * node met on the way down has papers on both sides or is shown whole. `parent` is as before:
 * the way up leads through every node.
 *
 * Nodes without a paper shown have size 0 and are never met on the way down.
 *
 * @param hidden 1 for papers taken out of sight; length n
 */
export function partTree(tree: Dendrogram, hidden: Uint8Array): Dendrogram {
  const { n } = tree;
  const order = tree.order.filter((leaf) => hidden[leaf] !== 1);
  const before = new Uint32Array(n + 1);
  for (let at = 0; at < n; at++) {
    before[at + 1] = (before[at] ?? 0) + (hidden[tree.order[at] ?? 0] === 1 ? 0 : 1);
  }
  const start = Uint32Array.from(tree.start, (at) => before[at] ?? 0);
  const size = Uint32Array.from(
    tree.size,
    (papers, node) => (before[(tree.start[node] ?? 0) + papers] ?? 0) - (start[node] ?? 0),
  );
  const left = tree.left.slice();
  const right = tree.right.slice();
  const height = tree.height.slice();
  /** The node that each node stands for. */
  const standsFor = Int32Array.from({ length: 2 * n - 1 }, (_, node) => node);
  for (let merge = 0; merge < n - 1; merge++) {
    const [a = -1, b = -1] = childrenOf(tree, n + merge).map((child) => standsFor[child] ?? child);
    const full = (size[a] ?? 0) > 0 && (size[b] ?? 0) > 0;
    const only = (size[a] ?? 0) > 0 ? a : b;
    standsFor[n + merge] = full ? n + merge : only;
    left[merge] = full ? a : (left[only - n] ?? -1);
    right[merge] = full ? b : (right[only - n] ?? -1);
    if (!full) height[merge] = height[only - n] ?? 0;
  }
  return { ...tree, left, right, height, order, start, size };
}
