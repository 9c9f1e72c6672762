/** A whole explorer for tests: with a history and an engine that the test drives. */
import type { Arrangement } from '../../projection/arrange';
import { flushSync } from 'svelte';
import { onTestFinished } from 'vitest';
import { success, type Result } from '../../foundation/result';
import { ModelStore } from '../../embedding/model-store';
import type { PaperMap } from '../../engine/map';
import type { Library } from '../../engine/library-client';
import type { PlaceAnswer, SearchBy } from '../../engine/search-service';
import { blankUserState } from '../../storage/schema';
import { withChanges } from '../../storage/user-changes';
import type { AddressBar } from '../address/address-bar';
import { Display } from '../display.svelte';
import { Explorer } from '../explorer.svelte';
import type { Engine, MakeOptions, OpenedSite } from '../ports';
import { eightPapers, workedMap } from './worked-map';

/** A history that works like the browser's, without one. */
export class TestBar implements AddressBar {
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

/** As the interface has it, for tests that put a method of their own in. */
type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** An engine whose builds are finished by the test. */
export class TestEngine implements Engine {
  corpus = eightPapers;
  options: MakeOptions | null = null;
  finish: (result: Result<PaperMap>) => void = () => undefined;

  warmUp() {
    // Nothing here takes time to start.
  }

  build(_: unknown, options: MakeOptions): Promise<Result<PaperMap>> {
    this.options = options;
    queueMicrotask(() => options.onEvent({ kind: 'searchable' }));
    return new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  topics: Engine['topics'] = () => Promise.resolve(success(new Map()));

  arrange(): Promise<Result<Arrangement>> {
    throw new Error('No layout is chosen in these tests.');
  }

  openSite(): Promise<Result<OpenedSite>> {
    throw new Error('No published map is opened in these tests.');
  }

  look() {
    // Nothing is fetched by need here.
  }

  fetchAgain() {
    // Nothing was missing.
  }

  leaveSite() {
    // No published map was open.
  }

  stopLayout() {
    return Promise.resolve();
  }

  similar() {
    return Promise.resolve(null);
  }

  complete() {
    return Promise.resolve([]);
  }

  place(): Promise<Result<PlaceAnswer>> {
    throw new Error('No paper is placed in these tests.');
  }

  search(_: string, typed: string, by: SearchBy) {
    const papers = eightPapers.papers.flatMap(({ title }, at) =>
      title.toLowerCase() === typed ? [at] : [],
    );
    return Promise.resolve(
      success({
        papers: Uint32Array.from(papers),
        scores: Float32Array.of(1),
        complete: papers.length,
        nearness: [],
        sentences: [],
        takenFor: [],
        related: [],
        missing: [],
        foreign: false,
        unread: [],
        by,
      }),
    );
  }

  /** Corpora whose additions were forgotten. */
  readonly forgotten: string[] = [];

  readonly library: Writable<Library> = {
    list: async () => [{ id: 'eight', name: 'Eight papers', paperCount: 8, bytes: 1000 }],
    open: async () => this.corpus,
    save: async () => undefined,
    copy: async () => undefined,
    addPapers: async () => undefined,
    rename: async () => true,
    delete: async () => 0,
    forgetAdditions: async (id) => {
      this.forgotten.push(id);
    },
    userState: async () => success(blankUserState),
    changeUserState: async (_, changes) => success(changes.reduce(withChanges, blankUserState)),
  };

  onKeeping = () => undefined;
}

export interface StartedExplorer {
  readonly bar: TestBar;
  readonly engine: TestEngine;
  readonly explorer: Explorer;
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
  flushSync();
}

/** An explorer that was started at an address, its map not yet made. */
export async function started(
  hash = '#corpus=eight',
  corpus = eightPapers,
): Promise<StartedExplorer> {
  const bar = new TestBar(hash);
  const engine = new TestEngine();
  engine.corpus = corpus;
  const explorer = new Explorer({
    engine,
    bar,
    display: new Display(null),
    base: 'https://papers.example/',
    encoders: {
      store: async () => new ModelStore(null),
      preferences: null,
      adapter: async () => ({ missingAdapter: 'none here', halfPrecision: false }),
      base: 'https://papers.example/',
      hub: 'https://hub.example/',
    },
  });
  onTestFinished(explorer.start());
  await settle();
  return { bar, engine, explorer };
}

/** An explorer whose map is there. */
export async function finished(hash?: string): Promise<StartedExplorer> {
  const parts = await started(hash);
  parts.engine.finish(success(workedMap()));
  await settle();
  return parts;
}
