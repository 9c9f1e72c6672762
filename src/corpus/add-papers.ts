/** Papers added to a corpus, with the vectors that both brought along. */
import { titleIdMark } from './corpus-file';
import { PaperCollection } from './duplicates';
import type { Corpus, Paper } from './paper';

/** Length of the vectors that came with some papers; null if none came. */
export type BroughtLength = number | null;

/**
 * What becomes of vectors brought along when papers are added to a corpus. Only if both bring
 * vectors of one length are there vectors for all; whether one model made both cannot be seen.
 *
 * - `none`: neither has any.
 * - `kept`: both have vectors of one length.
 * - `dropped`: the corpus has vectors that do not fit those of the papers added, or these have none.
 * - `ignored`: only the papers added have vectors.
 */
export type VectorsAfterAdding = 'none' | 'kept' | 'dropped' | 'ignored';

export function vectorsAfterAdding(
  present: BroughtLength,
  added: BroughtLength,
): VectorsAfterAdding {
  if (present === null) return added === null ? 'none' : 'ignored';
  return present === added ? 'kept' : 'dropped';
}

/**
 * A corpus with those of other papers that are no copy of one of its own. With nothing to add it
 * stays the object it was.
 */
export function addPapers(corpus: Corpus, added: Corpus): Corpus {
  const fresh = newPapers(corpus.papers, added.papers);
  if (fresh.length === 0) return corpus;
  // A tree over some of the papers is none over all of them.
  const { id, name, vectors: own, additions = [] } = corpus;
  const rest = { id, name, additions: [...additions, corpus.papers.length] };
  const papers = [...corpus.papers, ...fresh.map(({ paper }) => paper)];
  const theirs = added.vectors;
  if (own === undefined || theirs === undefined || own.d !== theirs.d) return { ...rest, papers };
  const { d } = own;
  const data = new Float32Array(papers.length * d);
  data.set(own.data);
  fresh.forEach(({ index }, i) => {
    data.set(theirs.data.subarray(index * d, (index + 1) * d), (corpus.papers.length + i) * d);
  });
  return { ...rest, papers, vectors: { n: papers.length, d, data } };
}

interface NewPaper {
  readonly paper: Paper;
  /** Among the papers added. */
  readonly index: number;
}

/**
 * Those of `added` that are no copy of a paper in `present`, nor of one another: other DOI, other
 * arXiv id, other title, other id. Ids made from a title are made unique where the papers differ.
 */
function newPapers(present: readonly Paper[], added: readonly Paper[]): NewPaper[] {
  const gathered = new PaperCollection();
  const isCopy = (paper: Paper): boolean =>
    gathered.add({ paper, file: '', line: null, ordinal: 0, vector: null }) !== null;
  for (const paper of present) isCopy(paper);
  const ids = new Set(present.map((paper) => paper.id));
  const fresh: NewPaper[] = [];
  for (const [index, paper] of added.entries()) {
    const sameId = ids.has(paper.id) && !paper.id.startsWith(titleIdMark);
    if (isCopy(paper) || sameId) continue;
    let { id } = paper;
    for (let copy = 2; ids.has(id); copy++) id = `${paper.id}#${copy}`;
    ids.add(id);
    fresh.push({ paper: { ...paper, id }, index });
  }
  return fresh;
}
