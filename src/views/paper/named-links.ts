/** A paper's links with the names people look for: code first, then "Paper" and "PDF". */
import type { LinkKind, Paper, PaperLink } from '../../corpus/paper';

export interface NamedLink {
  readonly name: string;
  readonly url: string;
}

/** What may stand as "Paper", best first. */
const pages: readonly LinkKind[] = [
  'paper',
  'arxiv',
  'doi',
  'openreview',
  'acl',
  'pubmed',
  'huggingface',
];

const names: Readonly<Record<LinkKind, string>> = {
  paper: 'Paper',
  arxiv: 'arXiv',
  doi: 'DOI',
  openreview: 'OpenReview',
  acl: 'ACL Anthology',
  pubmed: 'PubMed',
  huggingface: 'Hugging Face',
  pdf: 'PDF',
  github: 'GitHub',
  code: 'Code',
  other: 'Link',
};

const order: readonly LinkKind[] = [
  'paper',
  'pdf',
  'github',
  'code',
  'huggingface',
  'arxiv',
  'doi',
  'openreview',
  'acl',
  'pubmed',
  'other',
];

const isCode = ({ kind }: PaperLink): boolean => kind === 'github' || kind === 'code';

/** Every link of a paper once, in the order in which they are shown. */
export function namedLinks(paper: Paper): readonly NamedLink[] {
  const page = pages
    .map((kind) => paper.links.find((link) => link.kind === kind))
    .find((link) => link !== undefined);
  const rest = order.flatMap((kind) =>
    paper.links.filter((link) => link.kind === kind && link !== page),
  );
  const named = ({ kind, url }: PaperLink): NamedLink => ({
    name: kind === 'other' || kind === 'paper' ? hostOf(url) : names[kind],
    url,
  });
  return [
    ...rest.filter(isCode).map(named),
    ...(page ? [{ name: 'Paper', url: page.url }] : []),
    ...rest.filter((link) => !isCode(link)).map(named),
  ];
}

/** The host without "www.", for links that have no better name. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./u, '') : url;
}
