import type { RecordOf, StoreName } from './schema';

/** What is written to one store, and which keys are taken from it. */
interface ChangeOf<Name extends StoreName> {
  readonly store: Name;
  readonly put?: readonly RecordOf<Name>[];
  /** None of those that are put. */
  readonly remove?: readonly string[];
}

export type StoreChange<Name extends StoreName = StoreName> = {
  readonly [Each in Name]: ChangeOf<Each>;
}[Name];

/**
 * Keyed records in named stores: the little that the rest of the storage needs, so that IndexedDB
 * and memory can stand in for each other.
 */
export interface Backend {
  /** The records under `keys`, in that order, undefined where there is none. */
  getMany<Name extends StoreName>(
    store: Name,
    keys: readonly string[],
  ): Promise<(RecordOf<Name> | undefined)[]>;
  getAll<Name extends StoreName>(store: Name): Promise<RecordOf<Name>[]>;
  /** Which of `keys` are present, in the order given. */
  present(store: StoreName, keys: readonly string[]): Promise<boolean[]>;
  /** Writes all records or none. */
  putMany<Name extends StoreName>(store: Name, records: readonly RecordOf<Name>[]): Promise<void>;
  /** Reads and replaces one record in one transaction; `change` must not wait for anything. */
  update<Name extends StoreName>(
    store: Name,
    key: string,
    change: (old: RecordOf<Name> | undefined) => RecordOf<Name>,
  ): Promise<void>;
  /**
   * The same for what nothing but the disk may take: the caller goes on holding what was refused.
   *
   * @returns the record as it is kept now
   * @throws StorageUnavailable where it cannot be kept; then nothing has changed
   */
  updateLasting<Name extends StoreName>(
    store: Name,
    key: string,
    change: (old: RecordOf<Name> | undefined) => RecordOf<Name>,
  ): Promise<RecordOf<Name>>;
  /** Makes all changes, in however many stores, or none of them. */
  changeAll(changes: readonly StoreChange[]): Promise<void>;
  deleteMany(store: StoreName, keys: readonly string[]): Promise<void>;
  close(): void;
}
