/** The hierarchy as the rows of a tree list: what is open decides what is listed. */
import { childrenOf, type Dendrogram } from '../../clustering/dendrogram';

export interface OutlineRow {
  /** Dendrogram node; a paper when it is below n. */
  readonly node: number;
  /** Nesting, 1 for the top. */
  readonly level: number;
  /** Whether its children are listed; null for a paper, which has none. */
  readonly open: boolean | null;
  /** Position among its siblings, from 1. */
  readonly position: number;
  /** Number of siblings, itself included. */
  readonly siblings: number;
}

/**
 * Rows from `top` down, in leaf order. Only open nodes are walked, so the cost is the number of rows,
 * not of papers.
 *
 * @param isOpen asked of inner nodes only
 */
export function outlineRows(
  tree: Dendrogram,
  top: number,
  isOpen: (node: number) => boolean,
): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const waiting: Omit<OutlineRow, 'open'>[] = [{ node: top, level: 1, position: 1, siblings: 1 }];
  for (let row = waiting.pop(); row; row = waiting.pop()) {
    const children = childrenOf(tree, row.node);
    const open = children.length === 0 ? null : isOpen(row.node);
    rows.push({ ...row, open });
    if (open !== true) continue;
    for (let index = children.length - 1; index >= 0; index--) {
      const node = children[index];
      if (node === undefined) continue;
      waiting.push({
        node,
        level: row.level + 1,
        position: index + 1,
        siblings: children.length,
      });
    }
  }
  return rows;
}
