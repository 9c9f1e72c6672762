import type { Arrangement } from '../projection/arrange';
import { flushSync } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { failure, success, type Result } from '../foundation/result';
import { ModelStore } from '../embedding/model-store';
import type { PaperMap } from '../engine/map';
import type { SearchBy } from '../engine/search-service';
import { blankUserState } from '../storage/schema';
import type { AddressBar } from './address-bar';
import { Display } from './display.svelte';
import { Explorer } from './explorer.svelte';
import type { Engine, MakeOptions } from './ports';
import { eightPapers, otherMerges, workedMap } from './testing/worked-map';

/** A history that works like the browser's, without one. */
class TestBar implements AddressBar {
  entries: string[];
  depth = 0;
  #listener: () => void = () => undefined;

  constructor(hash = '') {
    this.entries = [hash];
  }

  read(): string {
    return this.entries[this.depth] ?? '';
  }

  push(hash: string): void {
    this.entries = [...this.entries.slice(0, this.depth + 1), hash];
    this.depth++;
  }

  replace(hash: string): void {
    this.entries[this.depth] = hash;
  }

  back(): void {
    this.depth--;
    this.#listener();
  }

  forward(): void {
    this.depth++;
    this.#listener();
  }

  onChange(listener: () => void): () => void {
    this.#listener = listener;
    return () => undefined;
  }
}

/** An engine whose builds are finished by the test. */
class TestEngine implements Engine {
  options: MakeOptions | null = null;
  finish: (result: Result<PaperMap>) => void = () => undefined;

  build(_: unknown, options: MakeOptions): Promise<Result<PaperMap>> {
    this.options = options;
    return new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  topics() {
    return Promise.resolve(success(new Map()));
  }

  arrange(): Promise<Result<Arrangement>> {
    throw new Error('No layout is chosen in these tests.');
  }

  stopLayout() {
    return Promise.resolve();
  }

  search(_: string, typed: string, by: SearchBy) {
    const papers = eightPapers.papers.flatMap(({ title }, at) =>
      title.toLowerCase() === typed ? [at] : [],
    );
    return Promise.resolve(
      success({ papers: Uint32Array.from(papers), scores: Float32Array.of(1), by }),
    );
  }

  corpora() {
    return Promise.resolve([{ id: 'eight', name: 'Eight papers', paperCount: 8, bytes: 1000 }]);
  }

  openCorpus() {
    return Promise.resolve(eightPapers);
  }

  saveCorpus() {
    return Promise.resolve();
  }

  deleteCorpus() {
    return Promise.resolve(0);
  }

  userState() {
    return Promise.resolve(blankUserState);
  }

  keepUserState() {
    return Promise.resolve();
  }
}

let stop: () => void = () => undefined;
afterEach(() => {
  stop();
});

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
  flushSync();
}

async function started(hash = '#corpus=eight') {
  const bar = new TestBar(hash);
  const engine = new TestEngine();
  const explorer = new Explorer({
    engine,
    bar,
    display: new Display(null),
    base: 'https://papers.example/',
    encoders: {
      store: async () => new ModelStore(null),
      preferences: null,
      base: 'https://papers.example/',
      hub: 'https://hub.example/',
    },
  });
  stop = explorer.start();
  await settle();
  return { bar, engine, explorer };
}

async function finished(hash?: string) {
  const parts = await started(hash);
  parts.engine.finish(success(workedMap()));
  await settle();
  return parts;
}

describe('the explorer', () => {
  it('shows the papers before there is a map', async () => {
    const { explorer } = await started();
    expect(explorer.papers).toHaveLength(8);
    expect(explorer.loading.phase.kind).toBe('making');
    expect(explorer.frontier).toEqual([]);
  });

  it('cuts the map into the clusters asked for', async () => {
    const { explorer } = await finished();
    expect(explorer.loading.phase.kind).toBe('ready');
    explorer.cut = { method: 'height', count: 3 };
    expect(explorer.frontier).toHaveLength(3);
    explorer.cut = { method: 'size', count: 5 };
    flushSync();
    expect(explorer.frontier).toHaveLength(5);
  });

  it('goes back to where the user was, and up to the parent', async () => {
    const { explorer, bar } = await finished();
    explorer.zoom(11);
    await settle();
    expect(explorer.root).toBe(11);
    expect(explorer.path).toEqual([14, 12, 11]);
    expect(explorer.canGoBack).toBe(true);
    explorer.up();
    await settle();
    expect(explorer.root).toBe(12);
    explorer.back();
    await settle();
    expect(explorer.root).toBe(11);
    explorer.back();
    await settle();
    expect(explorer.root).toBe(14);
    expect(explorer.canGoBack).toBe(false);
    bar.forward();
    await settle();
    expect(explorer.root).toBe(11);
  });

  it('does not fill the history with selections and cuts', async () => {
    const { explorer, bar } = await finished();
    explorer.select(3);
    explorer.cut = { method: 'size', count: 4 };
    await settle();
    expect(bar.entries).toEqual(['#corpus=eight&cut=4-size&paper=p3']);
  });

  it('opens the view an address describes', async () => {
    const { explorer } = await finished('#corpus=eight&topic=12-anything&cut=5-breadth&paper=p6');
    expect(explorer.root).toBe(12);
    expect(explorer.cut).toEqual({ method: 'breadth', count: 5 });
    expect(explorer.selected).toBe(6);
  });

  it('leaves out a topic or paper that the map does not have', async () => {
    const { explorer } = await finished('#corpus=eight&topic=999&paper=unknown');
    expect(explorer.root).toBe(14);
    expect(explorer.selected).toBeNull();
  });

  it('keeps the place when the settled map replaces the provisional one', async () => {
    const { explorer, engine } = await started();
    engine.options?.onEvent({ kind: 'map', map: workedMap({ key: 'first', settled: false }) });
    explorer.zoom(13);
    explorer.select(7);
    await settle();
    engine.finish(success(workedMap({}, otherMerges)));
    await settle();
    expect(explorer.root).toBe(13);
    expect(explorer.selected).toBe(7);
  });

  it('keeps a topic of the address for the settled map', async () => {
    const { explorer, engine, bar } = await started('#corpus=eight&topic=13');
    engine.options?.onEvent({ kind: 'map', map: workedMap({ key: 'first', settled: false }) });
    await settle();
    expect(explorer.root).toBe(14);
    expect(bar.read()).toBe('#corpus=eight&topic=13');
    engine.finish(success(workedMap({}, otherMerges)));
    await settle();
    expect(explorer.root).toBe(13);
  });

  it('zooms out until a paper is in sight', async () => {
    const { explorer } = await finished();
    explorer.zoom(11);
    await settle();
    explorer.reveal(6);
    expect(explorer.root).toBe(12);
    expect(explorer.selected).toBe(6);
  });

  it('can be cancelled and taken up again', async () => {
    const { explorer, engine } = await started();
    explorer.loading.cancel();
    expect(explorer.loading.phase.kind).toBe('cancelled');
    expect(engine.options?.signal.aborted).toBe(true);
    void explorer.loading.retry();
    await settle();
    engine.finish(success(workedMap()));
    await settle();
    expect(explorer.loading.phase.kind).toBe('ready');
  });

  it('keeps the papers readable when the map fails', async () => {
    const { explorer, engine } = await started();
    engine.finish(failure({ code: 'x', message: 'No.', remedy: 'Try again.' }));
    await settle();
    expect(explorer.loading.phase.kind).toBe('failed');
    expect(explorer.papers).toHaveLength(8);
  });

  it('hears nothing more of a build it has left', async () => {
    const { explorer, engine } = await started();
    const first = engine.options;
    void explorer.loading.retry();
    await settle();
    first?.onEvent({ kind: 'map', map: workedMap() });
    expect(explorer.loading.map).toBeNull();
  });

  it('clusters a topic afresh on its own, and the browser’s back leaves it again', async () => {
    const { explorer, engine, bar } = await finished();
    explorer.zoom(13);
    await settle();
    void explorer.recluster();
    await settle();
    expect(engine.options?.subset).toEqual(Uint32Array.of(4, 5, 7));
    const part = workedMap({ key: 'part', subset: Uint32Array.of(4, 5, 7) }, [
      [0, 1, 1],
      [0, 2, 2],
    ]);
    engine.finish(success(part));
    await settle();
    expect(explorer.isPart).toBe(true);
    expect(explorer.papers.map(({ id }) => id)).toEqual(['p4', 'p5', 'p7']);
    expect(bar.read()).toBe('#corpus=eight&within=13');

    explorer.back();
    await settle();
    expect(engine.options?.subset).toBeNull();
    engine.finish(success(workedMap()));
    await settle();
    expect(explorer.isPart).toBe(false);
    expect(explorer.root).toBe(13);
  });

  it('opens a topic clustered afresh from its address', async () => {
    const { explorer, engine } = await finished('#corpus=eight&within=13');
    expect(engine.options?.subset).toEqual(Uint32Array.of(4, 5, 7));
    expect(explorer.loading.phase.kind).toBe('making');
  });

  it('finds papers as one types, and among those chosen', async () => {
    const { explorer, bar } = await finished();
    await explorer.search.ask('paper 3');
    await settle();
    expect(explorer.lit?.[0]).toBe(3);
    expect(bar.read()).toBe('#corpus=eight&q=paper%203');
    explorer.selectMany([5, 6]);
    explorer.search.clear();
    await settle();
    expect(explorer.lit).toEqual([5, 6]);
  });
});
