/**
 * The import as a worker offers it: files cross over as blobs (by reference), the report comes back,
 * and the papers follow in portions small enough that receiving one is not felt.
 */
import * as Comlink from 'comlink';
import type { ColumnMapping } from './columns';
import type { Facet } from './facets';
import type { Gathered } from './gathered';
import type {
  FileChoice,
  ImportFile,
  ImportOutcome,
  ImportProgress,
  TableToMap,
} from './import-files';
import { readFiles } from './import-run';
import type { ImportReport } from './import-report';
import type { Matrix } from './npy';
import type { Paper } from './paper';
import { portionFrom } from './portions';

/** An import without its papers and vectors, which are asked for one portion after the other. */
export interface ImportSummary {
  /** Id and name of the corpus. */
  readonly id: string;
  readonly name: string;
  readonly report: ImportReport;
  readonly facets: readonly Facet[];
  readonly toMap: readonly TableToMap[];
}

export class ImportService {
  #work = new AbortController();
  #files: readonly ImportFile[] = [];
  #gathered: Gathered | null = null;
  #outcome: ImportOutcome | null = null;

  /** Resolves as soon as the worker has loaded. */
  ready(): void {
    return undefined;
  }

  /**
   * Reads files and keeps what they hold until the next import.
   *
   * @returns null if it was cancelled
   */
  async read(
    files: readonly ImportFile[],
    mappings: Readonly<Record<string, ColumnMapping>>,
    choices: Readonly<Record<string, FileChoice>>,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportSummary | null> {
    this.cancel();
    const work = new AbortController();
    this.#work = work;
    this.forget();
    try {
      this.#gathered = await readFiles(files, {
        signal: work.signal,
        mappings,
        choices,
        onProgress,
      });
      this.#files = files;
      return this.#summary(this.#gathered);
    } catch (thrown) {
      if (work.signal.aborted) return null;
      throw thrown;
    }
  }

  /**
   * Takes a merge back, or merges again; see `Gathered.keepApart`.
   *
   * @returns null if nothing is being held
   */
  keepApart(record: number, apart: boolean): ImportSummary | null {
    if (this.#gathered === null) return null;
    this.#gathered.keepApart(record, apart);
    return this.#summary(this.#gathered);
  }

  /** Stops the import that is running, if one is. */
  cancel(): void {
    this.#work.abort();
  }

  /** The papers that were read from an index on, as many as make a portion. */
  papers(from: number): readonly Paper[] {
    return portionFrom(this.#outcome?.corpus.papers ?? [], from);
  }

  /** The vectors brought along, one unit row per paper; handed over rather than copied, so once. */
  vectors(): Matrix | null {
    const matrix = this.#outcome?.vectors ?? null;
    const buffer = matrix?.data.buffer;
    return buffer instanceof ArrayBuffer ? Comlink.transfer(matrix, [buffer]) : matrix;
  }

  /** Lets go of what was read. */
  forget(): void {
    this.#gathered = null;
    this.#outcome = null;
    this.#files = [];
  }

  #summary(gathered: Gathered): ImportSummary {
    const outcome = gathered.outcome(this.#files);
    this.#outcome = outcome;
    const { corpus, report, facets, toMap } = outcome;
    return { id: corpus.id, name: corpus.name, report, facets, toMap };
  }
}
