/** Reader of CSV and TSV: any delimiter, lines above the header, quoted line breaks, odd marks. */
import { hasTitle, mapColumns } from '../columns';
import { tableLayout, type TableLayout } from '../table-layout';
import { ownColumns } from '../own-columns';
import { unguarded } from '../spreadsheet-cells';
import { recordOf } from '../table-record';
import { TableRows, type TableRow } from '../table-rows';
import { batchSize, refusedAt, UnreadableFile, type Reading, type TextReader } from '../reading';

/** What the user is shown of a table to say which column is which. */
export interface TableShape extends Pick<TableLayout, 'columns' | 'sample'> {
  /** Of a text; other tables have none. */
  readonly delimiter?: string;
  readonly headerLine?: number;
  readonly above?: readonly string[];
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

/** Characters read at once: the rows at the end of each piece are read again with the next. */
const pieceSize = 1_000_000;

/** Lines named one by one in a note. */
const mostNamed = 5;

/** Rows that were read though they are not like the header, for the report. */
class OddRows {
  readonly #lines = { short: [] as number[], delimiter: [] as number[], quotes: [] as number[] };

  note(row: TableRow): void {
    if (row.kind === 'row' && row.odd !== null) this.#lines[row.odd].push(row.line);
  }

  *notes(): Generator<string> {
    const { short, delimiter, quotes } = this.#lines;
    if (short.length > 0)
      yield `${rows(short)} fewer cells than the header; the last columns are taken as empty.`;
    if (delimiter.length > 0) yield `${rows(delimiter)} cells cut by another sign than the header.`;
    if (quotes.length > 0)
      yield `${rows(quotes)} quotation marks inside cells that are not doubled; read by the number of cells.`;
  }
}

function rows(lines: readonly number[]): string {
  const named = lines.slice(0, mostNamed).join(', ');
  const more = lines.length > mostNamed ? `, … ${lines.length} in all` : '';
  return lines.length === 1
    ? `The row of line ${named} has`
    : `The rows of lines ${named}${more} have`;
}

function aboveNote({ above }: TableLayout): string | null {
  if (above.length === 0) return null;
  const named = above
    .slice(0, mostNamed)
    .map((line) => `“${line.length > 120 ? `${line.slice(0, 119)}…` : line}”`)
    .join(', ');
  const which = above.length === 1 ? 'A line' : `${above.length} lines`;
  return `${which} above the header ${above.length === 1 ? 'was' : 'were'} passed over: ${named}${above.length > mostNamed ? ', …' : ''}.`;
}

/** Whether a table was written here: only then is an apostrophe in front of a sign ours. */
function isOwn({ columns }: TableLayout): boolean {
  return ownColumns.every((column, index) => columns[index]?.toLowerCase() === column);
}

function unguardedNames(layout: TableLayout): TableLayout {
  return isOwn(layout) ? { ...layout, columns: layout.columns.map(unguarded) } : layout;
}

/** Reads CSV and TSV. */
export const readTable: TextReader = async function* (file, context) {
  const layout = unguardedNames(tableLayout(file.beginning));
  const uses = mapColumns(layout.columns, context.mapping);
  if (!hasTitle(uses)) throw new UnmappedTable(file.name, layout);
  context.useColumns(uses);
  const passedOver = aboveNote(layout);
  if (passedOver !== null) context.note?.(passedOver);
  const table = new TableRows(layout);
  const odd = new OddRows();
  const own = isOwn(layout);
  const valueOf = (cells: readonly string[]) => (_: string, index: number) =>
    own ? unguarded(cells[index] ?? '') : cells[index];
  function* readings(piece: string, atEnd: boolean): Generator<readonly Reading[]> {
    let batch: Reading[] = [];
    for (const row of table.push(piece, atEnd)) {
      if (row.line <= layout.headerLine) continue;
      odd.note(row);
      batch.push(
        row.kind === 'refused'
          ? refusedAt(row.line, row.reason)
          : { kind: 'record', record: recordOf(uses, valueOf(row.cells), row.line) },
      );
      if (batch.length >= batchSize) {
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }
  let pending = '';
  let first = true;
  for await (const chunk of file.chunks) {
    pending += chunk;
    if (pending.length < pieceSize) continue;
    yield* readings(first ? table.begin(pending) : pending, false);
    pending = '';
    first = false;
  }
  yield* readings(first ? table.begin(pending) : pending, true);
  for (const note of odd.notes()) context.note?.(note);
};
