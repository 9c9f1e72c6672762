/**
 * Which papers stand out and which stand back: worked out once, for every view alike. A mask has one
 * number per leaf: 0 for a paper shown as it is, 1 for one drawn faintly, 2 for one not drawn.
 */
import { leavesOf, type Dendrogram } from '../clustering/dendrogram';
import type { Neighbours } from '../clustering/neighbours';

/** All papers drawn faintly but one and its nearest in the space of the vectors. */
export function allButSimilar(paper: number, { n, k, indices }: Neighbours): Uint8Array {
  const aside = new Uint8Array(n).fill(1);
  aside[paper] = 0;
  for (const near of indices.subarray(paper * k, (paper + 1) * k)) aside[near] = 0;
  return aside;
}

export interface Shown {
  /** The whole hierarchy. */
  readonly tree: Dendrogram;
  /** The hierarchy as it is drawn, without the papers that a filter hides. */
  readonly drawnTree: Dendrogram;
  /** The topic on show. */
  readonly root: number;
  /** 1 for papers not asked for; null when all are. */
  readonly unlit: Uint8Array | null;
  /** 0 for papers that a filter leaves out; null when there is no filter. */
  readonly passing: Uint8Array | null;
}

/**
 * Papers put aside where all of the corpus is in view: those not asked for and those outside the
 * topic on show are faint; those that a filter hides are not drawn. Null when none is put aside.
 */
export function asideInPlane(shown: Shown): Uint8Array | null {
  const { tree, drawnTree, root, unlit, passing } = shown;
  if (drawnTree === tree && tree.size[root] === tree.n) return unlit;
  const aside = new Uint8Array(tree.n).fill(1);
  if (drawnTree !== tree) {
    for (const [leaf, passes] of passing?.entries() ?? []) if (passes === 0) aside[leaf] = 2;
  }
  for (const leaf of leavesOf(drawnTree, root)) aside[leaf] = unlit?.[leaf] ?? 0;
  return aside;
}

/**
 * Papers marked one by one: those with an outline, and those found or chosen together.
 *
 * @param outline 1 for papers with an outline; null for none
 * @param asked leaves found or chosen; null for none
 */
export function markedLeaves(
  outline: Uint8Array | null,
  asked: readonly number[] | null,
): ReadonlySet<number> | null {
  if (!outline) return asked && new Set(asked);
  const outlined = Array.from(outline.keys()).filter((leaf) => outline[leaf] === 1);
  return new Set([...(asked ?? []), ...outlined]);
}
