import type { LinkKind, Paper } from '../paper';

const linkNames: Readonly<Record<LinkKind, string>> = {
  paper: 'Paper',
  arxiv: 'arXiv',
  huggingface: 'Hugging Face',
  doi: 'DOI',
  pdf: 'PDF',
  pubmed: 'PubMed',
  openreview: 'OpenReview',
  acl: 'ACL Anthology',
  github: 'GitHub',
  code: 'Code',
  other: 'Link',
};

/** What would be markup within a line, or at its beginning, with a backslash before it. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>#~|]|&(?=#?\w+;)/g, '\\$&')
    .replace(/\s+/g, ' ')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** An address between pointed brackets, without what would end it. */
function bare(url: string): string {
  return url.replace(/[<>\\\s]/gu, encodeURIComponent);
}

/**
 * A Markdown list to read or to paste into notes: title, then what is known of the paper as a list
 * within, then the abstract quoted. `readMarkdown` reads it back.
 */
export function markdownOf(papers: readonly Paper[]): string {
  return papers.map(itemOf).join('\n');
}

function itemOf(paper: Paper): string {
  const facts: readonly (readonly [string, string])[] = [
    ['Authors', paper.authors.map(escaped).join('; ')],
    ['Venue', escaped(paper.venue ?? '')],
    ['Year', String(paper.year ?? '')],
    ['Keywords', paper.categories.map(escaped).join('; ')],
    ['DOI', escaped(paper.doi ?? '')],
    ['arXiv', escaped(paper.arxivId ?? '')],
    [
      'Links',
      paper.links.map(({ kind, url }) => `[${linkNames[kind]}](<${bare(url)}>)`).join(' · '),
    ],
  ];
  const lines = [
    `- **${escaped(paper.title)}**`,
    ...facts.filter(([, value]) => value !== '').map(([name, value]) => `  - ${name}: ${value}`),
  ];
  if (paper.abstract !== '')
    lines.push('', ...paper.abstract.split('\n').map((line) => `  > ${escaped(line)}`.trimEnd()));
  return `${lines.join('\n')}\n`;
}
