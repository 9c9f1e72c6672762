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

/** Text on one line, in which nothing is markup: a backslash stands before what would be. */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*_[\]<>#~|]|&(?=#?\w+;)/g, '\\$&')
    .replace(/\s+/g, ' ')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** An address between pointed brackets, without what would end it. */
export function markdownAddress(url: string): string {
  return `<${url.replace(/[<>\\\s]/gu, encodeURIComponent)}>`;
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
    ['Authors', paper.authors.map(markdownText).join('; ')],
    ['Venue', markdownText(paper.venue ?? '')],
    ['Year', String(paper.year ?? '')],
    ['Keywords', paper.categories.map(markdownText).join('; ')],
    ['DOI', markdownText(paper.doi ?? '')],
    ['arXiv', markdownText(paper.arxivId ?? '')],
    [
      'Links',
      paper.links
        .map(({ kind, url }) => `[${linkNames[kind]}](${markdownAddress(url)})`)
        .join(' · '),
    ],
  ];
  const lines = [
    `- **${markdownText(paper.title)}**`,
    ...facts.filter(([, value]) => value !== '').map(([name, value]) => `  - ${name}: ${value}`),
  ];
  if (paper.abstract !== '')
    lines.push(
      '',
      ...paper.abstract.split('\n').map((line) => `  > ${markdownText(line)}`.trimEnd()),
    );
  return `${lines.join('\n')}\n`;
}
