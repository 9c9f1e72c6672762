/** Dendrograms of any shape for tests and the gallery, built without vectors. */
import { seededRandom } from '../../foundation/random';
import type { Dendrogram } from '../dendrogram';

/** A share of the leaves that goes left: 0.5 is even, near 1 is a chain. */
export type Shape = (size: number, random: () => number) => number;

export const shapes = {
  even: () => 0.5,
  chain: (size: number) => 1 - 1 / size,
  skewed: (_size: number, random: () => number) => 0.75 + 0.2 * random(),
  natural: (_size: number, random: () => number) => 0.5 + 0.4 * random(),
} as const satisfies Record<string, Shape>;

/** A dendrogram of `n` leaves, papers in leaf order shuffled by `seed`. */
export function treeOfShape(n: number, shape: Shape, seed = 1): Dendrogram {
  const random = seededRandom(seed);
  const left = new Int32Array(Math.max(0, n - 1));
  const right = new Int32Array(Math.max(0, n - 1));
  const height = new Float32Array(Math.max(0, n - 1));
  const order = Uint32Array.from({ length: n }, (_, index) => index);
  const start = new Uint32Array(2 * n - 1);
  const size = new Uint32Array(2 * n - 1);
  const parent = new Int32Array(2 * n - 1).fill(-1);
  let next = 2 * n - 2;
  const open = [{ node: next, from: 0, count: n }];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    const { node, from, count } = at;
    start[node] = from;
    size[node] = count;
    if (count === 1) continue;
    const first = Math.min(count - 1, Math.max(1, Math.round(count * shape(count, random))));
    const merge = node - n;
    height[merge] = merge + 1;
    const take = (leaves: number, offset: number) => {
      const child = leaves === 1 ? (order[offset] ?? 0) : --next;
      parent[child] = node;
      open.push({ node: child, from: offset, count: leaves });
      return child;
    };
    left[merge] = take(first, from);
    right[merge] = take(count - first, from + first);
  }
  return { n, left, right, height, order, start, size, parent };
}
