/**
 * From a tree file to a corpus that is mapped by that tree instead of being clustered: with the
 * papers that the file carries, or else with those of the corpus that is open.
 */
import { broughtTree } from '../../clustering/trees/file-tree';
import { findPapers } from '../../clustering/trees/find-papers';
import { recogniseTree, treeSample } from '../../clustering/trees/recognise-tree';
import type { ImportFile } from '../../corpus/import-files';
import type { Corpus, Paper } from '../../corpus/paper';
import { rowsOf } from '../../engine/brought-plan';
import { readTreeFile } from '../../engine/tree-client';
import { contentKeyOf } from '../../foundation/hash';
import { failure, success, type Result } from '../../foundation/result';

export interface TreeCorpus {
  readonly corpus: Corpus;
  /** Id of the open corpus that the papers are from; null if the file carries them. */
  readonly of: string | null;
  /** Papers of the open corpus that are not in the tree. */
  readonly leftOut: number;
}

/**
 * @param open the corpus in which the papers of a tree without any are looked for
 * @param read replaced in tests
 * @returns null if the file is no tree; a failure that names the place in it, or the papers that are
 *   not here
 */
export async function treeCorpus(
  file: ImportFile,
  open: Corpus | null,
  read: typeof readTreeFile = readTreeFile,
): Promise<Result<TreeCorpus> | null> {
  const { name, blob } = file;
  const format = recogniseTree(
    await blob.slice(0, treeSample).text(),
    await blob.slice(-treeSample).text(),
  );
  if (format === null) return null;
  const result = await read(file, format);
  if (!result.ok) return result;
  const { tree, papers } = result.value;
  if (papers !== null) {
    const { list, of } = papers;
    const brought = broughtTree(tree, of, name);
    const corpus = { name: tree.names.at(-1) || stem(name), papers: list, tree: brought };
    return success({ corpus: { id: idOf(corpus), ...corpus }, of: null, leftOut: 0 });
  }
  if (open === null)
    return failure({
      code: 'tree-without-papers',
      message: `${name} is a tree of papers, and no papers are open that could be found in it.`,
      remedy: 'Open the papers that the tree was made of first, then the tree.',
    });
  const found = findPapers(tree, open, name);
  if (!found.ok) return found;
  return success(ofOpen(open, found.value, (numbers) => broughtTree(tree, numbers, name)));
}

/** The papers of the open corpus that are in the tree, in their order. */
function ofOpen(
  open: Corpus,
  paperOf: ReadonlyMap<number, number>,
  treeOver: (paperOf: ReadonlyMap<number, number>) => NonNullable<Corpus['tree']>,
): TreeCorpus {
  const rows = Uint32Array.from(paperOf.values()).sort();
  const numbers = new Map(Array.from(rows, (row, index) => [row, index]));
  const tree = treeOver(
    new Map([...paperOf].map(([leaf, row]) => [leaf, numbers.get(row) ?? -1] as const)),
  );
  const papers = Array.from(rows, (row) => open.papers[row]).filter((paper) => paper !== undefined);
  const { vectors } = open;
  const corpus = {
    name: `${open.name}, by the tree of ${stem(tree.source)}`,
    papers,
    tree,
    ...(vectors && { vectors: rowsOf(vectors, rows) }),
  };
  return {
    corpus: { id: idOf(corpus), ...corpus },
    of: open.id,
    leftOut: open.papers.length - papers.length,
  };
}

/** What the same tree of the same papers is kept under when it is opened again. */
function idOf({ papers, tree }: { papers: readonly Paper[]; tree: NonNullable<Corpus['tree']> }) {
  const { left, right, height, names } = tree;
  return contentKeyOf([
    'tree',
    ...papers.map(({ id }) => id),
    left.join(),
    right.join(),
    height.join(),
    JSON.stringify([...names]),
  ]);
}

function stem(name: string): string {
  return name.replace(/(?:\.tree)?\.\w+$/u, '');
}
