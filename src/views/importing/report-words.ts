/** The sentences of the import report. */
import type { Merge } from '../../corpus/duplicates';
import type { ImportReport } from '../../corpus/import-report';
import type { Opened } from '../../explorer/import-phase';
import { count, counted } from '../shared/words';

const sharedKeys: Readonly<Record<Merge['by'], string>> = {
  doi: 'same DOI',
  arxiv: 'same arXiv id',
  title: 'same title',
};

const wins: Readonly<Record<Merge['won'], string>> = {
  abstract: 'it has the longer abstract',
  fields: 'more of its fields are filled',
  first: 'it comes first',
};

/** A place in a file: "papers.bib, line 12". */
export function place({
  file,
  line,
}: {
  readonly file: string;
  readonly line: number | null;
}): string {
  return line === null ? file : `${file}, line ${line}`;
}

/** Why two records were taken for one paper. */
export function mergedBy(merge: Merge): string {
  return sharedKeys[merge.by];
}

/** Which copy was kept and why. */
export function keptBecause(merge: Merge): string {
  return `${place(merge.kept)}: ${wins[merge.won]}`;
}

/** The sum that always adds up: "1,012 found = 998 papers + 12 copies merged + 2 refused". */
export function sum(report: ImportReport): string {
  const parts = [counted(report.kept, 'paper')];
  if (report.merged > 0) parts.push(`${counted(report.merged, 'copy', 'copies')} merged`);
  if (report.refused > 0) parts.push(`${count(report.refused)} refused`);
  return parts.length === 1 ? '' : `${counted(report.found, 'record')} = ${parts.join(' + ')}`;
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

/** What an import has done: "10 papers added to Maps; 2 were there already". */
export function openedSentence({ name, paperCount, addition }: Opened): string {
  if (addition === null) return `${counted(paperCount, 'paper')} opened from ${name}`;
  const { added, known } = addition;
  if (added === 0) return `Nothing added: all of these papers were there already`;
  const there =
    known === 0 ? '' : `; ${known === 1 ? '1 was' : `${count(known)} were`} there already`;
  return `${counted(added, 'paper')} added to ${name}${there}`;
}
