/** The hierarchy as files other tools read. */
import type { Dendrogram } from '../../clustering/dendrogram';
import { nestedOf, newickOf, type NameOf } from '../../clustering/write-tree';

export interface TreeFormat {
  readonly id: 'json' | 'newick';
  readonly label: string;
  readonly extension: string;
  readonly mediaType: string;
  /** @param about what the tree is of and how it was made, line by line */
  readonly write: (
    tree: Dendrogram,
    nameOf: NameOf,
    about: Readonly<Record<string, string>>,
  ) => string;
}

export const treeFormats: readonly TreeFormat[] = [
  {
    id: 'json',
    label: 'Nested JSON, for d3 and scripts',
    extension: 'tree.json',
    mediaType: 'application/json',
    // The root keeps the shape d3.hierarchy expects and says beside it how it came to be.
    write: (tree, nameOf, about) => `${JSON.stringify({ ...nestedOf(tree, nameOf), about })}\n`,
  },
  {
    id: 'newick',
    label: 'Newick, for tree viewers',
    extension: 'nwk',
    mediaType: 'text/x-nh',
    // Newick has no field for it, and comments stop some readers: the names alone.
    write: (tree, nameOf) => newickOf(tree, nameOf),
  },
];

/** Topics this small go without a name of their own in a saved tree: naming them all takes long. */
export const smallestNamed = 5;

/** Nodes whose names a saved tree wants. */
export function nodesToName(tree: Dendrogram): number[] {
  const nodes: number[] = [];
  for (let node = tree.n; node < 2 * tree.n - 1; node++) {
    if ((tree.size[node] ?? 0) >= smallestNamed) nodes.push(node);
  }
  return nodes;
}
