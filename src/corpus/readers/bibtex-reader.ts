/**
 * Reader of BibTeX and BibLaTeX. Cut and read here and not by a library: those that were tried give up
 * a whole entry for one brace, take a per cent sign for a comment, or throw on macros they do not
 * know. The characters of rare commands are from unicode2latex.
 */
import type { BibtexValue } from '../bibtex-fields';
import { bibtexEntries, type BibtexEntry } from '../bibtex-entries';
import { latexText, type Symbols } from '../latex';
import { readableAddress } from '../latex-address';
import {
  longestField,
  longestRecord,
  refusedAt,
  UnreadableFile,
  type Reading,
  type TextReader,
} from '../reading';
import { clip } from '../../text/clip';
import { inheriting } from './bibtex-parents';
import { recordOf, type ResolvedEntry, type ValueReader } from './bibtex-record';

/** Longest file, in UTF-16 units: it is held whole, because strings and parents may be anywhere. */
const longestFile = 256_000_000;

/** Longest value of a string: more would let a few lines grow into gigabytes. */
const longestString = 10_000;

const months =
  'January February March April May June July August September October November December';

/** The values of `@string`, by their lower-case names; months are known from the start. */
class Strings {
  readonly #values = new Map(
    months.split(' ').map((month) => [month.slice(0, 3).toLowerCase(), month]),
  );

  define(entry: BibtexEntry): void {
    for (const [name, value] of entry.fields) {
      const text = clip(this.resolve(value), longestString);
      this.#values.set(name, text);
    }
  }

  /** The value in one; what no string is called stands for itself. */
  resolve(value: BibtexValue): string {
    const joined = value
      .map((part) =>
        'text' in part ? part.text : (this.#values.get(part.name.toLowerCase()) ?? part.name),
      )
      .join('');
    return clip(joined, longestField);
  }
}

/** The written value without braces that have no counterpart. */
function withoutStrayBraces(written: string): string {
  const open: number[] = [];
  const stray = new Set<number>();
  for (let at = 0; at < written.length; at++) {
    const char = written.charAt(at);
    if (char === '\\') at++;
    else if (char === '{') open.push(at);
    else if (char === '}' && open.pop() === undefined) stray.add(at);
  }
  for (const at of open) stray.add(at);
  return stray.size === 0
    ? written
    : Array.from({ length: written.length }, (_, at) =>
        stray.has(at) ? '' : written.charAt(at),
      ).join('');
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
  return parts.join('').replaceAll(/\r\n?/gu, '\n');
}

/** Volumes: their papers are entries of their own. */
const volumes = new Set(['proceedings', 'mvproceedings']);

/** Why an entry is no paper; null if it is one. */
function refusalOf(entry: BibtexEntry, { fields }: ResolvedEntry): string | null {
  if (entry.length > longestRecord) return 'It is longer than any paper can be.';
  if (volumes.has(entry.type) && !fields.has('doi') && !fields.has('abstract')) {
    return 'It is a volume of proceedings, without DOI and abstract of its own.';
  }
  return fields.size === 0 && entry.damage !== null ? entry.damage : null;
}

/** The characters of the rarer commands, from unicode2latex's table. */
function symbolsOf(
  table: Readonly<Record<string, string | { readonly text?: string; readonly math?: string }>>,
): Symbols {
  return (command) => {
    const known = Object.hasOwn(table, `\\${command}`) ? table[`\\${command}`] : undefined;
    return typeof known === 'object' ? (known.text ?? known.math) : known;
  };
}

/** Entries in a batch: small enough for progress to move. */
const entriesInBatch = 100;

/** Reads BibTeX and BibLaTeX. */
export const readBibtex: TextReader = async function* (file) {
  const further = symbolsOf((await import('unicode2latex')).latex2unicode);
  const read: ValueReader = {
    text: (written) => latexText(withoutStrayBraces(written), further),
    address: readableAddress,
  };
  const strings = new Strings();
  const papers: BibtexEntry[] = [];
  for (const entry of bibtexEntries(await wholeText(file.chunks, file.name))) {
    if (entry.type === 'string') strings.define(entry);
    else papers.push(entry);
  }
  const resolved = inheriting(
    papers.map(({ type, key, fields }) => ({
      type,
      key,
      fields: new Map(Array.from(fields, ([name, value]) => [name, strings.resolve(value)])),
    })),
  );
  let readings: Reading[] = [];
  for (const [index, entry] of papers.entries()) {
    const whole = resolved(index);
    const refusal = refusalOf(entry, whole);
    readings.push(
      refusal === null
        ? {
            kind: 'record',
            record: recordOf(whole, read, entry.line),
            ...(entry.damage !== null && { damage: entry.damage }),
          }
        : refusedAt(entry.line, refusal),
    );
    if (readings.length >= entriesInBatch) {
      yield readings;
      readings = [];
    }
  }
  if (readings.length > 0) yield readings;
};
