/** Papers added to a corpus, with the vectors that both brought along. */
import { titleId, titleIdMark } from './title-id';
import { PaperCollection, type FoundPaper, type Match } from './duplicates';
import { combine, copiesOf, merged } from './merged-paper';
import { originColumn } from './origin';
import type { Corpus, Paper, SharedKey } from './paper';

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
 * A corpus with those of other papers that are no copy of one of its own. A copy is kept with the paper
 * it is one of, which takes from it what it lacks, an abstract among it, but keeps its own text. With
 * nothing new the corpus stays the object it was.
 */
export function addPapers(corpus: Corpus, added: Corpus): Corpus {
  const { fresh, known, changed } = sorted(corpus, added);
  if (fresh.length === 0) return changed ? { ...corpus, papers: known } : corpus;
  const papers = [...known, ...fresh.map(({ paper }) => paper)];
  return grown(corpus, papers, (index) => {
    const place = fresh[index]?.index ?? -1;
    const theirs = added.vectors;
    return theirs?.d === corpus.vectors?.d && theirs !== undefined
      ? theirs.data.subarray(place * theirs.d, (place + 1) * theirs.d)
      : null;
  });
}

/**
 * A corpus in which one of the records that a paper was merged from is a paper of its own again, the
 * last of the corpus. With two records the first is as it was; with more the others stay merged.
 *
 * @param copy index among the paper's copies, above 0
 * @returns the corpus itself if there is no such copy
 */
export function takeApart(corpus: Corpus, paperId: string, copy: number): Corpus {
  const at = corpus.papers.findIndex(({ id }) => id === paperId);
  const paper = corpus.papers[at];
  const copies = paper?.copies ?? [];
  const taken = copies[copy];
  if (paper === undefined || taken === undefined || copy === 0) return corpus;
  const rest = merged(copies.filter((_, index) => index !== copy));
  if (rest === null) return corpus;
  const ids = new Set(corpus.papers.map(({ id }) => id));
  const given =
    taken.paper.id || (taken.paper.doi ?? taken.paper.arxivId ?? titleId(taken.paper.title));
  const papers = [...corpus.papers, { ...taken.paper, id: unusedId(given, ids) }];
  papers[at] = { ...rest, id: paper.id };
  const vectors = corpus.vectors;
  return grown(corpus, papers, () =>
    vectors === undefined ? null : vectors.data.subarray(at * vectors.d, (at + 1) * vectors.d),
  );
}

/** The corpus with further papers behind its own; with vectors only if each of those has one. */
function grown(
  corpus: Corpus,
  papers: readonly Paper[],
  vectorOf: (index: number) => Float32Array | null,
): Corpus {
  // A tree over some of the papers is none over all of them.
  const { id, name, vectors: own, additions = [] } = corpus;
  const before = corpus.papers.length;
  const rest = { id, name, additions: [...additions, before], papers };
  if (own === undefined) return rest;
  const data = new Float32Array(papers.length * own.d);
  data.set(own.data);
  for (let index = 0; index < papers.length - before; index++) {
    const vector = vectorOf(index);
    if (vector === null) return rest;
    data.set(vector, (before + index) * own.d);
  }
  return { ...rest, vectors: { n: papers.length, d: own.d, data } };
}

interface NewPaper {
  readonly paper: Paper;
  /** Among the papers added. */
  readonly index: number;
}

/** Which papers of `added` are new, and those of the corpus with the copies that are not. */
function sorted(
  corpus: Corpus,
  added: Corpus,
): {
  readonly fresh: readonly NewPaper[];
  readonly known: readonly Paper[];
  readonly changed: boolean;
} {
  const known = [...corpus.papers];
  // None of these joins another: they were merged when they came, or told apart by the user.
  const present = new PaperCollection({ apart: new Set(known.keys()) });
  for (const paper of known) present.add(foundIn(paper, corpus.name));
  const byId = new Map(known.map(({ id }, index) => [id, index]));
  const ids = new Set(byId.keys());
  const fresh: NewPaper[] = [];
  let changed = false;
  for (const [index, paper] of added.papers.entries()) {
    const match = present.copyOf(paper) ?? sameId(paper, known, byId);
    const before = match === null ? undefined : known[match.index];
    if (match === null || before === undefined) {
      if (isGiven(paper) && ids.has(paper.id)) continue;
      fresh.push({ paper: { ...paper, id: unusedId(paper.id, ids) }, index });
      continue;
    }
    const withCopy = joinedBy(before, paper, match.by, corpus.name, added.name);
    changed ||= withCopy !== before;
    known[match.index] = withCopy;
  }
  return { fresh, known, changed };
}

/** The id, or with the first free number behind it; taken from then on. */
function unusedId(wanted: string, ids: Set<string>): string {
  let id = wanted;
  for (let copy = 2; ids.has(id); copy++) id = `${wanted}#${copy}`;
  ids.add(id);
  return id;
}

/** A paper of the same id, if its source gave it or both say the same from beginning to end. */
function sameId(
  paper: Paper,
  known: readonly Paper[],
  byId: ReadonlyMap<string, number>,
): Match | null {
  const index = byId.get(paper.id);
  const other = index === undefined ? undefined : known[index];
  if (index === undefined || other === undefined) return null;
  return isGiven(paper) || saysTheSame(paper, other) ? { index, by: 'title' } : null;
}

/** Whether an id was given by the source rather than made of a DOI, an arXiv id or a title. */
function isGiven({ id, doi, arxivId }: Paper): boolean {
  const made = id.replace(/#\d+$/u, '');
  return made !== doi && made !== arxivId && !made.startsWith(titleIdMark);
}

function foundIn(paper: Paper, corpus: string): FoundPaper {
  const file = paper.extra[originColumn] ?? corpus;
  return { paper, file, line: null, ordinal: 0, vector: null };
}

function saysTheSame(one: Paper, other: Paper): boolean {
  const said = ({ title, abstract, authors, year, venue, doi, arxivId }: Paper) =>
    JSON.stringify([title, abstract, authors, year, venue, doi, arxivId]);
  return said(one) === said(other);
}

/** The paper with a copy more; itself if it has that copy already. */
function joinedBy(paper: Paper, copy: Paper, by: SharedKey, corpus: string, from: string): Paper {
  const own = copiesOf(foundIn(paper, corpus), null);
  const theirs = copiesOf(foundIn(copy, from), by).filter(
    (candidate) =>
      !saysTheSame(candidate.paper, paper) &&
      !own.some((known) => saysTheSame(known.paper, candidate.paper)),
  );
  if (theirs.length === 0) return paper;
  return {
    ...combine(paper, copy),
    copies: [...own, ...theirs.map((one) => ({ ...one, by: one.by ?? by }))],
  };
}
