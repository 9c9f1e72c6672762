/**
 * What every reader speaks: files go in as decoded text (or bytes), records come out in the source's
 * own words. Cleaning, links, duplicates and facets come after and are the same for all formats.
 */
import type { ColumnMapping, ColumnUse } from './columns';
import type { Paper } from './paper';
import type { WrittenName } from './person-name';

/** One paper as its file describes it. */
export interface RawRecord {
  /** Line where it begins, counted from 1; null where the format has no lines. */
  readonly line: number | null;
  readonly title: string;
  readonly abstract: string;
  /** Each in any notation; they are shown "First Last". */
  readonly authors: readonly WrittenName[];
  /** Any text that holds a year. */
  readonly date: string;
  readonly venue: string;
  readonly categories: readonly string[];
  /** Fields that may hold a DOI, an arXiv id or a PubMed id, whatever else is in them. */
  readonly doi: string;
  readonly arxivId: string;
  readonly pubmedId: string;
  /** The paper's own pages and files, best first. */
  readonly urls: readonly string[];
  readonly extra: readonly (readonly [string, string])[];
  /** A vector brought along. */
  readonly vector?: ArrayLike<number>;
  /** The paper itself, from our own corpus file: it needs no cleaning. */
  readonly complete?: Paper;
}

/** A record with nothing in it, to be completed by a reader. */
export const blankRecord: RawRecord = {
  line: null,
  title: '',
  abstract: '',
  authors: [],
  date: '',
  venue: '',
  categories: [],
  doi: '',
  arxivId: '',
  pubmedId: '',
  urls: [],
  extra: [],
};

/** One record of a file: read, or refused with the reason as one sentence. */
export type Reading =
  | {
      readonly kind: 'record';
      readonly record: RawRecord;
      /** What is broken in it though it could be read, as one sentence. */
      readonly damage?: string;
    }
  | { readonly kind: 'refused'; readonly line: number | null; readonly reason: string };

export function refusedAt(line: number | null, reason: string): Reading {
  return { kind: 'refused', line, reason };
}

/** What a reader may ask of the import and tell it, besides its records. */
export interface ReaderContext {
  /** The user's choice of fields for a table's columns, instead of what their names suggest. */
  readonly mapping?: ColumnMapping;
  /** Tells which columns became which fields, once known. */
  readonly useColumns: (columns: readonly ColumnUse[]) => void;
  /** Tells, as one sentence, what was read otherwise than it stands or was passed over. */
  readonly note?: (sentence: string) => void;
  /** Whether to read the papers that a paper cites or is cited by, where the file brings them. */
  readonly related: boolean;
  /** Tells how many such papers the file brings. */
  readonly countRelated: (papers: number) => void;
}

/** A text file as it is being read. */
export interface TextFile {
  readonly name: string;
  /** The beginning, enough to recognise the format by; also the beginning of `chunks`. */
  readonly beginning: string;
  readonly chunks: AsyncIterable<string>;
}

/**
 * Reads a text file in batches, so that a file of any size passes through bounded memory. What a
 * reader cannot read becomes a refusal; it throws only what `chunks` throws.
 */
export type TextReader = (
  file: TextFile,
  context: ReaderContext,
) => AsyncIterable<readonly Reading[]>;

/** Records in a batch: small enough to cancel quickly, large enough not to be felt. */
export const batchSize = 500;

/** Longest record, in UTF-16 units: no abstract is near it, and a bomb ends here. */
export const longestRecord = 16_000_000;

/** Longest field kept of a record; what is beyond is cut. */
export const longestField = 200_000;

/** Thrown by a reader for a file that it cannot read at all. */
export class UnreadableFile extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** What the user can do. */
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'UnreadableFile';
  }
}
