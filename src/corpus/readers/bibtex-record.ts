/** What the fields of BibTeX and BibLaTeX say about a paper. */
import type { Entry } from '@retorquere/bibtex-parser';
import { liftField } from '../bibtex-entries';
import { readableLatex } from '../latex';
import { blankRecord, type RawRecord } from '../reading';

/** The parser reads < and > as the old font encoding has them (¡ and ¿); these pass through it. */
const hidden = [
  ['<', '\uE000'],
  ['>', '\uE001'],
] as const;

/** The text with what the parser would change hidden from it; {@link field} brings it back. */
export function hide(text: string): string {
  return hidden.reduce((out, [char, mask]) => out.replaceAll(char, mask), text);
}

function reveal(text: string): string {
  return hidden.reduce((out, [char, mask]) => out.replaceAll(mask, char), text);
}

/** A field's text; of a list, its texts in one. */
export function field(entry: Entry, name: string): string {
  const value: unknown = Object.hasOwn(entry.fields, name) ? entry.fields[name] : undefined;
  if (typeof value === 'string') return reveal(value);
  return Array.isArray(value)
    ? value
        .filter((item) => typeof item === 'string')
        .map(reveal)
        .join('; ')
    : '';
}

function firstField(entry: Entry, ...names: readonly string[]): string {
  for (const name of names) {
    const value = field(entry, name);
    if (value !== '') return value;
  }
  return '';
}

function authorsOf(entry: Entry): string[] {
  return (entry.fields.author ?? [])
    .map(({ name, firstName, prefix, lastName, suffix }) =>
      name !== undefined
        ? name
        : [firstName, prefix, lastName, suffix]
            .filter((part) => part !== undefined && part !== '')
            .join(' '),
    )
    .filter((name) => name !== '' && name !== 'others')
    .map(reveal);
}

/** Fields that a paper takes from the volume named in its `crossref`. */
export const inherited: Readonly<Record<string, string>> = {
  year: 'year',
  date: 'date',
  title: 'booktitle',
  booktitle: 'booktitle',
  publisher: 'publisher',
};

const venues = [
  'journaltitle',
  'journal',
  'booktitle',
  'eventtitle',
  'school',
  'institution',
  'publisher',
];

const known = new Set([
  ...venues.slice(0, 4),
  'title',
  'abstract',
  'author',
  'year',
  'date',
  'doi',
  'eprint',
  'pmid',
  'url',
  'keywords',
  'file',
  'subtitle',
  'crossref',
  'editor',
]);

/** The keywords in the order of the file: the parser sorts them, and the first is the main one. */
function keywordsOf(entry: Entry): readonly string[] {
  const written = (liftField(entry.input, 'keywords')?.value ?? '').split(/[,;]/u);
  const places = new Map(written.map((keyword, place) => [keyword.trim(), place]));
  const placeOf = (keyword: string): number => places.get(keyword) ?? written.length;
  const keywords = entry.fields.keywords ?? [];
  return keywords
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((keyword) => readableLatex(reveal(keyword)));
}

/** The addresses of a note that holds nothing else, as further links are written; else none. */
function addressesIn(note: string): readonly string[] {
  const words = note.split(/\s+/u);
  return words.every((word) => /^https?:\/\//iu.test(word)) ? words : [];
}

/**
 * A parsed entry in the words of a record.
 *
 * @param abstract as it was taken out before parsing; null where it is among the fields
 */
export function recordOf(entry: Entry, abstract: string | null, line: number): RawRecord {
  const title = firstField(entry, 'title', 'booktitle');
  const subtitle = field(entry, 'subtitle');
  const eprint = field(entry, 'eprint');
  const isArxiv = /arxiv/iu.test(firstField(entry, 'eprinttype', 'archiveprefix') || 'arxiv');
  return {
    ...blankRecord,
    line,
    title: subtitle === '' || title.includes(subtitle) ? title : `${title}: ${subtitle}`,
    abstract: abstract ?? firstField(entry, 'abstract', 'annotation'),
    authors: authorsOf(entry),
    date: firstField(entry, 'year', 'date'),
    venue: firstField(entry, ...venues),
    categories: keywordsOf(entry),
    doi: field(entry, 'doi'),
    arxivId: (isArxiv ? eprint : '') || firstField(entry, 'arxivid', 'journal', 'url', 'note'),
    pubmedId: field(entry, 'pmid'),
    urls: [
      ...firstField(entry, 'url', 'howpublished', 'link').split(/\s+/u),
      ...addressesIn(field(entry, 'note')),
    ].filter((url) => url !== ''),
    extra: [
      ['type', entry.type] as const,
      ['key', entry.key] as const,
      ...Object.keys(entry.fields)
        .filter((name) => !known.has(name))
        .map((name) => [name, field(entry, name).slice(0, 2000)] as const)
        .filter(([, value]) => value !== ''),
    ],
  };
}
