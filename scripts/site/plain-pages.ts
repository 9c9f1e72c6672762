/**
 * The papers and topics of a site as pages without scripts: for search engines, for citation managers
 * (Highwire's tags, which Zotero and Google Scholar read), and for readers without JavaScript. And as
 * two files for machines. Everything that papers say is text in them and nothing else.
 */
import { cutByHeight } from '../../src/clustering/cut';
import { leavesOf, rootOf } from '../../src/clustering/dendrogram';
import type { Paper } from '../../src/corpus/paper';
import { parseWebAddress } from '../../src/corpus/web-address';
import { jsonLinesOf } from '../../src/corpus/writers/json-lines';
import { kindOfWork } from '../../src/corpus/writers/kind-of-work';
import { contentKey } from '../../src/foundation/hash';
import type { SiteContent } from '../../src/site/site-content';
import type { SiteFile } from '../../src/site/pack-queue';
import { escaped } from './escape';

/** Sites of more papers have pages of topics alone. */
export const mostPaperPages = 5000;
/** Papers to a page of a topic, about. */
const papersPerTopic = 25;
const mostTopicPages = 400;
/** Topics on one level of the tree that is shown without scripts, about. */
const topicsPerLevel = 6;
/** Topics of fewer papers are left out of `topics.json`. */
const leastTopic = 5;

/** Where a paper has its page: the same for the same id, whatever else is on the site. */
export function paperPath({ id }: Paper): string {
  return `papers/${contentKey(id).slice(0, 16)}.html`;
}

function topicPath(first: Paper | undefined, size: number): string {
  return `topics/${contentKey(first?.id ?? '', String(size)).slice(0, 16)}.html`;
}

interface TopicPage {
  readonly node: number;
  readonly path: string;
  readonly name: string;
  readonly papers: readonly Paper[];
}

/** The topics that have pages, in the order of the leaves. */
export function topicPages({ tree, topics, papers, about }: SiteContent): TopicPage[] {
  const count = Math.min(mostTopicPages, Math.max(1, Math.round(tree.n / papersPerTopic)));
  return cutByHeight(tree, rootOf(tree), count).map((node) => {
    const own = Array.from(leavesOf(tree, node)).flatMap((leaf) => papers[leaf] ?? []);
    const name = topics.get(node)?.name ?? (node < tree.n ? own[0]?.title : undefined);
    return {
      node,
      path: topicPath(own[0], own.length),
      name: name === undefined || node === rootOf(tree) ? about.title : name,
      papers: own,
    };
  });
}

/** @param address where the site will be, ending with a slash; null where that is not known */
export function* plainPages(content: SiteContent, address: string | null): Generator<SiteFile> {
  const { papers, about } = content;
  const hasPages = papers.length <= mostPaperPages;
  yield text('plain.css', style);
  for (const page of topicPages(content)) yield text(page.path, topicHtml(content, page, hasPages));
  if (hasPages)
    for (const paper of papers) yield text(paperPath(paper), paperHtml(paper, about, address));
  yield text('papers.jsonl', jsonLinesOf(papers));
  yield text('topics.json', `${JSON.stringify(topicsOf(content))}\n`);
}

/** The tree of topics as the page shows it without JavaScript, with links to their pages if there are. */
export function topicList(content: SiteContent, hasPages: boolean): string {
  const link = ({ path, name }: TopicPage): string =>
    hasPages ? `<a href="${escaped(path)}">${escaped(name)}</a>` : escaped(name);
  return nestedList(content, rootOf(content.tree), topicPages(content), link);
}

/** @param pages the topics inside `node` that have pages, at least one */
function nestedList(
  content: SiteContent,
  node: number,
  pages: readonly TopicPage[],
  link: (page: TopicPage) => string,
): string {
  const { tree, topics } = content;
  const isSmall = pages.length <= topicsPerLevel + 2;
  const parts = isSmall ? pages.map((page) => page.node) : cutByHeight(tree, node, topicsPerLevel);
  const items = parts.map((part) => {
    const from = tree.start[part] ?? 0;
    const to = from + (tree.size[part] ?? 0);
    const inside = pages.filter((page) => {
      const start = tree.start[page.node] ?? 0;
      return start >= from && start < to;
    });
    const [first] = inside;
    if (!first) return '';
    if (inside.length === 1) return `<li>${link(first)} (${first.papers.length})</li>`;
    const name = topics.get(part)?.name ?? first.name;
    return `<li>${escaped(name)} (${to - from})\n${nestedList(content, part, inside, link)}</li>`;
  });
  return `<ul>\n${items.filter((item) => item !== '').join('\n')}\n</ul>`;
}

function topicsOf({ tree, topics, papers, about }: SiteContent) {
  const shown = [...topics.values()].filter(({ node }) => (tree.size[node] ?? 0) >= leastTopic);
  return {
    title: about.title,
    papers: tree.n,
    topics: shown.map(({ node, name, terms, medoid }) => ({
      id: node,
      parent: tree.parent[node] === -1 ? null : tree.parent[node],
      name,
      phrases: terms.map(({ term }) => term),
      /** Papers of the topic: a run of the lines of papers.jsonl, the first counted as 0. */
      first: tree.start[node],
      papers: tree.size[node],
      typical: papers[medoid]?.id ?? null,
    })),
  };
}

function topicHtml({ about }: SiteContent, { name, papers }: TopicPage, hasPages: boolean): string {
  const items = papers.map((paper) => {
    const link = hasPages ? `../${paperPath(paper)}` : linkOf(paper);
    const title = escaped(paper.title);
    const linked = link === null ? title : `<a href="${escaped(link)}">${title}</a>`;
    return `<li>${linked}${escaped(paper.year === null ? '' : ` (${paper.year})`)}</li>`;
  });
  return html(about.language, {
    title: `${name} – ${about.title}`,
    meta: [['og:title', name]],
    body: `<p><a href="../">${escaped(about.title)}: the map</a></p>
<h1>${escaped(name)}</h1>
<ul>
${items.join('\n')}
</ul>`,
  });
}

function paperHtml(paper: Paper, about: SiteContent['about'], address: string | null): string {
  const { title, abstract, authors, year, venue, doi, arxivId, links, categories } = paper;
  const own = address === null ? null : new URL(paperPath(paper), address).href;
  const pdf = links.find(({ kind }) => kind === 'pdf')?.url;
  const isConference = kindOfWork(paper) === 'conference';
  const meta: (readonly [string, string | null | undefined])[] = [
    ['citation_title', title],
    ...authors.map((author) => ['citation_author', author] as const),
    ['citation_publication_date', year?.toString()],
    [isConference ? 'citation_conference_title' : 'citation_journal_title', venue],
    ['citation_doi', doi],
    ['citation_arxiv_id', arxivId],
    ['citation_pdf_url', pdf],
    ['citation_abstract_html_url', own],
    ['citation_abstract', abstract],
    ...categories.map((category) => ['citation_keywords', category] as const),
    ['og:type', 'article'],
    ['og:title', title],
    ['og:description', abstract.slice(0, 300)],
    ['og:site_name', about.title],
    ['og:url', own],
  ];
  const listed = links
    .filter(({ url }) => parseWebAddress(url) !== null)
    .map(
      ({ kind, url }) => `<li><a href="${escaped(url)}" rel="noopener">${escaped(kind)}</a></li>`,
    );
  const about_ = [authors.join(', '), venue, year?.toString()].filter((part) => part).join(' · ');
  return html(about.language, {
    title,
    meta,
    body: `<p><a href="../#paper=${escaped(encodeURIComponent(paper.id))}">${escaped(about.title)}: this paper on the map</a></p>
<h1>${escaped(title)}</h1>
<p>${escaped(about_)}</p>
<p>${escaped(abstract)}</p>
<ul>
${listed.join('\n')}
</ul>`,
  });
}

function linkOf({ links }: Paper): string | null {
  return links.find(({ url }) => parseWebAddress(url) !== null)?.url ?? null;
}

interface Html {
  readonly title: string;
  readonly meta: readonly (readonly [name: string, content: string | null | undefined])[];
  readonly body: string;
}

function html(language: string, { title, meta, body }: Html): string {
  const tags = meta.flatMap(([name, content]) =>
    content
      ? [
          `<meta ${name.startsWith('og:') ? 'property' : 'name'}="${name}" content="${escaped(content)}">`,
        ]
      : [],
  );
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
${tags.join('\n')}
<link rel="stylesheet" href="../plain.css">
</head>
<body>
${body}
</body>
</html>
`;
}

function text(path: string, content: string): SiteFile {
  return { path, data: new TextEncoder().encode(content) };
}

const style = `:root { color-scheme: light dark; font: 1.05rem/1.5 system-ui, sans-serif; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
`;
