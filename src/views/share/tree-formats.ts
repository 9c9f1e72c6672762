/** The hierarchy as files other tools read. */
import type { Dendrogram } from '../../clustering/dendrogram';
import { leafLabels, nestedTextOf, newickOf, type NameOf } from '../../clustering/trees/write-tree';
import type { Paper } from '../../corpus/paper';

/** What a tree is of. */
export interface TreeContents {
  /** Paper of each leaf. */
  readonly papers: readonly Paper[];
  /** What the tree is of and how it was made, line by line. */
  readonly about: Readonly<Record<string, string>>;
}

export interface TreeFormat {
  readonly id: 'json' | 'newick';
  readonly label: string;
  readonly extension: string;
  readonly mediaType: string;
  readonly write: (tree: Dendrogram, nameOf: NameOf, of: TreeContents) => string;
}

export const treeFormats: readonly TreeFormat[] = [
  {
    id: 'json',
    label: 'Nested JSON, for d3 and scripts',
    extension: 'tree.json',
    mediaType: 'application/json',
    // The root keeps the shape d3.hierarchy expects and says beside it how it came to be.
    write: nestedTextOf,
  },
  {
    id: 'newick',
    label: 'Newick, for tree viewers',
    extension: 'nwk',
    mediaType: 'text/x-nh',
    // Newick has no field for more, and comments stop some readers: the names alone.
    write: (tree, nameOf, { papers }) => {
      const labels = leafLabels(papers);
      return newickOf(tree, (node) => labels[node] ?? nameOf(node));
    },
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
