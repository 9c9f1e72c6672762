/**
 * What was computed, in a folder: a record to a file, so that a site that is built again computes
 * only what is new, and a build that was stopped goes on where it was.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Backend, StoreChange } from '../../src/storage/backend';
import type { RecordOf, StoreName } from '../../src/storage/schema';

export class FolderBackend implements Backend {
  readonly #folder: string;

  /** @param folder made where it is missing */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async getMany<Name extends StoreName>(
    store: Name,
    keys: readonly string[],
  ): Promise<(RecordOf<Name> | undefined)[]> {
    return keys.map((key) => this.#read(store, key));
  }

  async getAll<Name extends StoreName>(store: Name): Promise<RecordOf<Name>[]> {
    return this.#names(store).flatMap((name) => this.#readFile<Name>(store, name) ?? []);
  }

  async present(store: StoreName, keys: readonly string[]): Promise<boolean[]> {
    const names = new Set(this.#names(store));
    return keys.map((key) => names.has(nameOf(key)));
  }

  async putMany<Name extends StoreName>(
    store: Name,
    records: readonly RecordOf<Name>[],
  ): Promise<void> {
    const folder = join(this.#folder, store);
    mkdirSync(folder, { recursive: true });
    for (const record of records) {
      const path = join(folder, nameOf(record.key));
      // A build that is stopped in the middle leaves whole files only.
      writeFileSync(`${path}.part`, serialize(record));
      renameSync(`${path}.part`, path);
    }
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
    const record = change(this.#read(store, key));
    await this.putMany(store, [record]);
    return record;
  }

  async changeAll(changes: readonly StoreChange[]): Promise<void> {
    for (const { store, put = [], remove = [] } of changes) {
      await this.putMany(store, put);
      await this.deleteMany(store, remove);
    }
  }

  async deleteMany(store: StoreName, keys: readonly string[]): Promise<void> {
    for (const key of keys) rmSync(join(this.#folder, store, nameOf(key)), { force: true });
  }

  close(): void {
    // Nothing is held open.
  }

  #read<Name extends StoreName>(store: Name, key: string): RecordOf<Name> | undefined {
    return this.#readFile<Name>(store, nameOf(key));
  }

  /** A record that cannot be read counts as none: it is computed again. */
  #readFile<Name extends StoreName>(store: Name, name: string): RecordOf<Name> | undefined {
    try {
      return deserialize(readFileSync(join(this.#folder, store, name)));
    } catch {
      return undefined;
    }
  }

  #names(store: StoreName): string[] {
    try {
      return readdirSync(join(this.#folder, store)).filter((name) => !name.endsWith('.part'));
    } catch {
      return [];
    }
  }
}

/** Keys hold signs that file systems refuse. */
function nameOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 40);
}
