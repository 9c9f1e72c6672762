/**
 * The engine as the page uses it: one worker for everything that takes time, started when it is
 * first needed and again if it dies. Failures come back as values.
 */
import * as Comlink from 'comlink';
import type { Topic } from '../clustering/topic';
import type { Corpus } from '../corpus/paper';
import type { NamedModel } from '../embedding/chosen-model';
import { filesInPage, isOneFile } from '../foundation/one-file';
import { failure, success, type Result } from '../foundation/result';
import type { Arrangement } from '../projection/arrange';
import type { LayoutKind } from '../projection/layout';
import type { Keeping } from '../storage/keeping';
import type { UserState } from '../storage/schema';
import { CorpusHandover, type HandoverOptions } from './corpus-handover';
import type { EngineService } from './engine-service';
import { cancelled, engineEnded, unexpected, unknownMap } from './failures';
import type { CorpusTicket } from './held-corpora';
import type { KeptResult } from './kept-results';
import { libraryIn, type Library } from './library-client';
import type { BuildEvent, BuildListener, KeptLayout, MapSettings, PaperMap } from './map';
import { MapReceiver, type WireEvent } from './map-wire';
import type { EncoderText } from '../embedding/encoder';
import type { Completion } from '../search/completions';
import type { PlaceAnswer, SearchAnswer, SearchBy, SimilarAnswer } from './search-service';
import type { ImportedWorkspace } from './workspace';
import { WorkerClient, WorkerFailure, type WorkerLike } from './worker-client';

export interface BuildOptions {
  readonly settings: MapSettings;
  /** The model that `settings.encoder` names, where it names one; its files cross uncopied. */
  readonly model: NamedModel | null;
  /** Ascending indices of the papers to cluster afresh on their own; null for all. */
  readonly subset: Uint32Array | null;
  /** Default: it is shown. */
  readonly keptLayout?: KeptLayout;
  readonly signal: AbortSignal;
  readonly onEvent: BuildListener;
}

/** What it takes to make a map again in a fresh worker. */
interface Recipe {
  readonly corpus: Corpus;
  readonly settings: MapSettings;
  /** The model that `settings.encoder` names, where it names one; its files cross uncopied. */
  readonly model: NamedModel | null;
  readonly subset: Uint32Array | null;
}

export class EngineClient {
  /** Hears whether work outlives the page, whenever that changes. */
  onKeeping: (keeping: Keeping) => void = () => undefined;

  /** What is kept on this device. */
  readonly library: Library;
  readonly #worker: WorkerClient<EngineService>;
  readonly #corpora: CorpusHandover;
  #builds = 0;
  #latest: { readonly keys: Set<string>; readonly recipe: Recipe } | undefined;

  /**
   * @param base absolute URL of the page's folder (`document.baseURI`)
   * @param start starts the worker; replaced in tests
   * @param hasRuntime whether what runs models lies beside the page
   */
  constructor(base: string, start: () => WorkerLike = startEngineWorker, hasRuntime = true) {
    this.#worker = new WorkerClient<EngineService>(start, {
      name: 'The engine',
      greet: (engine) =>
        engine.begin(
          base,
          Comlink.proxy((keeping: Keeping) => this.onKeeping(keeping)),
          isOneFile ? filesInPage('lexicon/') : null,
          hasRuntime,
        ),
      ping: (engine) => engine.ready(),
    });
    this.#corpora = new CorpusHandover(this.#worker);
    this.library = libraryIn(this.#worker, this.#corpora);
  }

  /**
   * Makes the map of a corpus, or finds it kept. `onEvent` hears of progress, of a provisional map
   * and of the finished one; the time to the first is measured as `papergrove:first-map`. An engine
   * that ends by itself is started again once, and goes on from what it had finished.
   */
  async build(
    corpus: Corpus,
    { settings, model, subset, keptLayout = 'shown', signal, onEvent }: BuildOptions,
  ): Promise<Result<PaperMap>> {
    if (signal.aborted) return failure(cancelled);
    const recipe = { corpus, settings, model, subset };
    const keys = new Set<string>();
    this.#latest = { keys, recipe };
    const start = performance.now();
    let last: PaperMap | undefined;
    const hear: BuildListener = (event) => {
      if (event.kind === 'map') {
        if (last === undefined) performance.measure('papergrove:first-map', { start });
        last = event.map;
        keys.add(event.map.key);
      }
      onEvent(event);
    };
    let key = await this.#build({ ...recipe, keptLayout }, signal, hear);
    if (!key.ok && key.error.code === endedCode && !signal.aborted) {
      onEvent({ kind: 'restarted', reason: key.error.message });
      key = await this.#build({ ...recipe, keptLayout }, signal, hear);
    }
    if (!key.ok) return key;
    return last === undefined ? failure(unknownMap) : success(last);
  }

  /** Starts what the map of a corpus will need, if it was never made here, while its papers load. */
  warmUp(corpusId: string): void {
    // Whatever is wrong is said when the map is made.
    this.#worker.call((engine) => engine.warmUp(corpusId)).catch(() => undefined);
  }

  /** Ends the projection of a map that is being made and keeps it as it is. */
  async stopLayout(mapKey: string): Promise<void> {
    await this.#worker.call((engine) => engine.stopLayout(mapKey));
  }

  /** Names nodes of a map made by this client, without the words hidden; it is made again first if its worker is gone. */
  async topics(
    mapKey: string,
    nodes: readonly number[],
    hidden: readonly string[] = [],
  ): Promise<Result<ReadonlyMap<number, Topic>>> {
    const named = await this.#askOfMap(mapKey, (engine) => engine.topics(mapKey, nodes, hidden));
    return named.ok ? success(byNode(named.value)) : named;
  }

  /** Another layout of a finished map, with how far to trust it. */
  arrange(mapKey: string, kind: LayoutKind): Promise<Result<Arrangement>> {
    return this.#askOfMap(mapKey, (engine) => engine.arrange(mapKey, kind));
  }

  /** Papers of the corpus last built that answer what was typed. */
  search(corpusId: string, typed: string, by: SearchBy): Promise<Result<SearchAnswer>> {
    const ours = this.#latest?.recipe.corpus.id === corpusId;
    return this.#askAgain(ours, (engine) => engine.search(corpusId, typed, by));
  }

  /**
   * Papers of the corpus last built most like one of them, by their places in it; null where that
   * cannot be had, and the neighbours on the map must do.
   */
  async similar(corpusId: string, paper: number, most: number): Promise<SimilarAnswer | null> {
    return this.#worker.call((engine) => engine.similar(corpusId, paper, most)).catch(() => null); // the worker is gone: the next build starts another
  }

  /** What an unfinished query can be finished to; none while that cannot be had. */
  complete(corpusId: string, typed: string, caret: number): Promise<readonly Completion[]> {
    return this.#worker
      .call<readonly Completion[]>((engine) => engine.complete(corpusId, typed, caret))
      .catch(() => []);
  }

  /** Papers of the corpus last built nearest to a text that is none of them. */
  place(corpusId: string, text: EncoderText, most: number): Promise<Result<PlaceAnswer>> {
    const ours = this.#latest?.recipe.corpus.id === corpusId;
    return this.#askAgain(ours, (engine) => engine.place(corpusId, text, most));
  }

  /** A corpus with its map, vectors, what the user did, and how it is looked at, as one file. */
  async exportWorkspace(
    corpus: Corpus,
    userState: UserState,
    settings: MapSettings,
    model: NamedModel | null,
    view: string,
  ): Promise<Result<Blob>> {
    const write = async (): Promise<Result<Blob>> => {
      const given = await this.#give(corpus);
      if (!given.ok) return given;
      return this.#ask((engine) =>
        engine.exportWorkspace(given.value, userState, settings, model, view),
      );
    };
    const written = await write();
    return !written.ok && written.error.code === endedCode ? write() : written;
  }

  /** The same of a corpus that is kept and need not be open, if its map is finished. */
  exportKept(
    id: string,
    userState: UserState,
    settings: MapSettings,
    model: NamedModel | null,
  ): Promise<Result<Blob>> {
    return this.#ask((engine) => engine.exportKept(id, userState, settings, model));
  }

  /**
   * Keeps what a workspace file holds, as a corpus of its own.
   *
   * @param reserved ids the corpus must not get
   * @returns the corpus and what made its map, or what is wrong with the file
   */
  importWorkspace(
    file: Blob,
    fileName: string,
    reserved: readonly string[],
  ): Promise<Result<ImportedWorkspace>> {
    return this.#ask((engine) => engine.importWorkspace(file, fileName, reserved));
  }

  /**
   * Keeps results that come from elsewhere, so that a map is found and not made.
   *
   * @throws where the worker cannot run
   */
  async keepResults(corpusId: string, results: readonly KeptResult[]): Promise<void> {
    for (const result of results)
      await this.#worker.call((engine) => engine.keepResult(corpusId, result));
  }

  /** Ends the worker; a later call starts another. */
  dispose(): void {
    this.#worker.terminate();
  }

  async #build(
    recipe: Recipe & { readonly keptLayout: KeptLayout },
    signal: AbortSignal,
    listener: (event: BuildEvent) => void,
  ): Promise<Result<string>> {
    const build = ++this.#builds;
    const cancel = (): void => {
      // If the worker died there is nothing left to cancel.
      this.#worker.call((engine) => engine.cancel(build)).catch(() => undefined);
    };
    // A mistake in a view must not travel to the worker and get lost there.
    const receiver = new MapReceiver();
    const hear = (event: WireEvent): void => {
      try {
        listener(receiver.read(event));
      } catch (thrown) {
        reportError(thrown);
      }
    };
    const corpus = await this.#give(recipe.corpus, {
      signal,
      onProgress: (done, total) =>
        hear({ kind: 'progress', progress: { stage: 'read', done, total, unit: 'papers' } }),
    });
    if (!corpus.ok) return corpus;
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const request = { ...recipe, corpus: corpus.value };
      return await this.#ask((engine) => engine.build(build, request, Comlink.proxy(hear)));
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  async #give(corpus: Corpus, options: HandoverOptions = {}): Promise<Result<CorpusTicket>> {
    try {
      return success(await this.#corpora.give(corpus, options));
    } catch (thrown) {
      if (options.signal?.aborted) return failure(cancelled);
      return failure(mayResume(thrown) ? engineEnded(thrown.message) : unexpected(thrown));
    }
  }

  /** Asks something of a map made by this client, which is made again first if its worker is gone. */
  #askOfMap<T>(
    mapKey: string,
    use: (engine: Comlink.Remote<EngineService>) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    return this.#askAgain(this.#latest?.keys.has(mapKey) ?? false, use);
  }

  /**
   * Asks; if the worker ended over it, or no longer knows the map, and the map is ours to make, makes
   * it and asks again.
   */
  async #askAgain<T>(
    ours: boolean,
    use: (engine: Comlink.Remote<EngineService>) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const answer = await this.#ask(use);
    const latest = this.#latest;
    const isLost = !answer.ok && [unknownMap.code, endedCode].includes(answer.error.code);
    if (!isLost || !latest || !ours) return answer;
    const recipe = { ...latest.recipe, keptLayout: 'shown' } as const;
    const again = await this.#build(recipe, new AbortController().signal, () => undefined);
    return again.ok ? this.#ask(use) : again;
  }

  async #ask<T>(
    use: (engine: Comlink.Remote<EngineService>) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    try {
      return await this.#worker.call(use);
    } catch (thrown) {
      return failure(mayResume(thrown) ? engineEnded(thrown.message) : unexpected(thrown));
    }
  }
}

const endedCode = engineEnded('').code;

function mayResume(thrown: unknown): thrown is WorkerFailure {
  return thrown instanceof WorkerFailure && thrown.mayResume;
}

function byNode(topics: readonly Topic[]): ReadonlyMap<number, Topic> {
  return new Map(topics.map((topic) => [topic.node, topic]));
}

function startEngineWorker(): WorkerLike {
  return new Worker(new URL('./engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'papergrove engine',
  });
}
