/**
 * Reader of Parquet through hyparquet, one row group after the other. A column of a group is decoded
 * from its beginning however few of its rows are wanted, so large groups are read in few parts.
 */
import type { RowGroup } from 'hyparquet';
import { messageOf } from '../../foundation/result';
import { hasTitle, mapColumns, type ColumnUse } from '../columns';
import { recordOf } from '../table-record';
import { checkFooter, checkPages } from './parquet-check';
import { batchSize, UnreadableFile, type ReaderContext, type Reading } from '../reading';
import { safeRecord } from '../safe-record';
import { UnmappedTable } from './table-reader';

/** Bytes of a row group, unpacked, that are decoded at once: a few times as much in memory. */
const bytesAtOnce = 64 << 20;

/** The cells of a row by column. */
type Row = Record<string, unknown>;

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
    slice: (start: number, end = blob.size) => {
      // Some platforms end the whole process for a range that no file has.
      if (!(start >= 0 && start <= end && end <= blob.size))
        throw new RangeError('it points outside of itself');
      return blob.slice(start, end).arrayBuffer();
    },
  };
  try {
    await checkFooter(blob);
    const metadata = await parquetMetadataAsync(source);
    const columns = parquetSchema(metadata).children.map((child) => child.element.name);
    await checkPages(blob, metadata, new Set(columns));
    const uses = mapColumns(columns, context.mapping);
    // One column of one row group at a time: several would fail apart from one another, and only the
    // first failure would be met here.
    const read = async (rowStart: number, rowEnd: number): Promise<Row[]> => {
      const rowsRead = Array.from({ length: rowEnd - rowStart }, (): Row => ({}));
      for (const column of columns) {
        const options = { file: source, metadata, columns: [column], rowStart, rowEnd };
        for (const [index, cells] of (await parquetReadObjects(options)).entries())
          Object.assign(rowsRead[index] ?? {}, safeRecord(Object.entries(cells)));
      }
      return rowsRead;
    };
    if (!hasTitle(uses)) {
      const sample = (
        await read(0, Math.min(5, Number(metadata.row_groups[0]?.num_rows ?? 0)))
      ).map((row) => columns.map((column) => shown(row[column])));
      throw new UnmappedTable(file, { delimiter: ',', columns, sample });
    }
    context.useColumns(uses);
    let end = 0;
    for (const group of metadata.row_groups) {
      let start = end;
      const rows = Number(group.num_rows);
      const rowsAtOnce = Math.ceil(rows / Math.ceil(unpackedBytes(group) / bytesAtOnce));
      end += rows;
      for (; start < end; start += rowsAtOnce) {
        const batch = await read(start, Math.min(end, start + rowsAtOnce));
        for (let i = 0; i < batch.length; i += batchSize) {
          yield batch.slice(i, i + batchSize).map((row) => readingOf(row, uses));
        }
      }
    }
  } catch (thrown) {
    throw thrown instanceof UnreadableFile ? thrown : asUnreadable(file, thrown);
  }
}

/** What a row group weighs, as far as it says so itself; at least one byte. */
function unpackedBytes({ columns }: RowGroup): number {
  const bytes = columns.map(({ meta_data: chunk }) => Number(chunk?.total_uncompressed_size ?? 0n));
  return Math.max(
    1,
    bytes.reduce((total, one) => total + one, 0),
  );
}

function shown(value: unknown): string {
  const text =
    typeof value === 'bigint' ? String(value) : (JSON.stringify(value, bigintAsText) ?? '');
  return text.slice(0, 300);
}

function bigintAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function readingOf(row: Row, uses: readonly ColumnUse[]): Reading {
  return { kind: 'record', record: recordOf(uses, (column) => row[column], null) };
}
