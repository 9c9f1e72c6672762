/** The hierarchy out, for other tools: Newick for tree viewers, nested JSON for d3 and scripts. */
import { plainPaper } from '../../corpus/corpus-file';
import type { Paper } from '../../corpus/paper';
import { type Dendrogram, childrenOf, heightOf, isLeaf, rootOf } from '../dendrogram';

/** What a node is called in a file: a topic's name or a paper's title. */
export type NameOf = (node: number) => string;

/** How a nested JSON tree says that it was written here. */
export const treeFormat = 'papergrove-tree';
export const treeVersion = 1;

/** One node of a nested JSON tree. */
export interface NestedNode {
  readonly name: string;
  /** Papers below; 1 for a paper. */
  readonly size: number;
  /** Merge height; 0 for a paper. */
  readonly height: number;
  /** Which of the file's papers it is, counted from 0; on leaves only. */
  readonly paper?: number;
  readonly children?: readonly NestedNode[];
}

/** The root of a nested JSON tree: a node with what there is to say of the whole beside it. */
export interface NestedFile extends NestedNode {
  readonly format: typeof treeFormat;
  readonly version: number;
  /** What the tree is of and how it was made, line by line. */
  readonly about: Readonly<Record<string, string>>;
  /** The papers, in the shape of the corpus file. */
  readonly papers: readonly object[];
}

/**
 * Calls `visit` for each node, children before parents, without recursion: a hierarchy can be as
 * deep as it has papers.
 */
function fold(
  tree: Dendrogram,
  visit: (node: number, children: readonly string[]) => string,
): string {
  const made = new Map<number, string>();
  for (let node = 0; node <= rootOf(tree); node++) {
    const children: string[] = [];
    for (const child of childrenOf(tree, node)) {
      const done = made.get(child);
      if (done !== undefined) children.push(done);
      made.delete(child);
    }
    made.set(node, visit(node, children));
  }
  return made.get(rootOf(tree)) ?? '';
}

/** Texts with commas between; joining would copy what is below once for every topic above. */
function listOf(texts: readonly string[]): string {
  return texts.reduce((list, text) => `${list},${text}`);
}

/** A name on one line, as Newick needs it. */
export function onOneLine(name: string): string {
  return name.replaceAll(/\s+/gu, ' ').trim();
}

/** A name as a quoted Newick label. */
function quoted(name: string): string {
  return `'${onOneLine(name).replaceAll("'", "''")}'`;
}

/**
 * What papers are called where a name is all there is to tell them apart: by their titles, those
 * that share one with their ids behind it.
 */
export function leafLabels(papers: readonly Pick<Paper, 'id' | 'title'>[]): string[] {
  const titles = papers.map(({ title }) => onOneLine(title));
  const counts = new Map<string, number>();
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1);
  return papers.map(({ id }, index) => {
    const title = titles[index] ?? '';
    return title === '' || (counts.get(title) ?? 0) > 1 ? `${title} [${id}]`.trim() : title;
  });
}

/**
 * The tree in Newick format with quoted names; branch lengths are differences of merge height, so
 * that a node stands at its height above the papers.
 */
export function newickOf(tree: Dendrogram, nameOf: NameOf): string {
  const text = fold(tree, (node, children) => {
    const parent = tree.parent[node] ?? -1;
    const length = parent < 0 ? 0 : heightOf(tree, parent) - heightOf(tree, node);
    const below = children.length > 0 ? `(${listOf(children)})` : '';
    return `${below}${quoted(nameOf(node))}${parent < 0 ? '' : `:${length}`}`;
  });
  return `${text};\n`;
}

/**
 * The tree as nested objects, ready for `d3.hierarchy`, with its papers: a {@link NestedFile}.
 *
 * @param papers paper of each leaf
 */
export function nestedTextOf(
  tree: Dendrogram,
  nameOf: NameOf,
  { papers, about }: { readonly papers: readonly Paper[]; readonly about: NestedFile['about'] },
): string {
  const root = rootOf(tree);
  const text = fold(tree, (node, children) => {
    const fields = {
      ...(node === root && { format: treeFormat, version: treeVersion }),
      name: nameOf(node),
      size: tree.size[node] ?? 1,
      height: heightOf(tree, node),
      ...(isLeaf(tree, node) && { paper: node }),
    };
    const head = JSON.stringify(fields).slice(0, -1);
    const below = isLeaf(tree, node) ? '' : `,"children":[${listOf(children)}]`;
    if (node !== root) return `${head}${below}}`;
    const rest = JSON.stringify({ about, papers: papers.map(plainPaper) }).slice(1);
    return `${head}${below},${rest}`;
  });
  return `${text}\n`;
}
