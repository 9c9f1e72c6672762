/**
 * Cuts: which nodes stand on screen. A frontier is a set of nodes that together hold every paper
 * under a root exactly once. Each cut starts from the root alone and replaces one node at a time by
 * its two children until k nodes stand; they differ only in which node is next:
 *
 * - by height: the one with the largest merge height, which is the cut of the dendrogram into k;
 * - by size: the one with most papers, which gives even tiles;
 * - breadth first: level by level, as DendroMap does (Bertucci et al., IEEE VIS 2022).
 *
 * The caller may refuse an expansion (a rectangle too small for two); the node then stays whole and
 * the others go on. The question is asked once per node, parents before children, so a view can lay
 * out as it answers.
 */
import { childrenOf, heightOf, isLeaf, leavesOf, type Dendrogram } from './dendrogram';

/** Asked before `node` is replaced by its children; false leaves it whole. */
export type MayExpand = (node: number, children: readonly [number, number]) => boolean;

/** Always k nodes, or as many as the tree and {@link MayExpand} allow, in leaf order. */
export type Cut = (tree: Dendrogram, root: number, k: number, mayExpand?: MayExpand) => number[];

/** Expands the node with the largest merge height first; ties by the higher node number. */
export const cutByHeight: Cut = (tree, root, k, mayExpand) =>
  expand(
    tree,
    root,
    k,
    (a, b) =>
      heightOf(tree, a) > heightOf(tree, b) || (heightOf(tree, a) === heightOf(tree, b) && a > b),
    mayExpand,
  );

/** Expands the node with most papers first; ties by merge height, then by node number. */
export const cutBySize: Cut = (tree, root, k, mayExpand) =>
  expand(
    tree,
    root,
    k,
    (a, b) => {
      const more = leavesOf(tree, a).length - leavesOf(tree, b).length;
      return more > 0 || (more === 0 && a > b);
    },
    mayExpand,
  );

/** Expands level by level, left to right. */
export const cutBreadthFirst: Cut = (tree, root, k, mayExpand = () => true) => {
  const queue = [root];
  const whole: number[] = [];
  let head = 0;
  while (head < queue.length && whole.length + queue.length - head < k) {
    const node = queue[head++] ?? root;
    const children = childrenOf(tree, node);
    if (children.length === 2 && mayExpand(node, children)) queue.push(...children);
    else whole.push(node);
  }
  return inLeafOrder(tree, [...whole, ...queue.slice(head)]);
};

/**
 * The clusters below a merge height: the largest nodes under `root` whose merge height is at most
 * `height`, in leaf order.
 */
export function cutAtHeight(tree: Dendrogram, root: number, height: number): number[] {
  const frontier: number[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const children = childrenOf(tree, node);
    if (children.length === 2 && heightOf(tree, node) > height) {
      open.push(children[1], children[0]);
    } else {
      frontier.push(node);
    }
  }
  return frontier;
}

/** Priority expansion: `goesFirst(a, b)` orders the nodes that may still be expanded. */
function expand(
  tree: Dendrogram,
  root: number,
  k: number,
  goesFirst: (a: number, b: number) => boolean,
  mayExpand: MayExpand = () => true,
): number[] {
  const whole: number[] = [];
  const open = [root];
  while (open.length > 0 && open.length + whole.length < k) {
    const node = takeFirst(open, goesFirst);
    const children = childrenOf(tree, node);
    if (children.length === 2 && mayExpand(node, children)) {
      for (const child of children) {
        if (isLeaf(tree, child)) whole.push(child);
        else push(open, child, goesFirst);
      }
    } else {
      whole.push(node);
    }
  }
  return inLeafOrder(tree, [...whole, ...open]);
}

function inLeafOrder(tree: Dendrogram, nodes: number[]): number[] {
  return nodes.sort((a, b) => (tree.start[a] ?? 0) - (tree.start[b] ?? 0));
}

/** Binary heap: adds `node`. */
function push(heap: number[], node: number, goesFirst: (a: number, b: number) => boolean): void {
  let at = heap.length;
  heap.push(node);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const other = heap[above] ?? node;
    if (!goesFirst(node, other)) break;
    heap[at] = other;
    at = above;
  }
  heap[at] = node;
}

/** Binary heap: removes and returns the first of a heap that is not empty. */
function takeFirst(heap: number[], goesFirst: (a: number, b: number) => boolean): number {
  const first = heap[0] ?? 0;
  const moved = heap.pop() ?? 0;
  const length = heap.length;
  if (length === 0) return first;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= length) break;
    if (below + 1 < length && goesFirst(heap[below + 1] ?? 0, heap[below] ?? 0)) below++;
    const other = heap[below] ?? 0;
    if (!goesFirst(other, moved)) break;
    heap[at] = other;
    at = below;
  }
  heap[at] = moved;
  return first;
}
