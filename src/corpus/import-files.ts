/**
 * Bring your own papers: files in, papers and a report out. Each file is unpacked, decoded and
 * recognised by its content; its reader yields records in the file's own words; every record is
 * cleaned, linked and checked against those before it. What cannot be read is reported and costs
 * nothing else.
 */
import { contentKey } from '../foundation/hash';
import { createPacer } from '../foundation/pacer';
import { messageOf, type Failure } from '../foundation/result';
import { checkVectors } from './brought-vectors';
import type { ColumnMapping, ColumnUse } from './columns';
import { completePaper } from './complete-paper';
import { detectEncoding, StreamDecoder } from './decode';
import { detectFormat } from './detect-format';
import { PaperCollection, type Merge } from './duplicates';
import { findFacets, type Facet } from './facets';
import { mostListed, type FileReport, type ImportReport, type Refusal } from './import-report';
import { isNpy, readNpy, type Matrix } from './npy';
import type { Corpus } from './paper';
import { nameInCorpusFile } from './readers/json-reader';
import { readParquet } from './readers/parquet-reader';
import { UnmappedTable, type TableShape } from './readers/table-reader';
import { UnreadableFile, type ReaderContext, type Reading, type TextFile } from './reading';
import { bytesOf, gunzip, membersOf, packingOf, UnpackBudget } from './unpack';

export interface ImportFile {
  readonly name: string;
  readonly blob: Blob;
}

export interface ImportProgress {
  /** Bytes read, out of the bytes of all files. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** Records found so far. */
  readonly records: number;
}

export interface ImportOptions {
  /** Aborting rejects with the signal's reason between two batches. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** By file name, which columns of a table are which fields. */
  readonly mappings?: Readonly<Record<string, ColumnMapping>>;
}

/** A table whose columns the user must name before it can be read. */
export interface TableToMap {
  readonly file: string;
  readonly columns: readonly string[];
  /** The first rows, cell by cell. */
  readonly sample: readonly (readonly string[])[];
}

export interface ImportOutcome {
  /** The papers; possibly none. Its id is a hash of what they are. */
  readonly corpus: Corpus;
  readonly report: ImportReport;
  readonly facets: readonly Facet[];
  /** Vectors brought along, one unit row per paper; null if there are none or not for all. */
  readonly vectors: Matrix | null;
  /** Files that need a {@link ColumnMapping} and were not read. */
  readonly toMap: readonly TableToMap[];
}

/** Enough of a file to recognise it by. */
const sampleBytes = 65_536;

/**
 * Imports files.
 *
 * Never fails as a whole: a file that cannot be read is reported with a way out, and the others are
 * read. Records already read from a file that breaks in the middle are kept.
 *
 * @throws the signal's reason when aborted
 */
export async function importFiles(
  files: readonly ImportFile[],
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  const run = new ImportRun(files, options);
  for (const file of files) await run.readFile(file);
  return run.outcome(files);
}

class ImportRun {
  readonly #options: ImportOptions;
  readonly #papers = new PaperCollection();
  readonly #budget = new UnpackBudget();
  readonly #reports: FileReport[] = [];
  readonly #merges: Merge[] = [];
  readonly #refusals: Refusal[] = [];
  readonly #toMap: TableToMap[] = [];
  readonly #matrices: { readonly file: string; readonly matrix: Matrix }[] = [];
  readonly #totalBytes: number;
  #bytes = 0;
  #found = 0;
  #merged = 0;
  #refused = 0;
  #name: string | null = null;

  constructor(files: readonly ImportFile[], options: ImportOptions) {
    this.#options = options;
    this.#totalBytes = files.reduce((sum, file) => sum + file.blob.size, 0);
  }

  async readFile(file: ImportFile): Promise<void> {
    await this.#readBlob(file.name, file.blob, true);
  }

  /** @param outer whether the blob is a file itself rather than a member of an archive */
  async #readBlob(name: string, blob: Blob, outer: boolean): Promise<void> {
    const report = new FileNotes(name);
    const bytesBefore = this.#bytes;
    try {
      await this.#readInto(report, blob, outer);
    } catch (thrown) {
      this.#options.signal?.throwIfAborted();
      report.failure = this.#failureOf(thrown, name);
    }
    if (outer) this.#bytes = bytesBefore + blob.size;
    if (report.format !== 'zip' || report.failure !== null) this.#reports.push(report.done());
    this.#tell();
  }

  async #readInto(report: FileNotes, blob: Blob, outer: boolean): Promise<void> {
    const beginning = new Uint8Array(await blob.slice(0, sampleBytes).arrayBuffer());
    const packing = packingOf(beginning);
    if (packing === 'zip') {
      report.format = 'zip';
      await this.#readZip(report.name, blob, outer);
    } else if (packing === 'gzip') {
      await this.#readUnzipped(
        report,
        gunzip(this.#counted(blob, outer), report.name, this.#budget),
      );
    } else if (isNpy(beginning)) {
      report.format = 'NumPy';
      const matrix = readNpy(new Uint8Array(await blob.arrayBuffer()), report.name);
      if (matrix.ok) this.#matrices.push({ file: report.name, matrix: matrix.value });
      else report.failure = matrix.error;
    } else if (isParquet(beginning)) {
      report.format = 'Parquet';
      await this.#take(report, readParquet(report.name, blob, this.#context(report)));
    } else await this.#readUnzipped(report, this.#counted(blob, outer));
  }

  async #readZip(name: string, blob: Blob, outer: boolean): Promise<void> {
    if (!outer) {
      throw new UnreadableFile(
        'zip-in-zip',
        `${name} is a zip inside a zip.`,
        'Unpack it and open what is inside.',
      );
    }
    let members = 0;
    for await (const member of membersOf(this.#counted(blob, outer), name, this.#budget)) {
      members++;
      await this.#readBlob(member.name, member.blob, false);
    }
    if (members === 0) {
      throw new UnreadableFile('file-empty', `${name} holds no file.`, 'Choose another file.');
    }
  }

  /** Reads a text that may turn out to be Parquet or NumPy once it is unpacked. */
  async #readUnzipped(report: FileNotes, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const source = await sampled(bytes);
    if (isParquet(source.beginning) || isNpy(source.beginning)) {
      throw new UnreadableFile(
        'binary-in-gzip',
        `${report.name} holds a binary file inside a gzip.`,
        'Unpack it and open what is inside.',
      );
    }
    const decoder = new StreamDecoder(detectEncoding(source.beginning));
    const beginning = new StreamDecoder(decoder.encoding).decode(source.beginning);
    const format = detectFormat(beginning, report.name);
    report.format = format.name;
    this.#name ??= nameInCorpusFile(beginning);
    const text = new DecodedText(source.all, decoder, this.#options.signal);
    const file: TextFile = { name: report.name, beginning, chunks: text.chunks() };
    try {
      await this.#take(report, format.read(file, this.#context(report)));
    } finally {
      report.encoding = decoder.encoding;
    }
    text.throwIfBroken();
  }

  #context(report: FileNotes): ReaderContext {
    const mappings = this.#options.mappings ?? {};
    const mapping = Object.hasOwn(mappings, report.name) ? mappings[report.name] : undefined;
    return {
      useColumns: (columns) => {
        report.columns = columns;
      },
      ...(mapping === undefined ? {} : { mapping }),
    };
  }

  async #take(report: FileNotes, batches: AsyncIterable<readonly Reading[]>): Promise<void> {
    const pace = createPacer(this.#options.signal);
    for await (const batch of batches) {
      this.#options.signal?.throwIfAborted();
      for (const reading of batch) this.#takeOne(report, reading);
      this.#tell();
      await pace();
    }
    if (report.found === 0 && report.failure === null) {
      throw new UnreadableFile(
        'file-without-papers',
        `${report.name} holds no paper.`,
        'Choose another file, or export it anew.',
      );
    }
  }

  #takeOne(report: FileNotes, reading: Reading): void {
    const ordinal = report.found++;
    this.#found++;
    if (reading.kind === 'refused') return this.#refuse(report.name, reading.line, reading.reason);
    const { line, vector } = reading.record;
    const paper = completePaper(reading.record);
    if (!paper.ok) return this.#refuse(report.name, line, paper.error.message);
    const merge = this.#papers.add({
      paper: paper.value,
      file: report.name,
      line,
      ordinal,
      vector: vector === undefined ? null : Float32Array.from(vector),
    });
    if (merge === null) return;
    this.#merged++;
    if (this.#merges.length < mostListed) this.#merges.push(merge);
  }

  #refuse(file: string, line: number | null, reason: string): void {
    this.#refused++;
    if (this.#refusals.length < mostListed) this.#refusals.push({ file, line, reason });
  }

  #failureOf(thrown: unknown, file: string): Failure {
    if (thrown instanceof UnmappedTable) this.#toMap.push(tableToMap(file, thrown.shape));
    if (thrown instanceof UnreadableFile) {
      return { code: thrown.code, message: thrown.message, remedy: thrown.remedy };
    }
    return {
      code: 'file-unreadable',
      message: `${file} could not be read to its end.`,
      remedy: 'Choose it again; if it stays so, export it anew.',
      detail: thrown instanceof Error ? (thrown.stack ?? thrown.message) : messageOf(thrown),
    };
  }

  /** The bytes of a blob, counted for the progress if it is a file itself. */
  async *#counted(blob: Blob, outer: boolean): AsyncGenerator<Uint8Array> {
    for await (const bytes of bytesOf(blob)) {
      this.#options.signal?.throwIfAborted();
      if (outer) this.#bytes += bytes.length;
      yield bytes;
    }
  }

  #tell(): void {
    this.#options.onProgress?.({
      bytes: Math.min(this.#bytes, this.#totalBytes),
      totalBytes: this.#totalBytes,
      records: this.#found,
    });
  }

  outcome(files: readonly ImportFile[]): ImportOutcome {
    const papers = this.#papers.papers();
    const { rows, source } = this.#vectorRows();
    const { report: vectors, vectors: matrix } = checkVectors(rows, source);
    const keys = papers.map((paper) => contentKey(paper.id, paper.title, paper.abstract));
    const id = contentKey(keys.join(' '));
    return {
      corpus: { id, name: this.#name ?? nameOf(files), papers },
      report: {
        files: this.#reports,
        found: this.#found,
        kept: papers.length,
        withoutAbstract: papers.filter((paper) => paper.abstract === '').length,
        merged: this.#merged,
        refused: this.#refused,
        merges: this.#merges,
        refusals: this.#refusals,
        vectors,
      },
      facets: findFacets(papers),
      vectors: matrix,
      toMap: this.#toMap,
    };
  }

  /** The vector of each paper: from its own record, else from the matrix beside its file. */
  #vectorRows(): { readonly rows: (ArrayLike<number> | null)[]; readonly source: string } {
    const beside = new Map<string, Matrix>();
    const data = this.#reports.filter((file) => file.found > 0);
    for (const { file, matrix } of this.#matrices) {
      const [only] =
        data.length === 1 ? data : data.filter((other) => stem(other.name) === stem(file));
      if (only?.found === matrix.n) beside.set(only.name, matrix);
      else this.#noteShape(file, matrix, only);
    }
    const rows = this.#papers.found.map(({ vector, file, ordinal }) => {
      const matrix = beside.get(file);
      if (vector !== null || matrix === undefined) return vector;
      return matrix.data.subarray(ordinal * matrix.d, (ordinal + 1) * matrix.d);
    });
    return { rows, source: this.#matrices[0]?.file ?? 'a column' };
  }

  #noteShape(file: string, matrix: Matrix, beside: FileReport | undefined): void {
    const index = this.#reports.findIndex((report) => report.name === file);
    const report = this.#reports[index];
    if (report === undefined) return;
    const message =
      beside === undefined
        ? `${file} lies beside no file of the same name.`
        : `${file} has ${matrix.n} rows, but ${beside.name} has ${beside.found} papers.`;
    const remedy = 'Open it together with the file whose papers it was made from.';
    this.#reports[index] = { ...report, failure: { code: 'vectors-mismatched', message, remedy } };
  }
}

/** A file's report while it is being read. */
class FileNotes {
  format = '';
  encoding: string | null = null;
  found = 0;
  columns: readonly ColumnUse[] = [];
  failure: Failure | null = null;

  constructor(readonly name: string) {}

  done(): FileReport {
    const { name, format, encoding, found, columns, failure } = this;
    return { name, format, encoding, found, columns, failure };
  }
}

function tableToMap(file: string, { columns, sample }: TableShape): TableToMap {
  const clipped = sample.map((row) => row.map((cell) => cell.slice(0, 300)));
  return { file, columns, sample: clipped };
}

function isParquet(beginning: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(beginning.subarray(0, 4)) === 'PAR1';
}

/** Reads ahead far enough to recognise the format; `all` begins again at the first byte. */
async function sampled(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly beginning: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const ahead: Uint8Array[] = [];
  let length = 0;
  let broken: { readonly thrown: unknown } | null = null;
  while (length < sampleBytes) {
    try {
      const next = await iterator.next();
      if (next.done === true) break;
      ahead.push(next.value);
      length += next.value.length;
    } catch (thrown) {
      // What came before the break is still read; the break is met again in its place.
      broken = { thrown };
      break;
    }
  }
  const beginning = new Uint8Array(length);
  let at = 0;
  for (const chunk of ahead) {
    beginning.set(chunk, at);
    at += chunk.length;
  }
  if (broken !== null && length === 0) throw broken.thrown;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield beginning;
    if (broken !== null) throw broken.thrown;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  }
  return { beginning, all: all() };
}

/**
 * The text of a file. If its bytes break off, in a gzip that is cut short say, the text just ends
 * there, so that the reader finishes what it has; {@link throwIfBroken} tells afterwards.
 */
class DecodedText {
  readonly #bytes: AsyncIterable<Uint8Array>;
  readonly #decoder: StreamDecoder;
  readonly #signal: AbortSignal | undefined;
  #broken: { readonly thrown: unknown } | null = null;

  constructor(bytes: AsyncIterable<Uint8Array>, decoder: StreamDecoder, signal?: AbortSignal) {
    this.#bytes = bytes;
    this.#decoder = decoder;
    this.#signal = signal;
  }

  async *chunks(): AsyncGenerator<string> {
    try {
      for await (const chunk of this.#bytes) yield this.#decoder.decode(chunk);
    } catch (thrown) {
      this.#signal?.throwIfAborted();
      this.#broken = { thrown };
    }
    yield this.#decoder.decode();
  }

  throwIfBroken(): void {
    if (this.#broken !== null) throw this.#broken.thrown;
  }
}

/** A file's name without folder and endings. */
function stem(name: string): string {
  return name.replace(/^.*\//u, '').replace(/(?:\.[A-Za-z0-9]{1,8})+$/u, '');
}

function nameOf(files: readonly ImportFile[]): string {
  const [first] = files;
  if (first === undefined) return 'Papers';
  const name = stem(first.name) || first.name;
  return files.length === 1 ? name : `${name} and ${files.length - 1} more`;
}
