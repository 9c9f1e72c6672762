/** The sentences of the import report. */
import { vectorsAfterAdding } from '../../corpus/add-papers';
import type { Doubt, Merge } from '../../corpus/duplicates';
import type { FileReport, ImportReport } from '../../corpus/import-report';
import type { Corpus } from '../../corpus/paper';
import { encodingNames } from '../../corpus/text-encodings';
import type { Opened } from '../../explorer/import/import-phase';
import { sharedWords } from '../shared/record-words';
import { count, counted } from '../shared/wording';

const wins: Readonly<Record<Merge['won'], string>> = {
  abstract: 'it has the longer abstract',
  fields: 'more of its fields are filled',
  first: 'it comes first',
};

/** What two records share. */
export function mergedBy({ by }: Pick<Merge | Doubt, 'by'>): string {
  return sharedWords[by];
}

/** Why one copy was kept. */
export function keptBecause(merge: Merge): string {
  return `kept because ${wins[merge.won]}`;
}

/** The sum that always adds up: "1,012 found = 998 papers + 12 copies merged + 2 refused". */
export function sum(report: ImportReport): string {
  const parts = [counted(report.kept, 'paper')];
  if (report.merged > 0) parts.push(`${counted(report.merged, 'copy', 'copies')} merged`);
  if (report.refused > 0) parts.push(`${count(report.refused)} refused`);
  return parts.length === 1 ? '' : `${counted(report.found, 'record')} = ${parts.join(' + ')}`;
}

/** In which encoding a file's text is. */
export function encodingSentence({ name, encoding, mixedWith }: FileReport): string {
  if (encoding === null) return '';
  const others = mixedWith === null ? '' : `, some lines as ${encodingNames[mixedWith]}`;
  return `${name} was read as ${encodingNames[encoding]}${others}.`;
}

/** Papers that the papers of a file bring along; null if there are none. */
export function relatedSentence({ name, related }: FileReport): string | null {
  if (related === 0) return null;
  const papers = counted(related, 'further paper');
  return `${name} also lists ${papers} that its papers cite or are cited by.`;
}

/** What became of vectors in the files; null if there were none. */
export function vectorSentence(report: ImportReport): string | null {
  const { vectors } = report;
  if (vectors.state === 'none') return null;
  const source =
    vectors.source === 'a column' ? 'The vectors of a column' : `The vectors in ${vectors.source}`;
  return vectors.state === 'used'
    ? `${source} (${count(vectors.n)} × ${count(vectors.d)}) are used instead of embedding the texts.`
    : `${source} are not used: ${vectors.reason}.`;
}

/** What adding the papers to the open corpus would mean for vectors; null if for none. */
export function addingSentence(report: ImportReport, open: Corpus): string | null {
  const own = open.vectors?.d ?? null;
  const theirs = report.vectors.state === 'used' ? report.vectors.d : null;
  switch (vectorsAfterAdding(own, theirs)) {
    case 'none':
      return null;
    case 'kept':
      return `Added to ${open.name}, they are used beside its own, as if one model had made both.`;
    case 'ignored':
      return `Added to ${open.name}, which has no vectors of its own, these papers are embedded like the others and their vectors are not used.`;
    case 'dropped': {
      const lack =
        theirs === null ? 'have none that fit' : `have vectors of ${count(theirs)} numbers`;
      return `${open.name} brought vectors of ${count(own ?? 0)} numbers, and these papers ${lack}: adding them drops the vectors, and all papers are embedded anew. To keep them, make a map of these papers by themselves, or add them from a file with such a vector for every paper.`;
    }
  }
}

/** What adding the papers to the open corpus would mean for the tree it came with; null for nothing. */
export function leavingTreeSentence(open: Corpus): string | null {
  return open.tree === undefined
    ? null
    : `${open.name} is mapped by the tree of ${open.tree.source}: with papers added to it, all are clustered afresh.`;
}

/** Whether adding the papers to the open corpus costs it its vectors. */
export function dropsVectors(report: ImportReport, open: Corpus): boolean {
  const theirs = report.vectors.state === 'used' ? report.vectors.d : null;
  return vectorsAfterAdding(open.vectors?.d ?? null, theirs) === 'dropped';
}

/** What an import has done: "10 papers added to Maps; 2 were there already". */
export function openedSentence({ name, paperCount, addition, tree }: Opened): string {
  if (tree !== undefined) {
    const { file, leftOut } = tree;
    const without =
      leftOut === 0 ? '' : `, without ${counted(leftOut, 'paper')} that it does not have`;
    return `${counted(paperCount, 'paper')} opened by the tree of ${file}${without}`;
  }
  if (addition === null) return `${counted(paperCount, 'paper')} opened from ${name}`;
  const { added, known } = addition;
  if (added === 0) return `Nothing added: all of these papers were there already`;
  const there =
    known === 0 ? '' : `; ${known === 1 ? '1 was' : `${count(known)} were`} there already`;
  return `${counted(added, 'paper')} added to ${name}${there}`;
}
