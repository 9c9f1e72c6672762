/** What is kept on this device, as the engine's worker offers it: one thread does all reading and writing. */
import type { Corpus } from '../corpus/paper';
import { failure, messageOf, success, type Result } from '../foundation/result';
import type { Growth } from '../storage/corpus-library';
import { causeOf, StorageUnavailable } from '../storage/indexeddb-backend';
import { notKeptFailure, type Keeping } from '../storage/keeping';
import type { UserState } from '../storage/schema';
import type { OpenStorage } from '../storage/storage';
import type { UserChanges } from '../storage/user-changes';
import type { CorpusTicket } from './held-corpora';
import type { KeptCorpus, KeptLibrary } from './kept-library';

export interface LibraryServiceParts {
  readonly storage: Promise<OpenStorage>;
  /** The corpus that a ticket names. */
  readonly corpus: (ticket: CorpusTicket) => Corpus;
  /** Ends what is being computed of a corpus; nothing of it is written after this resolves. */
  readonly endWork: (corpusId: string) => Promise<void>;
}

export class LibraryService implements KeptLibrary<CorpusTicket> {
  readonly #parts: LibraryServiceParts;

  constructor(parts: LibraryServiceParts) {
    this.#parts = parts;
  }

  async list(): Promise<readonly KeptCorpus[]> {
    return (await this.#parts.storage).library.list();
  }

  async save(corpus: CorpusTicket): Promise<void> {
    return (await this.#parts.storage).library.save(this.#parts.corpus(corpus));
  }

  async copy(of: CorpusTicket, id: string, name: string): Promise<void> {
    return (await this.#parts.storage).library.copy(this.#parts.corpus(of), id, name);
  }

  async addPapers(id: string, added: CorpusTicket): Promise<Growth | undefined> {
    return (await this.#parts.storage).library.addPapers(id, this.#parts.corpus(added));
  }

  async forgetAdditions(id: string): Promise<void> {
    return (await this.#parts.storage).library.forgetAdditions(id);
  }

  async rename(id: string, name: string): Promise<boolean> {
    return (await this.#parts.storage).library.rename(id, name);
  }

  async delete(id: string): Promise<number> {
    await this.#parts.endWork(id);
    return (await this.#parts.storage).library.delete(id);
  }

  userState(corpusId: string): Promise<Result<UserState>> {
    return this.#keptOrNot(async ({ library, keeping }) => {
      // Where the data went while the page was open, nothing there does not mean nothing done.
      if (isGone(keeping) && !(await library.hasUserState(corpusId)))
        throw new StorageUnavailable(keeping.cause);
      return library.userState(corpusId);
    });
  }

  changeUserState(corpusId: string, changes: readonly UserChanges[]): Promise<Result<UserState>> {
    return this.#keptOrNot(({ library }) => library.changeUserState(corpusId, changes));
  }

  async #keptOrNot<T>(use: (storage: OpenStorage) => Promise<T>): Promise<Result<T>> {
    const storage = await this.#parts.storage;
    try {
      return success(await use(storage));
    } catch (thrown) {
      return failure({ ...notKeptFailure(causeOf(thrown)), detail: messageOf(thrown) });
    }
  }
}

/** Whether there is, or was, a database that is out of reach now. */
function isGone(keeping: Keeping): keeping is Extract<Keeping, { kept: false }> {
  return !keeping.kept && ['newer-tab', 'deleted', 'failed', 'no-answer'].includes(keeping.cause);
}
