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

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, '\\$&').replace(/\s+/g, ' ');
}

/** A Markdown list to read or to paste into notes: title, authors, year, links, abstract quoted. */
export function markdownOf(papers: readonly Paper[]): string {
  return papers.map(itemOf).join('\n');
}

function itemOf(paper: Paper): string {
  const byline = [paper.authors.join(', '), paper.venue ?? '', paper.year ?? '']
    .filter((part) => part !== '')
    .map((part) => escaped(String(part)))
    .join(' · ');
  const links = paper.links.map(({ kind, url }) => `[${linkNames[kind]}](<${url}>)`).join(' · ');
  const lines = [`- **${escaped(paper.title)}**`];
  if (byline !== '') lines.push(`  ${byline}`);
  if (links !== '') lines.push(`  ${links}`);
  if (paper.abstract !== '') lines.push('', `  > ${escaped(paper.abstract)}`);
  return `${lines.join('\n')}\n`;
}
