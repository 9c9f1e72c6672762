/**
 * Bringing papers in: from files, pasted text or an address to a report that the user agrees to, and
 * back again if they change their mind.
 */
import type { ColumnMapping } from '../../corpus/columns';
import type { FileChoice, ImportFile } from '../../corpus/import-files';
import type { ImportSummary } from '../../corpus/import-service';
import type { Corpus } from '../../corpus/paper';
import { messageOf, success, type Failure, type Result } from '../../foundation/result';
import type { ImportingParts, ImportPhase } from './import-phase';
import { ImportedPapers, reopenable } from './imported-papers';
import { consumeLaunches } from './launch';
import { loadPart } from '../load-part';
import type { WholeMap, WholeMaps } from './whole-maps';

export class Importing {
  phase = $state.raw<ImportPhase>({ kind: 'idle' });
  /** The phase whose notice has left the screen; what it offers is in the status line from then on. */
  told = $state.raw<ImportPhase | null>(null);

  readonly #parts: ImportingParts;
  readonly #papers: ImportedPapers;
  #whole: WholeMaps | undefined;
  #files: readonly ImportFile[] = [];
  #mappings: Record<string, ColumnMapping> = {};
  #choices: Record<string, FileChoice> = {};
  #work = new AbortController();

  constructor(parts: ImportingParts) {
    this.#parts = parts;
    this.#papers = new ImportedPapers(parts);
  }

  /**
   * Opens what the page was asked to open: the address in `?corpus=…`, and files that the operating
   * system hands to the installed page.
   */
  start(view: Window): void {
    const address = new URL(view.location.href).searchParams.get('corpus');
    if (address !== null) void this.openAddress(address, view.document.baseURI);
    consumeLaunches(
      view,
      (files) => void this.openFiles(files),
      (unreadable, all) => {
        this.phase = { kind: 'failed', failure: launchFailure(unreadable, all), url: null };
      },
    );
  }

  /**
   * Reads files that were chosen or dropped, and shows the report; a workspace among them, or a tree
   * by itself, needs none and is opened at once.
   */
  async openFiles(files: readonly ImportFile[]): Promise<void> {
    const { signal } = this.#begin();
    const others: ImportFile[] = [];
    const wholeMaps = await this.#loadWholeMaps();
    if (signal.aborted) return;
    if (!wholeMaps.ok) {
      this.phase = { kind: 'failed', failure: wholeMaps.error, url: null };
      return;
    }
    for (const file of files) {
      const whole = await wholeMaps.value.keep(file, {
        alone: files.length === 1,
        signal,
        onReading: () => {
          if (!signal.aborted) this.phase = { kind: 'reading', progress: null };
        },
      });
      if (signal.aborted) return;
      if (whole === null) others.push(file);
      else if (whole.ok) await this.#open(whole.value);
      else {
        this.phase = { kind: 'failed', failure: whole.error, url: null };
        return;
      }
    }
    if (others.length === 0) return;
    this.#files = others;
    this.#mappings = {};
    this.#choices = {};
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

  /** Reads everything again with the user's choice about one file. */
  async choose(file: string, choice: FileChoice): Promise<void> {
    if (this.phase.kind !== 'report') return;
    this.#choices = { ...this.#choices, [file]: { ...this.#choices[file], ...choice } };
    await this.#read();
  }

  /** The files of which the papers cited and citing were asked for. */
  withRelated(): ReadonlySet<string> {
    return new Set(
      Object.entries(this.#choices).flatMap(([file, { related }]) =>
        related === true ? [file] : [],
      ),
    );
  }

  /** Back from the columns to the report. */
  leaveMapping(): void {
    if (this.phase.kind === 'mapping') this.phase = { kind: 'report', summary: this.phase.summary };
  }

  /** Keeps two records of the report apart that were merged, or merges them again. */
  async keepApart(record: number, apart: boolean): Promise<void> {
    if (this.phase.kind !== 'report') return;
    const { signal } = this.#work;
    const changed = await this.#parts.importer.keepApart(record, apart);
    if (signal.aborted || this.phase.kind !== 'report') return;
    this.phase = changed.ok
      ? { kind: 'report', summary: changed.value }
      : { kind: 'failed', failure: changed.error, url: null };
  }

  /**
   * Makes one of the records that a paper of the open corpus was merged from a paper of its own: it is
   * added to the corpus, and can be undone like any addition.
   *
   * @param copy index among the paper's copies, above 0
   */
  async takeApart(paperId: string, copy: number): Promise<void> {
    const { source, corpus } = this.#parts.present();
    if (corpus === null) return;
    try {
      const { takeApart } = await import('../../corpus/add-papers');
      const apart = takeApart(corpus, paperId, copy);
      if (apart === corpus) return;
      const opened = await this.#papers.replace(apart, corpus, source);
      this.phase = { kind: 'opened', opened };
      await this.#parts.open({ kind: 'kept', id: opened.id });
    } catch (thrown) {
      this.phase = { kind: 'failed', failure: notAdded(corpus.name, thrown), url: null };
    }
  }

  /** Agrees to the report: keeps the papers and makes their map. */
  async accept(): Promise<void> {
    const { signal } = this.#work;
    const taken = await this.#take(signal);
    if (taken === null) return;
    const before = reopenable(this.#parts.present().source);
    const kept = await this.#papers.keep(taken, signal);
    if (kept === null) return;
    const { id, name, papers } = taken;
    const { source, keptBefore } = kept;
    const opened = { id, name, paperCount: papers.length, before, keptBefore, addition: null };
    await this.#open({ opened, source, view: '' });
  }

  /** The corpus that the papers can be added to; null where none is open. */
  addsTo(): Corpus | null {
    return this.#parts.present().corpus;
  }

  /** Agrees to the report and adds the papers to the corpus that is open; see `ImportedPapers.add`. */
  async add(): Promise<void> {
    const { source, corpus } = this.#parts.present();
    if (corpus === null) return;
    const { signal } = this.#work;
    const taken = await this.#take(signal);
    if (taken === null) return;
    try {
      const opened = await this.#papers.add(taken, corpus, source, signal);
      if (opened === null) return;
      this.phase = { kind: 'opened', opened };
      if (opened.addition?.added !== 0) await this.#parts.open({ kind: 'kept', id: opened.id });
    } catch (thrown) {
      if (!signal.aborted)
        this.phase = { kind: 'failed', failure: notAdded(corpus.name, thrown), url: null };
    }
  }

  /** Goes back to what was open before the last import and deletes what it kept. */
  async undo(): Promise<void> {
    if (this.phase.kind !== 'opened') return;
    const { opened } = this.phase;
    this.phase = { kind: 'idle' };
    await this.#papers.takeBack(opened);
  }

  /** Leaves whatever the import is doing; nothing has changed. */
  cancel(): void {
    this.#work.abort();
    if (this.phase.kind !== 'opened') this.#parts.importer.dispose();
    this.#files = [];
    this.phase = { kind: 'idle' };
  }

  /** The papers of the report, taken over from the import; null if that failed or the user left. */
  async #take(signal: AbortSignal): Promise<Corpus | null> {
    if (this.phase.kind !== 'report') return null;
    const { summary } = this.phase;
    this.phase = { kind: 'taking', summary };
    const taken = await this.#parts.importer.take(summary, signal);
    if (signal.aborted) return null;
    if (!taken.ok) {
      this.phase = { kind: 'failed', failure: taken.error, url: null };
      return null;
    }
    if (taken.value === null) return null;
    this.#files = [];
    const { corpus, vectors } = taken.value;
    return vectors === null ? corpus : { ...corpus, vectors };
  }

  /** Leaves what the import was doing for something else. */
  #begin(): AbortController {
    this.#work.abort();
    this.#work = new AbortController();
    return this.#work;
  }

  /** What opens workspaces and trees, which the first picture of the page does without. */
  async #loadWholeMaps(): Promise<Result<WholeMaps>> {
    const loaded = await loadPart(() => import('./whole-maps'));
    if (!loaded.ok) return loaded;
    this.#whole ??= new loaded.value.WholeMaps(this.#parts, this.#papers);
    return success(this.#whole);
  }

  async #open({ opened, source, view }: WholeMap): Promise<void> {
    this.phase = { kind: 'opened', opened };
    await this.#parts.open(source, view);
  }

  async #read(): Promise<void> {
    const work = this.#begin();
    this.phase = { kind: 'reading', progress: null };
    const summary = await this.#parts.importer.read(this.#files, {
      mappings: this.#mappings,
      choices: this.#choices,
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
    const work = this.#begin();
    this.phase = { kind: 'fetching', url, bytes: 0, total: null };
    const loaded = await loadPart(() => import('./fetch-file'));
    if (work.signal.aborted) return;
    if (!loaded.ok) {
      this.phase = { kind: 'failed', failure: loaded.error, url };
      return;
    }
    const fetched = await loaded.value.fetchFile(
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

function launchFailure(unreadable: number, all: number): Failure {
  const which = all === 1 ? 'The file' : `${unreadable} of the ${all} files`;
  return {
    code: 'launch-unreadable',
    message: `${which} that the page was opened with could not be read.`,
    remedy: 'Drop the files onto the page, or choose them with “Open papers”.',
  };
}
