/**
 * Bring your own papers: files in, papers and a report out. Each file is unpacked, decoded and
 * recognised by its content; its reader yields records in the file's own words; every record is
 * cleaned, linked and checked against those before it. What cannot be read is reported and costs
 * nothing else.
 */
import { createPacer } from '../foundation/pacer';
import { messageOf, type Failure } from '../foundation/result';
import type { ColumnUse } from './columns';
import { detectEncoding, StreamDecoder, tellingBytes } from './decode';
import { detectFormat } from './detect-format';
import { Gathered } from './gathered';
import type { FileChoice, ImportFile, ImportOptions, ImportOutcome } from './import-files';
import type { FileReport } from './import-report';
import { isNpy, readNpy } from './npy';
import { nameInCorpusFile } from './readers/json-reader';
import { isParquet, readParquet } from './readers/parquet-reader';
import { UnmappedTable } from './readers/table-reader';
import { UnreadableFile, type ReaderContext, type Reading, type TextFile } from './reading';
import { DecodedText, sampleBytes, sampled } from './source-bytes';
import type { LegacyEncoding, TextEncoding } from './text-encodings';
import { unreadByBytes } from './unread-formats';
import { bytesOf, gunzip, membersOf, packingOf, UnpackBudget } from './unpack';

class ImportRun {
  readonly #options: ImportOptions;
  /** What was found so far. */
  readonly gathered = new Gathered();
  readonly #budget = new UnpackBudget();
  readonly #totalBytes: number;
  #bytes = 0;

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
    if (report.format !== 'zip' || report.failure !== null) this.gathered.addFile(report.done());
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
        gunzip(() => this.#counted(blob, outer), report.name, this.#budget),
      );
    } else if (isNpy(beginning)) {
      report.format = 'NumPy';
      const matrix = readNpy(new Uint8Array(await blob.arrayBuffer()), report.name);
      if (matrix.ok) this.gathered.addMatrix(report.name, matrix.value);
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
    const unread = unreadByBytes(source.beginning, report.name);
    if (unread !== null) throw unread;
    const chosen = this.#choice(report.name).encoding;
    const encoding = chosen ?? detectEncoding(source.beginning);
    const decoder = new StreamDecoder(encoding, chosen !== undefined);
    const beginning = new StreamDecoder(encoding, chosen !== undefined).decode(source.beginning);
    report.encoding = encoding;
    report.telling = tellingBytes(source.beginning, encoding);
    const format = detectFormat(beginning, report.name);
    report.format = format.name;
    this.gathered.callIt(nameInCorpusFile(beginning));
    const text = new DecodedText(source.all, decoder, this.#options.signal);
    const file: TextFile = { name: report.name, beginning, chunks: text.chunks() };
    try {
      await this.#take(report, format.read(file, this.#context(report)));
    } finally {
      report.encoding = decoder.encoding;
      report.mixedWith = decoder.mixedWith;
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
      note: (sentence) => void report.notes.push(sentence),
      related: this.#choice(report.name).related ?? false,
      countRelated: (papers) => {
        report.related = papers;
      },
      ...(mapping === undefined ? {} : { mapping }),
    };
  }

  #choice(file: string): FileChoice {
    const choices = this.#options.choices ?? {};
    return (Object.hasOwn(choices, file) ? choices[file] : undefined) ?? {};
  }

  async #take(report: FileNotes, batches: AsyncIterable<readonly Reading[]>): Promise<void> {
    const pace = createPacer(this.#options.signal);
    for await (const batch of batches) {
      this.#options.signal?.throwIfAborted();
      for (const reading of batch) this.gathered.take(report.name, report.found++, reading);
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

  #failureOf(thrown: unknown, file: string): Failure {
    if (thrown instanceof UnmappedTable) this.gathered.addTable(file, thrown.shape);
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
      records: this.gathered.found,
    });
  }
}

/** A file's report while it is being read. */
class FileNotes {
  format = '';
  encoding: TextEncoding | null = null;
  mixedWith: LegacyEncoding | null = null;
  telling: Uint8Array | null = null;
  found = 0;
  columns: readonly ColumnUse[] = [];
  readonly notes: string[] = [];
  related = 0;
  failure: Failure | null = null;

  constructor(readonly name: string) {}

  done(): FileReport {
    const { name, format, encoding, mixedWith, telling, found } = this;
    const { columns, notes, related, failure } = this;
    return {
      ...{ name, format, encoding, mixedWith, telling, found },
      ...{ columns, notes, related, failure },
    };
  }
}

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
  return (await readFiles(files, options)).outcome(files);
}

/**
 * The same, for merges to be taken back afterwards.
 *
 * @throws the signal's reason when aborted
 */
export async function readFiles(
  files: readonly ImportFile[],
  options: ImportOptions = {},
): Promise<Gathered> {
  const run = new ImportRun(files, options);
  for (const file of files) await run.readFile(file);
  return run.gathered;
}
