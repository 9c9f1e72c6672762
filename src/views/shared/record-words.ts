/** What is said of a record that was merged with another, or might have been. */
import type { Side } from '../../corpus/duplicates';
import type { SharedKey } from '../../corpus/paper';
import { counted } from './wording';

/** What two records share. */
export const sharedWords: Readonly<Record<SharedKey, string>> = {
  doi: 'same DOI',
  arxiv: 'same arXiv id',
  title: 'same title',
};

/** Authors named of a record. */
const authorsNamed = 3;

/** A place in a file: "papers.bib, line 12". */
export function place({ file, line }: Pick<Side, 'file' | 'line'>): string {
  return line === null ? file : `${file}, line ${line}`;
}

/** What a record says besides its title, and where it stands. */
export function recordLine(record: Omit<Side, 'title'>): string {
  const { authors, year, venue, doi, arxivId, abstractLength } = record;
  const said = [
    authors.slice(0, authorsNamed).join(', '),
    year?.toString() ?? '',
    venue ?? '',
    doi ?? '',
    arxivId === null ? '' : `arXiv:${arxivId}`,
    abstractLength === 0 ? 'no abstract' : `abstract of ${counted(abstractLength, 'character')}`,
    place(record),
  ];
  return said.filter((part) => part !== '').join(' · ');
}
