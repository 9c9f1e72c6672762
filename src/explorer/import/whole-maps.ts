/** Files that need no report, because they say all about their map: workspaces and trees. */
import type { ImportFile } from '../../corpus/import-files';
import { failure, messageOf, success, type Failure, type Result } from '../../foundation/result';
import { isWorkspace } from '../../storage/workspace-container';
import { reopenable, type ImportedPapers } from './imported-papers';
import type { CorpusSource } from '../corpus/corpus-source';
import type { ImportingParts, Opened } from './import-phase';

/** What is to be opened, and how it is said once it is. */
export interface WholeMap {
  readonly source: CorpusSource;
  readonly opened: Opened;
  /** How it is to be looked at, as an address writes it; empty for the usual view. */
  readonly view: string;
}

export interface KeepOptions {
  /** Whether it is the only file being opened. */
  readonly alone: boolean;
  readonly signal: AbortSignal;
  /** Called when the file may be one of these, before it is read. */
  readonly onReading: () => void;
}

/** Characters in which a tree says that it is one. */
const treeSample = 4096;

export class WholeMaps {
  readonly #parts: ImportingParts;
  readonly #papers: ImportedPapers;

  constructor(parts: ImportingParts, papers: ImportedPapers) {
    this.#parts = parts;
    this.#papers = papers;
  }

  /**
   * Keeps what a workspace or a tree holds.
   *
   * @returns null if the file is neither, or the user left
   */
  async keep(file: ImportFile, options: KeepOptions): Promise<Result<WholeMap> | null> {
    if (await isWorkspace(file.blob)) {
      options.onReading();
      return this.#workspace(file, options);
    }
    const beginning = await file.blob.slice(0, treeSample).text();
    return /^\s*\(|"children"\s*:/u.test(beginning) ? this.#tree(file, options) : null;
  }

  async #workspace(
    { name, blob }: ImportFile,
    { signal }: KeepOptions,
  ): Promise<Result<WholeMap> | null> {
    const kept = await this.#parts.openWorkspace(blob, name);
    if (!kept.ok) return kept;
    const { id, name: called, paperCount, view } = kept.value;
    if (signal.aborted) {
      await this.#papers.forget(id);
      return null;
    }
    const before = this.#before();
    const opened = { id, name: called, paperCount, before, keptBefore: false, addition: null };
    return success({ source: { kind: 'kept', id }, opened, view });
  }

  async #tree(
    file: ImportFile,
    { alone, signal, onReading }: KeepOptions,
  ): Promise<Result<WholeMap> | null> {
    const { treeCorpus, present } = this.#parts;
    onReading();
    try {
      const made = await treeCorpus(file, present().corpus);
      if (made === null || signal.aborted) return null;
      if (!made.ok) return made;
      if (!alone) return failure(notAlone(file.name));
      const { corpus, of, leftOut } = made.value;
      const { id, name, papers } = corpus;
      const before = this.#before();
      const kept = await this.#papers.keep(corpus, signal);
      if (kept === null) return null;
      const { source, keptBefore } = kept;
      if (of !== null) await this.#parts.takeAlong(of, id);
      if (signal.aborted) {
        if (!keptBefore) await this.#papers.forget(id);
        return null;
      }
      const tree = { file: file.name, leftOut };
      const paperCount = papers.length;
      const opened = { id, name, paperCount, before, keptBefore, addition: null, tree };
      return success({ source, opened, view: '' });
    } catch (thrown) {
      return failure(notRead(file.name, thrown));
    }
  }

  #before(): CorpusSource {
    return reopenable(this.#parts.present().source);
  }
}

function notAlone(file: string): Failure {
  return {
    code: 'tree-not-alone',
    message: `${file} is a tree, which is opened by itself.`,
    remedy: 'Open the papers first, then the tree.',
  };
}

function notRead(file: string, thrown: unknown): Failure {
  return {
    code: 'tree-failed',
    message: `The tree in ${file} could not be opened.`,
    remedy: 'Check the network and open it again; if that does not help, reload the page.',
    detail: messageOf(thrown),
  };
}
