/**
 * From a linkage to the tree people see. A dendrogram leaves open which child stands left; here that
 * is decided by a rule, never by chance (Gruvaeus & Wainer, "Two additions to hierarchical cluster
 * analysis", Br. J. Math. Stat. Psychol. 25, 1972):
 *
 * 1. At every merge the larger child stands left, ties by the smallest paper index.
 * 2. Bottom up, the two halves of each merge are each mirrored or not so that the two papers that
 *    meet in the middle are the most similar of the four ways; ties keep what step 1 gave.
 *
 * The second step mirrors whole halves, so inside a mirrored half the smaller child comes first.
 */
import type { Vectors } from '../embedding/encoder';
import type { Dendrogram } from './dendrogram';
import type { Linkage } from './linkage';
import { nodeSizes } from './subtree-sums';

/** The leaf-ordered dendrogram of a linkage; `vectors` (n×d) decide the orientation only. */
export function buildDendrogram(linkage: Linkage, vectors: Vectors): Dendrogram {
  const { n } = linkage;
  const size = nodeSizes(linkage);
  const { left, right } = orient(linkage, size, vectors);

  const start = new Uint32Array(2 * n - 1);
  const parent = new Int32Array(2 * n - 1).fill(-1);
  const order = new Uint32Array(n);
  for (let node = 2 * n - 2; node >= n; node--) {
    const l = left[node - n] ?? 0;
    const r = right[node - n] ?? 0;
    start[l] = start[node] ?? 0;
    start[r] = (start[node] ?? 0) + (size[l] ?? 0);
    parent[l] = node;
    parent[r] = node;
  }
  for (let leaf = 0; leaf < n; leaf++) order[start[leaf] ?? 0] = leaf;
  return { n, left, right, height: Float32Array.from(linkage.height), order, start, size, parent };
}

/** Left and right child of every merge after both steps of the rule. */
function orient(
  { n, left: smaller, right: larger }: Linkage,
  size: Uint32Array,
  vectors: Vectors,
): { left: Int32Array; right: Int32Array } {
  const left = Int32Array.from(smaller);
  const right = Int32Array.from(larger);
  // Ends and smallest paper of every node, before any mirroring by its ancestors.
  const firstLeaf = Int32Array.from({ length: 2 * n - 1 }, (_, node) => node);
  const lastLeaf = Int32Array.from(firstLeaf);
  const smallest = Int32Array.from(firstLeaf);
  const mirrored = new Uint8Array(2 * n - 1);

  for (let merge = 0; merge < n - 1; merge++) {
    let a = left[merge] ?? 0;
    let b = right[merge] ?? 0;
    const more = (size[b] ?? 0) - (size[a] ?? 0);
    if (more > 0 || (more === 0 && (smallest[b] ?? 0) < (smallest[a] ?? 0))) [a, b] = [b, a];
    left[merge] = a;
    right[merge] = b;

    let best = -Infinity;
    for (const [mirrorA, mirrorB] of mirrorings) {
      const inner = (mirrorA ? firstLeaf[a] : lastLeaf[a]) ?? 0;
      const outer = (mirrorB ? lastLeaf[b] : firstLeaf[b]) ?? 0;
      const similarity = dot(vectors, inner, outer);
      if (similarity > best) {
        best = similarity;
        mirrored[a] = mirrorA;
        mirrored[b] = mirrorB;
      }
    }
    const node = n + merge;
    firstLeaf[node] = (mirrored[a] === 1 ? lastLeaf[a] : firstLeaf[a]) ?? 0;
    lastLeaf[node] = (mirrored[b] === 1 ? firstLeaf[b] : lastLeaf[b]) ?? 0;
    smallest[node] = Math.min(smallest[a] ?? 0, smallest[b] ?? 0);
  }

  for (let node = 2 * n - 2; node >= n; node--) {
    if (mirrored[node] !== 1) continue;
    const a = left[node - n] ?? 0;
    const b = right[node - n] ?? 0;
    left[node - n] = b;
    right[node - n] = a;
    mirrored[a] = 1 - (mirrored[a] ?? 0);
    mirrored[b] = 1 - (mirrored[b] ?? 0);
  }
  return { left, right };
}

/** Whether to mirror the left and the right half; the first wins ties. */
const mirrorings: readonly (readonly [0 | 1, 0 | 1])[] = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
];

function dot({ d, data }: Vectors, a: number, b: number): number {
  let sum = 0;
  for (let k = 0; k < d; k++) sum += (data[a * d + k] ?? 0) * (data[b * d + k] ?? 0);
  return sum;
}
