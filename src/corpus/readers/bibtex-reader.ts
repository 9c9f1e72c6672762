/**
 * Reader of BibTeX and BibLaTeX. The parsing is @retorquere/bibtex-parser's; around it stand the
 * cut into entries, so that broken ones cost only themselves, and the long plain abstracts, which
 * are taken out before because they need no parser and take most of its time.
 */
import type { Entry, parse } from '@retorquere/bibtex-parser';
import { bibtexEntries, liftField, type BibtexEntry } from '../bibtex-entries';
import {
  batchSize,
  blankRecord,
  longestField,
  longestRecord,
  refusedAt,
  UnreadableFile,
  type RawRecord,
  type Reading,
  type TextReader,
} from '../reading';
import { readableLatex } from '../latex';

type Parse = typeof parse;

/** Characters that mean something to TeX: a value without them is the text it stands for. */
const active = /[\\${}~#%^_"]|--|``|''/u;

/** Above this the parser takes seconds (its time grows with the square of a field's length). */
const longestParsed = 20_000;

/** Fields that may be of any length, or are not read and cost time. */
const heavy = ['editor', 'note', 'annote', 'file', 'keywords', 'references', 'title'];

/** An entry without what the parser need not or cannot take, and the abstract if it was taken out. */
function lighten(entry: string): { readonly text: string; readonly abstract: string | null } {
  let text = entry;
  let abstract: string | null = null;
  const lifted = liftField(text, 'abstract');
  if (lifted !== null && (lifted.value.length > longestParsed || !active.test(lifted.value))) {
    abstract = lifted.value.slice(0, longestField).replaceAll(/[{}]/gu, '');
    text = lifted.rest;
  }
  for (const name of text.length > longestParsed ? heavy : ['editor']) {
    const other = liftField(text, name);
    if (other !== null && (other.value.length > longestParsed || name === 'editor'))
      text = other.rest;
  }
  return { text, abstract };
}

/** Longest file, in UTF-16 units: it is held whole, because strings and parents may be anywhere. */
const longestFile = 256_000_000;

/** The parser reads < and > as the old font encoding has them (¡ and ¿); these pass through it. */
const hidden = [
  ['<', '\uE000'],
  ['>', '\uE001'],
] as const;

function hide(text: string): string {
  return hidden.reduce((out, [char, mask]) => out.replaceAll(char, mask), text);
}

function reveal(text: string): string {
  return hidden.reduce((out, [char, mask]) => out.replaceAll(mask, char), text);
}

function field(entry: Entry, name: string): string {
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
const inherited: Readonly<Record<string, string>> = {
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

function recordOf(entry: Entry, abstract: string | null, line: number): RawRecord {
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

class BibtexFile {
  readonly #parse: Parse;
  readonly #strings: string;
  readonly #byKey: ReadonlyMap<string, BibtexEntry>;

  constructor(parse: Parse, entries: readonly BibtexEntry[]) {
    this.#parse = parse;
    this.#strings = entries
      .filter((entry) => entry.type === 'string' && entry.text.length < longestParsed)
      .map((entry) => hide(entry.text) + '}'.repeat(entry.unclosed))
      .join('\n');
    this.#byKey = new Map(entries.map((entry) => [entry.key.toLowerCase(), entry]));
  }

  read(entry: BibtexEntry): Reading {
    if (entry.text.length > longestRecord) {
      return refusedAt(entry.line, 'It is longer than any paper can be.');
    }
    const { text, abstract } = lighten(entry.text + '}'.repeat(Math.min(entry.unclosed, 100)));
    if (text.length > 3 * longestParsed)
      return refusedAt(entry.line, 'It is longer than any paper can be.');
    const parsed = this.#entryOf(text);
    if (parsed === null) {
      return refusedAt(
        entry.line,
        entry.unclosed > 0 ? 'Its braces are never closed.' : 'It cannot be parsed.',
      );
    }
    this.#inherit(parsed);
    const record = recordOf(parsed, abstract, entry.line);
    if (entry.unclosed > 0 && /[,\s]\w+\s*=/u.test(record.title)) {
      return refusedAt(entry.line, 'Its braces are never closed.');
    }
    return { kind: 'record', record: { ...record, abstract: readableLatex(record.abstract) } };
  }

  #entryOf(text: string): Entry | null {
    try {
      const { entries } = this.#parse(`${this.#strings}\n${hide(text)}`, {
        sentenceCase: false,
        english: false,
        caseProtection: false,
        applyCrossRef: false,
        unsupported: 'ignore',
      });
      return entries.at(-1) ?? null;
    } catch {
      // The parser throws on what it cannot make sense of; the entry is then refused by its line.
      return null;
    }
  }

  #inherit(entry: Entry): void {
    const parent = this.#byKey.get(field(entry, 'crossref').toLowerCase());
    if (parent === undefined || parent.text.length > longestParsed) return;
    const parsed = this.#entryOf(parent.text + '}'.repeat(Math.min(parent.unclosed, 100)));
    if (parsed === null) return;
    for (const [from, to] of Object.entries(inherited)) {
      const value = field(parsed, from);
      if (value !== '' && field(entry, to) === '') entry.fields[to] = value;
    }
  }
}

async function wholeText(chunks: AsyncIterable<string>, file: string): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > longestFile) {
      throw new UnreadableFile(
        'file-too-large',
        `${file} is larger than a BibTeX file may be here (256 MB).`,
        'Split it and open the parts together.',
      );
    }
    parts.push(chunk);
  }
  return parts.join('');
}

const notPapers = new Set(['string', 'comment', 'preamble']);

/** Reads BibTeX and BibLaTeX. */
export const readBibtex: TextReader = async function* (file) {
  const library = await import('@retorquere/bibtex-parser');
  const entries = [...bibtexEntries(await wholeText(file.chunks, file.name))];
  const bibtex = new BibtexFile(library.parse, entries);
  let readings: Reading[] = [];
  for (const entry of entries) {
    if (notPapers.has(entry.type)) continue;
    readings.push(bibtex.read(entry));
    // Milliseconds each: smaller batches keep the progress moving.
    if (readings.length >= batchSize / 20) {
      yield readings;
      readings = [];
    }
  }
  if (readings.length > 0) yield readings;
};
