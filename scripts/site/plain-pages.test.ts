import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankPaper, type Paper } from '../../src/corpus/paper';
import { madeUpSite } from '../../src/site/testing/made-up-site';
import { pageOf } from './page';
import { mostPaperPages, plainPages } from './plain-pages';

const builtPage = `<!doctype html>
<html lang="en"><head>
<meta
  name="description"
  content="What it is."
/>
<title>Papergrove</title></head>
<body><div id="app"><h1>Papergrove</h1> <p>Drop.</p> <noscript><p>No.</p></noscript></div></body></html>`;

/** Text that tries to be markup, in one way or another. */
const nasty = fc
  .array(
    fc.constantFrom(
      ...['</title>', '<script>x()</script>', '">', "'", '&', '$&', '$1', '<svg onload=x()>', 'a'],
      ...['javascript:x()', '-->', '<!--', ']]>', '&lt;', 'é', '\u0000', '</noscript>', '</ul>'],
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(' '));

function filesOf(papers: readonly Paper[], title: string, address: string | null = null) {
  const content = madeUpSite(papers.length, 1, papers);
  const about = { ...content.about, title, subtitle: title, description: title };
  const site = { ...content, about };
  const pages = [...plainPages(site, address)].map(
    ({ path, data }) => [path, new TextDecoder().decode(data)] as const,
  );
  const index = pageOf(builtPage, site, {
    manifest: 'map/manifest.json',
    logo: null,
    address,
    hasModels: true,
  });
  return new Map([['index.html', index], ...pages]);
}

/** Tags of a page, without what stands in them as text. */
const tagsIn = (html: string) =>
  [...html.matchAll(/<\/?([a-zA-Z!][^\s>]*)/gu)].map(([, name = '']) => name.toLowerCase());
const expected = new Set(
  '!doctype html head meta title link body p a h1 ul li div noscript'.split(' '),
);

describe('pages without scripts', () => {
  it('hold no markup of papers or titles, and no address that is none of the web', () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, (title, abstract, name) => {
        const papers = [0, 1, 2].map((i) => ({
          ...blankPaper(`${i} ${title}`, title),
          abstract,
          authors: [name],
          venue: name,
          categories: [abstract],
          links: [{ kind: 'other' as const, url: 'javascript:x()' }],
        }));
        for (const [path, text] of filesOf(papers, name)) {
          if (!path.endsWith('.html')) continue;
          expect(tagsIn(text).filter((tag) => !expected.has(tag))).toEqual([]);
          expect(text).not.toMatch(/href="javascript/u);
          // An attribute ends where ours does.
          expect(text.replaceAll(/"[^"]*"/gu, '')).not.toMatch(/<[^>]*\son\w+=/u);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('tell citation managers what a paper is', () => {
    const paper: Paper = {
      ...blankPaper('10.1/x', 'A title'),
      authors: ['Ada Lovelace', 'Alan Turing'],
      year: 1950,
      venue: 'Proceedings of the Conference on Thought',
      doi: '10.1/x',
      links: [{ kind: 'pdf', url: 'https://x.example/a.pdf' }],
    };
    const files = filesOf([paper, blankPaper('b', 'Other')], 'Site', 'https://host.example/m/');
    const [path, page = ''] = [...files].find(([, text]) => text.includes('10.1/x">')) ?? [''];
    for (const tag of [
      'name="citation_title" content="A title"',
      'name="citation_author" content="Ada Lovelace"',
      'name="citation_author" content="Alan Turing"',
      'name="citation_publication_date" content="1950"',
      'name="citation_conference_title" content="Proceedings of the Conference on Thought"',
      'name="citation_doi" content="10.1/x"',
      'name="citation_pdf_url" content="https://x.example/a.pdf"',
      `name="citation_abstract_html_url" content="https://host.example/m/${path}"`,
      'property="og:title" content="A title"',
    ])
      expect(page).toContain(tag);
  });

  it('have the papers in the order that topics.json counts them by', () => {
    const papers = Array.from({ length: 40 }, (_, i) => blankPaper(`id ${i}`, `Title ${i}`));
    const files = filesOf(papers, 'Site');
    const lines = (files.get('papers.jsonl') ?? '').trim().split('\n');
    const { topics } = JSON.parse(files.get('topics.json') ?? '');
    expect(lines).toHaveLength(40);
    expect(topics[0]).toMatchObject({ first: 0, papers: 40, parent: null });
    for (const { first, papers: count } of topics) expect(first + count).toBeLessThanOrEqual(40);
  });

  it('are led to from a tree of topics that names each of them once', () => {
    const papers = Array.from({ length: 1000 }, (_, i) => blankPaper(`${i}`, `Title ${i}`));
    const files = filesOf(papers, 'Site');
    const [, list = ''] = /<noscript>([^]*)<\/noscript>/u.exec(files.get('index.html') ?? '') ?? [];
    const linked = [...list.matchAll(/href="(topics\/[^"]+)"/gu)].map(([, path]) => path);
    const written = [...files.keys()].filter((path) => path.startsWith('topics/'));
    expect(linked.toSorted()).toEqual(written.toSorted());
    expect(list.match(/<ul>/gu)?.length).toBeGreaterThan(3);
  });

  it('are of topics alone where there are very many papers', () => {
    const papers = Array.from({ length: mostPaperPages + 1 }, (_, i) => blankPaper(`${i}`, 'T'));
    const paths = [...filesOf(papers, 'Site').keys()];
    expect(paths.some((path) => path.startsWith('papers/'))).toBe(false);
    expect(paths.filter((path) => path.startsWith('topics/')).length).toBeGreaterThan(100);
  });
});
