import type { Vectors } from '../embedding/encoder';
import type { Backend } from './backend';
import { checksum } from './checksum';
import { isWellShaped } from './result-shape';
import type { HoldingRecord, ResultKind, ResultRecord, StageResults, VectorRecord } from './schema';
import { sizeOf } from './size-of';

/**
 * What was computed, under the content key of what it was made from: one vector per text and
 * encoder, one result per stage. Every key a corpus uses is noted as held by it, so that deleting
 * the corpus can free what no other corpus uses.
 */
export class ComputedStore {
  readonly #backend: Backend;
  /** Writing copies a record more than once; private windows of Chromium refuse those of 133 MB. */
  readonly #numbersPerRecord: number;
  /** Results on their way to the backend, by key: whoever asks for one waits for it. */
  readonly #writing = new Map<string, Promise<void>>();
  /** The last of the notes of what is held: in memory two at a time would lose one. */
  #noting: Promise<void> = Promise.resolve();

  /** @param numbersPerRecord most numbers of vectors that go into one record; fewer in tests */
  constructor(backend: Backend, numbersPerRecord = 1 << 22) {
    this.#backend = backend;
    this.#numbersPerRecord = numbersPerRecord;
  }

  /**
   * The vectors under `keys`, in that order, undefined where there is none. One that was spoilt is
   * deleted, so that it is computed again.
   */
  async vectors(keys: readonly string[]): Promise<(Float32Array | undefined)[]> {
    const records = await this.#backend.getMany('vectors', keys);
    const spoilt = records.flatMap((record) =>
      record === undefined || isSound(record) ? [] : [record.key],
    );
    if (spoilt.length > 0) await this.#backend.deleteMany('vectors', spoilt);
    const gone = new Set(spoilt);
    return records.map((record) =>
      record === undefined || gone.has(record.key) ? undefined : record.vector,
    );
  }

  /** Which of `keys` have a vector, without reading the vectors. */
  presentVectors(keys: readonly string[]): Promise<boolean[]> {
    return this.#backend.present('vectors', keys);
  }

  /** Keeps vectors in one transaction. They are copied: views into a larger array are fine. */
  async putVectors(rows: readonly { key: string; vector: Float32Array }[]): Promise<void> {
    await this.#backend.putMany(
      'vectors',
      rows.map(({ key, vector: view }) => {
        const vector = view.slice();
        return { key, vector, sum: checksum(vector, key) };
      }),
    );
  }

  /** The result of a kind under a key; undefined when there is none, or none that can be believed. */
  async result<Kind extends ResultKind>(
    kind: Kind,
    key: string,
  ): Promise<StageResults[Kind] | undefined> {
    // Whether it could be written is heard by who had it written.
    await this.#writing.get(key)?.catch(() => undefined);
    const [record] = await this.#backend.getMany('results', [key]);
    if (record === undefined || !isOfKind(record, kind) || !isBelievable(record)) return undefined;
    if (record.parts === undefined || !isOfKind(record, 'vectors')) return record.value;
    const whole = await this.#joined(record, record.parts);
    return whole && isOfKind(whole, kind) ? whole.value : undefined;
  }

  /** Keeps a result. Asked for meanwhile, it is there once it has been written. */
  async putResult<Kind extends ResultKind>(
    kind: Kind,
    key: string,
    value: StageResults[Kind],
    corpusId: string,
  ): Promise<void> {
    const before = this.#writing.get(key);
    const writing = (before ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#write(kind, key, value, corpusId));
    this.#writing.set(key, writing);
    try {
      await writing;
    } finally {
      if (this.#writing.get(key) === writing) this.#writing.delete(key);
    }
  }

  async #write<Kind extends ResultKind>(
    kind: Kind,
    key: string,
    value: StageResults[Kind],
    corpusId: string,
  ): Promise<void> {
    const record: ResultRecord = { key, kind, value };
    const keys: string[] = [];
    const sizes: number[] = [];
    for (const part of inParts(record, this.#numbersPerRecord)) {
      keys.push(part.key);
      sizes.push(sizeOf(part.value));
    }
    // Held before it is there: what nobody holds would never be deleted.
    await this.hold(corpusId, 'results', keys, sizes);
    for (const part of inParts(record, this.#numbersPerRecord)) {
      const sum = checksum(part.value, part.key);
      await this.#backend.putMany('results', [{ ...part, sum }]);
    }
  }

  /** Vectors put together from their parts; undefined if one is missing. */
  async #joined(head: VectorsRecord, count: number): Promise<VectorsRecord | undefined> {
    const { n, d } = head.value;
    const data = new Float32Array(n * d);
    let filled = 0;
    for (let part = 0; part < count; part++) {
      const [record] = await this.#backend.getMany('results', [partKey(head.key, part)]);
      if (record === undefined || !isOfKind(record, 'vectors') || !isBelievable(record))
        return undefined;
      if (filled + record.value.data.length > data.length) return undefined;
      data.set(record.value.data, filled);
      filled += record.value.data.length;
    }
    return filled === data.length ? { ...head, value: { n, d, data } } : undefined;
  }

  /** Notes that a corpus uses these records. */
  hold(
    corpusId: string,
    store: HoldingRecord['store'],
    keys: readonly string[],
    bytes: readonly number[],
  ): Promise<void> {
    const noted = this.#noting.then(() => this.#note(corpusId, store, keys, bytes));
    this.#noting = noted.catch(() => undefined);
    return noted;
  }

  async #note(
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

  /** Whether any result of a corpus is kept. */
  async hasResults(corpusId: string): Promise<boolean> {
    const [holds] = await this.#backend.present('holdings', [holdingKey(corpusId, 'results')]);
    return holds ?? false;
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

/** Whether a vector is as it was written; one without a checksum, whether it can be one. */
function isSound({ key, vector, sum }: VectorRecord): boolean {
  if (!(vector instanceof Float32Array)) return false;
  return sum === undefined ? vector.every(Number.isFinite) : sum === checksum(vector, key);
}

/** Whether a result is as it was written, and of the shape of its kind. */
function isBelievable({ key, kind, value, sum }: ResultRecord): boolean {
  if (sum !== undefined && sum !== checksum(value, key)) return false;
  // Numbers of vectors are many, and their checksum says as much.
  return (kind === 'vectors' && sum !== undefined) || isWellShaped(kind, value);
}

type VectorsRecord = ResultRecord & { readonly value: Vectors };

/** A result as the records it is kept in, one at a time: its head last, which says that all is there. */
function* inParts(record: ResultRecord, numbersPerRecord: number): Generator<ResultRecord> {
  if (!isOfKind(record, 'vectors') || record.value.data.length <= numbersPerRecord) {
    yield record;
    return;
  }
  const { key, kind, value } = record;
  const { n, d, data } = value;
  const rows = Math.max(1, Math.floor(numbersPerRecord / d));
  let parts = 0;
  for (let from = 0; from < n; from += rows) {
    const part = data.slice(from * d, Math.min(n, from + rows) * d);
    yield { key: partKey(key, parts++), kind, value: { n: part.length / d, d, data: part } };
  }
  yield { key, kind, value: { n, d, data: new Float32Array(0) }, parts };
}

function partKey(key: string, part: number): string {
  return `${key}/${part}`;
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
