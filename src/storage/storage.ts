/**
 * What is kept between visits, in IndexedDB and nowhere else: corpora, the vector of every text, the
 * result of every stage, and what the user did. Page and workers each open their own storage onto
 * the same database; content keys make that safe. Where there is no IndexedDB, or no room left,
 * everything works from memory for the session and `keeping` says so.
 */
import { ComputedStore } from './computed';
import { CorpusLibrary } from './corpus-library';
import { causeOf, IndexedDbBackend } from './indexeddb-backend';
import type { Keeping } from './keeping';
import { ResilientBackend } from './resilient-backend';

export interface OpenStorage {
  readonly library: CorpusLibrary;
  readonly computed: ComputedStore;
  /** Whether what is written now outlives the page. */
  readonly keeping: Keeping;
  close(): void;
}

/**
 * Opens the storage; never fails, and says through `keeping` and `onKeeping` what it can promise.
 *
 * @param onKeeping called whenever `keeping` changes after opening
 */
export async function openStorage(
  onKeeping: (keeping: Keeping) => void = () => undefined,
): Promise<OpenStorage> {
  const opened: { backend?: ResilientBackend } = {};
  // Until the storage is handed out, `keeping` says it all and nobody needs to be told.
  const say = (keeping: Keeping): void => {
    if (opened.backend !== undefined) onKeeping(keeping);
  };
  const [lasting, cause] = await IndexedDbBackend.open((lost) => opened.backend?.lose(lost)).then(
    (database) => [database, undefined] as const,
    (thrown: unknown) => [null, causeOf(thrown)] as const,
  );
  const resilient = new ResilientBackend(lasting, say);
  if (cause !== undefined) resilient.lose(cause);
  opened.backend = resilient;
  const computed = new ComputedStore(resilient);
  return {
    library: new CorpusLibrary(resilient, computed),
    computed,
    get keeping() {
      return resilient.keeping;
    },
    close: () => resilient.close(),
  };
}
