/** The page of a site: the built page, told which map lies beside it. */
import type { SiteContent } from '../../src/site/site-content';
import { escaped } from './escape';
import { topicList } from './plain-pages';

export interface PageParts {
  /** Address of the manifest from the page. */
  readonly manifest: string;
  readonly logo: string | null;
  /** Where the site will be; null where that is not known. */
  readonly address: string | null;
  /** Whether what runs models of a reader's choice lies beside it. */
  readonly hasModels: boolean;
  /** Whether pages of topics lie beside it; so unless said. */
  readonly hasPages?: boolean;
}

/**
 * @param html of the built page
 * @throws when the built page is not as this expects
 */
export function pageOf(html: string, content: SiteContent, parts: PageParts): string {
  const { about, papers } = content;
  const { title, subtitle, language } = about;
  const description =
    about.description || `${title}: a map of ${papers.length} papers. ${subtitle}`.trim();
  const meta = [
    `<meta name="papergrove:site" content="${escaped(parts.manifest)}">`,
    ...(parts.hasModels ? [] : ['<meta name="papergrove:without-models" content="">']),
    `<meta property="og:title" content="${escaped(title)}">`,
    `<meta property="og:description" content="${escaped(description)}">`,
    '<meta property="og:type" content="website">',
    ...(parts.address === null
      ? []
      : [
          `<meta property="og:url" content="${escaped(parts.address)}">`,
          `<link rel="canonical" href="${escaped(parts.address)}">`,
        ]),
    ...(parts.logo === null
      ? []
      : [`<meta property="og:image" content="${escaped((parts.address ?? '') + parts.logo)}">`]),
  ].join('\n    ');
  // What papers say must not be read as a pattern of the replacement.
  return replaced(html, [
    [/<html lang="en">/u, () => `<html lang="${escaped(language)}">`],
    [/<title>Papergrove<\/title>/u, () => `<title>${escaped(title)}</title>\n    ${meta}`],
    [
      /<meta\s+name="description"\s+content="[^"]*"/u,
      () => `<meta name="description" content="${escaped(description)}"`,
    ],
    [
      /<h1>[^<]*<\/h1>\s*<p>[^<]*<\/p>\s*<noscript>[^]*?<\/noscript>/u,
      () => `<h1>${escaped(title)}</h1>
        <p>${escaped(subtitle)}</p>
        <noscript>
          <p>The map needs JavaScript. Its topics:</p>
          ${topicList(content, parts.hasPages ?? true)}
        </noscript>`,
    ],
  ]);
}

/** @throws when a pattern is not found */
export function replaced(
  html: string,
  changes: readonly (readonly [RegExp, () => string])[],
): string {
  let changed = html;
  for (const [pattern, by] of changes) {
    if (!pattern.test(changed)) throw new Error(`The built page has no ${pattern.source}.`);
    changed = changed.replace(pattern, by);
  }
  return changed;
}
