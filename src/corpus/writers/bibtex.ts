import type { Paper } from '../paper';

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

/** `lovelace2021graph`: first author's last name, year, first word of the title that carries sense. */
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
  const stem =
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
  const page = paper.links.find(
    ({ kind }) => kind !== 'pdf' && kind !== 'github' && kind !== 'code',
  );
  const others = paper.links.filter((link) => link !== page);
  const fields: [string, string][] = [
    ['title', `{${escaped(paper.title)}}`],
    ['author', paper.authors.map(escaped).join(' and ')],
    ['year', paper.year === null ? '' : String(paper.year)],
    ['journal', escaped(paper.venue ?? '')],
    ['doi', paper.doi ?? ''],
    ['eprint', paper.arxivId ?? ''],
    ['archiveprefix', paper.arxivId === null ? '' : 'arXiv'],
    ['url', page?.url ?? ''],
    ['keywords', paper.categories.map(escaped).join(', ')],
    ['abstract', escaped(paper.abstract)],
    // Not in \url{}, which readers of .bib files keep as it stands, braces and all.
    ['note', others.map(({ url }) => escaped(url)).join(' ')],
  ];
  const lines = fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name} = {${value}}`);
  const type = paper.venue === null ? 'misc' : 'article';
  return `@${type}{${citationKey(paper, used)},\n${lines.join(',\n')}\n}\n`;
}
