/** Which papers of a corpus the leaves of a tree are, by what they are called. */
import { normaliseTitle, type Corpus, type Paper } from '../../corpus/paper';
import { failure, success, type Failure, type Result } from '../../foundation/result';
import { leavesOfFile, type FileTree } from './file-tree';
import { leafLabels, onOneLine } from './write-tree';

/** Names that a message lists. */
const mostListed = 3;

/** Papers by one kind of name; null where two papers share it. */
type Index = ReadonlyMap<string, number | null>;

function indexBy(
  papers: readonly Paper[],
  nameOf: (paper: Paper, index: number) => string | null,
): Index {
  const index = new Map<string, number | null>();
  for (const [at, paper] of papers.entries()) {
    const name = nameOf(paper, at);
    if (name !== null && name !== '') index.set(name, index.has(name) ? null : at);
  }
  return index;
}

/**
 * Finds each leaf among the papers: by the label that trees are written with here, by title, id, DOI
 * or arXiv id, and last by the letters and digits of the title alone.
 *
 * @param file its name, for messages
 * @returns paper by node; or which leaves are no paper here, stand for several, or for the same one
 */
export function findPapers(
  tree: FileTree,
  corpus: Pick<Corpus, 'name' | 'papers'>,
  file: string,
): Result<ReadonlyMap<number, number>> {
  const { papers, name } = corpus;
  const labels = leafLabels(papers);
  const indexes: readonly Index[] = [
    indexBy(papers, (_paper, at) => labels[at] ?? null),
    indexBy(papers, ({ title }) => onOneLine(title)),
    indexBy(papers, ({ id }) => id),
    indexBy(papers, ({ doi }) => doi),
    indexBy(papers, ({ arxivId }) => arxivId),
  ];
  const loosely = indexBy(papers, ({ title }) => normaliseTitle(title));
  const found = new Map<number, number>();
  const taken = new Set<number>();
  const unknown: string[] = [];
  const unclear: string[] = [];
  const twice: string[] = [];
  for (const leaf of leavesOfFile(tree)) {
    const label = onOneLine(tree.names[leaf] ?? '');
    const meant = indexes.map((index) => index.get(label));
    const paper =
      meant.find((at) => typeof at === 'number') ??
      (meant.includes(null) ? null : loosely.get(normaliseTitle(label)));
    if (paper === undefined) unknown.push(label);
    else if (paper === null) unclear.push(label);
    else if (taken.has(paper)) twice.push(label);
    else {
      taken.add(paper);
      found.set(leaf, paper);
    }
  }
  if (unknown.length > 0) return failure(notThere(file, name, unknown, found.size));
  if (unclear.length > 0)
    return failure({
      code: 'tree-papers-unclear',
      message: `In ${file}, ${listed(unclear)} could each be several papers of ${name}.`,
      remedy: 'Save the tree as nested JSON, which carries its papers, or name these by their ids.',
    });
  if (twice.length > 0)
    return failure({
      code: 'tree-papers-twice',
      message: `${file} has ${listed(twice)} more than once.`,
      remedy: 'Save the tree again with every paper once.',
    });
  return success(found);
}

function notThere(
  file: string,
  corpus: string,
  unknown: readonly string[],
  found: number,
): Failure {
  const all = unknown.length + found;
  const many = `${unknown.length.toLocaleString('en')} of the ${all.toLocaleString('en')} papers`;
  return {
    code: 'tree-papers-unknown',
    message: `${file} is a tree of papers of which ${corpus} does not have all: ${many} in it are not there, ${listed(unknown)}.`,
    remedy: 'Open the papers that the tree was made of first, then the tree.',
  };
}

/** Some names in quotation marks, and how many more there are. */
function listed(names: readonly string[]): string {
  const some = names.slice(0, mostListed).map((name) => `“${shortened(name)}”`);
  const more = names.length - some.length;
  return more > 0 ? `${some.join(', ')} and ${more.toLocaleString('en')} more` : some.join(', ');
}

function shortened(name: string): string {
  return name.length > 80 ? `${name.slice(0, 79)}…` : name;
}
