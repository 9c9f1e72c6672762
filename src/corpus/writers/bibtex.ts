import type { Paper } from '../paper';
import { kindOfWork, type KindOfWork } from './kind-of-work';

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function escaped(text: string): string {
  return text.replace(/[\\{}&%$#_~^]/g, (character) => escapes[character] ?? character);
}

/** An id or address: as it is, save for what would end the field. */
function bare(text: string): string {
  return text.replace(/[{}\\\s]/gu, encodeURIComponent);
}

/** The entry for each kind of work, and the field that says where it appeared. */
const entries: Readonly<Record<KindOfWork, readonly [type: string, venue: string]>> = {
  article: ['article', 'journal'],
  conference: ['inproceedings', 'booktitle'],
  preprint: ['misc', 'journal'],
  book: ['book', 'publisher'],
  chapter: ['incollection', 'booktitle'],
  thesis: ['phdthesis', 'school'],
  report: ['techreport', 'institution'],
  other: ['misc', 'journal'],
};

/** Fields that a source may bring as further columns, in the order in which they are written. */
const furtherFields = [
  ...['volume', 'number', 'issue', 'pages', 'series', 'edition', 'chapter', 'publisher'],
  ...['organization', 'address', 'location', 'month', 'isbn', 'issn', 'language', 'primaryclass'],
];

/** What may be a citation key. */
const usableKey = /^[^\s"#%'(),={}~\\]+$/u;

/**
 * The source's own key, or one like `lovelace2021graph`: first author's last name, year, first word of
 * the title that carries sense.
 */
function citationKey(paper: Paper, used: Set<string>): string {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N} ]/gu, '')
      .toLowerCase();
  const author = plain(lastName(paper.authors[0] ?? '')).replace(/ /g, '');
  const word = plain(paper.title)
    .split(' ')
    .find((part) => part.length > 3);
  const own = paper.extra['key'] ?? '';
  const stem =
    (usableKey.test(own) ? own : '') ||
    `${author}${paper.year ?? ''}${word ?? ''}`.replace(/[^a-z0-9]/g, '') ||
    `paper${used.size + 1}`;
  let key = stem;
  for (let i = 2; used.has(key); i++) key = `${stem}${i}`;
  used.add(key);
  return key;
}

/** The last name of "Lovelace, Ada" or "Ada Lovelace". */
function lastName(author: string): string {
  return author.includes(',') ? (author.split(',')[0] ?? '') : (author.split(' ').at(-1) ?? '');
}

/** A BibTeX file; titles are braced so that styles keep their capitals. */
export function bibtexOf(papers: readonly Paper[]): string {
  const used = new Set<string>();
  return papers.map((paper) => entryOf(paper, used)).join('\n');
}

function entryOf(paper: Paper, used: Set<string>): string {
  const [type, venueField] = entries[kindOfWork(paper)];
  const page = paper.links.find(
    ({ kind }) => kind !== 'pdf' && kind !== 'github' && kind !== 'code',
  );
  const others = paper.links.filter((link) => link !== page);
  const fields: [string, string][] = [
    ['title', `{${escaped(paper.title)}}`],
    ['author', paper.authors.map(escaped).join(' and ')],
    ['year', paper.year === null ? '' : String(paper.year)],
    [venueField, escaped(paper.venue ?? '')],
    ['doi', bare(paper.doi ?? '')],
    ['eprint', bare(paper.arxivId ?? '')],
    ['archiveprefix', paper.arxivId === null ? '' : 'arXiv'],
    ['url', bare(page?.url ?? '')],
    ['keywords', paper.categories.map(escaped).join(', ')],
    ...furtherFields
      .filter((name) => name !== venueField)
      .map((name): [string, string] => [name, escaped(paper.extra[name] ?? '')]),
    ['abstract', escaped(paper.abstract)],
    // Not in \url{}, which readers of .bib files keep as it stands, braces and all.
    ['note', others.map(({ url }) => escaped(url)).join(' ')],
  ];
  const lines = fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name} = {${value}}`);
  return `@${type}{${citationKey(paper, used)},\n${lines.join(',\n')}\n}\n`;
}
