/**
 * One row of a table cut into its cells. Written here because no CSV library tells where a row lies,
 * accepts both ways of escaping, or says that a quotation mark stands where none can; papaparse read
 * such rows shifted by a cell, in silence.
 */

/**
 * How quotation marks inside a quoted cell are written.
 *
 * - `doubled`: `""`, as RFC 4180 has it.
 * - `backslash`: `\"`, as databases and scripts write them.
 * - `plain`: as they are; a cell ends only where its mark is followed by a quoted cell or a line end.
 * - `loose`: as they are; a cell ends where its mark is followed by a delimiter or a line end.
 * - `bare`: a cell may begin with a quoted word: `"Toy" problems`.
 */
export type Quoting = 'doubled' | 'backslash' | 'plain' | 'loose' | 'bare';

/** What became of a row. */
export type RowState =
  /** Its marks are where they can be. */
  | 'clean'
  /** A mark stands where none can. */
  | 'dirty'
  /** A quoted cell has not ended where the text does. */
  | 'open';

export interface Row {
  readonly state: RowState;
  readonly cells: readonly string[];
  /** Where the next row begins. */
  readonly end: number;
}

const space = 32;
const quote = '"';

/** Reads rows of one text; cells are cut by a delimiter of one character, rows by `\n` or `\r`. */
export class RowParser {
  readonly #text: string;
  readonly #delimiter: string;
  readonly #newline: string;
  /** The next delimiter and line end from the place last asked about; they are far apart in some texts. */
  #nextDelimiter = -1;
  #nextBreak = -1;

  constructor(text: string, delimiter: string, newline: '\n' | '\r') {
    this.#text = text;
    this.#delimiter = delimiter;
    this.#newline = newline;
  }

  /** The row that begins at `from`. */
  row(from: number, quoting: Quoting): Row {
    const cells: string[] = [];
    this.#nextDelimiter = -1;
    this.#nextBreak = -1;
    for (let at = from; ;) {
      const cell = this.#cell(at, quoting);
      if (cell.state !== 'clean') return { state: cell.state, cells, end: this.lineAfter(from) };
      cells.push(cell.text);
      if (cell.end >= this.#text.length) return { state: 'clean', cells, end: this.#text.length };
      if (this.#text.charAt(cell.end) === this.#delimiter) at = cell.end + 1;
      else return { state: 'clean', cells, end: this.#afterBreak(cell.end) };
    }
  }

  /** Where the line after the one at `from` begins; the text's length if it is the last. */
  lineAfter(from: number): number {
    const at = this.#text.indexOf(this.#newline, from);
    return at < 0 ? this.#text.length : at + 1;
  }

  #cell(at: number, quoting: Quoting): { state: RowState; text: string; end: number } {
    const start = this.#skipSpaces(at);
    if (this.#text.charAt(start) === quote) {
      const close = this.#close(start + 1, quoting);
      if (close.state === 'clean') {
        const text = unescaped(this.#text.slice(start + 1, close.at), quoting);
        return { state: 'clean', text, end: this.#skipSpaces(close.at + 1) };
      }
      if (quoting !== 'bare') return { state: close.state, text: '', end: start };
      const end = this.#plainEnd(start);
      const text = this.#text.slice(at, end);
      // A mark that has no second one in its cell opens something that is never closed.
      const isPair = text.indexOf(quote, text.indexOf(quote) + 1) >= 0;
      return { state: isPair ? 'clean' : 'dirty', text: withoutReturn(text), end };
    }
    const end = this.#plainEnd(at);
    return { state: 'clean', text: withoutReturn(this.#text.slice(at, end)), end };
  }

  /** Where the mark is that ends the quoted cell whose text begins at `from`. */
  #close(from: number, quoting: Quoting): { readonly state: RowState; readonly at: number } {
    for (let at = from; ;) {
      const mark = this.#text.indexOf(quote, at);
      if (mark < 0) return { state: 'open', at: from };
      if (quoting === 'backslash' && isEscaped(this.#text, mark, from)) {
        at = mark + 1;
        continue;
      }
      const isDouble = this.#text.charAt(mark + 1) === quote;
      const isLoose = quoting === 'plain' || quoting === 'loose';
      if (isDouble && !(isLoose && this.#ends(mark + 2, quoting))) {
        at = mark + 2;
        continue;
      }
      const close = isDouble ? mark + 1 : mark;
      if (this.#ends(close + 1, quoting)) return { state: 'clean', at: close };
      if (!isLoose) return { state: 'dirty', at: mark };
      at = mark + 1;
    }
  }

  /** Whether a cell can end here. */
  #ends(at: number, quoting: Quoting): boolean {
    const next = this.#skipSpaces(at);
    const sign = this.#text.charAt(next);
    if (sign === '' || sign === '\n' || sign === '\r') return true;
    if (sign !== this.#delimiter) return false;
    return quoting !== 'plain' || this.#text.charAt(this.#skipSpaces(next + 1)) === quote;
  }

  #plainEnd(at: number): number {
    if (this.#nextDelimiter < at) this.#nextDelimiter = this.#find(this.#delimiter, at);
    if (this.#nextBreak < at) this.#nextBreak = this.#find(this.#newline, at);
    return Math.min(this.#nextDelimiter, this.#nextBreak);
  }

  #find(sign: string, from: number): number {
    const at = this.#text.indexOf(sign, from);
    return at < 0 ? this.#text.length : at;
  }

  #skipSpaces(from: number): number {
    let at = from;
    while (this.#text.charCodeAt(at) === space) at++;
    return at;
  }

  #afterBreak(at: number): number {
    return this.#text.charAt(at) === '\r' && this.#text.charAt(at + 1) === '\n' ? at + 2 : at + 1;
  }
}

function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - slashes > from && text.charAt(at - slashes - 1) === '\\') slashes++;
  return slashes % 2 === 1;
}

function unescaped(text: string, quoting: Quoting): string {
  if (!text.includes(quote)) return text;
  return (quoting === 'backslash' ? text.replaceAll('\\"', quote) : text).replaceAll('""', quote);
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

/** How many lines a text ends. */
export function countBreaks(text: string): number {
  let breaks = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) breaks++;
  }
  return breaks;
}

export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
