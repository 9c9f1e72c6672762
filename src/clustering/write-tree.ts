/** The hierarchy out, for other tools: Newick for tree viewers, nested JSON for d3 and scripts. */
import { type Dendrogram, childrenOf, heightOf, isLeaf, rootOf } from './dendrogram';

/** What a node is called in a file: a topic's name or a paper's title. */
export type NameOf = (node: number) => string;

export interface NestedNode {
  readonly name: string;
  /** Papers below; 1 for a paper. */
  readonly size: number;
  /** Merge height; 0 for a paper. */
  readonly height: number;
  /** The paper's position in the corpus, on leaves only. */
  readonly paper?: number;
  readonly children?: readonly NestedNode[];
}

/**
 * Calls `visit` for each node, children before parents, without recursion: a hierarchy can be as
 * deep as it has papers.
 */
function fold<T>(
  tree: Dendrogram,
  visit: (node: number, children: readonly T[]) => T,
): T | undefined {
  const made = new Map<number, T>();
  for (let node = 0; node <= rootOf(tree); node++) {
    const children: T[] = [];
    for (const child of childrenOf(tree, node)) {
      const done = made.get(child);
      if (done !== undefined) children.push(done);
      made.delete(child);
    }
    made.set(node, visit(node, children));
  }
  return made.get(rootOf(tree));
}

/** A name as a quoted Newick label. */
function quoted(name: string): string {
  return `'${name.replace(/\s+/g, ' ').replaceAll("'", "''")}'`;
}

/**
 * The tree in Newick format with quoted names; branch lengths are differences of merge height, so
 * that a node stands at its height above the papers.
 */
export function newickOf(tree: Dendrogram, nameOf: NameOf): string {
  const text = fold<string>(tree, (node, children) => {
    const parent = tree.parent[node] ?? -1;
    const length = parent < 0 ? 0 : heightOf(tree, parent) - heightOf(tree, node);
    const below = children.length > 0 ? `(${children.join(',')})` : '';
    return `${below}${quoted(nameOf(node))}${parent < 0 ? '' : `:${length}`}`;
  });
  return `${text ?? ''};\n`;
}

/** The tree as nested objects, ready for `JSON.stringify` or `d3.hierarchy`. */
export function nestedOf(tree: Dendrogram, nameOf: NameOf): NestedNode | undefined {
  return fold<NestedNode>(tree, (node, children) => ({
    name: nameOf(node),
    size: tree.size[node] ?? 1,
    height: heightOf(tree, node),
    ...(isLeaf(tree, node) ? { paper: node } : { children }),
  }));
}
