import * as v from 'valibot';
import { addPapers } from '../corpus/add-papers';
import { withOrigin } from '../corpus/origin';
import type { Corpus } from '../corpus/paper';
import type { Backend } from './backend';
import type { ComputedStore } from './computed';
import { StorageUnavailable } from './indexeddb-backend';
import {
  blankUserState,
  type CorpusRecord,
  type PapersRecord,
  type UserState,
  type UserStateRecord,
} from './schema';
import { chunksOf, nameOf, readableCorpus } from './readable-papers';
import { sizeOf } from './size-of';
import { withChanges, type UserChanges } from './user-changes';
import { userStateSchema } from './workspace-schema';

/** Papers per record: large enough to be quick, small enough not to need one huge clone. */
const papersPerChunk = 2000;

/** A corpus in the list of kept ones. */
export interface CorpusSummary {
  readonly id: string;
  readonly name: string;
  readonly paperCount: number;
  /** Approximate bytes of its papers, vectors and results. */
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly addedAt: number;
  readonly openedAt: number;
}

/** A corpus that papers were added to. */
export interface Growth {
  readonly name: string;
  readonly paperCount: number;
  /** Papers that were not there before. */
  readonly added: number;
}

/** The corpora kept in this browser and what the user did with each. */
export class CorpusLibrary {
  readonly #backend: Backend;
  readonly #computed: ComputedStore;
  readonly #now: () => number;

  constructor(backend: Backend, computed: ComputedStore, now: () => number = Date.now) {
    this.#backend = backend;
    this.#computed = computed;
    this.#now = now;
  }

  /** All corpora, last opened first. */
  async list(): Promise<CorpusSummary[]> {
    const records = await this.#backend.getAll('corpora');
    const summaries = await Promise.all(
      records.map(async (record) => ({
        id: record.key,
        name: nameOf(record),
        paperCount: record.paperCount,
        bytes: record.bytes + (await this.#computed.heldBytes(record.key)),
        addedAt: record.addedAt,
        openedAt: record.openedAt,
      })),
    );
    return summaries.sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1));
  }

  /**
   * Keeps a corpus, replacing one of the same id, as a whole: whatever ends the work meanwhile, the
   * former one is there, or the new one.
   *
   * @param state what the user did with it, where that comes along; else what was done stays
   */
  async save(corpus: Corpus, state?: UserState): Promise<void> {
    const { id, name, papers, vectors, additions, tree } = corpus;
    const rest = { ...(additions && { additions }), ...(tree && { tree }) };
    const chunks: PapersRecord[] = [];
    for (let from = 0; from < papers.length; from += papersPerChunk)
      chunks.push({
        key: chunkKey(id, chunks.length),
        papers: papers.slice(from, from + papersPerChunk),
      });
    const [old] = await this.#backend.getMany('corpora', [id]);
    const now = this.#now();
    const record: CorpusRecord = {
      key: id,
      name,
      paperCount: papers.length,
      chunks: chunks.length,
      bytes: sizeOf(papers) + (vectors?.data.byteLength ?? 0),
      addedAt: old?.addedAt ?? now,
      openedAt: now,
      rest,
    };
    await this.#backend.changeAll([
      {
        store: 'papers',
        put: chunks,
        remove: chunkKeys(id, chunks.length, old?.chunks ?? 0),
      },
      vectors === undefined
        ? { store: 'brought', remove: [id] }
        : { store: 'brought', put: [{ key: id, vectors }] },
      { store: 'corpora', put: [record] },
      { store: 'userStates', put: state === undefined ? [] : [{ key: id, state }] },
    ]);
  }

  /**
   * The corpus, noted as opened now, or as much of it as can be read, whose records then stay as they
   * are; undefined when no paper of it is there.
   */
  async open(id: string): Promise<Corpus | undefined> {
    const [record] = await this.#backend.getMany('corpora', [id]);
    if (record === undefined) return undefined;
    const corpus = await this.#read(record);
    if (corpus !== undefined && !corpus.unreadable)
      await this.#change(record, { openedAt: this.#now() });
    return corpus;
  }

  /** The whole corpus; undefined when it is not (wholly) there. */
  async read(id: string): Promise<Corpus | undefined> {
    const [record] = await this.#backend.getMany('corpora', [id]);
    const corpus = record && (await this.#read(record));
    return corpus?.unreadable ? undefined : corpus;
  }

  async #read(record: CorpusRecord): Promise<Corpus | undefined> {
    const { key: id } = record;
    const chunks = await this.#backend.getMany('papers', chunkKeys(id, 0, chunksOf(record)));
    const [brought] = await this.#backend.getMany('brought', [id]);
    return readableCorpus(record, chunks, brought);
  }

  /**
   * An id that no corpus has and that nothing the user did belongs to: `wanted` itself, or with the
   * first free number behind it.
   *
   * @param reserved ids that are not kept but stand for something
   */
  async unusedId(wanted: string, reserved: readonly string[] = []): Promise<string> {
    for (let number = 1; ; number++) {
      const id = number === 1 ? wanted : `${wanted}-${number}`;
      const [kept] = await this.#backend.present('corpora', [id]);
      const [used] = await this.#backend.present('userStates', [id]);
      if (!kept && !used && !reserved.includes(id)) return id;
    }
  }

  /** Forgets which papers were added later, so that all are laid out together. */
  async forgetAdditions(id: string): Promise<void> {
    const [record] = await this.#backend.getMany('corpora', [id]);
    if (record === undefined) return;
    await this.#change(record, { rest: { ...record.rest, additions: [] } });
  }

  /** @returns false when there is no such corpus */
  async rename(id: string, name: string): Promise<boolean> {
    const [record] = await this.#backend.getMany('corpora', [id]);
    if (record === undefined) return false;
    await this.#change(record, { name });
    return true;
  }

  /**
   * Keeps a copy of a corpus for other papers to be added to, each paper with where it is from.
   */
  async copy(of: Corpus, id: string, name: string): Promise<void> {
    const papers = of.papers.map((paper) => withOrigin(paper, of.name));
    await this.save({ ...of, id, name, papers });
  }

  /**
   * Adds papers to a kept corpus; a copy of a paper that is already there is left out. See
   * `addPapers` for what becomes of vectors.
   *
   * @returns undefined when there is no such corpus
   */
  async addPapers(id: string, added: Corpus): Promise<Growth | undefined> {
    const corpus = await this.read(id);
    if (corpus === undefined) return undefined;
    const grown = addPapers(corpus, added);
    if (grown !== corpus) await this.save(grown);
    const { name, papers } = grown;
    return { name, paperCount: papers.length, added: papers.length - corpus.papers.length };
  }

  /**
   * Deletes a corpus, what the user did with it, and everything computed for it alone. Itself last and
   * as a whole: where the work ends early it is still in the list, to be deleted again.
   *
   * @returns approximate bytes freed
   */
  async delete(id: string): Promise<number> {
    const [record] = await this.#backend.getMany('corpora', [id]);
    const freed = await this.#computed.release(id);
    await this.#backend.changeAll([
      { store: 'papers', remove: chunkKeys(id, 0, record?.chunks ?? 0) },
      { store: 'brought', remove: [id] },
      { store: 'corpora', remove: [id] },
      { store: 'userStates', remove: [id] },
    ]);
    return (record?.bytes ?? 0) + freed;
  }

  /** @throws StorageUnavailable where there is one that cannot be read */
  async userState(id: string): Promise<UserState> {
    const [record] = await this.#backend.getMany('userStates', [id]);
    return readState(record);
  }

  /** Whether anything was noted of what the user did with a corpus. */
  async hasUserState(id: string): Promise<boolean> {
    const [present] = await this.#backend.present('userStates', [id]);
    return present ?? false;
  }

  /**
   * Makes changes to what the user did with a corpus, one after the other in one transaction, beside
   * whatever others changed meanwhile.
   *
   * @returns what it is now
   * @throws StorageUnavailable where it cannot be kept; then nothing has changed
   */
  async changeUserState(id: string, changes: readonly UserChanges[]): Promise<UserState> {
    const record = await this.#backend.updateLasting('userStates', id, (old) => ({
      ...old,
      key: id,
      // What a newer version knows beside it stays.
      state: { ...old?.state, ...changes.reduce(withChanges, readState(old)) },
    }));
    return record.state;
  }

  /** Changes what the user did with a corpus, in one transaction. */
  async updateUserState(id: string, change: (state: UserState) => UserState): Promise<void> {
    await this.#backend.update('userStates', id, (old) => ({
      key: id,
      state: change(readState(old)),
    }));
  }

  async #change(record: CorpusRecord, to: Partial<CorpusRecord>): Promise<void> {
    await this.#backend.update('corpora', record.key, (old) => ({ ...(old ?? record), ...to }));
  }
}

/** What the user did as a record says it; what cannot be read must not be taken for nothing. */
function readState(record: UserStateRecord | undefined): UserState {
  if (record === undefined) return blankUserState;
  const read = v.safeParse(userStateSchema, record.state);
  if (!read.success) throw new StorageUnavailable('unreadable');
  return read.output;
}

function chunkKey(id: string, chunk: number): string {
  return `${id}/${chunk}`;
}

function chunkKeys(id: string, from: number, to: number): string[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => chunkKey(id, from + i));
}
