/**
 * Links: found in fields and in running text, named for what they lead to, and merged when they lead
 * to the same place. Nothing but `http:` and `https:` ever becomes a link.
 */
import { decodeEntities } from './markup';
import type { LinkKind, PaperLink } from './paper';
import { longestUrl, parseWebAddress } from './web-address';

/** Sites whose addresses are recognised in text even without `https://` in front. */
const bareHosts =
  'github\\.com|gitlab\\.com|bitbucket\\.org|codeberg\\.org|huggingface\\.co|arxiv\\.org|openreview\\.net|aclanthology\\.org|doi\\.org|dx\\.doi\\.org|pubmed\\.ncbi\\.nlm\\.nih\\.gov';

const urlInText = new RegExp(
  `https?://[^\\s<>"“”\`|\\\\^]{3,${longestUrl}}|(?<![\\w./@-])(?:www\\.)?(?:${bareHosts})/[^\\s<>"“”\`|\\\\^]{1,${longestUrl}}`,
  'giu',
);

/**
 * A DOI, with the pair of angle brackets that those made of an SICI have: `…5:1<21::AID-GEAR21>3.0.CO;2-9`.
 * Any other bracket is of the markup around it.
 */
const doiPattern =
  /\b10\.\d{4,9}(?:\.\d+)*\/(?:[^\s"<>“”{}|\\^`\p{Cs}]{1,150}<[^\s<>"]{0,30}:[^\s<>"]{0,60}>[^\s"<>“”{}|\\^`\p{Cs}]{1,100}|[^\s"<>“”{}|\\^`\p{Cs}]{1,300})/iu;

const newArxivId = /\d{4}\.\d{4,5}(?:v\d{1,2})?/u;
const oldArxivId = /[a-z][a-z-]{1,15}(?:\.[a-z]{2})?\/\d{7}(?:v\d{1,2})?/iu;
const wholeArxivId = new RegExp(`^(?:${newArxivId.source}|${oldArxivId.source})$`, 'iu');
const namedArxivId = new RegExp(
  `(?:\\barxiv\\s*(?:preprint\\s*)?(?:arxiv\\s*)?[:.]\\s*|(?:arxiv\\.org|alphaxiv\\.org|ar5iv(?:\\.labs\\.arxiv)?\\.org)/(?:abs|pdf|html|format|ps|e-print|src)/|huggingface\\.co/papers/|10\\.48550/arxiv\\.)(\\d{3,4}\\.\\d{2,20}(?:v\\d{1,2})?(?!\\d)|${oldArxivId.source})`,
  'iu',
);

const openers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/**
 * An address as found in running text, without the punctuation of the sentence around it: a closing
 * bracket stays only if the address opens it.
 */
export function trimUrl(found: string): string {
  const unopened = new Map(
    Object.entries(openers).map(([close, open]) => [
      close,
      count(found, close) - count(found, open),
    ]),
  );
  let end = found.length;
  for (; end > 0; end--) {
    const last = found.charAt(end - 1);
    const excess = unopened.get(last);
    if (excess === undefined ? !/[.,;:!?'"’”»*…]/u.test(last) : excess <= 0) break;
    if (excess !== undefined) unopened.set(last, excess - 1);
  }
  return found.slice(0, end);
}

const codeHosts =
  /^(?:gitlab\..+|.+\.gitlab\.(?:com|io)|bitbucket\.org|codeberg\.org|gitee\.com|(?:.+\.)?sr\.ht|(?:.+\.)?sourceforge\.net|sourceforge\.net|code\.google\.com|launchpad\.net|(?:.+\.)?savannah\.(?:non)?gnu\.org|anonymous\.4open\.science)$/u;

function kindOf(url: URL): LinkKind {
  const host = url.hostname.replace(/^www\./u, '');
  const path = url.pathname;
  if (/^(?:gist\.|raw\.)?github(?:usercontent)?\.com$/u.test(host)) return 'github';
  if (codeHosts.test(host)) return 'code';
  if (
    /\.pdf$/iu.test(path) ||
    (/(?:^|\.)(?:arxiv\.org|openreview\.net)$/u.test(host) && /^\/pdf\b/u.test(path))
  )
    return 'pdf';
  if (host === 'huggingface.co' || host === 'hf.co') return 'huggingface';
  if (/^(?:.+\.)?arxiv\.org$/u.test(host) || host === 'ar5iv.org' || host === 'alphaxiv.org')
    return 'arxiv';
  if (host === 'doi.org' || host === 'dx.doi.org') return 'doi';
  if (/^(?:pubmed|pmc)\.ncbi\.nlm\.nih\.gov$/u.test(host)) return 'pubmed';
  if (host === 'ncbi.nlm.nih.gov' && /^\/(?:pubmed|pmc)\b/u.test(path)) return 'pubmed';
  if (host === 'openreview.net') return 'openreview';
  if (/^(?:aclanthology\.(?:org|info|coli\.uni-saarland\.de))$/u.test(host)) return 'acl';
  if (host === 'aclweb.org' && /^\/anthology\b/u.test(path)) return 'acl';
  return 'other';
}

/**
 * The link of one address.
 *
 * @param page whether the source gives it as the paper's own page: a place that is not recognised
 *   is then of kind `paper` instead of `other`
 * @returns null if the address is not one that may be followed
 */
export function linkOf(address: string, page = false): PaperLink | null {
  const plain = withoutEscapes(address);
  const url = parseWebAddress(plain);
  if (url === null) return null;
  const kind = kindOf(url);
  // The address of a DOI is written anew: its signs would end it.
  const doi = kind === 'doi' && /[<>#]/u.test(plain) ? doiIn(plain) : null;
  if (doi !== null) return doiLink(doi);
  return { kind: kind === 'other' && page ? 'paper' : kind, url: plain.trim() };
}

/** Between two addresses without a space: Markdown's `[address](address)`, or a letter and a new start. */
const gluedAddress = new RegExp(
  `\\]\\((?=https?://)|(?<=[\\p{L}\\p{N}])(?=https?://|(?:www\\.)?(?:${bareHosts})/)`,
  'giu',
);

/** The addresses of a run without spaces; nothing begins in the host of the first. */
function addressesIn(run: string): string[] {
  const scheme = /^https?:\/\//iu.exec(run)?.[0].length ?? 0;
  const path = run.indexOf('/', scheme);
  if (path < 0) return [run];
  const [first = '', ...more] = run.slice(path).split(gluedAddress);
  return [run.slice(0, path) + first, ...more];
}

/** What every address in a text holds; far sooner looked for than an address. */
const partOfAddress = new RegExp(
  `://|(?:${[...new Set(bareHosts.split('|').map((host) => host.slice(host.lastIndexOf('\\.'))))].join('|')})/`,
  'iu',
);

/** All links in a running text, in order, duplicates merged. */
export function linksInText(text: string): PaperLink[] {
  if (!partOfAddress.test(text)) return [];
  const found: PaperLink[] = [];
  for (const [match] of text.matchAll(urlInText))
    for (const address of addressesIn(match)) {
      const trimmed = trimUrl(address);
      const link = linkOf(/^https?:/iu.test(trimmed) ? trimmed : `https://${trimmed}`);
      if (link !== null) found.push(link);
    }
  return mergeLinks(found);
}

/** What two addresses share when they lead to the same place. */
function placeOf(link: PaperLink): string {
  const arxivId = link.kind === 'arxiv' || link.kind === 'pdf' ? arxivIdIn(link.url) : null;
  if (arxivId !== null) return `${link.kind}:${arxivId}`;
  const url = parseWebAddress(link.url);
  if (url === null) return link.url;
  const host = url.hostname.replace(/^(?:www|dx)\./u, '');
  const path = url.pathname.replace(/\/+$/u, '').replace(/\.git$/u, '');
  const caseless = link.kind === 'github' || link.kind === 'doi';
  return `${host}${caseless ? path.toLowerCase() : path}${url.search}${link.kind === 'github' ? '' : url.hash}`;
}

/** The lists joined, keeping the first of the links that lead to the same place. */
export function mergeLinks(...lists: readonly (readonly PaperLink[])[]): PaperLink[] {
  const byPlace = new Map<string, PaperLink>();
  for (const link of lists.flat()) {
    const place = placeOf(link);
    const known = byPlace.get(place);
    if (known === undefined) byPlace.set(place, link);
    else if (known.kind === 'other' && link.kind === 'paper') byPlace.set(place, link);
  }
  return [...byPlace.values()];
}

/** The text without the backslashes and braces that LaTeX puts around signs: `\_`, `{\_}`. */
function withoutEscapes(text: string): string {
  return text.includes('\\') ? text.replaceAll(/\{?\\([_%&#$~<>])(?:\{\})?\}?/gu, '$1') : text;
}

/** The text with its percent-encoded characters decoded but for blanks, which no id holds. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('%20', '%2520'));
  } catch {
    return text.replaceAll(/%2f/giu, '/');
  }
}

/** The DOI in a field (bare, with `doi:` or as an address), lower case; null if there is none. */
export function doiIn(field: string): string | null {
  let text = withoutEscapes(field);
  if (/&(?:lt|gt|amp);/iu.test(text)) text = decodeEntities(text);
  // A bare DOI may have a percent sign of its own, but not in front of the number of a sign.
  if (/%(?:2[389f]|3[abce]|5[bd])|https?:/iu.test(text) && text.includes('%')) text = decoded(text);
  const found = doiPattern.exec(text)?.[0];
  return found === undefined ? null : trimUrl(found).toLowerCase();
}

/**
 * An arXiv number as arXiv writes it: programs that took it for a decimal number have dropped zeros
 * at either end or let it grow (`1706.0288699999999`). Null if it cannot be one.
 */
function repairedNumber(id: string): string | null {
  const [month = '', digits = ''] = id.split('.');
  const yearAndMonth = month.padStart(4, '0');
  // Five digits since January 2015, four before.
  const width = yearAndMonth >= '1501' ? 5 : 4;
  if (!/^\d{2}(?:0[1-9]|1[0-2])$/u.test(yearAndMonth) || digits.length === width + 1) return null;
  const number =
    digits.length > width
      ? Number(`0.${digits}`).toFixed(width).slice(2)
      : digits.padEnd(width, '0');
  return `${yearAndMonth}.${number}`;
}

/**
 * The arXiv id in a field, without its version: a whole id (`2303.01566`, `hep-th/9711200`), or one
 * named as such (`arXiv:…`, an address of arxiv.org or huggingface.co/papers, an arXiv DOI). Numbers
 * that merely look alike inside a longer text are not taken.
 */
export function arxivIdIn(field: string): string | null {
  const text = field.trim();
  const found = wholeArxivId.test(text) ? text : namedArxivId.exec(text)?.[1];
  if (found === undefined) return null;
  const id = found
    .replace(/v\d+$/u, '')
    .replace(/^[A-Za-z-]+/u, (archive) => archive.toLowerCase());
  return id.includes('/') ? id : repairedNumber(id);
}

/** The address of a DOI. */
export function doiLink(doi: string): PaperLink {
  return {
    kind: 'doi',
    url: `https://doi.org/${encodeURI(doi).replaceAll(/[?#]/gu, encodeURIComponent)}`,
  };
}

/** The abstract page and the PDF of an arXiv paper. */
export function arxivLinks(id: string): readonly [PaperLink, PaperLink] {
  return [
    { kind: 'arxiv', url: `https://arxiv.org/abs/${id}` },
    { kind: 'pdf', url: `https://arxiv.org/pdf/${id}` },
  ];
}
