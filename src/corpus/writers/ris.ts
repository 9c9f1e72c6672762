import type { Paper } from '../paper';
import { kindOfWork, type KindOfWork } from './kind-of-work';

const types: Readonly<Record<KindOfWork, string>> = {
  article: 'JOUR',
  conference: 'CONF',
  preprint: 'UNPB',
  book: 'BOOK',
  chapter: 'CHAP',
  thesis: 'THES',
  report: 'RPRT',
  other: 'GEN',
};

/** A RIS file with CRLF line ends, as its specification asks. */
export function risOf(papers: readonly Paper[]): string {
  return papers.map(recordOf).join('\r\n');
}

function recordOf(paper: Paper): string {
  const kind = kindOfWork(paper);
  const { extra } = paper;
  const [firstPage = '', lastPage = ''] = (extra['pages'] ?? '').split(/\s*[-–—]+\s*/u);
  const pdf = paper.links.filter(({ kind }) => kind === 'pdf');
  const pages = paper.links.filter(({ kind }) => kind !== 'pdf');
  const tags: [string, string][] = [
    ['TY', types[kind]],
    ['ID', paper.id],
    ['TI', paper.title],
    ...paper.authors.map((author): [string, string] => ['AU', invertedName(author)]),
    ['PY', paper.year === null ? '' : String(paper.year)],
    // Zotero takes `JO` for an abbreviation, and a conference's proceedings from `C3`.
    ['T2', paper.venue ?? ''],
    ['C3', kind === 'conference' ? (paper.venue ?? '') : ''],
    ['VL', extra['volume'] ?? ''],
    ['IS', extra['number'] ?? extra['issue'] ?? ''],
    ['SP', firstPage],
    ['EP', lastPage],
    ['PB', extra['publisher'] ?? ''],
    ['SN', extra['issn'] ?? extra['isbn'] ?? ''],
    ['LA', extra['language'] ?? ''],
    ['DO', paper.doi ?? ''],
    ...paper.categories.map((category): [string, string] => ['KW', category]),
    ...pages.map(({ url }): [string, string] => ['UR', url]),
    ...pdf.map(({ url }): [string, string] => ['L1', url]),
    ['AB', paper.abstract],
  ];
  const lines = tags
    .filter(([, value]) => value !== '')
    // A line break inside a value, of whatever kind its reader knows, would begin a new tag.
    .map(
      ([tag, value]) => `${tag}  - ${value.replace(/\s*[\r\n\v\f\x85\u2028\u2029]+\s*/gu, ' ')}`,
    );
  return [...lines, 'ER  - ', ''].join('\r\n');
}

/** "Lovelace, Ada" for "Ada Lovelace": without the comma RIS readers take all for a last name. */
function invertedName(author: string): string {
  const at = author.lastIndexOf(' ');
  return author.includes(',') || at < 0
    ? author
    : `${author.slice(at + 1)}, ${author.slice(0, at)}`;
}
