/** The import as the page uses it: a worker that starts with the first file and ends with the last. */
import * as Comlink from 'comlink';
import type { ColumnMapping } from '../corpus/columns';
import type { FileChoice, ImportFile, ImportProgress } from '../corpus/import-files';
import type { ImportService, ImportSummary } from '../corpus/import-service';
import type { Matrix } from '../corpus/npy';
import type { Corpus, Paper } from '../corpus/paper';
import { failure, messageOf, success, type Result } from '../foundation/result';
import { isSuperseded, newerVersion } from './newer-version';
import { onceMore, WorkerClient, type WorkerLike } from './worker-client';

export interface ReadOptions {
  readonly mappings: Readonly<Record<string, ColumnMapping>>;
  readonly choices: Readonly<Record<string, FileChoice>>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

/** What a fresh worker is told to have what another had read. */
interface LastRead {
  readonly files: readonly ImportFile[];
  readonly mappings: ReadOptions['mappings'];
  readonly choices: ReadOptions['choices'];
  /** Merges taken back or made again since, in order. */
  readonly apart: (readonly [record: number, apart: boolean])[];
}

/**
 * A worker that ends by itself is started again once, and reads the files again: nothing of an import
 * is kept before its papers were taken over.
 */
export class ImportClient {
  readonly #worker: WorkerClient<ImportService>;
  #last: LastRead | null = null;

  /** @param start starts the worker; replaced in tests */
  constructor(start: () => WorkerLike = startImportWorker) {
    this.#worker = new WorkerClient<ImportService>(start, {
      name: 'The import',
      greet: (service) => service.ready(),
      ping: (service) => service.ready(),
    });
  }

  /**
   * Reads files; null if it was cancelled. Their papers wait in the worker. The time it took is
   * measured as `papergrove:parse`.
   */
  async read(
    files: readonly ImportFile[],
    { mappings, choices, signal, onProgress }: ReadOptions,
  ): Promise<Result<ImportSummary | null>> {
    const cancel = (): void => {
      // If the worker died there is nothing left to cancel.
      this.#worker.call((service) => service.cancel()).catch(() => undefined);
    };
    signal.addEventListener('abort', cancel, { once: true });
    const start = performance.now();
    this.#last = { files, mappings, choices, apart: [] };
    try {
      const summary = await onceMore(() =>
        this.#worker.call((service) =>
          service.read(files, mappings, choices, Comlink.proxy(onProgress)),
        ),
      );
      if (summary !== null) performance.measure('papergrove:parse', { start });
      return success(summary);
    } catch (thrown) {
      if (signal.aborted) return success(null);
      if (await isSuperseded()) return failure(newerVersion);
      return failure({
        code: 'import-failed',
        message: `Reading the files failed: ${messageOf(thrown)}`,
        remedy: 'Try again with fewer or smaller files; if it fails again, reload the page.',
      });
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /** Takes a merge of what was last read back, or merges again; the report as it is then. */
  async keepApart(record: number, apart: boolean): Promise<Result<ImportSummary>> {
    try {
      const keep = (): Promise<ImportSummary | null> =>
        this.#worker.call<ImportSummary | null>((service) => service.keepApart(record, apart));
      const summary = (await onceMore(keep)) ?? ((await this.#readAgain()) ? await keep() : null);
      if (summary === null) throw new Error('the papers are gone');
      this.#last?.apart.push([record, apart]);
      return success(summary);
    } catch (thrown) {
      return failure({
        code: 'import-failed',
        message: `The merge could not be changed: ${messageOf(thrown)}`,
        remedy: 'Open the files again.',
      });
    }
  }

  /**
   * The corpus last read, brought over portion by portion, and its vectors if it has any; null if it
   * was cancelled. The worker ends with it, unless it was cancelled: by then it may serve another
   * import.
   */
  async take(
    { id, name, report }: ImportSummary,
    signal: AbortSignal,
  ): Promise<Result<{ corpus: Corpus; vectors: Matrix | null } | null>> {
    try {
      const taken = await onceMore(async () => {
        const papers: Paper[] = [];
        while (papers.length < report.kept) {
          const some = await this.#worker.call((service) => service.papers(papers.length));
          if (signal.aborted) return null;
          if (some.length > 0) papers.push(...some);
          // A fresh worker has no papers until it has read the files as well.
          else if (papers.length > 0 || !(await this.#readAgain()))
            throw new Error('the papers are gone');
        }
        const vectors = await this.#worker.call((service) => service.vectors());
        return { corpus: { id, name, papers }, vectors };
      });
      return success(signal.aborted ? null : taken);
    } catch (thrown) {
      if (signal.aborted) return success(null);
      return failure({
        code: 'import-failed',
        message: `Taking over the papers failed: ${messageOf(thrown)}`,
        remedy: 'Open the files again.',
      });
    } finally {
      if (!signal.aborted) this.dispose();
    }
  }

  /** Has a fresh worker read what another had read; whether there are papers then. */
  async #readAgain(): Promise<boolean> {
    if (this.#last === null) return false;
    const { files, mappings, choices, apart } = this.#last;
    const quietly = Comlink.proxy(() => undefined);
    let summary: ImportSummary | null = await this.#worker.call<ImportSummary | null>((service) =>
      service.read(files, mappings, choices, quietly),
    );
    for (const [record, isApart] of apart)
      summary = await this.#worker.call<ImportSummary | null>((service) =>
        service.keepApart(record, isApart),
      );
    return summary !== null && summary.report.kept > 0;
  }

  /** Ends the worker and frees what it holds; a later call starts another. */
  dispose(): void {
    this.#last = null;
    this.#worker.terminate('is done');
  }
}

function startImportWorker(): WorkerLike {
  return new Worker(new URL('./import.worker.ts', import.meta.url), {
    type: 'module',
    name: 'papergrove import',
  });
}
