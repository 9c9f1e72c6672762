/**
 * A dendrogram in about two bytes a paper: its shape as one bit a node, in preorder, and its merge
 * heights quantised on a logarithmic scale, each as the step from the higher of its two children.
 * Merges are numbered anew, by quantised height, so that whoever reads it has the same numbers.
 */
import { childrenOf, heightOf, isLeaf, rootOf, type Dendrogram } from '../clustering/dendrogram';
import { restoreDendrogram } from '../clustering/restore-dendrogram';

export interface TreeCode {
  readonly n: number;
  /** Heights above 0 have 2^bits − 1 levels. */
  readonly bits: number;
  /** Natural logarithms of the least height above 0 and of the largest. */
  readonly low: number;
  readonly high: number;
  /** One bit a node in preorder, the lowest of a byte first: 1 for a merge, 0 for a leaf. */
  readonly shape: Uint8Array;
  /** Per merge, in reverse preorder, the levels from its higher child to it; low bytes. */
  readonly stepsLow: Uint8Array;
  /** The same, high bytes. */
  readonly stepsHigh: Uint8Array;
}

/**
 * @param tree leaf `i` is the i-th from the left
 * @param bits of a height, 2 to 16
 */
export function encodeTree(tree: Dendrogram, bits = 16): TreeCode {
  const { n } = tree;
  const above = tree.height.filter((height) => height > 0);
  const low = above.length > 0 ? Math.log(above.reduce((a, b) => Math.min(a, b))) : 0;
  const high = above.length > 0 ? Math.log(above.reduce((a, b) => Math.max(a, b))) : 0;
  const levels = 2 ** bits - 1;
  const levelOf = (node: number): number => {
    const height = heightOf(tree, node);
    if (height <= 0) return 0;
    return high === low
      ? 1
      : 1 + Math.round(((Math.log(height) - low) / (high - low)) * (levels - 1));
  };
  const shape = new Uint8Array(Math.ceil((2 * n - 1) / 8));
  const merges = preorder(tree, (at) => {
    shape[at >> 3] = (shape[at >> 3] ?? 0) | (1 << (at & 7));
  }).reverse();
  const stepsLow = new Uint8Array(n - 1);
  const stepsHigh = new Uint8Array(n - 1);
  merges.forEach((node, at) => {
    const step = levelOf(node) - Math.max(0, ...childrenOf(tree, node).map(levelOf));
    stepsLow[at] = step & 255;
    stepsHigh[at] = step >> 8;
  });
  return { n, bits, low, high, shape, stepsLow, stepsHigh };
}

/** Merges in preorder; `onMerge` is given each one's place among all nodes. */
function preorder(tree: Dendrogram, onMerge: (at: number) => void): number[] {
  const merges: number[] = [];
  const open = [rootOf(tree)];
  let at = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop(), at++) {
    if (isLeaf(tree, node)) continue;
    onMerge(at);
    merges.push(node);
    const [left = 0, right = 0] = childrenOf(tree, node);
    open.push(right, left);
  }
  return merges;
}

/** @returns null if the code is not that of a tree over n leaves */
export function decodeTree(code: TreeCode): Dendrogram | null {
  const { n, bits, low, high, shape, stepsLow, stepsHigh } = code;
  const merges = n - 1;
  if (n < 1 || stepsLow.length !== merges || stepsHigh.length !== merges) return null;
  if (shape.length !== Math.ceil((2 * n - 1) / 8)) return null;
  const left = new Int32Array(merges);
  const right = new Int32Array(merges);
  const level = new Int32Array(merges);
  const open: number[] = [];
  let leaf = n;
  let merge = 0;
  for (let at = 2 * n - 2; at >= 0; at--) {
    if (((shape[at >> 3] ?? 0) & (1 << (at & 7))) === 0) {
      open.push(--leaf);
      continue;
    }
    const first = open.pop();
    const second = open.pop();
    if (first === undefined || second === undefined || merge >= merges) return null;
    const below = Math.max(level[first - n] ?? 0, level[second - n] ?? 0);
    const to = below + (stepsLow[merge] ?? 0) + 256 * (stepsHigh[merge] ?? 0);
    if (to >= 2 ** bits) return null;
    left[merge] = first;
    right[merge] = second;
    level[merge] = to;
    open.push(n + merge++);
  }
  if (leaf !== 0 || merge !== merges || open.length !== 1) return null;
  return numbered(n, left, right, level, (of) =>
    of === 0 ? 0 : Math.exp(low + ((of - 1) / Math.max(1, 2 ** bits - 2)) * (high - low)),
  );
}

/** Numbers merges by their level; among equals those found first, which lie below. */
function numbered(
  n: number,
  left: Int32Array,
  right: Int32Array,
  level: Int32Array,
  heightOfLevel: (level: number) => number,
): Dendrogram | null {
  const merges = n - 1;
  const byLevel = Float64Array.from(level, (of, merge) => of * 2 ** 32 + merge).sort();
  const numberOf = new Int32Array(merges);
  byLevel.forEach((key, rank) => {
    numberOf[key % 2 ** 32] = rank;
  });
  const renamed = (node: number): number => (node < n ? node : n + (numberOf[node - n] ?? 0));
  const newLeft = new Int32Array(merges);
  const newRight = new Int32Array(merges);
  const height = new Float32Array(merges);
  for (let merge = 0; merge < merges; merge++) {
    const rank = numberOf[merge] ?? 0;
    newLeft[rank] = renamed(left[merge] ?? 0);
    newRight[rank] = renamed(right[merge] ?? 0);
    height[rank] = heightOfLevel(level[merge] ?? 0);
  }
  return restoreDendrogram(n, newLeft, newRight, height);
}

/**
 * For each node of a tree its number in the decoded one: both have the same leaves and ranges.
 *
 * @param tree leaf `i` is the i-th from the left
 */
export function numbersIn(decoded: Dendrogram, tree: Dendrogram): Int32Array {
  const { n } = tree;
  const numbers = Int32Array.from({ length: 2 * n - 1 }, (_, node) => node);
  const old = preorder(tree, () => undefined);
  preorder(decoded, () => undefined).forEach((node, at) => {
    numbers[old[at] ?? 0] = node;
  });
  return numbers;
}
