import type { Dendrogram } from '../../dendrogram';

/** A dendrogram of n papers in their order that halves them again and again; n a power of two. */
export function balancedTree(n: number): Dendrogram {
  const left = new Int32Array(n - 1);
  const right = new Int32Array(n - 1);
  const start = new Uint32Array(2 * n - 1);
  const size = new Uint32Array(2 * n - 1).fill(1);
  const parent = new Int32Array(2 * n - 1).fill(-1);
  const order = Uint32Array.from({ length: n }, (_, paper) => paper);
  start.set(order);
  let level = Array.from(order);
  for (let node = n; level.length > 1;) {
    const above: number[] = [];
    for (let at = 0; at + 1 < level.length; at += 2, node++) {
      const [a = 0, b = 0] = [level[at], level[at + 1]];
      left[node - n] = a;
      right[node - n] = b;
      start[node] = start[a] ?? 0;
      size[node] = (size[a] ?? 0) + (size[b] ?? 0);
      parent[a] = parent[b] = node;
      above.push(node);
    }
    level = above;
  }
  const height = Float32Array.from({ length: n - 1 }, (_, merge) => merge + 1);
  return { n, left, right, height, order, start, size, parent };
}
