/** What an import is given, and what comes of it. */
import type { ColumnMapping } from './columns';
import type { Facet } from './facets';
import type { ImportReport } from './import-report';
import type { Matrix } from './npy';
import type { Corpus } from './paper';
import type { TextEncoding } from './text-encodings';

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
  /** By file name, what the user chose beside that. */
  readonly choices?: Readonly<Record<string, FileChoice>>;
}

/** What the user chose about one file. */
export interface FileChoice {
  /** The encoding of its text; what the bytes suggest if it is absent. */
  readonly encoding?: TextEncoding;
  /** Whether the papers that its papers cite or are cited by are read too. */
  readonly related?: boolean;
}

/** A table whose columns the user must name before it can be read. */
export interface TableToMap {
  readonly file: string;
  readonly columns: readonly string[];
  /** The first rows, cell by cell. */
  readonly sample: readonly (readonly string[])[];
  /** Line that is taken for the header, where it is not the first. */
  readonly headerLine?: number;
  /** The lines above it that are not blank. */
  readonly above?: readonly string[];
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
