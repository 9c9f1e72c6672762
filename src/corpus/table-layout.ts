/** How a table is laid out: its delimiter, its header, and the lines that stand above that. */
import { hasTitle, mapColumns } from './columns';
import { isBlankRow, RowParser, type Row } from './table-row';

/** What the beginning of a table tells. */
export interface TableLayout {
  /** A character that no text has where the table has but one column. */
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  readonly columns: readonly string[];
  /** The first rows under the header. */
  readonly sample: readonly (readonly string[])[];
  /** Line of the header, from 1. */
  readonly headerLine: number;
  /** Where the header begins, in characters. */
  readonly headerAt: number;
  /** The lines above the header that are not blank. */
  readonly above: readonly string[];
}

const delimiters = [',', '\t', ';', '|'];
/** Stands for a delimiter in a table of one column, whose cells may hold any sign. */
const noDelimiter = '\u{E000}';

/** Lines among which the header is looked for. */
const mostAbove = 40;
const sampleRows = 5;

interface Header {
  readonly delimiter: string;
  readonly at: number;
  readonly names: readonly string[];
  readonly known: number;
}

/** How the rows of a text end: by `\r` alone only if no `\n` stands outside of quotes. */
function newlineOf(text: string): '\n' | '\r' {
  const outside = text.replaceAll(/"[^"]*"/gu, '');
  return /\r(?!\n)/u.test(outside) && !outside.includes('\n') ? '\r' : '\n';
}

/** The cells of a row; those of a whole row that was put into one cell, as spreadsheets do. */
export function cellsOf(row: Row, delimiter: string): readonly string[] {
  const [only = '', ...others] = row.cells;
  if (!only.includes(delimiter) || !isBlankRow(others)) return row.cells;
  const inner = new RowParser(only, delimiter, '\n').row(0, 'doubled');
  return inner.state === 'clean' && inner.end === only.length ? inner.cells : row.cells;
}

function lineStarts(text: string, newline: string): number[] {
  const starts = [0];
  for (let at = 0; starts.length < mostAbove;) {
    at = text.indexOf(newline, at) + 1;
    if (at === 0 || at >= text.length) break;
    starts.push(at);
  }
  return starts;
}

/** The first line that names a title and another field, whatever stands above it. */
function knownHeader(text: string, newline: '\n' | '\r', starts: readonly number[]): Header | null {
  let first = true;
  for (const at of starts) {
    if (text.slice(at, text.indexOf(newline, at)).trim() === '') continue;
    const best = delimiters
      .map((delimiter): Header | null => {
        const row = new RowParser(text, delimiter, newline).row(at, 'doubled');
        if (row.state !== 'clean') return null;
        const names = cellsOf(row, delimiter);
        const uses = mapColumns(uniqueNames(names));
        const known = uses.filter(({ field }) => field !== 'extra').length;
        return hasTitle(uses) && names.length > 1 && (first || known > 1)
          ? { delimiter, at, names, known }
          : null;
      })
      .reduce((one, other) => ((other?.known ?? 0) > (one?.known ?? 0) ? other : one), null);
    if (best !== null) return best;
    first = false;
  }
  return null;
}

/** A table of nothing but titles. */
function singleColumn(
  text: string,
  newline: '\n' | '\r',
  starts: readonly number[],
): Header | null {
  const at = starts.find((start) => text.slice(start, text.indexOf(newline, start)).trim() !== '');
  if (at === undefined) return null;
  const { cells, state } = new RowParser(text, noDelimiter, newline).row(at, 'doubled');
  if (state !== 'clean' || !hasTitle(mapColumns(uniqueNames(cells)))) return null;
  return { delimiter: noDelimiter, at, names: cells, known: 1 };
}

/** Where no header is known: the first of the rows that have most cells in common. */
function likelyHeader(text: string, newline: '\n' | '\r', starts: readonly number[]): Header {
  let best: Header & { readonly score: number } = {
    ...{ delimiter: ',', at: 0, names: [], known: 0, score: -1 },
  };
  for (const delimiter of delimiters) {
    const parser = new RowParser(text, delimiter, newline);
    const rows: { at: number; cells: readonly string[] }[] = [];
    for (let at = 0; at < text.length && rows.length < mostAbove;) {
      const row = parser.row(at, 'doubled');
      const cells = cellsOf(row, delimiter);
      if (row.state === 'clean' && !isBlankRow(cells)) rows.push({ at, cells });
      at = row.end;
    }
    const widths = new Map<number, number>();
    for (const { cells } of rows) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    for (const [width, count] of widths) {
      const header = rows.find(({ cells }) => cells.length === width);
      const score = (width - 1) * count * (count / rows.length);
      if (header !== undefined && score > best.score)
        best = { delimiter, at: header.at, names: header.cells, known: 0, score };
    }
  }
  return best.score >= 0 ? best : { delimiter: ',', at: starts[0] ?? 0, names: [], known: 0 };
}

/** The layout of a table, from its beginning. */
export function tableLayout(beginning: string): TableLayout {
  const mark = beginning.startsWith('\uFEFF') ? 1 : 0;
  const text = beginning.slice(mark);
  const newline = newlineOf(text);
  const starts = lineStarts(text, newline);
  const header =
    knownHeader(text, newline, starts) ??
    singleColumn(text, newline, starts) ??
    likelyHeader(text, newline, starts);
  const { delimiter, at } = header;
  const lines =
    at === 0
      ? []
      : text
          .slice(0, at)
          .split(/\r\n|\n|\r/u)
          .slice(0, -1);
  const sample: (readonly string[])[] = [];
  const parser = new RowParser(text, delimiter, newline);
  for (let next = parser.row(at, 'doubled').end; next < text.length;) {
    const row = parser.row(next, 'doubled');
    const cells = cellsOf(row, delimiter);
    if (row.state === 'clean' && !isBlankRow(cells)) sample.push(cells);
    if (sample.length === sampleRows) break;
    next = row.end;
  }
  const names = withRowNames(header.names, sample);
  return {
    ...{ delimiter, newline, columns: uniqueNames(names), sample },
    ...{ headerLine: lines.length + 1, headerAt: at + mark },
    above: lines.map((line) => line.trim()).filter((line) => /[^\s,;|"'-]/u.test(line)),
  };
}

/** R leaves the column of row names without a name: each row then has a cell more than the header. */
function withRowNames(
  names: readonly string[],
  sample: readonly (readonly string[])[],
): readonly string[] {
  const isNumbered = sample.every(
    (row, index) => row.length === names.length + 1 && row[0]?.trim() === String(index + 1),
  );
  return sample.length > 1 && isNumbered ? ['', ...names] : names;
}

/** Header cells as names: trimmed, numbered where empty or repeated. */
function uniqueNames(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  const taken = new Set(header.map((cell) => cell.trim()));
  return header.map((cell, index) => {
    const name = cell.replaceAll(/\s+/gu, ' ').trim() || `column ${index + 1}`;
    let copy = (seen.get(name) ?? 0) + 1;
    while (copy > 1 && taken.has(`${name} (${copy})`)) copy++;
    seen.set(name, copy);
    return copy === 1 ? name : `${name} (${copy})`;
  });
}

export { delimiters };
