/**
 * Bringing papers in: from files, pasted text or an address to a report that the user agrees to, and
 * back again if they change their mind.
 */
import type { ColumnMapping } from '../corpus/columns';
import type { ImportFile, ImportProgress, TableToMap } from '../corpus/import-files';
import type { ImportSummary } from '../corpus/import-service';
import type { Matrix } from '../corpus/npy';
import { withOrigin } from '../corpus/origin';
import type { Corpus } from '../corpus/paper';
import { contentKey } from '../foundation/hash';
import { messageOf, type Failure, type Result } from '../foundation/result';
import { isWorkspace } from '../storage/workspace-container';
import type { CorpusSource } from './corpus-source';
import { fetchFile } from './fetch-file';
import type { ImportLibrary } from './ports';

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
  | {
      readonly kind: 'opened';
      readonly corpus: Corpus;
      readonly before: CorpusSource;
      /** What was added to the corpus that was open; null if the papers were opened by themselves. */
      readonly addition: Addition | null;
    };

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
  /** What is open now, to go back to or to add papers to; its papers once they are read. */
  readonly present: () => { readonly source: CorpusSource; readonly corpus: Corpus | null };
  readonly open: (source: CorpusSource) => Promise<void>;
  readonly library: ImportLibrary;
  /** Keeps what a workspace file holds. */
  readonly openWorkspace: (file: Blob, name: string) => Promise<Result<Corpus>>;
  /** Called when a corpus was deleted that is not open. */
  readonly onDeleted: () => Promise<void>;
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

  /**
   * Reads files that were chosen or dropped, and shows the report; a workspace among them needs none
   * and is opened at once.
   */
  async openFiles(files: readonly ImportFile[]): Promise<void> {
    const others: ImportFile[] = [];
    for (const file of files) {
      if (!(await isWorkspace(file.blob))) others.push(file);
      else if (!(await this.#openWorkspace(file))) return;
    }
    if (others.length === 0) return;
    this.#files = others;
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
    const taken = await this.#take();
    if (taken === null) return;
    const before = this.#parts.present().source;
    this.phase = { kind: 'opened', corpus: taken, before, addition: null };
    await this.#parts.open(await this.#keep(taken));
  }

  /** Whether there is an open corpus that the papers can be added to. */
  canAdd(): boolean {
    return this.#parts.present().corpus !== null;
  }

  /**
   * Agrees to the report and adds the papers to the corpus that is open. One that is kept on this
   * device grows; of any other a kept copy is made, with what the user did with it.
   */
  async add(): Promise<void> {
    const { source, corpus: open } = this.#parts.present();
    if (open === null) return;
    const taken = await this.#take();
    if (taken === null) return;
    try {
      const former = source.kind === 'kept' ? open : null;
      const target = former ?? (await this.#copy(open, taken));
      const grown = await this.#parts.library.addPapers(target.id, taken.papers);
      if (grown === undefined) throw new Error(`${target.name} is not kept any more`);
      const added = grown.papers.length - target.papers.length;
      const addition = { added, known: taken.papers.length - added, former };
      this.phase = { kind: 'opened', corpus: grown, before: source, addition };
      if (added > 0) await this.#parts.open({ kind: 'kept', id: grown.id });
      else if (former === null) await this.#forget(grown.id);
    } catch (thrown) {
      this.phase = { kind: 'failed', failure: notAdded(open.name, thrown), url: null };
    }
  }

  /** Goes back to what was open before the last import and deletes what it kept. */
  async undo(): Promise<void> {
    if (this.phase.kind !== 'opened') return;
    const { corpus, before, addition } = this.phase;
    this.phase = { kind: 'idle' };
    if (addition !== null && addition.former !== null) {
      await this.#parts.library.saveCorpus(addition.former);
      await this.#parts.open(before);
    } else {
      await this.#parts.open(before);
      await this.#forget(corpus.id);
    }
  }

  /** Leaves whatever the import is doing; nothing has changed. */
  cancel(): void {
    this.#work.abort();
    if (this.phase.kind !== 'opened') this.#parts.importer.dispose();
    this.#files = [];
    this.phase = { kind: 'idle' };
  }

  /** The papers of the report, taken over from the import; null if that failed. */
  async #take(): Promise<Corpus | null> {
    if (this.phase.kind !== 'report') return null;
    const { summary } = this.phase;
    this.phase = { kind: 'taking', summary };
    const taken = await this.#parts.importer.take(summary);
    if (!taken.ok) {
      this.phase = { kind: 'failed', failure: taken.error, url: null };
      return null;
    }
    this.#files = [];
    const { corpus, vectors } = taken.value;
    return vectors === null ? corpus : { ...corpus, vectors };
  }

  /** What is kept is opened from there, so that a reload finds it; else it lasts for this visit. */
  async #keep(corpus: Corpus): Promise<CorpusSource> {
    try {
      await this.#parts.library.saveCorpus(corpus);
      return { kind: 'kept', id: corpus.id, corpus };
    } catch {
      return { kind: 'corpus', corpus };
    }
  }

  /** Keeps a copy of a corpus for other papers to be added to, and what the user did with it. */
  async #copy(of: Corpus, added: Corpus): Promise<Corpus> {
    const { library } = this.#parts;
    const copy: Corpus = {
      id: contentKey('added', of.id, added.id),
      name: `${of.name} and ${added.name}`,
      papers: of.papers.map((paper) => withOrigin(paper, of.name)),
    };
    await library.saveCorpus(copy);
    await library.keepUserState(copy.id, await library.userState(of.id));
    return copy;
  }

  async #forget(corpusId: string): Promise<void> {
    await this.#parts.library.deleteCorpus(corpusId);
    await this.#parts.onDeleted();
  }

  /** @returns whether it could be opened */
  async #openWorkspace({ name, blob }: ImportFile): Promise<boolean> {
    this.phase = { kind: 'reading', progress: null };
    const opened = await this.#parts.openWorkspace(blob, name);
    if (!opened.ok) {
      this.phase = { kind: 'failed', failure: opened.error, url: null };
      return false;
    }
    const before = this.#parts.present().source;
    this.phase = { kind: 'opened', corpus: opened.value, before, addition: null };
    await this.#parts.open({ kind: 'kept', id: opened.value.id });
    return true;
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

function notAdded(name: string, thrown: unknown): Failure {
  return {
    code: 'papers-not-added',
    message: `The papers could not be added to ${name}.`,
    remedy: 'Open the files again and make their own map, or reload the page first.',
    detail: messageOf(thrown),
  };
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
