import type { Backend } from './backend';
import type { HoldingRecord, ResultKind, ResultRecord, StageResults } from './schema';
import { sizeOf } from './size-of';

/**
 * What was computed, under the content key of what it was made from: one vector per text and
 * encoder, one result per stage. Every key a corpus uses is noted as held by it, so that deleting
 * the corpus can free what no other corpus uses.
 */
export class ComputedStore {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** The vectors under `keys`, in that order, undefined where there is none. */
  async vectors(keys: readonly string[]): Promise<(Float32Array | undefined)[]> {
    const records = await this.#backend.getMany('vectors', keys);
    return records.map((record) => record?.vector);
  }

  /** Which of `keys` have a vector, without reading the vectors. */
  presentVectors(keys: readonly string[]): Promise<boolean[]> {
    return this.#backend.present('vectors', keys);
  }

  /** Keeps vectors in one transaction. They are copied: views into a larger array are fine. */
  async putVectors(rows: readonly { key: string; vector: Float32Array }[]): Promise<void> {
    await this.#backend.putMany(
      'vectors',
      rows.map(({ key, vector }) => ({ key, vector: vector.slice() })),
    );
  }

  /** The result of a kind under a key; undefined when there is none. */
  async result<Kind extends ResultKind>(
    kind: Kind,
    key: string,
  ): Promise<StageResults[Kind] | undefined> {
    const [record] = await this.#backend.getMany('results', [key]);
    return record !== undefined && isOfKind(record, kind) ? record.value : undefined;
  }

  async putResult<Kind extends ResultKind>(
    kind: Kind,
    key: string,
    value: StageResults[Kind],
    corpusId: string,
  ): Promise<void> {
    await this.#backend.putMany('results', [{ key, kind, value }]);
    await this.hold(corpusId, 'results', [key], [sizeOf(value)]);
  }

  /** Notes that a corpus uses these records. */
  async hold(
    corpusId: string,
    store: HoldingRecord['store'],
    keys: readonly string[],
    bytes: readonly number[],
  ): Promise<void> {
    const key = holdingKey(corpusId, store);
    await this.#backend.update('holdings', key, (old) => {
      const held = new Map(old?.keys.map((heldKey, i) => [heldKey, old.bytes[i] ?? 0]));
      keys.forEach((heldKey, i) => held.set(heldKey, bytes[i] ?? 0));
      return { key, corpusId, store, keys: [...held.keys()], bytes: [...held.values()] };
    });
  }

  /** Bytes of everything computed that a corpus uses, shared or not. */
  async heldBytes(corpusId: string): Promise<number> {
    const holdings = await this.#backend.getMany('holdings', [
      holdingKey(corpusId, 'vectors'),
      holdingKey(corpusId, 'results'),
    ]);
    return holdings.reduce((total, holding) => total + sum(holding?.bytes ?? []), 0);
  }

  /**
   * Forgets what a corpus holds and deletes what no other corpus holds.
   *
   * @returns approximate bytes freed
   */
  async release(corpusId: string): Promise<number> {
    const holdings = await this.#backend.getAll('holdings');
    let freed = 0;
    for (const mine of holdings.filter((holding) => holding.corpusId === corpusId)) {
      const others = holdings.filter(
        (holding) => holding.corpusId !== corpusId && holding.store === mine.store,
      );
      const shared = new Set(others.flatMap((holding) => holding.keys));
      const unshared = mine.keys.filter((key, i) => {
        if (shared.has(key)) return false;
        freed += mine.bytes[i] ?? 0;
        return true;
      });
      await this.#backend.deleteMany(mine.store, unshared);
      await this.#backend.deleteMany('holdings', [mine.key]);
    }
    return freed;
  }
}

function holdingKey(corpusId: string, store: HoldingRecord['store']): string {
  return `${corpusId}/${store}`;
}

function isOfKind<Kind extends ResultKind>(
  record: ResultRecord,
  kind: Kind,
): record is ResultRecord & { readonly value: StageResults[Kind] } {
  return record.kind === kind;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
