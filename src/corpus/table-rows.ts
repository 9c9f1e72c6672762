/** The rows of a table that comes in pieces, each read as its marks allow or refused with the reason. */
import { cellsOf, delimiters, type TableLayout } from './table-layout';
import { longestRecord } from './reading';
import { countBreaks, isBlankRow, RowParser, type Quoting, type Row } from './table-row';

export type TableRow =
  | {
      readonly kind: 'row';
      readonly line: number;
      readonly cells: readonly string[];
      /** How it was not like the header; null if it was. */
      readonly odd: 'short' | 'delimiter' | 'quotes' | null;
    }
  | { readonly kind: 'refused'; readonly line: number; readonly reason: string };

/** Ways to read a row whose marks are not as RFC 4180 has them, the surest first. */
const otherQuotings: readonly Quoting[] = ['backslash', 'plain', 'loose', 'bare'];

/** Lines that a row with odd marks may have: an abstract in paragraphs. */
const mostLines = 60;

/** Characters kept for the next piece: a row with odd marks is judged only with what follows it. */
const keptBack = 100_000;

export const unclosed = 'A quotation mark that is never closed.';
const unclear = 'Quotation marks inside a cell leave open where it ends.';
const torn = 'It is the rest of a record that could not be read.';

export class TableRows {
  #rest = '';
  #line = 1;
  /** Whether the last row was refused: what follows may be its rest. */
  #afterRefusal = false;
  readonly #layout: TableLayout;
  readonly #width: number;

  constructor(layout: TableLayout) {
    this.#layout = layout;
    this.#width = layout.columns.length;
  }

  /** The first piece from the header on; it must hold that. */
  begin(piece: string): string {
    this.#line = this.#layout.headerLine;
    return piece.slice(this.#layout.headerAt);
  }

  /** Rows that are whole with this piece. */
  *push(piece: string, atEnd: boolean): Generator<TableRow> {
    const text = this.#rest + piece;
    const parser = new RowParser(text, this.#layout.delimiter, this.#layout.newline);
    let at = 0;
    while (at < text.length) {
      const left = text.length - at;
      if (!atEnd && left < keptBack) break;
      const row = parser.row(at, 'doubled');
      if (!atEnd && row.state === 'open' && left <= longestRecord) break;
      const read = this.#read(text, at, parser, row, atEnd);
      if (read === null) break;
      if (read.row !== null) {
        this.#afterRefusal = read.row.kind === 'refused';
        yield read.row;
      }
      this.#line += countBreaks(text.slice(at, read.end));
      at = read.end;
    }
    this.#rest = text.slice(at);
  }

  /** What stands at `at`, and where the next row begins; null if more must come first. */
  #read(
    text: string,
    at: number,
    parser: RowParser,
    row: Row,
    atEnd: boolean,
  ): { readonly row: TableRow | null; readonly end: number } | null {
    const line = this.#line;
    const isClean = row.state === 'clean';
    // Its last cell may go on with what has not come yet.
    if (isClean && !atEnd && row.end >= text.length) return null;
    const cells = cellsOf(row, this.#layout.inner);
    if (isClean && isBlankRow(cells)) return { row: null, end: row.end };
    if (isClean && this.#fits(cells))
      return { row: { kind: 'row', line, cells, odd: null }, end: row.end };
    if (isClean && parser.lineAfter(at) >= row.end)
      return { row: this.#odd(text.slice(at, row.end), cells), end: row.end };
    for (const quoting of otherQuotings) {
      const other = parser.row(at, quoting);
      if (other.state !== 'clean' || other.cells.length !== this.#width) continue;
      if (this.#swallows(at, other.end, parser)) continue;
      return { row: { kind: 'row', line, cells: other.cells, odd: 'quotes' }, end: other.end };
    }
    if (isClean && !this.#swallows(at, row.end, parser))
      return { row: this.#odd(text.slice(at, row.end), cells), end: row.end };
    const reason = row.state === 'dirty' ? unclear : unclosed;
    return { row: { kind: 'refused', line, reason }, end: parser.lineAfter(at) };
  }

  /** As many cells as the header, or more that are empty. */
  #fits(cells: readonly string[]): boolean {
    return cells.length >= this.#width && isBlankRow(cells.slice(this.#width));
  }

  /** A row that has more or fewer cells than the header. */
  #odd(text: string, cells: readonly string[]): TableRow {
    const line = this.#line;
    const { newline, delimiter } = this.#layout;
    for (const other of delimiters) {
      if (other === delimiter || this.#width === 1) continue;
      const row = new RowParser(text, other, newline).row(0, 'doubled');
      const cut = cellsOf(row, other);
      if (row.state === 'clean' && cut.length === this.#width)
        return { kind: 'row', line, cells: cut, odd: 'delimiter' };
    }
    if (cells.length > this.#width) {
      const reason = `It has ${cells.length} cells where the header has ${this.#width}: is a sign inside a cell not in quotation marks?`;
      return { kind: 'refused', line, reason };
    }
    if (this.#afterRefusal) return { kind: 'refused', line, reason: torn };
    return { kind: 'row', line, cells, odd: 'short' };
  }

  /** Whether a row of several lines has whole rows in it, so that a mark must have been left open. */
  #swallows(at: number, end: number, parser: RowParser): boolean {
    let lines = 0;
    for (let start = parser.lineAfter(at); start < end; start = parser.lineAfter(start)) {
      if (++lines > mostLines) return true;
      const row = parser.row(start, 'doubled');
      const isWhole = row.state === 'clean' && row.cells.length === this.#width;
      if (isWhole && this.#width > 1 && row.end <= end) return true;
    }
    return false;
  }
}
