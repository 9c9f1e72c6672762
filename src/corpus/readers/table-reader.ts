/** Reader of CSV and TSV: any delimiter, ragged rows, quoted line breaks, stray quotes survived. */
import Papa from 'papaparse';
import { hasTitle, mapColumns, type ColumnUse } from '../columns';
import { recordOf } from '../table-record';
import {
  batchSize,
  longestRecord,
  refusedAt,
  UnreadableFile,
  type Reading,
  type TextReader,
} from '../reading';

const delimiters = [',', '\t', ';', '|'];

/** What the beginning of a table tells. */
export interface TableShape {
  readonly delimiter: string;
  readonly columns: readonly string[];
  /** The first rows under the header. */
  readonly sample: readonly (readonly string[])[];
}

/** Thrown for a table whose title column is not known: the user is asked to say. */
export class UnmappedTable extends UnreadableFile {
  constructor(
    file: string,
    readonly shape: TableShape,
  ) {
    super(
      'table-without-title',
      `No column of ${file} could be recognised as the title.`,
      'Say which column is which.',
    );
  }
}

interface Parsed {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly code: string }[];
  readonly meta: { readonly cursor: number };
}

/** All whole rows of `text`; the last one too if `atEnd`. */
function parseRows(text: string, delimiter: string, newline: string, atEnd: boolean): Parsed {
  // The newline is given because the parser would guess it again from every piece.
  const parser = new Papa.Parser({ delimiter, newline: asNewline(newline) });
  const parsed: Parsed = parser.parse(text, 0, !atEnd);
  return parsed;
}

function asNewline(newline: string): '\r\n' | '\n' | '\r' {
  return newline === '\r\n' || newline === '\r' ? newline : '\n';
}

function newlineOf(text: string): string {
  const outside = text.replaceAll(/"[^"]*"/gu, '');
  return /\r\n|\n|\r/u.exec(outside)?.[0] ?? '\n';
}

function isBlank(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '');
}

/** A sample of the rows with each delimiter; the one that cuts most evenly into most columns wins. */
function bestDelimiter(beginning: string): string {
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const rows = parseRows(beginning, delimiter, newlineOf(beginning), false).data.slice(0, 30);
    const width = rows[0]?.length ?? 1;
    const even = rows.filter((row) => row.length === width).length / Math.max(1, rows.length);
    const named = hasTitle(mapColumns(rows[0] ?? [])) ? 2 : 1;
    const score = (width - 1) * even * named;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** The delimiter, header and first rows of a table, from its beginning. */
export function tableShape(beginning: string): TableShape {
  const text = beginning.replace(/^\uFEFF/u, '').replace(/^sep=(.)\r?\n/iu, '');
  const declared = /^\uFEFF?sep=(.)\r?\n/iu.exec(beginning)?.[1];
  const complete = text.endsWith('\n') ? text : `${text}\n`;
  const delimiter = declared ?? bestDelimiter(complete);
  const rows = parseRows(complete, delimiter, newlineOf(complete), false).data.filter(
    (row) => !isBlank(row),
  );
  const [header = [], ...sample] = rows;
  return { delimiter, columns: uniqueNames(header), sample: sample.slice(0, 5) };
}

/** Header cells as names: trimmed, numbered where empty or repeated. */
function uniqueNames(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((cell, index) => {
    const name = cell.replace(/^\uFEFF/u, '').trim() || `column ${index + 1}`;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

function countBreaks(text: string, end: number): number {
  let breaks = 0;
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) breaks++;
  }
  return breaks;
}

/** Cuts the text into rows with their lines, piece by piece. */
class RowStream {
  #rest = '';
  #line = 1;
  readonly #delimiter: string;
  readonly #newline: string;

  constructor(delimiter: string, newline: string) {
    this.#delimiter = delimiter;
    this.#newline = newline;
  }

  /** Rows that are whole with this piece; `null` cells for what has to be passed over. */
  push(
    piece: string,
    atEnd: boolean,
  ): { readonly line: number; readonly cells: readonly string[] | null }[] {
    this.#rest += piece;
    const rows: { line: number; cells: readonly string[] | null }[] = [];
    for (;;) {
      const parsed = parseRows(this.#rest, this.#delimiter, this.#newline, atEnd);
      const broken = atEnd && parsed.errors.some((error) => error.code === 'MissingQuotes');
      const whole = broken ? parsed.data.slice(0, -1) : parsed.data;
      const cursor = broken ? this.#endOf(whole) : parsed.meta.cursor;
      this.#take(whole, rows);
      this.#rest = this.#rest.slice(cursor);
      if (!broken && this.#rest.length <= longestRecord) return rows;
      // A quotation mark that is never closed has swallowed what follows: its line is passed over.
      rows.push({ line: this.#line, cells: null });
      const next = this.#rest.indexOf('\n') + 1;
      this.#rest = next === 0 ? '' : this.#rest.slice(next);
      this.#line++;
      if (this.#rest === '') return rows;
    }
  }

  /** Where the rows end, by parsing just them again. */
  #endOf(rows: readonly (readonly string[])[]): number {
    if (rows.length === 0) return 0;
    const parser = new Papa.Parser({
      delimiter: this.#delimiter,
      newline: asNewline(this.#newline),
      preview: rows.length,
    });
    const parsed: Parsed = parser.parse(this.#rest, 0, false);
    return parsed.meta.cursor;
  }

  #take(
    data: readonly (readonly string[])[],
    rows: { line: number; cells: readonly string[] | null }[],
  ): void {
    for (const cells of data) {
      rows.push({ line: this.#line, cells });
      let breaks = 1;
      for (const cell of cells)
        if (cell.includes('\n') || cell.includes('\r')) breaks += countBreaks(cell, cell.length);
      this.#line += breaks;
    }
  }
}

function readRow(uses: readonly ColumnUse[], cells: readonly string[], line: number): Reading {
  const record = recordOf(uses, (_, index) => cells[index], line);
  return { kind: 'record', record };
}

/** Reads CSV and TSV. */
export const readTable: TextReader = async function* (file, context) {
  const shape = tableShape(file.beginning);
  const uses = mapColumns(shape.columns, context.mapping);
  if (!hasTitle(uses)) throw new UnmappedTable(file.name, shape);
  context.useColumns(uses);
  const stream = new RowStream(shape.delimiter, newlineOf(file.beginning));
  let header = true;
  function* readings(piece: string, atEnd: boolean): Generator<readonly Reading[]> {
    let batch: Reading[] = [];
    for (const { line, cells } of stream.push(piece, atEnd)) {
      if (cells === null) {
        batch.push(refusedAt(line, 'A quotation mark that is never closed.'));
      } else if (isBlank(cells) || (header && /^sep=/iu.test(cells[0] ?? ''))) {
        continue;
      } else if (header) {
        header = false;
      } else batch.push(readRow(uses, cells, line));
      if (batch.length >= batchSize) {
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }
  let pending = '';
  for await (const chunk of file.chunks) {
    pending += chunk;
    // Fewer, larger pieces: the parser starts anew on the rest of each.
    if (pending.length < 262_144) continue;
    const piece = pending.endsWith('\r') ? pending.slice(0, -1) : pending;
    pending = pending.slice(piece.length);
    yield* readings(piece, false);
  }
  yield* readings(pending, true);
};
