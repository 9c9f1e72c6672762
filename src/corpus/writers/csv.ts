import Papa from 'papaparse';
import type { Paper } from '../paper';

/** A CSV file with a header row; lists are joined by "; " and further columns of the source follow. */
export function csvOf(papers: readonly Paper[]): string {
  const extras = [...new Set(papers.flatMap(({ extra }) => Object.keys(extra)))].sort();
  const fields = [
    'id',
    'title',
    'abstract',
    'authors',
    'year',
    'venue',
    'categories',
    'doi',
    'arxiv',
    'links',
  ];
  const data = papers.map((paper) => [
    paper.id,
    paper.title,
    paper.abstract,
    paper.authors.join('; '),
    paper.year ?? '',
    paper.venue ?? '',
    paper.categories.join('; '),
    paper.doi ?? '',
    paper.arxivId ?? '',
    paper.links.map(({ url }) => url).join(' '),
    ...extras.map((name) => paper.extra[name] ?? ''),
  ]);
  return Papa.unparse({ fields: [...fields, ...extras], data }, { newline: '\r\n' });
}
