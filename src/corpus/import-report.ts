/** What became of everything in the files: said before any work starts, and adding up. */
import type { VectorReport } from './brought-vectors';
import type { ColumnUse } from './columns';
import type { Doubt, Merge } from './duplicates';
import type { LegacyEncoding, TextEncoding } from './text-encodings';
import type { Failure } from '../foundation/result';

/** A record that could not be used. */
export interface Refusal {
  readonly file: string;
  /** Line where it begins, counted from 1; null where the format has no lines. */
  readonly line: number | null;
  /** Why, as one sentence. */
  readonly reason: string;
}

/** One file, or one member of an archive. */
export interface FileReport {
  readonly name: string;
  /** As people call it; empty if it was not recognised. */
  readonly format: string;
  /** Of a text, else null. */
  readonly encoding: TextEncoding | null;
  /** Encoding of the lines that are in another than the rest; null if there are none. */
  readonly mixedWith: LegacyEncoding | null;
  /** The first bytes beyond ASCII with what is around them, to judge an encoding by; null if none. */
  readonly telling: Uint8Array | null;
  /** Records found: read, merged and refused. */
  readonly found: number;
  /** Columns of a table with the fields they became. */
  readonly columns: readonly ColumnUse[];
  /** What was passed over or read otherwise than it stands, each as one sentence. */
  readonly notes: readonly string[];
  /** Papers that those found cite or are cited by and that the file brings along; read on request. */
  readonly related: number;
  /** Why the file could not be read, or not to its end. */
  readonly failure: Failure | null;
}

/**
 * The whole import. Always: `found = kept + merged + refused`, and `found` is the sum of the files'.
 */
export interface ImportReport {
  readonly files: readonly FileReport[];
  readonly found: number;
  /** Papers kept. */
  readonly kept: number;
  /** Of these, papers without an abstract: kept, mapped by their title. */
  readonly withoutAbstract: number;
  readonly merged: number;
  readonly refused: number;
  /**
   * The merges themselves, those taken back among them, the doubts and the refusals: the first
   * {@link mostListed} of each.
   */
  readonly merges: readonly Merge[];
  /** Records kept that share an id with another, but not its title. */
  readonly doubted: number;
  readonly doubts: readonly Doubt[];
  readonly refusals: readonly Refusal[];
  /** Records read though something in them is broken, and what; the first {@link mostListed} are listed. */
  readonly damaged: number;
  readonly damages: readonly Refusal[];
  readonly vectors: VectorReport;
}

/** Merges, doubts and refusals that are listed one by one. */
export const mostListed = 1000;
