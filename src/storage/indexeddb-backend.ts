import { openDB, type IDBPDatabase } from 'idb';
import type { Backend, StoreChange } from './backend';
import type { NotKeptCause } from './keeping';
import {
  databaseName,
  databaseVersion,
  migrate,
  type RecordOf,
  type Schema,
  type StoreName,
} from './schema';

/** Why IndexedDB cannot be used. */
export class StorageUnavailable extends Error {
  constructor(
    readonly notKept: NotKeptCause,
    options?: ErrorOptions,
  ) {
    super(`IndexedDB cannot be used: ${notKept}`, options);
    this.name = 'StorageUnavailable';
  }
}

/** Which cause an error of IndexedDB stands for. */
export function causeOf(thrown: unknown): NotKeptCause {
  if (thrown instanceof StorageUnavailable) return thrown.notKept;
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  if (name === 'QuotaExceededError') return 'full';
  if (name === 'VersionError') return 'newer-data';
  if (name === 'SecurityError') return 'unavailable';
  return 'failed';
}

/** Records in IndexedDB: one transaction per call, however many records. */
export class IndexedDbBackend implements Backend {
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  /**
   * Opens the database, creating or migrating it. A newer version in another tab takes precedence,
   * and so does deleting it: this connection then closes itself and `onLost` is called.
   *
   * @param onLost called once when the connection ends without being asked to
   * @param patience milliseconds to wait for older tabs to let go, or for any answer
   * @throws StorageUnavailable
   */
  static async open(
    onLost: (cause: NotKeptCause) => void,
    patience = 4000,
  ): Promise<IndexedDbBackend> {
    if (typeof indexedDB === 'undefined') throw new StorageUnavailable('unavailable');
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isBlocked = false;
    const unanswered = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new StorageUnavailable(isBlocked ? 'blocked' : 'no-answer')),
        patience,
      );
    });
    let opening: Promise<IDBPDatabase<Schema>> | undefined;
    try {
      // Where storage is forbidden it may throw at once.
      opening = openDB<Schema>(databaseName, databaseVersion, {
        upgrade: (database, oldVersion, _newVersion, transaction) => {
          // A migration that fails undoes itself, and the opening fails with it.
          transaction.done.catch(() => undefined);
          migrate(database, oldVersion, transaction).catch(() => transaction.abort());
        },
        blocked: () => {
          isBlocked = true;
        },
        blocking: (_current, next, event) => {
          if (event.target instanceof IDBDatabase) event.target.close();
          onLost(next === null ? 'deleted' : 'newer-tab');
        },
        terminated: () => onLost('deleted'),
      });
      return new IndexedDbBackend(await Promise.race([opening, unanswered]));
    } catch (thrown) {
      opening?.then(
        (late) => late.close(),
        () => undefined,
      );
      throw thrown instanceof StorageUnavailable
        ? thrown
        : new StorageUnavailable(causeWhenOpening(thrown), { cause: thrown });
    } finally {
      clearTimeout(timer);
    }
  }

  async getMany<Name extends StoreName>(
    store: Name,
    keys: readonly string[],
  ): Promise<(RecordOf<Name> | undefined)[]> {
    if (keys.length === 0) return [];
    const transaction = this.#database.transaction(store);
    const records = transaction.objectStore(store);
    const found = await Promise.all(keys.map((key) => records.get(key)));
    await transaction.done;
    return found;
  }

  async getAll<Name extends StoreName>(store: Name): Promise<RecordOf<Name>[]> {
    return this.#database.getAll(store);
  }

  async present(store: StoreName, keys: readonly string[]): Promise<boolean[]> {
    const transaction = this.#database.transaction(store);
    const records = transaction.objectStore(store);
    const found = await Promise.all(keys.map((key) => records.getKey(key)));
    await transaction.done;
    return found.map((key) => key !== undefined);
  }

  async putMany<Name extends StoreName>(
    store: Name,
    records: readonly RecordOf<Name>[],
  ): Promise<void> {
    const transaction = this.#database.transaction(store, 'readwrite', { durability: 'relaxed' });
    const into = transaction.objectStore(store);
    const requests: Promise<unknown>[] = [];
    try {
      for (const record of records) requests.push(into.put(record));
    } catch (thrown) {
      // A record that cannot be cloned throws at once; nothing of the batch may stay.
      transaction.abort();
      await settled(requests, transaction.done).catch(() => undefined);
      throw thrown;
    }
    await settled(requests, transaction.done);
  }

  async update<Name extends StoreName>(
    store: Name,
    key: string,
    change: (old: RecordOf<Name> | undefined) => RecordOf<Name>,
  ): Promise<void> {
    await this.updateLasting(store, key, change);
  }

  async updateLasting<Name extends StoreName>(
    store: Name,
    key: string,
    change: (old: RecordOf<Name> | undefined) => RecordOf<Name>,
  ): Promise<RecordOf<Name>> {
    const transaction = this.#database.transaction(store, 'readwrite');
    const records = transaction.objectStore(store);
    const changing = records.get(key).then(change);
    // Whoever changes it may refuse to; a request that fails ends the transaction by itself.
    changing.catch(() => transaction.abort());
    const writing = changing.then((changed) => records.put(changed));
    await settled([changing, writing], transaction.done);
    return changing;
  }

  async changeAll(changes: readonly StoreChange[]): Promise<void> {
    const stores = changes.map(({ store }) => store);
    if (stores.length === 0) return;
    const transaction = this.#database.transaction(stores, 'readwrite');
    const requests: Promise<unknown>[] = [];
    try {
      for (const { store, put = [], remove = [] } of changes) {
        const records = transaction.objectStore(store);
        for (const record of put) {
          const putting = records.put(record);
          requests.push(putting);
          // One at a time, so that not all are copied at once.
          await Promise.race([putting, transaction.done]);
        }
        for (const key of remove) requests.push(records.delete(key));
      }
    } catch (thrown) {
      requests.push(Promise.reject(thrown));
      endEarly(transaction);
    }
    await settled(requests, transaction.done);
  }

  async deleteMany(store: StoreName, keys: readonly string[]): Promise<void> {
    const transaction = this.#database.transaction(store, 'readwrite');
    const records = transaction.objectStore(store);
    await settled(
      keys.map((key) => records.delete(key)),
      transaction.done,
    );
  }

  close(): void {
    this.#database.close();
  }
}

/** Private windows of some browsers refuse with InvalidStateError or UnknownError. */
function causeWhenOpening(thrown: unknown): NotKeptCause {
  const cause = causeOf(thrown);
  return cause === 'failed' ? 'unavailable' : cause;
}

/** Takes back what a transaction has written; one that failed by itself has done so. */
function endEarly(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It is over.
  }
}

/**
 * Waits for a transaction and throws the error that says most: when a transaction aborts for lack of
 * space its requests only say that it aborted. The requests themselves are not waited for: one whose
 * record is too large for a private window of Chromium fails before anybody can listen to it, and so
 * never settles.
 */
async function settled(requests: readonly Promise<unknown>[], done: Promise<void>): Promise<void> {
  const reasons: unknown[] = [];
  const note = (reason: unknown): void => void reasons.push(reason);
  for (const request of requests) request.catch(note);
  await done.catch(note);
  if (reasons.length === 0) return;
  throw reasons.find((reason) => causeOf(reason) !== 'failed') ?? reasons[0];
}
