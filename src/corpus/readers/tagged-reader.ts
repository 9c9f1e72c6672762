/**
 * Readers of the formats that put a tag in front of each field: RIS in its dialects, MEDLINE
 * (PubMed's `.nbib`) and the tagged exports of Web of Science. They differ in how a line is tagged,
 * where a record ends, and what the tags mean.
 */
import { linesOf, type NumberedLine } from '../lines';
import {
  batchSize,
  blankRecord,
  refusedAt,
  type RawRecord,
  type Reading,
  type TextReader,
} from '../reading';

/** The values of one record by tag, each with its continuation lines. */
type Tagged = ReadonlyMap<string, readonly string[]>;

interface Dialect {
  /** Splits a line into tag and value; no match is a continuation of the value before. */
  readonly line: RegExp;
  /** Tags that begin a record. */
  readonly begins: ReadonlySet<string>;
  /** Tags that end one. */
  readonly ends: ReadonlySet<string>;
  /** Tags of the file rather than of a record. */
  readonly outside: ReadonlySet<string>;
  /** Tags of which each continuation line is a value of its own. */
  readonly linewise: ReadonlySet<string>;
  readonly read: (tagged: Tagged, line: number) => RawRecord;
}

function first(tagged: Tagged, ...tags: readonly string[]): string {
  for (const tag of tags) {
    const value = tagged.get(tag)?.find((text) => text.trim() !== '');
    if (value !== undefined) return value.trim();
  }
  return '';
}

function all(tagged: Tagged, ...tags: readonly string[]): string[] {
  return tags
    .flatMap((tag) => tagged.get(tag) ?? [])
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** The longest value: some programs put the abstract into `N2`, others a note there and it into `AB`. */
function longest(tagged: Tagged, ...tags: readonly string[]): string {
  return all(tagged, ...tags).reduce((best, text) => (text.length > best.length ? text : best), '');
}

function extraOf(tagged: Tagged, names: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(names).flatMap(([tag, name]): [string, string][] => {
    const value = all(tagged, tag).join('; ').slice(0, 2000);
    return value === '' ? [] : [[name, value]];
  });
}

/** First and last page as one column. */
function pagesOf(tagged: Tagged): [string, string][] {
  const pages = [first(tagged, 'SP'), first(tagged, 'EP')].filter((page) => page !== '');
  return pages.length === 0 ? [] : [['pages', pages.join('–').slice(0, 100)]];
}

const ris: Dialect = {
  line: /^([A-Z][A-Z0-9]) {0,2}- ?(.*)$/u,
  begins: new Set(['TY']),
  ends: new Set(['ER']),
  outside: new Set(),
  linewise: new Set(['KW', 'AU', 'A1', 'UR', 'L1', 'L2', 'SN', 'DB']),
  read: (tagged, line) => ({
    ...blankRecord,
    line,
    title: first(tagged, 'TI', 'T1', 'CT', 'BT', 'ST'),
    abstract: longest(tagged, 'AB', 'N2'),
    authors: [...new Set(all(tagged, 'AU', 'A1'))],
    date: first(tagged, 'PY', 'Y1', 'DA', 'Y2'),
    venue: first(tagged, 'T2', 'JF', 'JO', 'JA', 'BT', 'T3'),
    categories: [...new Set(all(tagged, 'KW'))],
    doi: first(tagged, 'DO') || first(tagged, 'M3').replace(/^(?!10\.).*/u, ''),
    arxivId: all(tagged, 'AN', 'C1', 'M1', 'UR').join(' '),
    pubmedId: /^pmid:? ?\d+$/iu.test(first(tagged, 'AN', 'C2')) ? first(tagged, 'AN', 'C2') : '',
    urls: all(tagged, 'UR', 'LK', 'L1', 'L2'),
    extra: [
      ...extraOf(tagged, {
        TY: 'type',
        LA: 'language',
        VL: 'volume',
        IS: 'number',
        PB: 'publisher',
        DB: 'database',
        N1: 'notes',
      }),
      ...pagesOf(tagged),
    ],
  }),
};

const medline: Dialect = {
  line: /^([A-Z]{2,4}) {0,2}- ?(.*)$/u,
  begins: new Set(['PMID']),
  ends: new Set(),
  outside: new Set(),
  linewise: new Set(),
  read: (tagged, line) => {
    const identifiers = all(tagged, 'LID', 'AID').filter((text) => text.endsWith('[doi]'));
    const pmid = first(tagged, 'PMID');
    return {
      ...blankRecord,
      line,
      title: first(tagged, 'TI', 'BTI', 'TT'),
      abstract: first(tagged, 'AB') || first(tagged, 'OAB'),
      authors: all(tagged, 'FAU').length > 0 ? all(tagged, 'FAU') : all(tagged, 'AU', 'CN'),
      date: first(tagged, 'DP', 'DEP', 'EDAT'),
      venue: first(tagged, 'JT', 'TA'),
      categories: all(tagged, 'OT', 'MH').map((term) => term.replaceAll('*', '')),
      doi: (identifiers[0] ?? '').replace(/\s*\[doi\]$/u, ''),
      pubmedId: pmid,
      urls: [],
      extra: extraOf(tagged, { PT: 'type', LA: 'language', PL: 'country', PMC: 'PMCID' }),
    };
  },
};

const webOfScience: Dialect = {
  line: /^([A-Z][A-Z0-9])(?: (.*))?$/u,
  begins: new Set(['PT']),
  ends: new Set(['ER']),
  outside: new Set(['FN', 'VR', 'EF']),
  linewise: new Set(['AU', 'AF']),
  read: (tagged, line) => ({
    ...blankRecord,
    line,
    title: first(tagged, 'TI'),
    abstract: first(tagged, 'AB'),
    authors: all(tagged, 'AF').length > 0 ? all(tagged, 'AF') : all(tagged, 'AU'),
    date: first(tagged, 'PY', 'EA'),
    venue: first(tagged, 'SO'),
    categories: all(tagged, 'DE', 'ID').flatMap((text) => text.split(/;\s*/u)),
    doi: first(tagged, 'DI'),
    pubmedId: first(tagged, 'PM'),
    extra: extraOf(tagged, {
      DT: 'type',
      LA: 'language',
      WC: 'Web of Science categories',
      TC: 'times cited',
    }),
  }),
};

/** Longest record in lines: a file that never ends one is not of this format. */
const mostLines = 20_000;

/** Gathers lines into records. */
class RecordStream {
  readonly #dialect: Dialect;
  #tagged = new Map<string, string[]>();
  #line = 0;
  #lines = 0;
  #tag = '';
  #reason = '';

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** The record that ends with this line, if one does. */
  push({ text, number }: NumberedLine): Reading | null {
    if (text === null) {
      this.#reason = `Line ${number} is longer than any field can be.`;
      this.#line ||= number;
      return null;
    }
    const found = this.#dialect.line.exec(text.replace(/^\uFEFF/u, ''));
    const tag = found?.[1] ?? '';
    if (this.#dialect.outside.has(tag)) return null;
    if (this.#dialect.ends.has(tag)) return this.end();
    const ended = this.#dialect.begins.has(tag) ? this.end() : null;
    if (found !== null) this.#add(tag, found[2] ?? '', number);
    else if (text.trim() !== '') this.#continue(text, number);
    return ended;
  }

  #add(tag: string, value: string, number: number): void {
    if (this.#lines === 0) this.#line = number;
    if (++this.#lines > mostLines) return;
    this.#tag = tag;
    const values = this.#tagged.get(tag);
    if (values === undefined) this.#tagged.set(tag, [value]);
    else values.push(value);
  }

  #continue(text: string, number: number): void {
    const values = this.#tagged.get(this.#tag);
    if (values === undefined) return;
    if (this.#dialect.linewise.has(this.#tag)) this.#add(this.#tag, text, number);
    else if (++this.#lines <= mostLines) values.push(`${values.pop() ?? ''} ${text.trim()}`);
  }

  /** The record gathered so far; null if there is none. */
  end(): Reading | null {
    if (this.#lines === 0 && this.#reason === '') return null;
    const line = this.#line;
    const reading: Reading =
      this.#reason === ''
        ? { kind: 'record', record: this.#dialect.read(this.#tagged, line) }
        : refusedAt(line, this.#reason);
    this.#tagged = new Map();
    this.#lines = 0;
    this.#tag = '';
    this.#reason = '';
    this.#line = 0;
    return reading;
  }
}

function readerOf(dialect: Dialect): TextReader {
  return async function* (file) {
    const stream = new RecordStream(dialect);
    let readings: Reading[] = [];
    for await (const lines of linesOf(file.chunks)) {
      for (const line of lines) {
        const reading = stream.push(line);
        if (reading !== null) readings.push(reading);
        if (readings.length >= batchSize) {
          yield readings;
          readings = [];
        }
      }
    }
    const last = stream.end();
    yield last === null ? readings : [...readings, last];
  };
}

/** Reads RIS. */
export const readRis = readerOf(ris);
/** Reads MEDLINE as PubMed exports it (`.nbib`). */
export const readMedline = readerOf(medline);
/** Reads the tagged plain text that Web of Science exports. */
export const readWebOfScience = readerOf(webOfScience);
