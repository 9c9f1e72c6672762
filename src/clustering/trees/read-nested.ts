/**
 * Reads a tree from nested JSON objects, the shape that d3-hierarchy takes: `name` and `children`,
 * here with the merge `height` of every topic. What is written here carries its papers as well, and
 * each leaf says by `paper` which of them it is, so that the file can be opened on its own.
 */
import * as v from 'valibot';
import { readPaper } from '../../corpus/corpus-file';
import { firstJsonError, lineAt } from '../../corpus/json-syntax';
import type { Paper } from '../../corpus/paper';
import { failure, messageOf, success, type Result } from '../../foundation/result';
import { saveAgain, TreeBuilder, UnreadableTree, type FileTree } from './file-tree';
import { treeVersion } from './write-tree';

export interface NestedTree {
  readonly tree: FileTree;
  /** The papers in the file, and which of them each leaf is; null where the file has none. */
  readonly papers: {
    readonly list: readonly Paper[];
    readonly of: ReadonlyMap<number, number>;
  } | null;
}

const nodeSchema = v.object({
  name: v.optional(v.string(), ''),
  height: v.optional(v.number()),
  paper: v.optional(v.number()),
  children: v.optional(v.array(v.unknown())),
});
type Node = v.InferOutput<typeof nodeSchema>;

const rootSchema = v.object({
  version: v.optional(v.number(), treeVersion),
  papers: v.optional(v.array(v.unknown())),
});

/** @param file its name, for messages */
export function readNested(text: string, file: string): Result<NestedTree> {
  try {
    return success(new NestedReader(file).read(parse(text, file)));
  } catch (thrown) {
    if (thrown instanceof UnreadableTree) return failure(thrown.failure);
    throw thrown;
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (thrown) {
    const position = firstJsonError(text);
    const where =
      position === null
        ? messageOf(thrown)
        : `it breaks at line ${lineAt(text, position)}, after character ${position}`;
    throw new UnreadableTree(`${file} is not valid JSON: ${where}.`, saveAgain);
  }
}

/** A topic whose children are being read. */
interface Open {
  readonly node: Node;
  readonly below: readonly unknown[];
  readonly read: number[];
}

class NestedReader {
  readonly #file: string;
  readonly #builder = new TreeBuilder();
  readonly #open: Open[] = [];
  /** Which of the file's papers each leaf says it is. */
  readonly #paperOf = new Map<number, number>();

  constructor(file: string) {
    this.#file = file;
  }

  read(value: unknown): NestedTree {
    const root = v.safeParse(rootSchema, value);
    if (!root.success) throw this.#error('the file is not a tree', saveAgain);
    if (root.output.version > treeVersion)
      throw this.#error(
        'it was written by a newer Papergrove',
        'Reload the page to get the newest version, then open it again.',
      );
    this.#readNodes(value);
    const tree = this.#builder.finish();
    const { papers } = root.output;
    return { tree, papers: papers === undefined ? null : this.#papersOf(papers, tree) };
  }

  /** Without recursion: a tree can be as deep as it has papers. */
  #readNodes(root: unknown): void {
    let done = this.#enter(root);
    for (;;) {
      const top = this.#open.at(-1);
      if (top === undefined) return;
      if (done !== null) top.read.push(done);
      const next = top.below[top.read.length];
      done = next === undefined ? this.#leave(top) : this.#enter(next);
    }
  }

  /** Begins with a node; a leaf is finished at once. */
  #enter(value: unknown): number | null {
    const parsed = v.safeParse(nodeSchema, value);
    if (!parsed.success)
      throw this.#error(`a node cannot be read: ${parsed.issues[0].message}`, saveAgain);
    const node = parsed.output;
    const { name, paper, children = [] } = node;
    if (children.length > 0) {
      this.#open.push({ node, below: children, read: [] });
      return null;
    }
    if (name.trim() === '' && paper === undefined)
      throw this.#error('a paper has no name', saveAgain);
    const leaf = this.#builder.leaf(name);
    if (paper !== undefined) this.#paperOf.set(leaf, paper);
    return leaf;
  }

  #leave({ node: { name, height }, read }: Open): number {
    const [left, right] = read;
    if (left === undefined || right === undefined || read.length !== 2)
      throw this.#error(
        `it has ${read.length === 1 ? 'a single branch' : `${read.length} branches`}, and trees here have two at each topic`,
        'Resolve the tree into pairs first, and open it again.',
      );
    if (height === undefined || !Number.isFinite(height))
      throw this.#error('it has no merge height', 'Give every topic a number called “height”.');
    if (height < 0)
      throw this.#error(
        'its merge height is negative',
        'Save the tree with heights of zero or more.',
      );
    if (
      Math.fround(height) <
      Math.fround(Math.max(this.#builder.heightOf(left), this.#builder.heightOf(right)))
    )
      throw this.#error(
        'it is lower than a topic inside it',
        'Save the tree with heights that grow towards the root.',
      );
    this.#open.pop();
    return this.#builder.merge(name, left, right, height);
  }

  /** The papers that the file carries: each is one leaf, as all else in it says. */
  #papersOf(values: readonly unknown[], { left }: FileTree): NestedTree['papers'] {
    const list = values.map((value, index) => {
      const paper = readPaper(value);
      if (!paper.ok)
        throw this.#error(`paper ${index + 1} cannot be read: ${paper.error.message}`, saveAgain);
      return paper.value;
    });
    const leaves = (left.length + 1) / 2;
    const named = new Set([...this.#paperOf.values()].filter((paper) => list[paper] !== undefined));
    if (leaves !== list.length || named.size !== leaves)
      throw this.#error(
        `it has ${leaves} leaves and ${list.length} papers that do not belong together one by one`,
        saveAgain,
      );
    if (new Set(list.map(({ id }) => id)).size !== list.length)
      throw this.#error('two of its papers share an id', saveAgain);
    return { list, of: this.#paperOf };
  }

  #error(what: string, remedy: string): UnreadableTree {
    const path = this.#open.slice(-3).map(({ node }) => `“${node.name}”`);
    const where = path.length === 0 ? this.#file : `${this.#file}, at ${path.join(' › ')}`;
    return new UnreadableTree(`${where}: ${what}.`, remedy);
  }
}
