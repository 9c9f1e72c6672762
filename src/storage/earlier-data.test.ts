/**
 * A database and a workspace as the page kept them before results had checksums: made by the page
 * itself from eight made-up papers, a topic renamed and a note written. They are never made again:
 * whatever changes, they have to open.
 */
import 'fake-indexeddb/auto';
import { readFile } from 'node:fs/promises';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { databaseName, type ResultKind } from './schema';
import { openStorage } from './storage';
import { noChanges } from './user-changes';
import { readWorkspace } from './workspace-file';

interface Dump {
  readonly version: number;
  readonly stores: Readonly<Record<string, readonly { readonly key: string }[]>>;
}

const arrays = { Float32Array, Int32Array, Uint32Array } as const;

/** Typed arrays are written as their kind and their bytes in base64. */
function revive(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$' in value) || !('data' in value))
    return value;
  const { $: name, data } = value;
  const kind = Object.entries(arrays).find(([known]) => known === name)?.[1];
  if (kind === undefined || typeof data !== 'string') throw new Error(`unknown ${String(name)}`);
  return new kind(Uint8Array.from(Buffer.from(data, 'base64')).buffer);
}

async function readDump(): Promise<Dump> {
  const url = new URL('fixtures/database-2.json', import.meta.url);
  const dump: Dump = JSON.parse(await readFile(url, 'utf8'), revive);
  return dump;
}

/** The database of the dump, in its version. */
async function restored(): Promise<Dump> {
  const dump = await readDump();
  const database = await openDB(databaseName, dump.version, {
    upgrade: (made) => {
      for (const store of Object.keys(dump.stores))
        made.createObjectStore(store, { keyPath: 'key' });
    },
  });
  for (const [store, records] of Object.entries(dump.stores))
    for (const record of records) await database.put(store, record);
  database.close();
  return dump;
}

const kinds: readonly ResultKind[] = [
  'vectors',
  'tree',
  'summary',
  'topics',
  'neighbours',
  'layout',
  'making',
];

function kindOf(record: object): ResultKind {
  const kind = kinds.find((known) => 'kind' in record && record.kind === known);
  if (kind === undefined) throw new Error('a result of no kind');
  return kind;
}

const corpusId = '13df08a728221e0d1b08aa1ca49d';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.unstubAllGlobals());

it('an earlier database opens with all that is in it', async () => {
  const dump = await restored();
  const { library, computed, keeping, close } = await openStorage();
  expect(keeping).toEqual({ kept: true });
  expect(await library.list()).toMatchObject([{ id: corpusId, name: 'garden', paperCount: 8 }]);
  const corpus = await library.open(corpusId);
  expect(corpus?.papers.map(({ title }) => title)).toContain('Shade of street trees');
  expect(await library.userState(corpusId)).toMatchObject({
    topicNames: { '17abcfc9e764a40d325ab78ea9fe': 'My topic' },
    notes: { 't:18945fa290055d062463264aa37a': 'Read again' },
  });
  const results = dump.stores['results'] ?? [];
  expect(results.length).toBeGreaterThan(5);
  for (const record of results)
    expect(await computed.result(kindOf(record), record.key), record.key).toBeDefined();
  const keys = (dump.stores['vectors'] ?? []).map(({ key }) => key);
  expect((await computed.vectors(keys)).every((vector) => vector !== undefined)).toBe(true);

  const star = { ...noChanges, starred: [['p', true]] } as const;
  expect(await library.changeUserState(corpusId, [star])).toMatchObject({
    starred: ['p'],
    notes: { 't:18945fa290055d062463264aa37a': 'Read again' },
  });
  close();
});

it('an earlier workspace opens with all that is in it', async () => {
  const bytes = await readFile(new URL('fixtures/workspace-1.papergrove', import.meta.url));
  const read = await readWorkspace(new Blob([new Uint8Array(bytes)]), 'garden.papergrove');
  if (!read.ok) throw new Error(read.error.message);
  const { corpus, userState, map } = read.value;
  expect(corpus.papers).toHaveLength(8);
  expect(userState.notes).toEqual({ 't:18945fa290055d062463264aa37a': 'Read again' });
  expect(userState.topicNames).toEqual({ '17abcfc9e764a40d325ab78ea9fe': 'My topic' });
  expect(map.tree.n).toBe(8);
});
