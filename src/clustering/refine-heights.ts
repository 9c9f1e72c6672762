import type { Vectors } from '../embedding/encoder';
import type { Pacer } from '../foundation/pacer';
import { linkageFromMerges, type Linkage } from './linkage';
import { nodeSizes, walkSums } from './subtree-sums';

/**
 * The same tree with its heights taken afresh from the vectors in double precision, so that they do
 * not carry the rounding of the search and do not depend on the path that found the tree. A parent
 * is never lower than its children.
 */
export async function refineHeights(
  linkage: Linkage,
  vectors: Vectors,
  pace: Pacer,
): Promise<Linkage> {
  const { n, left, right } = linkage;
  const size = nodeSizes(linkage);
  const height = new Float64Array(Math.max(0, n - 1));
  const leafOf = Uint32Array.from({ length: 2 * n - 1 }, (_, node) => node);
  const heightOf = (node: number) => (node < n ? 0 : (height[node - n] ?? 0));
  for (const { merge, leftSum, rightSum } of walkSums(linkage, vectors)) {
    const a = left[merge] ?? 0;
    const b = right[merge] ?? 0;
    const sizeA = size[a] ?? 1;
    const sizeB = size[b] ?? 1;
    let squares = 0;
    for (let k = 0; k < leftSum.length; k++) {
      const difference = (leftSum[k] ?? 0) / sizeA - (rightSum[k] ?? 0) / sizeB;
      squares += difference * difference;
    }
    const own = Math.sqrt(((2 * sizeA * sizeB) / (sizeA + sizeB)) * squares);
    height[merge] = Math.max(own, heightOf(a), heightOf(b));
    await pace();
  }
  for (let merge = 0; merge < n - 1; merge++) {
    leafOf[n + merge] = Math.min(leafOf[left[merge] ?? 0] ?? 0, leafOf[right[merge] ?? 0] ?? 0);
  }
  return linkageFromMerges(n, {
    first: Uint32Array.from(left, (node) => leafOf[node] ?? 0),
    second: Uint32Array.from(right, (node) => leafOf[node] ?? 0),
    height,
  });
}
