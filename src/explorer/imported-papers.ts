/** Papers that were read and agreed to: kept and opened, or added to what is open, and taken back. */
import type { Corpus } from '../corpus/paper';
import { contentKey } from '../foundation/hash';
import type { CorpusSource } from './corpus-source';
import type { ImportingParts, Opened } from './import-phase';

type Parts = Pick<ImportingParts, 'open' | 'library' | 'onDeleted'>;

export class ImportedPapers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What is kept is opened from there, so that a reload finds it; else it lasts for this visit. */
  async keep(corpus: Corpus): Promise<CorpusSource> {
    try {
      await this.#parts.library.saveCorpus(corpus);
      return { kind: 'kept', id: corpus.id, corpus };
    } catch {
      return { kind: 'corpus', corpus };
    }
  }

  /**
   * Adds papers to the corpus that is open. One that is kept on this device grows; of any other a
   * kept copy is made.
   *
   * @throws when the storage does
   */
  async add(taken: Corpus, open: Corpus, source: CorpusSource): Promise<Opened> {
    const { library } = this.#parts;
    const former = source.kind === 'kept' ? open : null;
    const id = former?.id ?? contentKey('added', open.id, taken.id);
    if (former === null) await library.copyCorpus(open, id, `${open.name} and ${taken.name}`);
    const growth = await library.addPapers(id, taken);
    if (growth === undefined) throw new Error(`${open.name} is not kept any more`);
    const { name, paperCount, added } = growth;
    const addition = { added, known: taken.papers.length - added, former };
    if (added === 0 && former === null) await this.#forget(id);
    return { id, name, paperCount, before: reopenable(source), addition };
  }

  /**
   * Keeps what a corpus has become by papers that were in it already. One that is kept on this device
   * is replaced; of any other a kept copy is made.
   *
   * @throws when the storage does
   */
  async replace(grown: Corpus, open: Corpus, source: CorpusSource): Promise<Opened> {
    const { library } = this.#parts;
    const former = source.kind === 'kept' ? open : null;
    const id = former?.id ?? contentKey('apart', open.id, String(grown.papers.length));
    if (former === null) await library.copyCorpus(grown, id, open.name);
    else await library.saveCorpus(grown);
    const paperCount = grown.papers.length;
    const addition = { added: paperCount - open.papers.length, known: 0, former };
    return { id, name: open.name, paperCount, before: reopenable(source), addition };
  }

  /** Goes back to what was open before and deletes what was kept. */
  async takeBack({ id, before, addition }: Opened): Promise<void> {
    const former = addition?.former ?? null;
    if (former !== null) await this.#parts.library.saveCorpus(former);
    await this.#parts.open(before);
    if (former === null) await this.#forget(id);
  }

  async #forget(corpusId: string): Promise<void> {
    await this.#parts.library.deleteCorpus(corpusId);
    await this.#parts.onDeleted();
  }
}

/** The source without papers that storage has as well: they need not wait in memory for an undo. */
export function reopenable(source: CorpusSource): CorpusSource {
  return source.kind === 'kept' ? { kind: 'kept', id: source.id } : source;
}
