import Papa from 'papaparse';
import { ownColumns } from '../own-columns';
import type { Paper } from '../paper';
import { guarded } from '../spreadsheet-cells';

/**
 * A CSV file with a byte order mark, without which spreadsheets misread accents, and a header row. Lists
 * are joined by "; ", further columns of the source follow, and no cell is one that a spreadsheet runs.
 */
export function csvOf(papers: readonly Paper[]): string {
  const extras = [...new Set(papers.flatMap(({ extra }) => Object.keys(extra)))].sort();
  const data = papers.map((paper) =>
    [
      paper.id,
      paper.title,
      paper.abstract,
      paper.authors.join('; '),
      String(paper.year ?? ''),
      paper.venue ?? '',
      paper.categories.join('; '),
      paper.doi ?? '',
      paper.arxivId ?? '',
      paper.links.map(({ url }) => url).join(' '),
      ...extras.map((name) => paper.extra[name] ?? ''),
    ].map(guarded),
  );
  const fields = [...ownColumns, ...extras.map(guarded)];
  // All in quotation marks: a spreadsheet that cuts at semicolons finds no cell inside a cell.
  return `\uFEFF${Papa.unparse({ fields, data }, { newline: '\r\n', quotes: true })}`;
}
