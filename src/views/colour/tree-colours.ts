/**
 * Tree Colors (Tennekes & de Jonge, "Tree Colors: Color Schemes for Tree-Structured Data", IEEE TVCG
 * 20(12), 2014): the hue circle is split down the hierarchy from the topic on show, so that neighbours
 * in the tree look related and a topic has the same hue in every view.
 *
 * Two departures for dendrograms, whose trees are binary and deep: a range is split by the square
 * roots of the children's sizes rather than evenly, or a chain of small topics would eat the circle;
 * and less of each range is left empty, since many levels compound.
 */
import { childrenOf, rootOf, type Dendrogram } from '../../clustering/dendrogram';

/** Share of its parent's hue range that a node passes on; the rest separates siblings. */
const kept = 0.94;

/** Degrees of the CIELCh circle given to topics: everything but the blues of the accent. */
export const hueRange = { from: -55, to: 250 };

/**
 * Hue of every node in degrees, length 2n-1; nodes outside `root` keep NaN.
 *
 * @param root the node that gets the whole circle
 */
export function treeHues(tree: Dendrogram, root = rootOf(tree)): Float32Array {
  const hues = new Float32Array(2 * tree.n - 1).fill(NaN);
  const open: [node: number, from: number, to: number][] = [[root, hueRange.from, hueRange.to]];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const [node, from, to] = at;
    hues[node] = (from + to) / 2;
    const children = childrenOf(tree, node);
    if (children.length === 0) continue;
    const first = Math.sqrt(tree.size[children[0]] ?? 1);
    const second = Math.sqrt(tree.size[children[1]] ?? 1);
    const cut = from + ((to - from) * first) / (first + second);
    open.push([children[0], ...narrowed(from, cut)], [children[1], ...narrowed(cut, to)]);
  }
  return hues;
}

function narrowed(from: number, to: number): [number, number] {
  const spare = ((to - from) * (1 - kept)) / 2;
  return [from + spare, to - spare];
}

/** A hue of {@link treeHues} as a share of the range, 0 to 1: where the node lies in the tree. */
export function shareOfRange(hue: number): number {
  return (hue - hueRange.from) / (hueRange.to - hueRange.from);
}

/** Edges from the root to every node, length 2n-1. */
export function nodeDepths(tree: Dendrogram): Uint16Array {
  const depths = new Uint16Array(2 * tree.n - 1);
  for (let node = rootOf(tree); node >= tree.n; node--) {
    const below = (depths[node] ?? 0) + 1;
    for (const child of childrenOf(tree, node)) depths[child] = below;
  }
  return depths;
}
