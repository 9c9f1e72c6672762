/** From a record in its source's words to a paper: cleaned, linked, identified. */
import { success, type Result } from '../foundation/result';
import { cleanAbstract, cleanTitle, readableText, tidySpaces } from './clean';
import { arxivIdIn, arxivLinks, doiIn, doiLink, linkOf, linksInText, mergeLinks } from './links';
import { possibleYear } from './believed';
import { displayName } from './person-name';
import { normaliseTitle, type LinkKind, type Paper, type PaperLink } from './paper';
import { type RawRecord } from './reading';
import { clip } from '../text/clip';
import { safeRecord } from './safe-record';

/** Links taken from columns that are no field: others may lead anywhere. */
const codeKinds: ReadonlySet<LinkKind> = new Set(['github', 'code', 'huggingface']);

const longestTitle = 2000;
const mostAuthors = 3000;
const mostCategories = 100;

/** The year in a date of any notation, if it is one in which a paper can have been written. */
export function yearIn(date: string): number | null {
  const text = date.trim();
  const iso =
    /^(\d{4})(?:\D|$|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$)/u.exec(text)?.[1] ??
    /(?<!\d)((?:1[5-9]|20|21)\d{2})(?!\d)/u.exec(text)?.[1];
  return possibleYear(Number(iso));
}

function unique(texts: readonly string[], most: number): string[] {
  const kept = new Set<string>();
  for (const text of texts) {
    const clean = clip(readableText(clip(text, 500)), 300);
    if (clean !== '') kept.add(clean);
    if (kept.size === most) break;
  }
  return [...kept];
}

function linksOf(record: RawRecord, doi: string | null, arxivId: string | null): PaperLink[] {
  const given = record.urls.flatMap((address) => linkOf(address, true) ?? linksInText(address));
  const pmid = /\d{4,9}/u.exec(record.pubmedId)?.[0];
  const isArxivDoi = doi !== null && doi.startsWith('10.48550/');
  return mergeLinks(
    doi === null || isArxivDoi ? [] : [doiLink(doi)],
    arxivId === null ? [] : arxivLinks(arxivId),
    pmid === undefined ? [] : [{ kind: 'pubmed', url: `https://pubmed.ncbi.nlm.nih.gov/${pmid}/` }],
    given,
    linksInText(record.abstract),
    record.extra.flatMap(([, value]) =>
      value.includes('://') ? linksInText(value).filter((link) => codeKinds.has(link.kind)) : [],
    ),
  );
}

/** Where a paper is on arXiv, from the fields that may say so. */
function arxivIdOf(record: RawRecord, doi: string | null): string | null {
  for (const field of [record.arxivId, doi ?? '', ...record.urls]) {
    const id = arxivIdIn(field);
    if (id !== null) return id;
  }
  return null;
}

/**
 * Completes a record.
 *
 * @returns the paper with an empty id (ids are given once duplicates are merged), or why it is none
 */
export function completePaper(record: RawRecord): Result<Paper, RefusedRecord> {
  if (record.complete !== undefined) return success(record.complete);
  const title = clip(cleanTitle(record.title), longestTitle);
  if (normaliseTitle(title) === '' && !/[\p{L}\p{N}]/u.test(title)) {
    return {
      ok: false,
      error: { code: 'record-without-title', message: 'It has no title.', remedy: 'Add one.' },
    };
  }
  const abstract = cleanAbstract(record.abstract);
  const doi =
    doiIn(record.doi) ?? record.urls.map(doiOfPage).find((found) => found !== null) ?? null;
  const arxivId = arxivIdOf(record, doi);
  const venue = clip(readableText(record.venue), 500);
  const given = { title: tidyEnds(record.title), abstract: tidyEnds(record.abstract) };
  const original = {
    ...(given.title !== title && { title: given.title }),
    ...(given.abstract !== abstract &&
      tidySpaces(given.abstract) !== abstract && { abstract: given.abstract }),
  };
  return success({
    id: '',
    title,
    abstract,
    authors: unique(record.authors.map(displayName), mostAuthors),
    year: yearIn(record.date) ?? yearOfArxivId(arxivId),
    venue: venue === '' ? null : venue,
    categories: unique(record.categories, mostCategories),
    doi,
    arxivId,
    links: linksOf(record, doi, arxivId),
    extra: safeRecord(extraOf(record)),
    ...(Object.keys(original).length > 0 && { original }),
  });
}

export interface RefusedRecord {
  readonly code: 'record-without-title';
  readonly message: string;
  readonly remedy: string;
}

function tidyEnds(text: string): string {
  return clip(text.trim(), 200_000);
}

/** A DOI only from an address that is the paper's page, not from one that merely mentions another. */
function doiOfPage(address: string): string | null {
  return /^https?:\/\/(?:dx\.)?doi\.org\//iu.test(address) ? doiIn(address) : null;
}

function yearOfArxivId(id: string | null): number | null {
  const [, year, month] = (id === null ? null : /^(\d{2})(\d{2})\.\d{4,5}$/u.exec(id)) ?? [];
  return year !== undefined && Number(month) >= 1 && Number(month) <= 12
    ? 2000 + Number(year)
    : null;
}

/** Extra columns, and what stood in the identifier's column if it was none of arXiv. */
function extraOf(record: RawRecord): (readonly [string, string])[] {
  const id = record.arxivId.trim();
  const isOwn = id !== '' && id.length <= 200 && arxivIdIn(id) === null && !/\s/u.test(id);
  return isOwn ? [...record.extra, ['id', id]] : [...record.extra];
}
