/** Records of the formats that put a tag in front of each field, gathered line by line. */
import { linesOf, type NumberedLine } from '../lines';
import { batchSize, refusedAt, type RawRecord, type Reading, type TextReader } from '../reading';

/** The values of one record by tag, each with its continuation lines. */
export type Tagged = ReadonlyMap<string, readonly string[]>;

/** What sets one format with tags apart from another. */
export interface Dialect {
  /** Splits a line into tag and value; null for one that continues the value before. */
  readonly split: (line: string) => TaggedLine | null;
  /** Tags that a record has once, and often first: a second one begins the next record. */
  readonly begins: ReadonlySet<string>;
  /** Tags that a record has once: behind a blank line a second one begins the next record as well. */
  readonly once: ReadonlySet<string>;
  /** Tags that end one. */
  readonly ends: ReadonlySet<string>;
  /** Tags of the file rather than of a record. */
  readonly outside: ReadonlySet<string>;
  /** Tags of which each continuation line is a value of its own. */
  readonly linewise: ReadonlySet<string>;
  readonly read: (tagged: Tagged, line: number) => RawRecord;
}

/** A line that begins a field. */
export interface TaggedLine {
  readonly tag: string;
  readonly value: string;
}

/** The first of the values of the tags, best tag first; empty if there is none. */
export function first(tagged: Tagged, ...tags: readonly string[]): string {
  for (const tag of tags) {
    const value = tagged.get(tag)?.find((text) => text.trim() !== '');
    if (value !== undefined) return value.trim();
  }
  return '';
}

/** All values of the tags. */
export function all(tagged: Tagged, ...tags: readonly string[]): string[] {
  return tags
    .flatMap((tag) => tagged.get(tag) ?? [])
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/**
 * Abstracts in parts, each with a tag of its own, as one: a part that begins a sentence behind a
 * finished one is a paragraph.
 */
export function joinedParts(tagged: Tagged, tag: string): string {
  return all(tagged, tag).reduce((whole, part) => {
    if (whole === '' || whole.includes(part)) return whole || part;
    return /[.!?:)\]”"]$/u.test(whole) && /^[^\p{Ll}]/u.test(part)
      ? `${whole}\n\n${part}`
      : `${whole} ${part}`;
  }, '');
}

/** A line that numbers the record below it. */
const numberAlone = /^\s*[[<(#]?\d{1,6}[\]>).:]+\s*$/u;

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
  /** Whether the line before was blank. */
  #blank = false;
  /** A number behind a blank line: of the next record if one begins below it, else text. */
  #held: NumberedLine | null = null;

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
    const found = this.#dialect.split(text.replace(/^\uFEFF/u, ''));
    const tag = found?.tag ?? '';
    if (this.#dialect.outside.has(tag)) return null;
    if (this.#dialect.ends.has(tag)) return this.end();
    if (text.trim() === '') {
      this.#blank = true;
      return null;
    }
    if (found === null && this.#blank && numberAlone.test(text)) {
      this.#takeHeld();
      this.#held = { text, number };
      return null;
    }
    if (!this.#dialect.begins.has(tag)) this.#takeHeld();
    const ended = this.#beginsAnother(tag) ? this.end() : null;
    this.#blank = false;
    this.#held = null;
    if (found !== null) this.#add(tag, found.value, number);
    else this.#continue(text, number);
    return ended;
  }

  #beginsAnother(tag: string): boolean {
    const { begins, once } = this.#dialect;
    return this.#tagged.has(tag) && (begins.has(tag) || (this.#blank && once.has(tag)));
  }

  #takeHeld(): void {
    const held = this.#held;
    this.#held = null;
    if (held !== null) this.#continue(held.text ?? '', held.number);
  }

  #add(tag: string, value: string, number: number): void {
    if (this.#lines === 0) this.#line = number;
    if (++this.#lines > mostLines) {
      this.#reason = `It has more than ${mostLines} lines.`;
      return;
    }
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

/** The reader of a dialect. */
export function readerOf(dialect: Dialect): TextReader {
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
