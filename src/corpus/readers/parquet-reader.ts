/** Reader of Parquet through hyparquet, some thousand rows at a time. */
import { messageOf } from '../../foundation/result';
import { hasTitle, mapColumns, type ColumnUse } from '../columns';
import { recordOf } from '../table-record';
import { batchSize, UnreadableFile, type ReaderContext, type Reading } from '../reading';
import { UnmappedTable } from './table-reader';

/** Rows decoded at once. */
const rowsAtOnce = 2000;

/** Most rows and columns believed: a damaged footer must not ask for all memory. */
const mostRows = 5_000_000;
const mostColumns = 5000;
const mostChunkBytes = 1 << 30;

const remedy = 'Write it again uncompressed or with Snappy, or save it as CSV or JSON Lines.';

function asUnreadable(file: string, thrown: unknown): UnreadableFile {
  const message = messageOf(thrown);
  const codec = /unsupported compression codec: (\w+)/iu.exec(message)?.[1];
  return codec === undefined
    ? new UnreadableFile(
        'file-damaged',
        `${file} is a damaged Parquet file (${message.slice(0, 200)}).`,
        remedy,
      )
    : new UnreadableFile(
        'parquet-compression',
        `${file} is compressed with ${codec}, which cannot be read here.`,
        remedy,
      );
}

/** Whether a file is Parquet, by its first bytes. */
export function isParquet(beginning: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(beginning.subarray(0, 4)) === 'PAR1';
}

/** Reads a Parquet file; there are no lines, so records are known by their order. */
export async function* readParquet(
  file: string,
  blob: Blob,
  context: ReaderContext,
): AsyncGenerator<readonly Reading[]> {
  const { parquetMetadataAsync, parquetReadObjects, parquetSchema } = await import('hyparquet');
  const source = {
    byteLength: blob.size,
    slice: (start: number, end?: number) => blob.slice(start, end).arrayBuffer(),
  };
  try {
    const metadata = await parquetMetadataAsync(source);
    const rows = Number(metadata.num_rows);
    const columns = parquetSchema(metadata).children.map((child) => child.element.name);
    const chunks = metadata.row_groups.flatMap((group) => group.columns);
    const sensible = chunks.every(
      ({ meta_data: data }) =>
        data === undefined ||
        (data.total_compressed_size <= blob.size && data.total_uncompressed_size <= mostChunkBytes),
    );
    if (!(rows >= 0 && rows <= mostRows) || columns.length > mostColumns || !sensible) {
      throw new Error('its footer makes no sense');
    }
    const uses = mapColumns(columns, context.mapping);
    const read = (rowStart: number, rowEnd: number) =>
      parquetReadObjects({ file: source, metadata, rowStart, rowEnd });
    if (!hasTitle(uses)) {
      const sample = (await read(0, Math.min(5, rows))).map((row) =>
        columns.map((column) => shown(row[column])),
      );
      throw new UnmappedTable(file, { delimiter: ',', columns, sample });
    }
    context.useColumns(uses);
    for (let start = 0; start < rows; start += rowsAtOnce) {
      const batch = await read(start, Math.min(rows, start + rowsAtOnce));
      for (let i = 0; i < batch.length; i += batchSize) {
        yield batch.slice(i, i + batchSize).map((row) => readingOf(row, uses));
      }
    }
  } catch (thrown) {
    throw thrown instanceof UnreadableFile ? thrown : asUnreadable(file, thrown);
  }
}

function shown(value: unknown): string {
  const text =
    typeof value === 'bigint' ? String(value) : (JSON.stringify(value, bigintAsText) ?? '');
  return text.slice(0, 300);
}

function bigintAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function readingOf(row: Readonly<Record<string, unknown>>, uses: readonly ColumnUse[]): Reading {
  return { kind: 'record', record: recordOf(uses, (column) => row[column], null) };
}
