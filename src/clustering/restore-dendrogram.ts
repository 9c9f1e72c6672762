import type { Dendrogram } from './dendrogram';

/**
 * The whole dendrogram from its merges alone, for one that was written to a file: everything else
 * follows from them, so that nothing in a file can contradict itself.
 *
 * @param n leaves, at least 1
 * @param left left child of each merge, length n-1
 * @param right right child of each merge, length n-1
 * @param height merge heights, never decreasing, length n-1
 * @returns null if the arrays are not a binary tree over n leaves
 */
export function restoreDendrogram(
  n: number,
  left: Int32Array,
  right: Int32Array,
  height: Float32Array,
): Dendrogram | null {
  const merges = n - 1;
  if (n < 1 || [left, right, height].some(({ length }) => length !== merges)) return null;
  const parent = new Int32Array(n + merges).fill(-1);
  const size = new Uint32Array(n + merges).fill(1, 0, n);
  let before = 0;
  for (let merge = 0; merge < merges; merge++) {
    const node = n + merge;
    const at = height[merge] ?? NaN;
    if (!Number.isFinite(at) || at < before) return null;
    before = at;
    let below = 0;
    for (const child of [left[merge] ?? -1, right[merge] ?? -1]) {
      if (child < 0 || child >= node || parent[child] !== -1) return null;
      parent[child] = node;
      below += size[child] ?? 0;
    }
    size[node] = below;
  }
  const start = new Uint32Array(n + merges);
  for (let merge = merges - 1; merge >= 0; merge--) {
    const from = start[n + merge] ?? 0;
    const first = left[merge] ?? 0;
    start[first] = from;
    start[right[merge] ?? 0] = from + (size[first] ?? 0);
  }
  const order = new Uint32Array(n);
  for (let leaf = 0; leaf < n; leaf++) order[start[leaf] ?? 0] = leaf;
  return { n, left, right, height, order, start, size, parent };
}
