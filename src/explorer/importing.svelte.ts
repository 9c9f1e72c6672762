/**
 * Bringing papers in: from files, pasted text or an address to a report that the user agrees to, and
 * back again if they change their mind.
 */
import type { ColumnMapping } from '../corpus/columns';
import type { ImportFile, ImportProgress, TableToMap } from '../corpus/import-files';
import type { ImportSummary } from '../corpus/import-service';
import type { Matrix } from '../corpus/npy';
import type { Corpus } from '../corpus/paper';
import { failure, messageOf, success, type Failure, type Result } from '../foundation/result';
import type { CorpusSource } from './corpus-source';

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
  | { readonly kind: 'opened'; readonly corpus: Corpus; readonly before: CorpusSource };

/** What importing asks of the engine. */
export interface Importer {
  read(
    files: readonly ImportFile[],
    options: {
      readonly mappings: Readonly<Record<string, ColumnMapping>>;
      readonly signal: AbortSignal;
      readonly onProgress: (progress: ImportProgress) => void;
    },
  ): Promise<Result<ImportSummary | null>>;
  take(
    summary: ImportSummary,
  ): Promise<Result<{ readonly corpus: Corpus; readonly vectors: Matrix | null }>>;
  dispose(): void;
}

export interface ImportingParts {
  readonly importer: Importer;
  /** What is open now, to go back to. */
  readonly present: () => CorpusSource;
  readonly open: (source: CorpusSource) => Promise<void>;
  readonly keep: (corpus: Corpus) => Promise<void>;
  readonly forget: (corpusId: string) => Promise<unknown>;
  readonly fetch?: typeof globalThis.fetch;
}

export class Importing {
  phase = $state.raw<ImportPhase>({ kind: 'idle' });

  readonly #parts: ImportingParts;
  #files: readonly ImportFile[] = [];
  #mappings: Record<string, ColumnMapping> = {};
  #work = new AbortController();

  constructor(parts: ImportingParts) {
    this.#parts = parts;
  }

  /**
   * Opens what the page was asked to open: the address in `?corpus=…`, and files that the operating
   * system hands to the installed page.
   */
  start(view: Window): void {
    const address = new URL(view.location.href).searchParams.get('corpus');
    if (address !== null) void this.openAddress(address, view.document.baseURI);
    if ('launchQueue' in view && isLaunchQueue(view.launchQueue)) {
      view.launchQueue.setConsumer(({ files }) => {
        void Promise.all(files.map((file) => file.getFile())).then((opened) =>
          this.openFiles(opened.map((file) => ({ name: file.name, blob: file }))),
        );
      });
    }
  }

  /** Reads files that were chosen or dropped, and shows the report. */
  async openFiles(files: readonly ImportFile[]): Promise<void> {
    if (files.length === 0) return;
    this.#files = files;
    this.#mappings = {};
    await this.#read();
  }

  /** Reads pasted text like a file. */
  async openText(text: string): Promise<void> {
    if (text.trim() !== '') await this.openFiles([{ name: 'Pasted text', blob: new Blob([text]) }]);
  }

  /**
   * Fetches a whole file from an address and reads it. Another site is asked only after
   * {@link agree}.
   *
   * @param base address of the page
   */
  async openAddress(address: string, base: string): Promise<void> {
    const url = URL.canParse(address, base) ? new URL(address, base) : null;
    if (url === null || !/^https?:$/u.test(url.protocol)) {
      this.phase = {
        kind: 'failed',
        url: null,
        failure: {
          code: 'address-malformed',
          message: `“${address}” is not an address that papers can be fetched from.`,
          remedy: 'Correct the part of the page’s address after “corpus=”, or open a file instead.',
        },
      };
    } else if (url.origin === new URL(base).origin) await this.#fetchAddress(url);
    else this.phase = { kind: 'asking', url };
  }

  /** The user's word that the site may be asked. */
  async agree(): Promise<void> {
    if (this.phase.kind === 'asking') await this.#fetchAddress(this.phase.url);
  }

  /** Asks which column is which, for one of the tables that need it. */
  map(file: string): void {
    if (this.phase.kind !== 'report') return;
    const { summary } = this.phase;
    const table = summary.toMap.find((candidate) => candidate.file === file);
    if (table !== undefined) this.phase = { kind: 'mapping', summary, table };
  }

  /** Reads everything again with the user's choice of columns for one table. */
  async useMapping(mapping: ColumnMapping): Promise<void> {
    if (this.phase.kind !== 'mapping') return;
    this.#mappings = { ...this.#mappings, [this.phase.table.file]: mapping };
    await this.#read();
  }

  /** Back from the columns to the report. */
  leaveMapping(): void {
    if (this.phase.kind === 'mapping') this.phase = { kind: 'report', summary: this.phase.summary };
  }

  /** Agrees to the report: keeps the papers and makes their map. */
  async accept(): Promise<void> {
    if (this.phase.kind !== 'report') return;
    const { summary } = this.phase;
    this.phase = { kind: 'taking', summary };
    const taken = await this.#parts.importer.take(summary);
    if (!taken.ok) {
      this.phase = { kind: 'failed', failure: taken.error, url: null };
      return;
    }
    const { vectors } = taken.value;
    const corpus = vectors === null ? taken.value.corpus : { ...taken.value.corpus, vectors };
    const before = this.#parts.present();
    this.phase = { kind: 'opened', corpus, before };
    this.#files = [];
    const source = await this.#keep(corpus);
    await this.#parts.open(source);
  }

  /** Goes back to what was open before the last import and deletes what it kept. */
  async undo(): Promise<void> {
    if (this.phase.kind !== 'opened') return;
    const { corpus, before } = this.phase;
    this.phase = { kind: 'idle' };
    await this.#parts.open(before);
    await this.#parts.forget(corpus.id);
  }

  /** Leaves whatever the import is doing; nothing has changed. */
  cancel(): void {
    this.#work.abort();
    if (this.phase.kind !== 'opened') this.#parts.importer.dispose();
    this.#files = [];
    this.phase = { kind: 'idle' };
  }

  /** What is kept is opened from there, so that a reload finds it; else it lasts for this visit. */
  async #keep(corpus: Corpus): Promise<CorpusSource> {
    try {
      await this.#parts.keep(corpus);
      return { kind: 'kept', id: corpus.id };
    } catch {
      return { kind: 'corpus', corpus };
    }
  }

  async #read(): Promise<void> {
    this.#work.abort();
    const work = new AbortController();
    this.#work = work;
    this.phase = { kind: 'reading', progress: null };
    const summary = await this.#parts.importer.read(this.#files, {
      mappings: this.#mappings,
      signal: work.signal,
      onProgress: (progress) => {
        if (this.phase.kind === 'reading' && !work.signal.aborted) {
          this.phase = { kind: 'reading', progress };
        }
      },
    });
    if (work.signal.aborted) return;
    if (!summary.ok) this.phase = { kind: 'failed', failure: summary.error, url: null };
    else if (summary.value === null) this.phase = { kind: 'idle' };
    else this.#show(summary.value);
  }

  /** A single table that needs its columns named is asked about at once. */
  #show(summary: ImportSummary): void {
    const [table] = summary.toMap;
    this.phase =
      table !== undefined && summary.report.kept === 0
        ? { kind: 'mapping', summary, table }
        : { kind: 'report', summary };
  }

  async #fetchAddress(url: URL): Promise<void> {
    this.#work.abort();
    const work = new AbortController();
    this.#work = work;
    this.phase = { kind: 'fetching', url, bytes: 0, total: null };
    const fetched = await fetchFile(
      url,
      work.signal,
      this.#parts.fetch ?? fetch,
      (bytes, total) => {
        if (!work.signal.aborted) this.phase = { kind: 'fetching', url, bytes, total };
      },
    );
    if (work.signal.aborted) return;
    if (fetched.ok) await this.openFiles([fetched.value]);
    else this.phase = { kind: 'failed', failure: fetched.error, url };
  }
}

/** The part of the launch handler interface that is used; TypeScript does not know it yet. */
interface LaunchQueue {
  setConsumer(
    consumer: (params: { readonly files: readonly FileSystemFileHandle[] }) => void,
  ): void;
}

function isLaunchQueue(value: unknown): value is LaunchQueue {
  return typeof value === 'object' && value !== null && 'setConsumer' in value;
}

/** Most bytes taken from an address. */
const mostBytes = 512 * 1024 * 1024;

async function fetchFile(
  url: URL,
  signal: AbortSignal,
  get: typeof fetch,
  onProgress: (bytes: number, total: number | null) => void,
): Promise<Result<ImportFile>> {
  const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '') || url.host;
  try {
    const response = await get(url, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!response.ok) {
      return failure({
        code: 'address-refused',
        message: `${url.host} does not give out ${name} (${`${response.status} ${response.statusText}`.trim()}).`,
        remedy: 'Check the address; or download the file and drop it here.',
      });
    }
    const total = Number(response.headers.get('content-length')) || null;
    const parts: BlobPart[] = [];
    let bytes = 0;
    const reader = response.body?.getReader();
    for (;;) {
      const next = await reader?.read();
      if (next === undefined || next.done) break;
      bytes += next.value.length;
      if (bytes > mostBytes) {
        await reader?.cancel();
        return failure({
          code: 'address-too-large',
          message: `${name} is larger than this page fetches (512 MB).`,
          remedy: 'Download it and drop it here.',
        });
      }
      parts.push(next.value);
      onProgress(bytes, total);
    }
    return success({ name, blob: new Blob(parts) });
  } catch (thrown) {
    return failure({
      code: 'address-unreachable',
      message: `${name} could not be fetched from ${url.host}: the site cannot be reached, or does not allow other pages to read from it (CORS).`,
      remedy: 'Download the file from there, then drop it here.',
      detail: messageOf(thrown),
    });
  }
}
