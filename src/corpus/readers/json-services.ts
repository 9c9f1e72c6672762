/**
 * The shapes in which further services write a paper as JSON: arXiv's metadata snapshot, Hugging
 * Face, OpenReview, DBLP and paperlists; `json-catalogues.ts` has the libraries' ones.
 */
import { asText, listIn } from '../cell-values';
import { blankRecord } from '../reading';
import { catalogueShapes } from './json-catalogues';
import {
  isJsonObject,
  listAt,
  objectAt,
  objectsAt,
  scalars,
  textAt,
  textsAt,
  textsOf,
  type JsonObject,
  type JsonShape,
} from './json-fields';

/** The year of an arXiv id of either kind; empty if it tells none. */
function yearOfArxivId(id: string): string {
  const [, digits] = /^(?:[a-z-]+(?:\.[A-Z]{2})?\/)?(\d{2})(?:0[1-9]|1[0-2])/u.exec(id) ?? [];
  if (digits === undefined) return '';
  return `${Number(digits) > 90 ? '19' : '20'}${digits}`;
}

/** One entry of `authors_parsed`: family name, given names, suffix, affiliations. */
function nameOfParts(parts: unknown): string {
  if (!Array.isArray(parts)) return asText(parts);
  const [family = '', given = '', suffix = ''] = parts.map(asText);
  return textsOf(given, family, suffix).join(' ');
}

const arxivSnapshot: JsonShape = {
  name: 'arXiv metadata snapshot',
  fits: (value) =>
    Array.isArray(value['authors_parsed']) ||
    (Array.isArray(value['versions']) && Object.hasOwn(value, 'update_date')),
  read: (value) => {
    const parsed = listAt(value, 'authors_parsed').map(nameOfParts);
    const [first] = objectsAt(value, 'versions');
    const id = textAt(value, 'id');
    return {
      ...blankRecord,
      title: textAt(value, 'title'),
      abstract: textAt(value, 'abstract'),
      authors: parsed.length > 0 ? parsed : listIn(value['authors']),
      date:
        (first === undefined ? '' : textAt(first, 'created')) ||
        yearOfArxivId(id) ||
        textAt(value, 'update_date'),
      venue: textAt(value, 'journal-ref'),
      categories: listAt(value, 'categories').flatMap((text) => asText(text).split(/\s+/u)),
      doi: textAt(value, 'doi'),
      arxivId: id,
      extra: scalars(value, [
        'id',
        'title',
        'abstract',
        'authors',
        'categories',
        'doi',
        'journal-ref',
        'submitter',
        'update_date',
      ]),
    };
  },
};

/** A paper of Hugging Face: by itself, or inside an item of the daily papers or of a search. */
const huggingFace: JsonShape = {
  name: 'Hugging Face papers',
  fits: (value) =>
    typeof value['summary'] === 'string' &&
    Object.hasOwn(value, 'publishedAt') &&
    Array.isArray(value['authors']),
  read: (value) => {
    const id = textAt(value, 'id');
    return {
      ...blankRecord,
      title: textAt(value, 'title'),
      abstract: textAt(value, 'summary'),
      authors: textsAt(value, 'authors', 'name'),
      date: textAt(value, 'publishedAt'),
      categories: listIn(value['ai_keywords'] ?? []),
      arxivId: id,
      urls: textsOf(
        id === '' ? '' : `https://huggingface.co/papers/${id}`,
        textAt(value, 'githubRepo'),
        textAt(value, 'projectPage'),
      ),
      extra: scalars(value, ['id', 'title', 'summary', 'publishedAt', 'ai_summary']),
    };
  },
};

/** A field of an OpenReview note: `{ "value": … }` since the second version, bare before. */
function contentAt(content: JsonObject, key: string): unknown {
  const field = content[key];
  return isJsonObject(field) && Object.hasOwn(field, 'value') ? field['value'] : field;
}

/** The year that a name of a conference or an invitation holds. */
function yearNamed(name: string): string | undefined {
  return /(?<!\d)(?:19|20)\d{2}(?!\d)/u.exec(name)?.[0];
}

const openReview: JsonShape = {
  name: 'OpenReview',
  fits: (value) =>
    isJsonObject(value['content']) &&
    (Object.hasOwn(value, 'forum') ||
      Object.hasOwn(value, 'invitation') ||
      Object.hasOwn(value, 'invitations')),
  refusal: (value) => {
    const isReply = textAt(value, 'forum') !== '' && textAt(value, 'forum') !== textAt(value, 'id');
    return isReply ? 'It is a review or comment on OpenReview, not a paper.' : null;
  },
  read: (value) => {
    const content = objectAt(value, 'content');
    const text = (key: string): string => asText(contentAt(content, key));
    const forum = textAt(value, 'forum') || textAt(value, 'id');
    const venue =
      text('venue') || text('venueid').replace(/^([\w-]+)\.\w+\/(\d{4})\/.*$/u, '$1 $2');
    const written = ['pdate', 'odate', 'cdate', 'tcdate'].map((key) => Number(value[key] ?? NaN));
    const time = written.find((date) => Number.isFinite(date) && date > 0);
    const pdf = text('pdf');
    return {
      ...blankRecord,
      title: text('title'),
      abstract: text('abstract') || text('TLDR') || text('TL;DR'),
      authors: listIn(contentAt(content, 'authors') ?? []).map((name) =>
        name.replace(/^~|\d+$/gu, ''),
      ),
      date:
        yearNamed(venue) ??
        /\byear\s*=\s*[{"]?\s*(\d{4})/iu.exec(text('_bibtex'))?.[1] ??
        yearNamed(textAt(value, 'invitation') || textAt(value, 'invitations')) ??
        (time === undefined ? '' : String(new Date(Math.min(time, 8e15)).getUTCFullYear())),
      venue,
      categories: listIn(contentAt(content, 'keywords') ?? []),
      urls: textsOf(
        forum === '' ? '' : `https://openreview.net/forum?id=${encodeURIComponent(forum)}`,
        pdf.startsWith('/') ? `https://openreview.net${pdf}` : pdf,
        text('code'),
      ),
      extra: textsOf(text('primary_area')).map((area) => ['primary area', area]),
    };
  },
};

const dblp: JsonShape = {
  name: 'DBLP',
  fits: (value) =>
    textAt(value, 'url').includes('dblp.') &&
    (Object.hasOwn(value, 'venue') ||
      Object.hasOwn(value, 'authors') ||
      Object.hasOwn(value, 'key')),
  read: (value) => ({
    ...blankRecord,
    title: textAt(value, 'title'),
    // Namesakes are told apart by a number that is no part of the name.
    authors: textsAt(objectAt(value, 'authors'), 'author', 'text').map((name) =>
      name.replace(/ \d{4}$/u, ''),
    ),
    date: textAt(value, 'year'),
    venue: textAt(value, 'venue'),
    doi: textAt(value, 'doi'),
    urls: textsOf(...listAt(value, 'ee').map(asText), textAt(value, 'url')),
    extra: scalars(value, ['title', 'venue', 'year', 'doi', 'ee', 'url', 'key', 'access']),
  }),
};

/** A paper of the lists of conferences at papercopilot/paperlists. */
const paperlists: JsonShape = {
  name: 'paperlists',
  fits: (value) =>
    typeof value['author'] === 'string' &&
    typeof value['title'] === 'string' &&
    Object.hasOwn(value, 'site'),
  read: (value) => {
    const bibtex = textAt(value, 'bibtex');
    const site = textAt(value, 'site');
    return {
      ...blankRecord,
      title: textAt(value, 'title'),
      abstract: textAt(value, 'abstract'),
      authors: textAt(value, 'author').split(/\s*;\s*/u),
      date:
        textAt(value, 'year') ||
        (/\byear\s*=\s*[{"]?\s*(\d{4})/iu.exec(bibtex)?.[1] ?? '') ||
        (/(?<!\d)20\d{2}(?!\d)/u.exec(site)?.[0] ?? ''),
      venue:
        textAt(value, 'venue') ||
        (/\b(?:booktitle|journal)\s*=\s*\{([^{}]{2,200})\}/iu.exec(bibtex)?.[1] ?? ''),
      categories: textsOf(
        textAt(value, 'primary_area'),
        ...textAt(value, 'keywords').split(/\s*;\s*/u),
      ),
      doi: textAt(value, 'doi'),
      arxivId: textAt(value, 'arxiv'),
      urls: textsOf(
        site,
        ...['openreview', 'pdf', 'oa', 'github', 'project'].map((key) => textAt(value, key)),
      ),
      extra: ['status', 'track'].flatMap((key): [string, string][] =>
        textAt(value, key) === '' ? [] : [[key, textAt(value, key)]],
      ),
    };
  },
};

/** The shapes of this file and of the catalogues. Each reads one paper. */
export const serviceShapes: readonly JsonShape[] = [
  arxivSnapshot,
  huggingFace,
  openReview,
  dblp,
  paperlists,
  ...catalogueShapes,
];
