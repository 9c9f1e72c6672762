/**
 * Reader of BibTeX and BibLaTeX. The parsing is @retorquere/bibtex-parser's; around it stand the
 * cut into entries, so that broken ones cost only themselves, and the long plain abstracts, which
 * are taken out before because they need no parser and take most of its time.
 */
import type { Entry, parse } from '@retorquere/bibtex-parser';
import { bibtexEntries, liftField, type BibtexEntry } from '../bibtex-entries';
import {
  batchSize,
  longestField,
  longestRecord,
  refusedAt,
  UnreadableFile,
  type Reading,
  type TextReader,
} from '../reading';
import { readableLatex } from '../latex';
import { field, hide, inherited, recordOf } from './bibtex-record';

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
