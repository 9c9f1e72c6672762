/**
 * Reads a tree in Newick format (Olsen 1990, "Gary Olsen's interpretation of the Newick 8:45 tree
 * format standard"): quoted and bare labels, nested comments, branch lengths. Merge heights are what
 * the branch lengths add up to, so a tree without lengths, or one whose leaves are not all equally
 * far from the root, is refused: it is no tree of hierarchical clustering.
 */
import { failure, success, type Result } from '../../foundation/result';
import { saveAgain, TreeBuilder, UnreadableTree, type FileTree } from './file-tree';

/** Share of the root's height by which two paths may differ: lengths are often written rounded. */
const tolerance = 1e-3;

/** @param file its name, for messages */
export function readNewick(text: string, file: string): Result<FileTree> {
  try {
    return success(new NewickReader(text, file).read());
  } catch (thrown) {
    if (thrown instanceof UnreadableTree) return failure(thrown.failure);
    throw thrown;
  }
}

/** A node with the branch above it. */
interface Branch {
  readonly node: number;
  /** NaN where none is written. */
  readonly length: number;
  /** Where the node begins. */
  readonly from: number;
}

/** How far a tree is from one whose heights fit, at its worst place. */
interface Misfit {
  readonly by: number;
  readonly at: number;
}

class NewickReader {
  readonly #text: string;
  readonly #file: string;
  readonly #builder = new TreeBuilder();
  #at = 0;
  #uneven: Misfit = { by: 0, at: 0 };
  #negative: Misfit = { by: 0, at: 0 };

  constructor(text: string, file: string) {
    this.#text = text.replace(/^\uFEFF/u, '');
    this.#file = file;
  }

  read(): FileTree {
    const open: { readonly branches: Branch[]; readonly from: number }[] = [];
    for (;;) {
      this.#skip();
      let from = this.#at;
      if (this.#take('(')) {
        open.push({ branches: [], from });
        continue;
      }
      let node = this.#leaf();
      for (;;) {
        const length = this.#length();
        const parent = open.at(-1);
        if (parent === undefined) return this.#end(node);
        parent.branches.push({ node, length, from });
        if (this.#take(',')) break;
        if (!this.#take(')'))
          throw this.#error(this.#at, 'a comma or a closing parenthesis is missing', saveAgain);
        open.pop();
        from = parent.from;
        node = this.#merge(this.#label(), parent.branches, from);
      }
    }
  }

  #leaf(): number {
    const from = this.#at;
    const label = this.#label();
    if (label === '') throw this.#error(from, 'a paper has no name', saveAgain);
    return this.#builder.leaf(label);
  }

  #merge(name: string, branches: readonly Branch[], from: number): number {
    const [left, right] = branches;
    if (left === undefined || right === undefined || branches.length !== 2)
      throw this.#error(
        from,
        `a topic has ${branchesInWords(branches.length)}, and trees here have two at each`,
        'Resolve the tree into pairs first (for example with multi2di of the R package ape), and open it again.',
      );
    let height = 0;
    const ends = [left, right].map(({ node, length, from: at }) => {
      if (Number.isNaN(length))
        throw this.#error(
          at,
          'a branch has no length, so the heights of the tree are not known',
          'Save the tree with branch lengths, or as nested JSON.',
        );
      if (-length > this.#negative.by) this.#negative = { by: -length, at };
      const below = this.#builder.heightOf(node);
      height = Math.max(height, below, below + length);
      return below + length;
    });
    const by = Math.abs((ends[0] ?? 0) - (ends[1] ?? 0));
    if (by > this.#uneven.by) this.#uneven = { by, at: from };
    return this.#builder.merge(name, left.node, right.node, height);
  }

  #end(root: number): FileTree {
    if (!this.#take(';'))
      throw this.#error(this.#at, 'the tree does not end with a semicolon', saveAgain);
    this.#skip();
    if (this.#at < this.#text.length)
      throw this.#error(
        this.#at,
        'something follows the tree',
        'Keep one tree in a file, and open that.',
      );
    const most = tolerance * this.#builder.heightOf(root);
    if (this.#negative.by > most)
      throw this.#error(
        this.#negative.at,
        'a branch has a negative length',
        'Save the tree with branch lengths of zero or more.',
      );
    if (this.#uneven.by > most)
      throw this.#error(
        this.#uneven.at,
        'the two branches of a topic end at different heights',
        'Open a tree of hierarchical clustering: there every paper is as far from the root as any other.',
      );
    return this.#builder.finish();
  }

  /** A label, bare or quoted; empty where there is none. */
  #label(): string {
    this.#skip();
    if (this.#text[this.#at] === "'") return this.#quoted();
    const bare = /[^\s()[\]{}/\\,;:='"]*/y;
    bare.lastIndex = this.#at;
    const label = bare.exec(this.#text)?.[0] ?? '';
    this.#at += label.length;
    // Bare labels write a blank as an underscore.
    return label.replaceAll('_', ' ');
  }

  #quoted(): string {
    const from = this.#at;
    let label = '';
    for (let at = from + 1; ;) {
      const end = this.#text.indexOf("'", at);
      if (end === -1) throw this.#error(from, 'a quoted name does not end', saveAgain);
      label += this.#text.slice(at, end);
      this.#at = end + 1;
      if (this.#text[end + 1] !== "'") return label;
      label += "'";
      at = end + 2;
    }
  }

  /** The length of the branch above; NaN where none is written. */
  #length(): number {
    if (!this.#take(':')) {
      this.#skip();
      return NaN;
    }
    this.#skip();
    const digits = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/iy;
    digits.lastIndex = this.#at;
    const written = digits.exec(this.#text)?.[0];
    if (written === undefined)
      throw this.#error(this.#at, 'a branch length is not a number', saveAgain);
    this.#at += written.length;
    this.#skip();
    return Number(written);
  }

  /** Passes over white space and comments in brackets, which may be nested. */
  #skip(): void {
    const from = this.#at;
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at] ?? '';
      if (char === '[') depth++;
      else if (char === ']' && depth > 0) depth--;
      else if (depth === 0 && !/\s/u.test(char)) return;
    }
    if (depth > 0) throw this.#error(from, 'a comment does not end', saveAgain);
  }

  #take(sign: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #error(at: number, what: string, remedy: string): UnreadableTree {
    const before = this.#text.slice(0, at);
    const line = before.split('\n').length;
    const character = at - before.lastIndexOf('\n');
    const where = `${this.#file}, line ${line}, character ${character}`;
    const near = this.#text
      .slice(at, at + 40)
      .replaceAll(/\s+/gu, ' ')
      .trim();
    return new UnreadableTree(`${where}: ${what}${near === '' ? '' : `, at “${near}”`}.`, remedy);
  }
}

function branchesInWords(count: number): string {
  return count === 1 ? 'a single branch' : `${count} branches`;
}
