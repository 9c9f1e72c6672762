import type { Backend } from './backend';
import type { RecordOf, StoreName } from './schema';

type Shelves = { readonly [Name in StoreName]: Map<string, RecordOf<Name>> };

/** Records for as long as the page lives: the twin of IndexedDB where that is missing or full. */
export class MemoryBackend implements Backend {
  readonly #shelves: Shelves = {
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
    return this.#shelf(store).get(key);
  }

  async getMany<Name extends StoreName>(
    store: Name,
    keys: readonly string[],
  ): Promise<(RecordOf<Name> | undefined)[]> {
    return keys.map((key) => this.peek(store, key));
  }

  async getAll<Name extends StoreName>(store: Name): Promise<RecordOf<Name>[]> {
    return [...this.#shelf(store).values()];
  }

  async present(store: StoreName, keys: readonly string[]): Promise<boolean[]> {
    return keys.map((key) => this.#shelves[store].has(key));
  }

  async putMany<Name extends StoreName>(
    store: Name,
    records: readonly RecordOf<Name>[],
  ): Promise<void> {
    const shelf = this.#shelf(store);
    for (const record of records) shelf.set(record.key, record);
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
    const shelf = this.#shelf(store);
    const changed = change(shelf.get(key));
    shelf.set(key, changed);
    return changed;
  }

  async deleteMany(store: StoreName, keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#shelves[store].delete(key);
  }

  close(): void {
    for (const shelf of Object.values(this.#shelves)) shelf.clear();
  }

  #shelf<Name extends StoreName>(store: Name): Map<string, RecordOf<Name>> {
    return this.#shelves[store];
  }
}
