import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import * as fc from 'fast-check';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { blankPaper, type Corpus } from '../corpus/paper';
import { lexicalEncoder } from '../embedding/lexical';
import { success, type Result } from '../foundation/result';
import { cases } from '../foundation/testing/cases';
import { blankUserState, databaseName } from '../storage/schema';
import { openStorage, type OpenStorage } from '../storage/storage';
import { readWorkspace } from '../storage/workspace-file';
import { isWorkspace } from '../storage/workspace-container';
import { type BuildEvent, type PaperMap } from './map';
import { buildMap } from './pipeline';
import { stageRunners } from './stage-runners';
import type { StageRunners } from './stages';
import { modelSettings, someModel } from './testing/build-bench';
import { FakeNeuralSource } from './testing/fake-neural-source';
import { smallCorpus } from './testing/small-corpus';
import { exportWorkspace, importWorkspace } from './workspace';

function realRunners(): StageRunners {
  const lexicon = {
    encoder: { ...lexicalEncoder(3), fingerprint: 'lexicon' },
    open: async () => success(null),
  };
  return stageRunners({
    lexicon: { onDevice: lexicon, inScript: lexicon },
    chosen: () => new FakeNeuralSource(),
  });
}

/** Runners that fail the test when a stage is run. */
function idleRunners(): StageRunners {
  const refuse = (): never => {
    throw new Error('a stage was run');
  };
  return { ...realRunners(), cluster: refuse, summarise: refuse, project: refuse, compose: refuse };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.detail ?? ''}`);
  return result.value;
}

async function mapOf(
  storage: OpenStorage,
  corpus: Corpus,
  runners: StageRunners,
): Promise<{ map: PaperMap; events: BuildEvent[] }> {
  const events: BuildEvent[] = [];
  const map = await buildMap({
    corpus,
    settings: modelSettings,
    model: someModel,
    subset: null,
    runners,
    store: storage.computed,
    listener: (event) => events.push(event),
    signal: new AbortController().signal,
    onSession: () => undefined,
  });
  return { map: valueOf(map), events };
}

/** As a browser that was never here before. */
async function freshStorage(): Promise<OpenStorage> {
  vi.stubGlobal('indexedDB', new IDBFactory());
  return openStorage();
}

async function exported(storage: OpenStorage, corpus: Corpus): Promise<Blob> {
  const runners = realRunners();
  return valueOf(
    await exportWorkspace({
      userState: await storage.library.userState(corpus.id),
      corpus,
      settings: modelSettings,
      model: someModel,
      runners,
      storage,
      mayCompute: true,
      view: 'topic=x@3:1',
    }),
  );
}

const base = smallCorpus(40);
const corpus: Corpus = {
  ...base,
  papers: base.papers.map((paper, i) => ({
    ...paper,
    title: i === 3 ? `  ${paper.title} 𝔾 \u{1F33F} ` : paper.title,
    year: 2000 + i,
    links: [{ kind: 'arxiv', url: `https://arxiv.org/abs/${i}` }],
    extra: { shelf: 'B2' },
    // As an import joins them: what was read has no id of its own.
    ...(i === 5 && {
      copies: [
        { paper: blankPaper('', paper.title), file: 'a.csv', line: 2, by: null },
        { paper: blankPaper('', `${paper.title}!`), file: 'b.csv', line: 3, by: 'title' as const },
      ],
    }),
  })),
};
const userState = {
  topicNames: { abc: 'My own name' },
  topicPapers: { abc: { size: 2, ids: ['small-1', 'small-2'], known: 12 } },
  hiddenWords: ['models'],
  starred: ['small-1'],
  read: [],
  notes: { 'small-2': 'read again' },
  readingList: ['small-3', 'small-1'],
};

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

describe('a workspace', () => {
  it('goes into a file and shows its map elsewhere with no stage run', async () => {
    const here = await openStorage();
    await here.library.save(corpus);
    await here.library.updateUserState(corpus.id, (state) => ({ ...state, ...userState }));
    const { map } = await mapOf(here, corpus, realRunners());
    const file = await exported(here, corpus);
    expect(await isWorkspace(file)).toBe(true);

    const there = await freshStorage();
    const opened = valueOf(
      await importWorkspace({ file, fileName: 'x', reserved: [], storage: there }),
    );
    expect(opened).toEqual({
      id: corpus.id,
      name: corpus.name,
      paperCount: 40,
      settings: modelSettings,
      view: 'topic=x@3:1',
      fingerprints: ['fake-1'],
    });
    expect(await there.library.open(corpus.id)).toEqual(corpus);
    expect(await there.library.userState(corpus.id)).toMatchObject(userState);
    const again = await mapOf(there, { ...corpus, id: opened.id }, idleRunners());
    expect(again.events.filter(({ kind }) => kind === 'stage-time')).toEqual([]);
    expect(again.map).toEqual(map);
  });

  it('is the same bytes each time, and after a way through another browser', async () => {
    const here = await openStorage();
    await mapOf(here, corpus, realRunners());
    const file = await exported(here, corpus);
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect(new Uint8Array(await (await exported(here, corpus)).arrayBuffer())).toEqual(bytes);
    const there = await freshStorage();
    valueOf(await importWorkspace({ file, fileName: 'x', reserved: [], storage: there }));
    expect(new Uint8Array(await (await exported(there, corpus)).arrayBuffer())).toEqual(bytes);
  });

  it('has its vectors where those kept were spoilt', async () => {
    const here = await openStorage();
    const whole = new Uint8Array(await (await exported(here, corpus)).arrayBuffer());
    const database = await openDB(databaseName);
    for (const record of await database.getAll('results'))
      if (record.kind === 'vectors') await database.put('results', { ...record, value: 'spoilt' });
    database.close();
    const again = new Uint8Array(await (await exported(here, corpus)).arrayBuffer());
    expect(again).toEqual(whole);
  });

  it('makes the map first when there is none', async () => {
    const here = await openStorage();
    const file = await exported(here, corpus);
    expect(valueOf(await readWorkspace(file, 'x')).map.tree.n).toBe(40);
  });

  it('is written from what is kept alone, or not at all, where nothing may be computed', async () => {
    const here = await openStorage();
    const request = {
      corpus,
      userState: blankUserState,
      settings: modelSettings,
      model: someModel,
      runners: idleRunners(),
      storage: here,
      mayCompute: false,
      view: 'topic=x@3:1',
    };
    const unfinished = await exportWorkspace(request);
    expect(unfinished).toMatchObject({ ok: false, error: { code: 'map-unfinished' } });
    const whole = await exported(here, corpus);
    const found = valueOf(await exportWorkspace(request));
    expect(new Uint8Array(await found.arrayBuffer())).toEqual(
      new Uint8Array(await whole.arrayBuffer()),
    );
  });

  it('never takes the place of what is there', async () => {
    const here = await openStorage();
    await here.library.save(corpus);
    await here.library.updateUserState(corpus.id, (state) => ({ ...state, starred: ['small-9'] }));
    const file = await exported(here, corpus);
    const request = { file, fileName: 'x', storage: here };
    const second = valueOf(await importWorkspace({ ...request, reserved: [] }));
    const third = valueOf(await importWorkspace({ ...request, reserved: ['small-3'] }));
    expect([second.id, third.id]).toEqual(['small-2', 'small-4']);
    const { computed, library } = here;
    const held = await computed.heldBytes('small-2');
    expect(held).toBeGreaterThan(0);
    // What two corpora share stays until the last of them is deleted.
    await library.delete('small');
    await library.delete('small-4');
    expect((await mapOf(here, { ...corpus, id: second.id }, idleRunners())).map.tree.n).toBe(40);
    expect(await library.delete('small-2')).toBeGreaterThan(held);
  });

  it('with vectors brought along keeps them', async () => {
    const here = await openStorage();
    const data = Float32Array.from({ length: 40 * 2 }, (_, i) =>
      i % 2 === 0 ? Math.cos(i) : Math.sin(i - 1),
    );
    const brought: Corpus = { ...corpus, vectors: { n: 40, d: 2, data } };
    const file = await exported(here, brought);
    const read = valueOf(await readWorkspace(file, 'x'));
    expect(read.corpus).toEqual(brought);
    expect(read.corpusVectors).toEqual([]);
    const there = await freshStorage();
    valueOf(await importWorkspace({ file, fileName: 'x', reserved: [], storage: there }));
    const { events } = await mapOf(there, brought, idleRunners());
    expect(events.filter(({ kind }) => kind === 'stage-time')).toEqual([]);
  });
});

describe('a workspace file that was tampered with', () => {
  async function file(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await (await exported(await openStorage(), corpus)).arrayBuffer());
  }

  /** Where in the file the numbers of a section begin. */
  function sectionAt(bytes: Uint8Array, name: string): number {
    const tableBytes = new DataView(bytes.buffer).getUint32(12, true);
    const table = JSON.parse(new TextDecoder().decode(bytes.subarray(16, 16 + tableBytes))) as {
      name: string;
      bytes: number;
    }[];
    let at = 16 + tableBytes;
    for (const section of table) {
      if (section.name === name) return at;
      at += Math.ceil(section.bytes / 8) * 8;
    }
    throw new Error(`no section ${name}`);
  }

  async function reasonAfter(
    change: (bytes: Uint8Array<ArrayBuffer>) => BlobPart,
  ): Promise<string> {
    const read = await readWorkspace(new Blob([change(await file())]), 'mine.papergrove');
    return read.ok ? 'read' : `${read.error.code}: ${read.error.message}`;
  }

  it.each([
    ['tree/left', /tree is not one/u],
    ['tree/height', /not finite/u],
    ['summary/medoids', /points outside the papers/u],
    ['neighbours/indices', /points outside the papers/u],
    ['layout', /not finite/u],
    ['vectors/corpus/0', /not finite/u],
  ])('is refused when %s holds nonsense', async (name, message) => {
    const reason = await reasonAfter((bytes) => bytes.fill(0xff, sectionAt(bytes, name)).slice());
    expect(reason).toMatch(/^workspace-damaged/u);
    const only = await reasonAfter((bytes) => {
      const at = sectionAt(bytes, name);
      return bytes.fill(0xff, at, at + 4);
    });
    expect(only).toMatch(message);
  });

  it('is refused when it is cut short, goes on behind its end, or is newer', async () => {
    expect(await reasonAfter((bytes) => bytes.subarray(0, bytes.length - 8))).toMatch(/cut short/u);
    expect(await reasonAfter((bytes) => new Blob([bytes, 'more']))).toMatch(/behind/u);
    expect(await reasonAfter((bytes) => (bytes.fill(2, 8, 9), bytes))).toMatch(/^workspace-newer/u);
  });

  it('never throws, whatever bytes are changed', async () => {
    const bytes = await file();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const changed = bytes.slice();
          for (const [at, value] of changes) changed[at] = value;
          const read = await readWorkspace(new Blob([changed]), 'mine.papergrove');
          if (read.ok) expect(read.value.map.tree.n).toBe(read.value.corpus.papers.length);
          else expect(read.error.message).toContain('mine.papergrove');
        },
      ),
      { numRuns: cases(500) },
    );
  });

  it('loses links that are no web address', async () => {
    const text = new TextDecoder('latin1').decode(await file());
    const hostile = text.replace('https://arxiv.org/abs/0"', 'javascript:alert(12345)"');
    const bytes = Uint8Array.from(hostile, (character) => character.charCodeAt(0));
    const read = valueOf(await readWorkspace(new Blob([bytes]), 'x'));
    expect(read.corpus.papers[0]?.links).toEqual([]);
    expect(read.corpus.papers[1]?.links).toHaveLength(1);
  });
});
