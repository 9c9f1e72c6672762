/** The reading of trees as a worker offers it: the tree at once, its papers in portions. */
import { readNested } from '../clustering/trees/read-nested';
import { readNewick } from '../clustering/trees/read-newick';
import type { FileTree } from '../clustering/trees/file-tree';
import type { TreeFileFormat } from '../clustering/trees/recognise-tree';
import type { Paper } from '../corpus/paper';
import { portionFrom } from '../corpus/portions';
import { success, type Result } from '../foundation/result';

/** A tree that was read, without the papers that its file carries. */
export interface TreeHead {
  readonly tree: FileTree;
  /** How many papers the file carries, and which of them each leaf is; null where it has none. */
  readonly papers: { readonly count: number; readonly of: ReadonlyMap<number, number> } | null;
}

export class TreeService {
  #papers: readonly Paper[] = [];

  /** Resolves as soon as the worker has loaded. */
  ready(): void {
    return undefined;
  }

  /**
   * Reads a tree and keeps the papers that its file carries.
   *
   * @param name of the file, for messages
   */
  async read(file: Blob, name: string, format: TreeFileFormat): Promise<Result<TreeHead>> {
    const text = await file.text();
    if (format === 'Newick') {
      const tree = readNewick(text, name);
      return tree.ok ? success({ tree: tree.value, papers: null }) : tree;
    }
    const nested = readNested(text, name);
    if (!nested.ok) return nested;
    const { tree, papers } = nested.value;
    this.#papers = papers?.list ?? [];
    return success({ tree, papers: papers && { count: papers.list.length, of: papers.of } });
  }

  /** The papers that were read from an index on, as many as make a portion. */
  papers(from: number): readonly Paper[] {
    return portionFrom(this.#papers, from);
  }
}
