/** What bringing papers in is at, and what it asks of the rest of the product. */
import type { ColumnMapping } from '../../corpus/columns';
import type { FileChoice, ImportFile, ImportProgress, TableToMap } from '../../corpus/import-files';
import type { ImportSummary } from '../../corpus/import-service';
import type { Matrix } from '../../corpus/npy';
import type { Corpus } from '../../corpus/paper';
import type { Failure, Result } from '../../foundation/result';
import type { CorpusSource } from '../corpus/corpus-source';
import type { ImportLibrary } from '../ports';
import type { TreeCorpus } from './tree-corpus';

export type ImportPhase =
  | { readonly kind: 'idle' }
  /** An address of another site waits for the user's word before anything is asked of it. */
  | { readonly kind: 'asking'; readonly url: URL }
  | {
      readonly kind: 'fetching';
      readonly url: URL;
      readonly bytes: number;
      readonly total: number | null;
    }
  | { readonly kind: 'reading'; readonly progress: ImportProgress | null }
  | { readonly kind: 'mapping'; readonly summary: ImportSummary; readonly table: TableToMap }
  | { readonly kind: 'report'; readonly summary: ImportSummary }
  | { readonly kind: 'taking'; readonly summary: ImportSummary }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly url: URL | null }
  /** Opened, and for a while to be undone. */
  | { readonly kind: 'opened'; readonly opened: Opened };

/** What an import has opened. */
export interface Opened {
  /** Of the corpus. */
  readonly id: string;
  readonly name: string;
  readonly paperCount: number;
  /** What was open before. */
  readonly before: CorpusSource;
  /** Whether the same corpus was kept on this device before: taking it back must not delete it. */
  readonly keptBefore: boolean;
  /** What was added to the corpus that was open; null if the papers were opened by themselves. */
  readonly addition: Addition | null;
  /** What was opened by a tree instead of being clustered; absent where there was none. */
  readonly tree?: OpenedTree;
}

/** A tree that was opened. */
export interface OpenedTree {
  readonly file: string;
  /** Papers of the corpus that was open before and is the tree's, but that are not in it. */
  readonly leftOut: number;
}

/** Papers added to a corpus. */
export interface Addition {
  readonly added: number;
  /** Papers left out because the corpus has them already. */
  readonly known: number;
  /** The kept corpus as it was; null if a copy of another was made for the papers. */
  readonly former: Corpus | null;
}

/** What importing asks of the engine. */
export interface Importer {
  read(
    files: readonly ImportFile[],
    options: {
      readonly mappings: Readonly<Record<string, ColumnMapping>>;
      readonly choices: Readonly<Record<string, FileChoice>>;
      readonly signal: AbortSignal;
      readonly onProgress: (progress: ImportProgress) => void;
    },
  ): Promise<Result<ImportSummary | null>>;
  /** Takes a merge of what was last read back, or merges again; the report as it is then. */
  keepApart(record: number, apart: boolean): Promise<Result<ImportSummary>>;
  /** The papers of the last report; null if it was cancelled. */
  take(
    summary: ImportSummary,
    signal: AbortSignal,
  ): Promise<Result<{ readonly corpus: Corpus; readonly vectors: Matrix | null } | null>>;
  dispose(): void;
}

/** What is open: its papers once they are read. */
export interface Present {
  readonly source: CorpusSource;
  readonly corpus: Corpus | null;
}

export interface ImportingParts {
  readonly importer: Importer;
  /** What is open now, to go back to or to add papers to. */
  readonly present: () => Present;
  /** Opens a corpus, at its top or as it was looked at: see `AddressSync.visit`. */
  readonly open: (source: CorpusSource, view?: string) => Promise<void>;
  readonly library: ImportLibrary;
  /** What the user did with the papers of one corpus goes with them to another. */
  readonly takeAlong: (from: string, to: string) => Promise<void>;
  /**
   * The corpus of a tree file, with its own papers or those of the open corpus; null if the file is
   * no tree. Rejects if what reads trees cannot be fetched.
   */
  readonly treeCorpus: (
    file: ImportFile,
    open: Corpus | null,
  ) => Promise<Result<TreeCorpus> | null>;
  /** Keeps what a workspace file holds. */
  readonly openWorkspace: (
    file: Blob,
    name: string,
  ) => Promise<Result<Pick<Opened, 'id' | 'name' | 'paperCount'> & { readonly view: string }>>;
  /** Called when a corpus was deleted that is not open. */
  readonly onDeleted: () => Promise<void>;
  readonly fetch?: typeof globalThis.fetch;
}
