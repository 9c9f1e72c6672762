import { afterEach, describe, expect, it, vi } from 'vitest';
import { lexicalEncoder } from '../embedding/lexical';
import { ComputedStore } from '../storage/computed';
import { CorpusLibrary } from '../storage/corpus-library';
import { kept, notKept, type Keeping } from '../storage/keeping';
import { MemoryBackend } from '../storage/memory-backend';
import { blankUserState, storeNames, type StoreName } from '../storage/schema';
import type { OpenStorage } from '../storage/storage';
import { noChanges } from '../storage/user-changes';
import { EngineClient } from './engine-client';
import { EngineService } from './engine-service';
import type { BuildEvent, MapSettings } from './map';
import { noThesaurus } from '../search/thesaurus';
import { stageRunners } from './stage-runners';
import type { StageRunners } from './stages';
import { FakeNeuralSource } from './testing/fake-neural-source';
import { FakeWorker } from './testing/fake-worker';
import { smallCorpus } from './testing/small-corpus';

const byWords: MapSettings = { seed: 42, encoder: 'lsa' };

/** The engine behind a worker's channel, over a storage that outlives its workers. */
class Bench {
  readonly workers: FakeWorker[] = [];
  readonly bases: string[] = [];
  change: (runners: StageRunners) => StageRunners = (runners) => runners;
  readonly started: string[] = [];
  readonly device = {
    prepare: () => void this.started.push('prepare'),
    dismiss: () => void this.started.push('dismiss'),
  };
  tellKeeping: (keeping: Keeping) => void = () => undefined;
  readonly #backend = new MemoryBackend();
  readonly client = new EngineClient('https://papers.example/', () => this.#start());

  /** Stores in which anything is kept. */
  async left(): Promise<StoreName[]> {
    const left: StoreName[] = [];
    for (const name of storeNames)
      if ((await this.#backend.getAll(name)).length > 0) left.push(name);
    return left;
  }

  #start(): FakeWorker {
    const computed = new ComputedStore(this.#backend);
    const storage: OpenStorage = {
      computed,
      library: new CorpusLibrary(this.#backend, computed),
      keeping: kept,
      close: () => undefined,
    };
    const service = new EngineService(
      (base) => {
        this.bases.push(base);
        const own = { encoder: lexicalEncoder(3) };
        const lexicon = { onDevice: own, inScript: own };
        const chosen = () => new FakeNeuralSource();
        const runners = this.change(stageRunners({ lexicon, chosen }));
        return { runners, device: this.device, thesaurus: () => Promise.resolve(noThesaurus) };
      },
      async (onKeeping) => {
        this.tellKeeping = onKeeping;
        return storage;
      },
    );
    const worker = new FakeWorker(service);
    this.workers.push(worker);
    return worker;
  }
}

let bench = new Bench();

afterEach(() => {
  for (const worker of bench.workers) worker.terminate();
  bench = new Bench();
});

function options(settings = byWords, onEvent: (event: BuildEvent) => void = () => undefined) {
  return { settings, model: null, subset: null, signal: new AbortController().signal, onEvent };
}

describe('the engine across a worker', () => {
  it('builds a map, streams its events in order, and gives the last map as its result', async () => {
    const events: BuildEvent[] = [];
    const result = await bench.client.build(
      smallCorpus(40),
      options(byWords, (event) => events.push(event)),
    );
    if (!result.ok) throw new Error(result.error.message);
    expect(bench.bases).toEqual(['https://papers.example/']);
    expect(events.slice(0, 2)).toEqual([
      { kind: 'searchable' },
      { kind: 'keeping', keeping: kept },
    ]);
    const maps = events.flatMap((event) => (event.kind === 'map' ? [event.map] : []));
    expect(maps.at(-1)).toBe(result.value);
    expect(result.value.settled).toBe(true);
    expect(result.value.topics).toBeInstanceOf(Map);
    const positions = events.filter((event) => event.kind === 'positions');
    expect(positions.length).toBeGreaterThan(0);
    for (const event of positions)
      expect(event.kind === 'positions' && event.positions.length).toBe(80);
  });

  it('is cancelled by its signal, and again serves', async () => {
    const abort = new AbortController();
    const result = await bench.client.build(smallCorpus(60), {
      ...options(byWords, (event) => {
        if (event.kind === 'progress') abort.abort();
      }),
      signal: abort.signal,
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const late = { ...options(), signal: abort.signal };
    expect(await bench.client.build(smallCorpus(60), late)).toMatchObject({ ok: false });
    expect(await bench.client.build(smallCorpus(60), options())).toMatchObject({ ok: true });
  });

  it('brings an exception in the worker back as a failure with its stack', async () => {
    bench.change = (runners) => ({
      ...runners,
      plan: () => {
        throw new Error('planned badly');
      },
    });
    const result = await bench.client.build(smallCorpus(10), options());
    expect(result).toMatchObject({ ok: false, error: { code: 'engine-failed' } });
    expect(!result.ok && result.error.message).toContain('planned badly');
    expect(!result.ok && result.error.detail).toContain('engine-client.test.ts');
  });

  it('reports a mistake of a listener and goes on', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (thrown: unknown) => reported.push(thrown));
    const result = await bench.client.build(
      smallCorpus(10),
      options(byWords, () => {
        throw new Error('a view is broken');
      }),
    );
    expect(result.ok).toBe(true);
    expect(reported.length).toBeGreaterThan(0);
    vi.unstubAllGlobals();
  });

  it('tells at once when the storage changes its promise, also while nothing is built', async () => {
    const heard: Keeping[] = [];
    bench.client.onKeeping = (keeping) => heard.push(keeping);
    await bench.client.library.list();
    bench.tellKeeping(notKept('full'));
    await vi.waitFor(() => expect(heard).toMatchObject([{ kept: false, cause: 'full' }]));
  });
});

describe('an engine whose worker dies', () => {
  it('starts again and names topics of the old map', async () => {
    const built = await bench.client.build(smallCorpus(150), options());
    if (!built.ok) throw new Error(built.error.message);
    bench.workers[0]?.die('killed');
    const named = await bench.client.topics(built.value.key, [150, 160]);
    expect(named.ok && [...named.value.keys()]).toEqual([150, 160]);
    expect(bench.workers).toHaveLength(2);
  });

  it('goes on with a map from what was finished, and says that it was started again', async () => {
    const undisturbed = await bench.client.build(smallCorpus(150), options());
    if (!undisturbed.ok) throw new Error(undisturbed.error.message);
    // One that ends with the nth thing it says of a map.
    for (const nth of [1, 2, 4, 7, 11, 16]) {
      bench = new Bench();
      const { client, workers } = bench;
      const reasons: string[] = [];
      let heard = 0;
      const built = await client.build(
        smallCorpus(150),
        options(byWords, (event) => {
          if (event.kind === 'restarted') reasons.push(event.reason);
          else if (++heard === nth) workers[0]?.die('out of memory');
        }),
      );
      if (!built.ok) throw new Error(built.error.message);
      expect(workers.length - 1, `after ${nth} events`).toBe(reasons.length);
      for (const reason of reasons) expect(reason).toBe('The engine ended: out of memory');
      const { key, tree, layout } = built.value;
      expect(key).toBe(undisturbed.value.key);
      expect(tree).toEqual(undisturbed.value.tree);
      expect(layout.positions).toEqual(undisturbed.value.layout.positions);
    }
  });

  it('is not started a third time for one map', async () => {
    const { client, workers } = bench;
    const built = await client.build(
      smallCorpus(200),
      options(byWords, ({ kind }) => {
        if (kind === 'searchable') workers.at(-1)?.die('out of memory');
      }),
    );
    expect(built).toMatchObject({ ok: false, error: { code: 'engine-ended' } });
    expect(workers).toHaveLength(2);
  });

  it('loses nothing that was to be kept', async () => {
    const { client, workers } = bench;
    await client.library.list();
    const saving = client.library.save(smallCorpus(50, 'a'));
    workers[0]?.die('killed');
    await saving;
    expect(await client.library.list()).toMatchObject([{ id: 'a', paperCount: 50 }]);
    const starring = client.library.changeUserState('a', [
      { ...noChanges, starred: [['p1', true]] },
    ]);
    workers[1]?.die('killed');
    expect(await starring).toMatchObject({ ok: true, value: { starred: ['p1'] } });
    const exporting = client.exportWorkspace(
      smallCorpus(50, 'a'),
      blankUserState,
      byWords,
      null,
      '',
    );
    setTimeout(() => workers[2]?.die('killed'), 20);
    expect((await exporting).ok).toBe(true);
    expect(workers).toHaveLength(4);
  });

  it('says so when asked about a map it never made', async () => {
    const named = await bench.client.topics('unknown', [1]);
    expect(named).toMatchObject({ ok: false, error: { code: 'map-unknown' } });
  });
});

describe('the library across a worker', () => {
  it('deletes a corpus while it is computed, and nothing of it is written after', async () => {
    const { client } = bench;
    const corpus = smallCorpus(120, 'a');
    await client.library.save(corpus);
    let deleting: Promise<number> | undefined;
    const built = client.build(
      corpus,
      options(byWords, ({ kind }) => {
        if (kind === 'progress') deleting ??= client.library.delete('a');
      }),
    );
    expect(await built).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await deleting;
    expect(await client.library.list()).toEqual([]);
    expect(await bench.left()).toEqual([]);
  });

  it('saves, lists, grows, renames and deletes', async () => {
    const { client } = bench;
    await client.library.save(smallCorpus(3, 'a'));
    const grown = await client.library.addPapers('a', smallCorpus(5, 'b'));
    // Three of the five have titles that are there already.
    expect(grown).toEqual({ name: 'a', paperCount: 5, added: 2 });
    expect(await client.library.rename('a', 'Both')).toBe(true);
    const star = { ...noChanges, starred: [['a-1', true]] } as const;
    const changed = await client.library.changeUserState('a', [star]);
    expect(changed).toMatchObject({ ok: true, value: { starred: ['a-1'] } });
    expect(await client.library.userState('a')).toEqual(changed);
    expect(await client.library.list()).toMatchObject([{ id: 'a', name: 'Both', paperCount: 5 }]);
    const [summary] = await client.library.list();
    expect(await client.library.delete('a')).toBe(summary?.bytes);
    expect(await client.library.list()).toEqual([]);
    expect(await client.library.open('a')).toBeUndefined();
  });
});
