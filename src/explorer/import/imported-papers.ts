/** Papers that were read and agreed to: kept and opened, or added to what is open, and taken back. */
import type { Corpus } from '../../corpus/paper';
import { contentKey } from '../../foundation/hash';
import type { CorpusSource } from '../corpus/corpus-source';
import type { ImportingParts, Opened } from './import-phase';

type Parts = Pick<ImportingParts, 'open' | 'library' | 'onDeleted' | 'takeAlong'>;

/** Papers that can be opened. */
export interface KeptPapers {
  readonly source: CorpusSource;
  /** See {@link Opened.keptBefore}. */
  readonly keptBefore: boolean;
}

export class ImportedPapers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * What is kept is opened from there, so that a reload finds it; else it lasts for this visit.
   *
   * @returns null if the user left meanwhile: then nothing is kept that was not there before
   */
  async keep(corpus: Corpus, signal: AbortSignal): Promise<KeptPapers | null> {
    const { id } = corpus;
    try {
      const keptBefore = await this.#isKept(id);
      if (signal.aborted) return null;
      await this.#parts.library.save(corpus);
      if (signal.aborted) {
        if (!keptBefore) await this.forget(id);
        return null;
      }
      return { source: { kind: 'kept', id, corpus }, keptBefore };
    } catch {
      return signal.aborted ? null : { source: { kind: 'corpus', corpus }, keptBefore: false };
    }
  }

  async #isKept(id: string): Promise<boolean> {
    return (await this.#parts.library.list()).some((kept) => kept.id === id);
  }

  /**
   * Adds papers to the corpus that is open. One that is kept on this device grows; of any other a
   * kept copy is made.
   *
   * @returns null if the user left meanwhile: then all is as it was before
   * @throws when the storage does
   */
  async add(
    taken: Corpus,
    open: Corpus,
    source: CorpusSource,
    signal: AbortSignal,
  ): Promise<Opened | null> {
    const { library } = this.#parts;
    const former = isWholeAndKept(open, source) ? open : null;
    const id = former?.id ?? contentKey('added', open.id, taken.id);
    const keptBefore = former !== null || (await this.#isKept(id));
    if (signal.aborted) return null;
    if (former === null) {
      await library.copy(open, id, `${open.name} and ${taken.name}`);
      await this.#parts.takeAlong(open.id, id);
    }
    const growth = await library.addPapers(id, taken);
    if (growth === undefined) throw new Error(`${open.name} is not kept any more`);
    if (signal.aborted) {
      if (former !== null) await library.save(former);
      else if (!keptBefore) await this.forget(id);
      return null;
    }
    const { name, paperCount, added } = growth;
    const addition = { added, known: taken.papers.length - added, former };
    if (added === 0 && !keptBefore) await this.forget(id);
    return { id, name, paperCount, before: reopenable(source), keptBefore, addition };
  }

  /**
   * Keeps what a corpus has become by papers that were in it already. One that is kept on this device
   * is replaced; of any other a kept copy is made.
   *
   * @throws when the storage does
   */
  async replace(grown: Corpus, open: Corpus, source: CorpusSource): Promise<Opened> {
    const { library } = this.#parts;
    const former = isWholeAndKept(open, source) ? open : null;
    const id = former?.id ?? contentKey('apart', open.id, String(grown.papers.length));
    const keptBefore = former !== null || (await this.#isKept(id));
    if (former === null) await library.copy(grown, id, open.name);
    else await library.save(grown);
    const paperCount = grown.papers.length;
    const addition = { added: paperCount - open.papers.length, known: 0, former };
    return { id, name: open.name, paperCount, before: reopenable(source), keptBefore, addition };
  }

  /** Goes back to what was open before and deletes what was kept. */
  async takeBack({ id, before, keptBefore, addition }: Opened): Promise<void> {
    const former = addition?.former ?? null;
    if (former !== null) await this.#parts.library.save(former);
    // Not after the other map is there: who leaves the page as soon as it is would find the papers again.
    const opening = this.#parts.open(before);
    if (!keptBefore) await this.forget(id);
    await opening;
  }

  /** Deletes what was kept of a corpus. */
  async forget(corpusId: string): Promise<void> {
    await this.#parts.library.delete(corpusId);
    await this.#parts.onDeleted();
  }
}

/** The source without papers that storage has as well: they need not wait in memory for an undo. */
export function reopenable(source: CorpusSource): CorpusSource {
  return source.kind === 'kept' ? { kind: 'kept', id: source.id } : source;
}

/** What is left of spoilt records must not take their place. */
function isWholeAndKept(open: Corpus, source: CorpusSource): boolean {
  return source.kind === 'kept' && !open.unreadable;
}
