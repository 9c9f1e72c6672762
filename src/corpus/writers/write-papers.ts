/**
 * Papers out again, in the forms other tools read: one function per format, each giving the whole
 * file as text. What a format has no field for is kept where its readers look last (notes,
 * keywords), so that a file written here reads back here without loss. Of the further columns
 * of the source, CSV and JSON Lines take all, BibTeX and RIS those they have a field for.
 */
import type { Paper } from '../paper';
import { bibtexOf } from './bibtex';
import { csvOf } from './csv';
import { jsonLinesOf } from './json-lines';
import { markdownOf } from './markdown';
import { risOf } from './ris';

export interface PaperFormat {
  readonly id: 'bibtex' | 'ris' | 'csv' | 'jsonl' | 'markdown';
  /** As shown in a menu. */
  readonly label: string;
  readonly extension: string;
  readonly mediaType: string;
  readonly write: (papers: readonly Paper[]) => string;
}

export const paperFormats: readonly PaperFormat[] = [
  {
    id: 'bibtex',
    label: 'BibTeX',
    extension: 'bib',
    mediaType: 'application/x-bibtex',
    write: bibtexOf,
  },
  {
    id: 'ris',
    label: 'RIS (Zotero, EndNote, Mendeley)',
    extension: 'ris',
    mediaType: 'application/x-research-info-systems',
    write: risOf,
  },
  { id: 'csv', label: 'CSV', extension: 'csv', mediaType: 'text/csv', write: csvOf },
  {
    id: 'jsonl',
    label: 'JSON Lines',
    extension: 'jsonl',
    mediaType: 'application/jsonl',
    write: jsonLinesOf,
  },
  {
    id: 'markdown',
    label: 'Markdown',
    extension: 'md',
    mediaType: 'text/markdown',
    write: markdownOf,
  },
];
