import type { Backend, StoreChange } from './backend';
import type { RecordOf, StoreName } from './schema';

type Stores = { readonly [Name in StoreName]: Map<string, RecordOf<Name>> };

/** Records for as long as the page lives: the twin of IndexedDB where that is missing or full. */
export class MemoryBackend implements Backend {
  readonly #stores: Stores = {
    corpora: new Map(),
    papers: new Map(),
    vectors: new Map(),
    results: new Map(),
    holdings: new Map(),
    userStates: new Map(),
    brought: new Map(),
  };

  /** Synchronous and untyped by promise, for a backend that lays memory over another. */
  peek<Name extends StoreName>(store: Name, key: string): RecordOf<Name> | undefined {
    return this.#recordsOf(store).get(key);
  }

  async getMany<Name extends StoreName>(
    store: Name,
    keys: readonly string[],
  ): Promise<(RecordOf<Name> | undefined)[]> {
    return keys.map((key) => this.peek(store, key));
  }

  async getAll<Name extends StoreName>(store: Name): Promise<RecordOf<Name>[]> {
    return [...this.#recordsOf(store).values()];
  }

  async present(store: StoreName, keys: readonly string[]): Promise<boolean[]> {
    return keys.map((key) => this.#stores[store].has(key));
  }

  async putMany<Name extends StoreName>(
    store: Name,
    records: readonly RecordOf<Name>[],
  ): Promise<void> {
    const held = this.#recordsOf(store);
    for (const record of records) held.set(record.key, record);
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
    const records = this.#recordsOf(store);
    const changed = change(records.get(key));
    records.set(key, changed);
    return changed;
  }

  async changeAll(changes: readonly StoreChange[]): Promise<void> {
    for (const change of changes) await this.#change(change);
  }

  async deleteMany(store: StoreName, keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#stores[store].delete(key);
  }

  close(): void {
    for (const records of Object.values(this.#stores)) records.clear();
  }

  async #change<Name extends StoreName>(change: StoreChange<Name>): Promise<void> {
    await this.putMany(change.store, change.put ?? []);
    await this.deleteMany(change.store, change.remove ?? []);
  }

  #recordsOf<Name extends StoreName>(store: Name): Map<string, RecordOf<Name>> {
    return this.#stores[store];
  }
}
