/** How a table is laid out: its delimiter, its header, and the lines that stand above that. */
import { hasTitle, mapColumns } from './columns';
import { isBlankRow, RowParser, type Row } from './table-row';

/** What the beginning of a table tells. */
export interface TableLayout {
  /** A character that no text has where the table has but one column. */
  readonly delimiter: string;
  /** What cuts the text of a row that was put into one cell as a whole; most often the delimiter. */
  readonly inner: string;
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
  readonly inner: string;
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
export function cellsOf(row: Row, inner: string): readonly string[] {
  const [only = '', ...others] = row.cells;
  if (!only.includes(inner) || !isBlankRow(others)) return row.cells;
  const within = new RowParser(only, inner, '\n').row(0, 'doubled');
  return within.state === 'clean' && within.end === only.length ? within.cells : row.cells;
}

/** Ways to cut a header, the likeliest first: each as the names it gives with every delimiter. */
const ways: readonly ((
  row: Row,
  line: string,
  delimiter: string,
) => readonly (readonly [inner: string, names: readonly string[]])[])[] = [
  (row, _, delimiter) => (row.state === 'clean' ? [[delimiter, cellsOf(row, delimiter)]] : []),
  // A row in one quoted cell may have been cut by another sign than the cells around it.
  (row, line) =>
    row.state === 'clean' && line.startsWith('"')
      ? delimiters.map((inner) => [inner, cellsOf(row, inner)] as const)
      : [],
  // One of its quotation marks may never be closed.
  (_, line, delimiter) => [[delimiter, line.replaceAll('"', '').split(delimiter)]],
];

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
    const line = text.slice(at, text.indexOf(newline, at) + 1 || undefined).trim();
    if (line === '') continue;
    let best: Header | null = null;
    for (const way of ways) {
      for (const delimiter of delimiters) {
        const row = new RowParser(text, delimiter, newline).row(at, 'doubled');
        for (const [inner, names] of way(row, line, delimiter)) {
          const uses = mapColumns(uniqueNames(names));
          const known = uses.filter(({ field }) => field !== 'extra').length;
          if (!hasTitle(uses) || names.length < 2 || !(first || known > 1)) continue;
          if (known > (best?.known ?? 0)) best = { delimiter, inner, at, names, known };
        }
      }
      if (best !== null) return best;
    }
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
  return { delimiter: noDelimiter, inner: noDelimiter, at, names: cells, known: 1 };
}

/** Where no header is known: the first of the rows that have most cells in common. */
function likelyHeader(text: string, newline: '\n' | '\r'): Header {
  let best: Header & { readonly score: number } = {
    ...{ delimiter: ',', inner: ',', at: 0, names: [], known: 0, score: -1 },
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
        best = { delimiter, inner: delimiter, at: header.at, names: header.cells, known: 0, score };
    }
  }
  return best;
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
    likelyHeader(text, newline);
  const { delimiter, inner, at } = header;
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
    const cells = cellsOf(row, inner);
    if (row.state === 'clean' && !isBlankRow(cells)) sample.push(cells);
    if (sample.length === sampleRows) break;
    next = row.end;
  }
  const names = withRowNames(header.names, sample);
  return {
    ...{ delimiter, inner, newline, columns: uniqueNames(names), sample },
    ...{ headerLine: lines.length + 1, headerAt: at + mark },
    above: lines.map(withoutCuts).filter((line) => /[^\s'-]/u.test(line)),
  };
}

/** A line above the header, without the marks and empty cells around what it says. */
function withoutCuts(line: string): string {
  return line
    .replaceAll(/^[\s"]+|[\s",;|]+$/gu, '')
    .replaceAll(/"([,;\t|])"/gu, '$1 ')
    .replaceAll('""', '"');
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
