/**
 * A binary tree as a file gives it, whatever its format: what the readers of Newick and of nested
 * JSON make, and what a corpus takes over once it is known which paper each leaf is.
 */
import type { BroughtTree } from '../../corpus/paper';
import type { Failure } from '../../foundation/result';

/** Nodes in the order in which they end in the file: children before parents, the root last. */
export interface FileTree {
  /** Of each node, as written: a paper's label or a topic's name; possibly empty. */
  readonly names: readonly string[];
  /** Left child of each node; -1 for a leaf. */
  readonly left: Int32Array;
  /** Right child of each node; -1 for a leaf. */
  readonly right: Int32Array;
  /** Merge height of each node, never below that of its children; 0 for a leaf. */
  readonly height: Float32Array;
}

/** A file that is no tree of papers: thrown while reading, a failure to everybody else. */
export class UnreadableTree extends Error {
  readonly failure: Failure;

  /**
   * @param what happened and where, as a sentence that names the file
   * @param remedy what the user can do
   */
  constructor(what: string, remedy: string) {
    super(what);
    this.name = 'UnreadableTree';
    this.failure = { code: 'tree-unreadable', message: what, remedy };
  }
}

/** What helps with a file that is damaged or was not written to its end. */
export const saveAgain = 'Save the tree again where it was made; the file may have been cut short.';

/** Gathers the nodes of a tree in the order in which they end. */
export class TreeBuilder {
  readonly #names: string[] = [];
  readonly #left: number[] = [];
  readonly #right: number[] = [];
  readonly #height: number[] = [];

  /** @returns the new node */
  leaf(name: string): number {
    return this.#add(name, -1, -1, 0);
  }

  /**
   * @param height not below those of the children
   * @returns the new node
   */
  merge(name: string, left: number, right: number, height: number): number {
    return this.#add(name, left, right, height);
  }

  heightOf(node: number): number {
    return this.#height[node] ?? 0;
  }

  finish(): FileTree {
    return {
      names: this.#names,
      left: Int32Array.from(this.#left),
      right: Int32Array.from(this.#right),
      height: Float32Array.from(this.#height),
    };
  }

  #add(name: string, left: number, right: number, height: number): number {
    this.#left.push(left);
    this.#right.push(right);
    this.#height.push(height);
    return this.#names.push(name) - 1;
  }
}

/** The leaves of a tree from left to right. */
export function leavesOfFile({ left }: FileTree): number[] {
  const leaves: number[] = [];
  left.forEach((child, node) => {
    if (child === -1) leaves.push(node);
  });
  return leaves;
}

/**
 * The tree over the papers of a corpus: merges numbered by height as everywhere here, those of equal
 * height in the order of the file.
 *
 * @param paperOf the paper that each node is, for leaves; every paper once
 * @param source what the tree is from, for people
 */
export function broughtTree(
  tree: FileTree,
  paperOf: ReadonlyMap<number, number>,
  source: string,
): BroughtTree {
  const { names, left, right, height } = tree;
  const merges: number[] = [];
  left.forEach((child, node) => {
    if (child !== -1) merges.push(node);
  });
  merges.sort((a, b) => (height[a] ?? 0) - (height[b] ?? 0) || a - b);
  const n = paperOf.size;
  const numbers = new Map(paperOf);
  for (const [rank, node] of merges.entries()) numbers.set(node, n + rank);
  const childrenAt = (children: Int32Array): Int32Array =>
    Int32Array.from(merges, (node) => numbers.get(children[node] ?? -1) ?? -1);
  const sizes = sizesOf(tree);
  const given = new Map<number, string>();
  for (const [rank, node] of merges.entries()) {
    const name = (names[node] ?? '').trim();
    if (name !== '' && name !== countName(sizes[node] ?? 0)) given.set(n + rank, name);
  }
  return {
    left: childrenAt(left),
    right: childrenAt(right),
    height: Float32Array.from(merges, (node) => height[node] ?? 0),
    names: given,
    source,
  };
}

/** What a topic is called that has no name: by the number of its papers. */
export function countName(papers: number): string {
  return `${papers.toLocaleString('en')} papers`;
}

function sizesOf({ left, right }: FileTree): Uint32Array {
  const sizes = new Uint32Array(left.length).fill(1);
  left.forEach((child, node) => {
    if (child !== -1) sizes[node] = (sizes[child] ?? 0) + (sizes[right[node] ?? -1] ?? 0);
  });
  return sizes;
}
