import 'fake-indexeddb/auto';
import { IDBFactory, IDBOpenDBRequest as FakeOpenRequest } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blankPaper, type Corpus } from '../corpus/paper';
import { IndexedDbBackend } from './indexeddb-backend';
import type { Keeping } from './keeping';
import { blankUserState, databaseName, databaseVersion } from './schema';
import { noChanges } from './user-changes';
import { openStorage, type OpenStorage } from './storage';

function corpusOf(id: string, count: number): Corpus {
  const papers = Array.from({ length: count }, (_, i) => blankPaper(`${id}-${i}`, `Paper ${i}`));
  return { id, name: `Corpus ${id}`, papers };
}

const opened: OpenStorage[] = [];

async function open(onKeeping?: (keeping: Keeping) => void): Promise<OpenStorage> {
  const storage = await openStorage(onKeeping);
  opened.push(storage);
  return storage;
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

afterEach(() => {
  for (const storage of opened.splice(0)) storage.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('corpora', () => {
  it('are there after reopening, papers in order, last opened first', async () => {
    const first = await open();
    await first.library.save(corpusOf('a', 4500));
    await first.library.save(corpusOf('b', 3));
    first.close();
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 1000);
    const second = await open();
    expect(await second.library.open('a')).toEqual(corpusOf('a', 4500));
    const list = await second.library.list();
    expect(list.map(({ id, paperCount }) => [id, paperCount])).toEqual([
      ['a', 4500],
      ['b', 3],
    ]);
    expect(second.keeping).toEqual({ kept: true });
  });

  it('shrink and are renamed in place', async () => {
    const { library } = await open();
    await library.save(corpusOf('a', 4500));
    await library.save(corpusOf('a', 10));
    expect(await library.rename('a', 'My review')).toBe(true);
    expect(await library.rename('b', 'Nothing')).toBe(false);
    const corpus = await library.open('a');
    expect(corpus?.papers).toHaveLength(10);
    expect(corpus?.name).toBe('My review');
    expect(await library.open('b')).toBeUndefined();
  });

  it('take in papers that are not there yet', async () => {
    const { library } = await open();
    await library.save(corpusOf('a', 3));
    const papers = [
      blankPaper('a-1', 'Changed'),
      blankPaper('new', 'New'),
      blankPaper('new', 'New again'),
    ];
    const grown = await library.addPapers('a', { id: 'b', name: 'b', papers });
    expect(grown).toEqual({ name: 'Corpus a', paperCount: 4, added: 1 });
    const opened = await library.open('a');
    expect(opened?.papers.map(({ title }) => title)).toEqual([
      'Paper 0',
      'Paper 1',
      'Paper 2',
      'New',
    ]);
    expect(await library.addPapers('b', corpusOf('c', 1))).toBeUndefined();
  });

  it('are copied, each paper with where it is from', async () => {
    const { library } = await open();
    const corpus = { ...corpusOf('a', 2), vectors: { n: 2, d: 1, data: Float32Array.of(1, 1) } };
    await library.copy(corpus, 'b', 'Copy');
    const copy = await library.open('b');
    expect(copy).toMatchObject({ id: 'b', name: 'Copy', vectors: corpus.vectors });
    expect(copy?.papers.map(({ extra }) => extra)).toEqual([
      { origin: 'Corpus a' },
      { origin: 'Corpus a' },
    ]);
  });

  it('keep vectors they brought apart from their record, until papers without are added or they are deleted', async () => {
    const { library } = await open();
    const vectors = { n: 2, d: 2, data: Float32Array.of(1, 0, 0, 1) };
    const corpus = { ...corpusOf('a', 2), vectors };
    await library.save(corpus);
    expect(await library.open('a')).toEqual(corpus);
    const plain = await openDB(databaseName);
    expect(await plain.get('corpora', 'a')).toMatchObject({ rest: {} });
    expect(await plain.count('brought')).toBe(1);
    expect(await library.addPapers('a', corpusOf('b', 1))).toMatchObject({ paperCount: 3 });
    expect(await library.open('a')).not.toHaveProperty('vectors');
    expect(await plain.count('brought')).toBe(0);
    await library.save(corpus);
    await library.delete('a');
    expect(await plain.count('brought')).toBe(0);
    plain.close();
  });

  it('of the first version are taken over, with the vectors in their record', async () => {
    const vectors = { n: 1, d: 2, data: Float32Array.of(0, 1) };
    const { papers } = corpusOf('a', 1);
    const record = { key: 'a', name: 'Old', paperCount: 1, chunks: 1, bytes: 10 };
    const old = await openDB(databaseName, 1, {
      upgrade: (database) => {
        for (const store of ['corpora', 'papers', 'vectors', 'results', 'holdings', 'userStates'])
          database.createObjectStore(store, { keyPath: 'key' });
      },
    });
    await old.put('corpora', { ...record, addedAt: 1, openedAt: 2, rest: { vectors } });
    await old.put('corpora', { ...record, key: 'b', chunks: 0, paperCount: 0, rest: {} });
    await old.put('papers', { key: 'a/0', papers });
    old.close();
    const { library, keeping } = await open();
    expect(keeping).toEqual({ kept: true });
    expect((await library.list()).map(({ id, bytes }) => [id, bytes])).toEqual([
      ['a', 18],
      ['b', 10],
    ]);
    expect(await library.open('a')).toEqual({ id: 'a', name: 'Old', papers, vectors });
    const plain = await openDB(databaseName);
    expect(await plain.get('corpora', 'a')).toMatchObject({ rest: {} });
    plain.close();
  });

  it('keep what the user did with each', async () => {
    const { library } = await open();
    await library.updateUserState('a', (state) => ({ ...state, starred: ['p1'] }));
    await library.updateUserState('a', (state) => ({ ...state, notes: { p1: 'Read again' } }));
    expect(await library.userState('a')).toEqual({
      ...blankUserState,
      starred: ['p1'],
      notes: { p1: 'Read again' },
    });
    expect((await library.userState('b')).starred).toEqual([]);
  });
});

describe('computed results', () => {
  it('writes and reads 6,000 vectors in one transaction each', async () => {
    const { computed } = await open();
    const keys = Array.from({ length: 6000 }, (_, i) => `key ${i}`);
    const all = Float32Array.from({ length: 6000 * 8 }, (_, i) => i);
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await computed.putVectors(
      keys.map((key, i) => ({ key, vector: all.subarray(i * 8, (i + 1) * 8) })),
    );
    expect(transactions).toHaveBeenCalledTimes(1);
    const rows = await computed.vectors([...keys, 'unknown']);
    expect(transactions).toHaveBeenCalledTimes(2);
    expect(rows[5999]).toEqual(all.slice(5999 * 8));
    expect(rows[5999]?.buffer.byteLength).toBe(32);
    expect(rows[6000]).toBeUndefined();
    expect(await computed.presentVectors(['unknown', 'key 7'])).toEqual([false, true]);
  });

  it('gives a result only under its key and as its kind', async () => {
    const { computed } = await open();
    const layout = { positions: Float32Array.of(1, 2) };
    await computed.putResult('layout', 'k', layout, 'a');
    expect(await computed.result('layout', 'k')).toEqual(layout);
    expect(await computed.result('tree', 'k')).toBeUndefined();
    expect(await computed.result('layout', 'other')).toBeUndefined();
  });

  it('deletes with a corpus what no other corpus uses, and says how much that was', async () => {
    const { computed, library } = await open();
    await library.save(corpusOf('a', 2));
    await library.save(corpusOf('b', 2));
    const vector = new Float32Array(100);
    await computed.putVectors(['x', 'y', 'z'].map((key) => ({ key, vector })));
    await computed.hold('a', 'vectors', ['x', 'y'], [400, 400]);
    await computed.hold('b', 'vectors', ['y', 'z'], [400, 400]);
    await computed.putResult('layout', 'of a', { positions: new Float32Array(50) }, 'a');
    const before = (await library.list()).find(({ id }) => id === 'a');
    const freed = await library.delete('a');
    // Its papers, the vector x and its layout; the vector y is shared.
    expect(freed).toBe((before?.bytes ?? 0) - 400);
    expect(await computed.presentVectors(['x', 'y', 'z'])).toEqual([false, true, true]);
    expect(await computed.result('layout', 'of a')).toBeUndefined();
    expect((await library.list()).map(({ id }) => id)).toEqual(['b']);
    expect(await library.delete('b')).toBeGreaterThanOrEqual(800);
    expect(await computed.presentVectors(['x', 'y', 'z'])).toEqual([false, false, false]);
  });
});

describe('without lasting storage', () => {
  it('works from memory and says so', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const storage = await open();
    await storage.library.save(corpusOf('a', 3));
    expect(await storage.library.open('a')).toEqual(corpusOf('a', 3));
    expect(storage.keeping).toMatchObject({ kept: false, cause: 'unavailable' });
  });

  it('works from memory when the browser refuses to open the database', async () => {
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const storage = await open();
    await storage.library.save(corpusOf('a', 1));
    expect((await storage.library.list()).length).toBe(1);
    expect(storage.keeping).toMatchObject({ kept: false, cause: 'unavailable' });
  });

  it('leaves a newer version of the database alone', async () => {
    const newer = await openDB(databaseName, databaseVersion + 1);
    const storage = await open();
    expect(storage.keeping).toMatchObject({ kept: false, cause: 'newer-data' });
    newer.close();
  });

  it('gives way to a newer version in another tab and goes on in memory', async () => {
    const heard: Keeping[] = [];
    const storage = await open((keeping) => heard.push(keeping));
    await storage.library.save(corpusOf('a', 1));
    const newer = await openDB(databaseName, databaseVersion + 1);
    expect(heard).toMatchObject([{ kept: false, cause: 'newer-tab' }]);
    await storage.library.save(corpusOf('b', 1));
    expect((await storage.library.list()).map(({ id }) => id)).toEqual(['b']);
    newer.close();
  });

  it('does not wait for ever for a tab that does not let go', async () => {
    const other = await openDB(databaseName, 1);
    await expect(IndexedDbBackend.open(() => undefined, 50)).rejects.toMatchObject({
      notKept: 'blocked',
    });
    other.close();
  });

  it('says that the storage does not answer when opening it never ends', async () => {
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => new FakeOpenRequest());
    await expect(IndexedDbBackend.open(() => undefined, 50)).rejects.toMatchObject({
      notKept: 'no-answer',
    });
  });

  it('says that there is none where opening it is forbidden', async () => {
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('forbidden', 'SecurityError');
    });
    await expect(IndexedDbBackend.open(() => undefined, 50)).rejects.toMatchObject({
      notKept: 'unavailable',
    });
    // A timer left behind would fail this run with a rejection that nobody hears.
    await new Promise((resolve) => setTimeout(resolve, 80));
  });

  it('goes on in memory when the database is deleted under it, and says so', async () => {
    const heard: Keeping[] = [];
    const storage = await open((keeping) => heard.push(keeping));
    await storage.library.save(corpusOf('a', 1));
    await deleteDB(databaseName);
    expect(heard).toMatchObject([{ kept: false, cause: 'deleted' }]);
    await expect(storage.library.changeUserState('a', [noChanges])).rejects.toMatchObject({
      notKept: 'deleted',
    });
    await storage.library.save(corpusOf('b', 1));
    expect((await storage.library.list()).map(({ id }) => id)).toEqual(['b']);
  });

  it('leaves what the user did alone where it cannot be read', async () => {
    const { library } = await open();
    const plain = await openDB(databaseName);
    const strange = { key: 'a', state: { notes: ['of another shape'] } };
    await plain.put('userStates', strange);
    await expect(library.userState('a')).rejects.toMatchObject({ notKept: 'unreadable' });
    const change = { ...noChanges, starred: [['p', true]] } as const;
    await expect(library.changeUserState('a', [change])).rejects.toMatchObject({
      notKept: 'unreadable',
    });
    expect(await plain.get('userStates', 'a')).toEqual(strange);
    const more = { ...blankUserState, starred: ['q'], shelves: { later: ['x'] } };
    await plain.put('userStates', { key: 'b', state: more });
    await library.changeUserState('b', [change]);
    expect(await plain.get('userStates', 'b')).toEqual({
      key: 'b',
      state: { ...more, starred: ['q', 'p'] },
    });
    plain.close();
  });

  it('refuses what cannot be cloned without giving up the database', async () => {
    const backend = await IndexedDbBackend.open(() => undefined);
    const good = { key: 'good', vector: new Float32Array(1) };
    const bad = { key: 'bad', vector: new Float32Array(1), function: () => 1 };
    await expect(backend.putMany('vectors', [good, bad])).rejects.toThrow(/clone/i);
    expect(await backend.present('vectors', ['good', 'bad'])).toEqual([false, false]);
    backend.close();
  });
});
