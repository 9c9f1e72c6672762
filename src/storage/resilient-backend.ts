import type { Backend, StoreChange } from './backend';
import { causeOf, StorageUnavailable } from './indexeddb-backend';
import { kept, notKept, type Keeping, type NotKeptCause } from './keeping';
import { MemoryBackend } from './memory-backend';
import { answered, usualPatience, type Patience } from './patience';
import { storeNames, type RecordOf, type StoreName } from './schema';

/**
 * A lasting backend with memory laid over it: what cannot be written below is kept above for the
 * session and written once there is room again, and `onKeeping` hears of both. Reading and writing plain data through it never fails;
 * what cannot be cloned throws, as it would in IndexedDB.
 */
export class ResilientBackend implements Backend {
  readonly #memory = new MemoryBackend();
  readonly #onKeeping: (keeping: Keeping) => void;
  readonly #patience: Patience;
  #lasting: Backend | null;
  #keeping: Keeping = kept;

  constructor(
    lasting: Backend | null,
    onKeeping: (keeping: Keeping) => void,
    patience: Patience = usualPatience,
  ) {
    this.#lasting = lasting;
    this.#onKeeping = onKeeping;
    this.#patience = patience;
  }

  get keeping(): Keeping {
    return this.#keeping;
  }

  /** Stops using the lasting backend. */
  lose(cause: NotKeptCause): void {
    this.#lasting = null;
    this.#degrade(cause);
  }

  async getMany<Name extends StoreName>(
    store: Name,
    keys: readonly string[],
  ): Promise<(RecordOf<Name> | undefined)[]> {
    const found = keys.map((key) => this.#memory.peek(store, key));
    const wanted = keys.filter((_key, i) => found[i] === undefined);
    if (wanted.length === 0) return found;
    const below = await this.#tryBelow((lasting) => lasting.getMany(store, wanted));
    if (below === undefined) return found;
    let next = 0;
    return found.map((record) => record ?? below[next++]);
  }

  async getAll<Name extends StoreName>(store: Name): Promise<RecordOf<Name>[]> {
    const above = await this.#memory.getAll(store);
    const below = (await this.#tryBelow((lasting) => lasting.getAll(store))) ?? [];
    const hidden = new Set(above.map((record) => record.key));
    return [...below.filter((record) => !hidden.has(record.key)), ...above];
  }

  async present(store: StoreName, keys: readonly string[]): Promise<boolean[]> {
    const above = await this.#memory.present(store, keys);
    const below = await this.#tryBelow((lasting) => lasting.present(store, keys));
    return above.map((found, i) => found || (below?.[i] ?? false));
  }

  async putMany<Name extends StoreName>(
    store: Name,
    records: readonly RecordOf<Name>[],
  ): Promise<void> {
    if (records.length === 0) return;
    if (await this.#tryWrite((lasting) => lasting.putMany(store, records))) {
      await this.#memory.deleteMany(
        store,
        records.map((record) => record.key),
      );
    } else {
      await this.#memory.putMany(store, records);
    }
  }

  async update<Name extends StoreName>(
    store: Name,
    key: string,
    change: (old: RecordOf<Name> | undefined) => RecordOf<Name>,
  ): Promise<void> {
    const above = this.#memory.peek(store, key);
    if (
      above === undefined &&
      (await this.#tryWrite((lasting) => lasting.update(store, key, change)))
    )
      return;
    const [old] = await this.getMany(store, [key]);
    await this.#memory.putMany(store, [change(old)]);
  }

  async updateLasting<Name extends StoreName>(
    store: Name,
    key: string,
    change: (old: RecordOf<Name> | undefined) => RecordOf<Name>,
  ): Promise<RecordOf<Name>> {
    const lasting = this.#lasting;
    if (lasting === null) throw new StorageUnavailable(this.#cause);
    const above = this.#memory.peek(store, key);
    try {
      const changed = await this.#answered(
        lasting.updateLasting(store, key, (old) => change(old ?? above)),
      );
      await this.#memory.deleteMany(store, [key]);
      await this.#recover();
      return changed;
    } catch (thrown) {
      const cause = causeOf(thrown);
      // A record that is refused or cannot be cloned says nothing of the disk.
      if (isProgrammingError(thrown)) throw thrown;
      if (thrown instanceof StorageUnavailable && cause !== 'no-answer') throw thrown;
      if (cause === 'full') this.#degrade(cause);
      else this.lose(cause);
      throw new StorageUnavailable(cause, { cause: thrown });
    }
  }

  async changeAll(changes: readonly StoreChange[]): Promise<void> {
    const writes = changes.some(({ put = [] }) => put.length > 0);
    const below = (lasting: Backend): Promise<void> => lasting.changeAll(changes);
    if (writes && !(await this.#tryWrite(below))) return this.#memory.changeAll(changes);
    for (const { store, put = [], remove = [] } of changes)
      await this.#memory.deleteMany(store, [...put.map(({ key }) => key), ...remove]);
    if (writes) return;
    const freed = await this.#tryBelow(async (lasting) => {
      await below(lasting);
      return true;
    });
    if (freed) await this.#recover();
  }

  async deleteMany(store: StoreName, keys: readonly string[]): Promise<void> {
    await this.#memory.deleteMany(store, keys);
    const done = await this.#tryBelow(async (lasting) => {
      await lasting.deleteMany(store, keys);
      return true;
    });
    // Space was freed: what waited may fit now.
    if (done) await this.#recover();
  }

  close(): void {
    this.#lasting?.close();
    this.#memory.close();
  }

  async #tryBelow<T>(use: (lasting: Backend) => Promise<T>): Promise<T | undefined> {
    if (this.#lasting === null) return undefined;
    try {
      return await this.#answered(use(this.#lasting));
    } catch (thrown) {
      this.lose(causeOf(thrown));
      return undefined;
    }
  }

  /** Whether the write below succeeded; a full disk is not tried again until something is deleted. */
  async #tryWrite(write: (lasting: Backend) => Promise<void>): Promise<boolean> {
    if (this.#lasting === null || !this.#keeping.kept) return false;
    try {
      await this.#answered(write(this.#lasting));
      return true;
    } catch (thrown) {
      if (isProgrammingError(thrown)) throw thrown;
      const cause = causeOf(thrown);
      if (cause === 'full') this.#degrade(cause);
      else this.lose(cause);
      return false;
    }
  }

  get #cause(): NotKeptCause {
    return this.#keeping.kept ? 'failed' : this.#keeping.cause;
  }

  /** Tries a full disk again: once all that waited in memory is written below, it has room. */
  async #recover(): Promise<void> {
    const lasting = this.#lasting;
    if (lasting === null || this.#keeping.kept || this.#keeping.cause !== 'full') return;
    try {
      // A corpus of which only some is there would be none.
      await this.#answered(lasting.changeAll(await this.#waitingCorpora()));
      for (const store of storeNames) await this.#writeBelow(lasting, store);
    } catch (thrown) {
      const cause = causeOf(thrown);
      if (cause !== 'full') this.lose(cause);
      return;
    }
    this.#keeping = kept;
    this.#onKeeping(kept);
  }

  async #waitingCorpora(): Promise<StoreChange[]> {
    const memory = this.#memory;
    return [
      { store: 'papers', put: await memory.getAll('papers') },
      { store: 'brought', put: await memory.getAll('brought') },
      { store: 'corpora', put: await memory.getAll('corpora') },
    ];
  }

  /** One record at a time: what is written need not be held any more. */
  async #writeBelow(lasting: Backend, store: StoreName): Promise<void> {
    for (const record of await this.#memory.getAll(store)) {
      await this.#answered(lasting.putMany(store, [record]));
      await this.#memory.deleteMany(store, [record.key]);
    }
  }

  #answered<T>(answer: Promise<T>): Promise<T> {
    return answered(answer, this.#patience);
  }

  #degrade(cause: NotKeptCause): void {
    if (!this.#keeping.kept) return;
    this.#keeping = notKept(cause);
    this.#onKeeping(this.#keeping);
  }
}

/** Records that IndexedDB could never hold: a mistake of the caller, not of the disk. */
function isProgrammingError(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'DataCloneError';
}
