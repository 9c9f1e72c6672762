/**
 * Columns of tables (CSV, flat JSON, Parquet) recognised by name, in the spellings of the exports
 * that people have: Zotero, Scopus, Web of Science, IEEE Xplore, PubMed, Covidence, Rayyan,
 * OpenAlex, Dimensions, Hugging Face and arXiv data sets.
 */
import { blankRecord, clip, longestField, type RawRecord } from './reading';

/** What a column may be read as. */
export const fields = [
  'title',
  'abstract',
  'authors',
  'date',
  'venue',
  'categories',
  'doi',
  'arxivId',
  'pubmedId',
  'url',
  'vector',
] as const;
export type Field = (typeof fields)[number];

/** The user's choice: a field for some columns; all others become extra columns. */
export type ColumnMapping = Readonly<Record<string, Field>>;

/** What became of one column. */
export interface ColumnUse {
  readonly column: string;
  readonly field: Field | 'extra';
}

/** Names of columns, best first, as {@link nameKey} gives them. */
const names: Readonly<Record<Field, readonly string[]>> = {
  title: [
    'title',
    'articletitle',
    'papertitle',
    'documenttitle',
    'itemtitle',
    'primarytitle',
    'titleoriginal',
    'displayname',
    'ti',
    't1',
    'name',
    'headline',
    'titel',
    'titre',
    'titulo',
    'título',
    'titolo',
  ],
  abstract: [
    'abstract',
    'abstractnote',
    'abstracttext',
    'paperabstract',
    'summary',
    'description',
    'ab',
    'n2',
    'abstracts',
    'notesabstract',
    'tldr',
    'zusammenfassung',
    'résumé',
    'resumen',
    'resumo',
  ],
  authors: [
    'authors',
    'author',
    'authorfullnames',
    'authornames',
    'authorlist',
    'authorsnames',
    'authorshipsauthordisplayname',
    'authorshipsrawauthorname',
    'creators',
    'creator',
    'au',
    'autoren',
    'auteurs',
    'autores',
    'authorsparsed',
  ],
  date: [
    'year',
    'publicationyear',
    'publishedyear',
    'pubyear',
    'py',
    'date',
    'publicationdate',
    'published',
    'publisheddate',
    'dateofpublication',
    'pubdate',
    'coverdate',
    'onlinedate',
    'jahr',
    'annee',
    'année',
    'año',
    'createdate',
    'updatedate',
    'earlyaccessdate',
  ],
  venue: [
    'journal',
    'sourcetitle',
    'publicationtitle',
    'journalbook',
    'journaltitle',
    'journalname',
    'venue',
    'booktitle',
    'containertitle',
    'hostvenue',
    'primarylocationsourcedisplayname',
    'conference',
    'conferencename',
    'conferencetitle',
    'so',
    'secondarytitle',
    't2',
    'jo',
    'journalref',
    'source',
    'bookseriestitle',
    'publication',
    'proceedingstitle',
  ],
  categories: [
    'categories',
    'primarycategory',
    'category',
    'keywords',
    'authorkeywords',
    'keyword',
    'manualtags',
    'tags',
    'subjects',
    'subject',
    'topics',
    'primarytopicdisplayname',
    'fieldsofstudy',
    'labels',
    'wosscategories',
    'wc',
    'webofsciencecategories',
    'researchareas',
    'de',
    'id2',
    'indexkeywords',
    'keywordsplus',
    'ieeeterms',
    'meshterms',
    'mesh',
    'automatictags',
    'concepts',
    'kw',
    'label',
    'topic',
  ],
  doi: [
    'doi',
    'itemdoi',
    'di',
    'digitalobjectidentifier',
    'idsdoi',
    'externaliddoi',
    'articledoi',
    'do',
  ],
  arxivId: ['arxivid', 'arxiv', 'arxivnumber', 'eprint', 'paperid', 'externalidarxiv', 'id'],
  pubmedId: ['pmid', 'pubmedid', 'pm', 'idspmid', 'pubmed'],
  url: [
    'url',
    'link',
    'urls',
    'ur',
    'pdflink',
    'pdfurl',
    'pdf',
    'primarylocationlandingpageurl',
    'primarylocationpdfurl',
    'openaccessoaurl',
    'bestoalocationpdfurl',
    'landingpageurl',
    'fulltexturl',
    'links',
    'weblink',
    'paperurl',
    'github',
    'githuburl',
    'codeurl',
    'repository',
    'repositoryurl',
    'githubrepo',
    'oaurl',
    'entryid',
    'projectpage',
    'openreviewurl',
    'huggingfaceurl',
  ],
  vector: [
    'embedding',
    'embeddings',
    'vector',
    'vectors',
    'vec',
    'emb',
    'specter',
    'specterembedding',
    'embeddingvector',
  ],
};

/** Fields of which several columns may be read; of the others the best name wins. */
const several: ReadonlySet<Field> = new Set(['url', 'categories']);

/** A column's name reduced to its letters and digits. */
export function nameKey(column: string): string {
  return column
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

const fieldsByName = new Map<string, { readonly field: Field; readonly rank: number }>(
  fields.flatMap((field) =>
    names[field].map((name, rank): [string, { field: Field; rank: number }] => [
      name,
      { field, rank },
    ]),
  ),
);

/** The two-letter headings of Web of Science mean other things elsewhere. */
function knownName(column: string, isWebOfScience: boolean): { field: Field; rank: number } | null {
  const key = nameKey(column);
  const known = fieldsByName.get(isWebOfScience && key === 'id' ? 'id2' : key);
  if (known === undefined || (key.length === 2 && key !== 'id' && !isWebOfScience)) return null;
  return known;
}

/**
 * Which field each column is, by name or as the user chose. Of several names for a field that has
 * room for one, the best wins and the others become extra columns.
 */
export function mapColumns(columns: readonly string[], mapping?: ColumnMapping): ColumnUse[] {
  if (mapping !== undefined) {
    return columns.map((column) => ({
      column,
      field: Object.hasOwn(mapping, column) ? (mapping[column] ?? 'extra') : 'extra',
    }));
  }
  const keys = new Set(columns.map(nameKey));
  const isWebOfScience = keys.has('ti') && keys.has('au') && keys.has('so');
  const known = columns.map((column) => knownName(column, isWebOfScience));
  const best = new Map<Field, number>();
  for (const match of known) {
    if (match !== null)
      best.set(match.field, Math.min(best.get(match.field) ?? Infinity, match.rank));
  }
  const taken = new Set<Field>();
  return columns.map((column, index) => {
    const match = known[index];
    if (match === null || match === undefined) return { column, field: 'extra' };
    const { field, rank } = match;
    if (several.has(field)) return { column, field };
    if (rank !== best.get(field) || taken.has(field)) return { column, field: 'extra' };
    taken.add(field);
    return { column, field };
  });
}

/** Whether a table with these columns can be read without asking. */
export function hasTitle(uses: readonly ColumnUse[]): boolean {
  return uses.some((use) => use.field === 'title');
}

/** A value of a table as text: lists are joined, objects written out if they are short. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return String(value);
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (Array.isArray(value))
    return value
      .map(asText)
      .filter((text) => text !== '')
      .join('; ');
  if (ArrayBuffer.isView(value)) return '';
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? String(inner) : inner,
  );
}

/** Longest value kept of a column that is no field. */
const longestExtra = 2000;

/** The parts of a list in one cell. */
export function listIn(value: unknown): string[] {
  const parts = Array.isArray(value) ? value.map(asNameOrText) : splitList(asText(value));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function asNameOrText(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map(asText)
      .filter((text) => text !== '')
      .reverse()
      .join(' ');
  if (typeof value === 'object' && value !== null) {
    const record: Readonly<Record<string, unknown>> = { ...value };
    for (const key of ['name', 'display_name', 'full_name', 'category', 'tag', 'term', 'label']) {
      if (typeof record[key] === 'string') return record[key];
    }
  }
  return asText(value);
}

function splitList(text: string): string[] {
  const trimmed = text.trim();
  if (/^\[.*\]$/su.test(trimmed)) {
    const inner = parsedArray(trimmed);
    if (inner !== null) return inner.map(asNameOrText);
  }
  if (/[;|]|\s\/\/\s/u.test(trimmed)) return trimmed.split(/[;|]+|\s\/\/\s/u);
  // arXiv writes its categories apart by spaces: "cs.LG stat.ML".
  if (/^[a-z-]+(?:\.[A-Za-z-]{2,})?(?: [a-z-]+\.[A-Za-z-]{2,})+$/u.test(trimmed))
    return trimmed.split(' ');
  return trimmed.split(',');
}

/** A list written as JSON, or as Python writes it. */
function parsedArray(text: string): unknown[] | null {
  for (const candidate of [text, text.replaceAll("'", '"')]) {
    try {
      const value: unknown = JSON.parse(candidate);
      if (Array.isArray(value)) return value;
    } catch {
      continue;
    }
  }
  return null;
}

/** Names in one cell: "A, B. and C, D.", "A; B", "A B, C D", or a list. */
export function authorsIn(value: unknown): string[] {
  if (Array.isArray(value)) return listIn(value);
  const text = asText(value).trim();
  if (/[;|]|^\[/u.test(text)) return listIn(text).map(withoutId);
  if (/\s(?:and|&)\s/u.test(text) && !/, .*, /u.test(text)) {
    return text.split(/\s(?:and|&)\s/u).map((name) => name.trim());
  }
  return text
    .split(/,\s*(?:and\s+)?|\s+and\s+/u)
    .map((name) => name.trim().replace(/(?<=\p{Lu}{2})\.$/u, ''))
    .filter((name) => name !== '');
}

/** Scopus writes an identifier behind each full name. */
function withoutId(name: string): string {
  return name.replace(/\s*\(\d{5,}\)$/u, '');
}

/** A list of numbers in a cell; null if it holds anything else. */
export function vectorIn(value: unknown): ArrayLike<number> | null {
  if (value instanceof Float32Array || value instanceof Float64Array) return value;
  if (typeof value === 'string') {
    const text = value.trim();
    if (!text.startsWith('[') || text.length > longestField) return null;
    const parsed = parsedArray(
      text.includes(',') ? text : text.replaceAll(/(?<=\S)\s+(?=[\d.+-])/gu, ','),
    );
    return parsed === null ? null : vectorIn(parsed);
  }
  if (!Array.isArray(value)) {
    if (typeof value !== 'object' || value === null) return null;
    return 'vector' in value && Array.isArray(value.vector) ? vectorIn(value.vector) : null;
  }
  const numbers: number[] = [];
  for (const item of value) {
    if (typeof item !== 'number') return null;
    numbers.push(item);
  }
  return numbers.length > 0 ? numbers : null;
}

/** A row of a table as a record. */
export function recordOf(
  uses: readonly ColumnUse[],
  valueOf: (column: string, index: number) => unknown,
  line: number | null,
): RawRecord {
  const record: { -readonly [K in keyof RawRecord]: RawRecord[K] } = { ...blankRecord, line };
  const urls: string[] = [];
  const categories: string[] = [];
  const extra: [string, string][] = [];
  for (const [index, { column, field }] of uses.entries()) {
    const value = valueOf(column, index);
    if (value === null || value === undefined || value === '') continue;
    if (field === 'authors') record.authors = authorsIn(value);
    else if (field === 'categories') categories.push(...listIn(value));
    else if (field === 'url') urls.push(...addressesIn(value));
    else if (field === 'vector') {
      const vector = vectorIn(value);
      if (vector !== null) record.vector = vector;
    } else if (field === 'extra') {
      const text = clip(asText(value).trim(), longestExtra);
      if (text !== '') extra.push([column, text]);
    } else record[field] = clip(asText(value), longestField);
  }
  return { ...record, urls, categories, extra };
}

function addressesIn(value: unknown): string[] {
  return (Array.isArray(value) ? value.map(asText) : asText(value).split(/[\s;|]+/u)).filter(
    (address) => address !== '',
  );
}
