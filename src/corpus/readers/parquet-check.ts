/**
 * Checks what a Parquet file claims of itself before anything is decoded: a decoder makes room for
 * as many values as it is told of, so that one damaged number would take all memory.
 */
import type { ColumnMetaData, FileMetaData } from 'hyparquet';
import { checkThrift, type ThriftIntegers } from './thrift-check';

/** Most rows, columns, values and bytes believed. */
const mostRows = 5_000_000;
const mostColumns = 5000;
const mostValues = 50_000_000;
const mostChunkBytes = 1 << 30;

/** Page headers are some dozen bytes; the statistics in them may hold two long texts. */
const headerWindows = [4096, 4 << 20] as const;

/** The footer's length and magic: the last eight bytes of a file. */
const tailLength = 8;

function demand(truth: boolean, otherwise: string): asserts truth {
  if (!truth) throw new Error(otherwise);
}

async function bytesAt(blob: Blob, start: number, end: number): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(start, end).arrayBuffer());
}

/**
 * Checks that the footer is whole, so that it can be parsed.
 *
 * @throws Error with the reason as part of a sentence
 */
export async function checkFooter(blob: Blob): Promise<void> {
  const tail = await bytesAt(blob, Math.max(0, blob.size - tailLength), blob.size);
  demand(tail.length === tailLength, 'it is too short');
  const length = new DataView(tail.buffer).getUint32(0, true);
  demand(length + tailLength <= blob.size, 'its footer is larger than the file');
  checkThrift(await bytesAt(blob, blob.size - tailLength - length, blob.size - tailLength));
}

/**
 * Checks what the footer says of rows and columns, and every page of the columns against it.
 *
 * @param columns of the first level, of which the pages are checked; others are never read
 * @throws Error with the reason as part of a sentence
 */
export async function checkPages(
  blob: Blob,
  metadata: FileMetaData,
  columns: ReadonlySet<string>,
): Promise<void> {
  const rows = Number(metadata.num_rows);
  demand(rows >= 0 && rows <= mostRows, 'its number of rows makes no sense');
  demand(metadata.schema.length <= mostColumns, 'it has too many columns');
  let grouped = 0;
  for (const { num_rows: groupRows, columns: chunks } of metadata.row_groups) {
    demand(groupRows >= 0n, 'its number of rows makes no sense');
    grouped += Number(groupRows);
    for (const { meta_data: chunk } of chunks) {
      if (chunk !== undefined && columns.has(chunk.path_in_schema[0] ?? ''))
        await checkChunk(blob, chunk, Number(groupRows));
    }
  }
  demand(grouped === rows, 'its row groups do not add up');
}

async function checkChunk(blob: Blob, chunk: ColumnMetaData, rows: number): Promise<void> {
  const values = Number(chunk.num_values);
  const isFlat = chunk.path_in_schema.length === 1;
  demand(values >= 0 && values <= mostValues, 'its number of values makes no sense');
  demand(!isFlat || values <= rows, 'a column has more values than rows');
  const unpacked = Number(chunk.total_uncompressed_size);
  demand(unpacked >= 0 && unpacked <= mostChunkBytes, 'a column is too large');
  const first = Number(chunk.data_page_offset);
  const dictionary = Number(chunk.dictionary_page_offset ?? 0n);
  let at = dictionary > 0 ? Math.min(first, dictionary) : first;
  const end = at + Number(chunk.total_compressed_size);
  demand(at >= 0 && end >= at && end <= blob.size, 'a column lies outside of the file');
  let valuesLeft = values;
  let bytesLeft = unpacked;
  // The decoder stops at the last byte too.
  while (at < end - 1 && valuesLeft > 0) {
    const { length, integers } = await headerAt(blob, at, end);
    const page = pageOf(integers);
    demand(page.packed >= 0 && at + length + page.packed <= end, 'a page is too long');
    bytesLeft -= page.unpacked;
    demand(page.unpacked >= 0 && bytesLeft >= 0, 'a page is too large');
    demand(page.entries >= 0 && page.entries <= page.unpacked * 8, 'a dictionary is too large');
    valuesLeft -= page.values;
    demand(page.values >= 0 && valuesLeft >= 0, 'a page has too many values');
    demand(page.levels >= 0 && page.levels <= page.packed, 'a page is too short');
    at += length + page.packed;
  }
}

async function headerAt(blob: Blob, at: number, end: number): ReturnType<typeof parsedHeader> {
  for (const window of headerWindows.slice(0, -1)) {
    try {
      return await parsedHeader(blob, at, Math.min(end, at + window));
    } catch {
      // It may only be longer than the window.
    }
  }
  return parsedHeader(blob, at, Math.min(end, at + headerWindows[1]));
}

async function parsedHeader(blob: Blob, from: number, to: number) {
  return checkThrift(await bytesAt(blob, from, to));
}

/** The sizes in a page's header, by the field ids of Parquet's `PageHeader`. */
function pageOf(integers: ThriftIntegers) {
  const field = (path: string): number => integers.get(path) ?? 0;
  return {
    unpacked: field('2'),
    packed: field('3'),
    values: field('5.1') + field('8.1'),
    entries: field('7.1'),
    levels: field('8.5') + field('8.6'),
  };
}
