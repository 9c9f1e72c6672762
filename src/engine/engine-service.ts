import * as Comlink from 'comlink';
import type { Topic } from '../clustering/topic';
import type { Corpus, Paper } from '../corpus/paper';
import type { NamedModel } from '../embedding/chosen-model';
import { failure, success, type Result } from '../foundation/result';
import type { Arrangement } from '../projection/arrange';
import type { LayoutKind } from '../projection/layout';
import type { Keeping } from '../storage/keeping';
import type { UserState } from '../storage/schema';
import type { OpenStorage } from '../storage/storage';
import { corpusGone, unknownMap } from './failures';
import { HeldCorpora, type CorpusHead, type CorpusTicket } from './held-corpora';
import type { KeptResult } from './kept-results';
import { LibraryService } from './library-service';
import type { KeptLayout, MapSettings } from './map';
import type { MapSession } from './map-session';
import { MapSender, type WireEvent } from './map-wire';
import type { FilesInPage } from './own-files';
import { buildMap } from './pipeline';
import {
  SearchService,
  type PlaceAnswer,
  type SearchAnswer,
  type SearchBy,
  type SimilarAnswer,
} from './search-service';
import type { Completion } from '../search/completions';
import type { EncoderText } from '../embedding/encoder';
import type { Thesaurus } from '../search/thesaurus';
import type { StageRunners } from './stages';
import { exportWorkspace, importWorkspace, type ImportedWorkspace } from './workspace';

/** Maps whose vectors and names stay in memory: the provisional, the settled, and one subset. */
const sessionsHeld = 3;

/** What a build says to another thread, which may take its time to hear it. */
export type RemoteListener = (event: WireEvent) => void | Promise<void>;

export type KeepingListener = (keeping: Keeping) => void | Promise<void>;

interface RunningBuild {
  readonly corpusId: string;
  readonly abort: AbortController;
  readonly listener: RemoteListener;
  /** Resolves when nothing of it is being written any more. */
  readonly ended: Promise<void>;
}

export type StorageOpener = (onKeeping: (keeping: Keeping) => void) => Promise<OpenStorage>;

/**
 * The engine as its worker offers it: builds by number, so that they can be cancelled by message;
 * maps by key; and the storage, so that one thread does all reading and writing.
 */
/** What computes. */
export interface Computing {
  readonly runners: StageRunners;
  /** The device of the encoder that comes with the page, which takes a second to start. */
  readonly device: { prepare(): void; dismiss(): void };
  readonly thesaurus: () => Promise<Thesaurus>;
}

/** Makes what computes, for a page at `base` that holds some files itself. */
export type ComputingFor = (
  base: string,
  inPage: FilesInPage | null,
  hasRuntime: boolean,
) => Computing;

export class EngineService {
  /** What is kept on this device. */
  readonly library: LibraryService & Comlink.ProxyMarked;
  readonly #computingFor: ComputingFor;
  #computing: Computing | undefined;
  readonly #storage: Promise<OpenStorage>;
  readonly #builds = new Map<number, RunningBuild>();
  readonly #sessions = new Map<string, MapSession>();
  readonly #search = new SearchService(() => this.#begun().thesaurus());
  readonly #held = new HeldCorpora();
  #onKeeping: KeepingListener = () => undefined;

  constructor(computingFor: ComputingFor, openStorage: StorageOpener) {
    this.#computingFor = computingFor;
    this.#storage = openStorage((keeping) => {
      void this.#onKeeping(keeping);
    });
    this.library = Comlink.proxy(
      new LibraryService({
        storage: this.#storage,
        corpus: (ticket) => this.#corpus(ticket),
        endWork: (corpusId) => this.#endWork(corpusId),
      }),
    );
  }

  /**
   * Comes before any build.
   *
   * @param base absolute URL of the page's folder, which a worker cannot know
   * @param onKeeping hears whether work outlives the page, whenever that changes
   * @param inPage files that lie in the page itself, where it has no host
   * @param hasRuntime whether what runs models lies beside the page
   */
  begin(
    base: string,
    onKeeping: KeepingListener = () => undefined,
    inPage: FilesInPage | null = null,
    hasRuntime = true,
  ): void {
    this.#computing ??= this.#computingFor(base, inPage, hasRuntime);
    this.#onKeeping = onKeeping;
  }

  /**
   * Starts the encoder's device before the papers of a corpus are there, unless something of it is
   * kept: then perhaps nothing is to be computed.
   */
  async warmUp(corpusId: string): Promise<void> {
    const { computed } = await this.#storage;
    if (!(await computed.hasResults(corpusId))) this.#begun().device.prepare();
  }

  /** Begins to receive a corpus from the page; true if it is here already. */
  receive(ticket: number, head: CorpusHead): boolean {
    return this.#held.begin(ticket, head);
  }

  receivePapers(ticket: number, papers: readonly Paper[]): void {
    this.#held.addPapers(ticket, papers);
  }

  receiveNumbers(ticket: number, numbers: Float32Array): void {
    this.#held.addNumbers(ticket, numbers);
  }

  /** Papers of a corpus that is here, from an index on, as many as make a portion. */
  papers(ticket: number, from: number): readonly Paper[] {
    return this.#held.papers(ticket, from);
  }

  /** Numbers of the vectors of a corpus that is here, as many as make a portion. */
  numbers(ticket: number, from: number): Float32Array {
    const numbers = this.#held.numbers(ticket, from);
    return Comlink.transfer(numbers, [numbers.buffer]);
  }

  /**
   * Makes the map of a corpus, or of some of its papers; see `buildMap`.
   *
   * @param build a number for {@link cancel}, used once
   * @returns the key of the settled map, which the listener has been given
   */
  async build(
    build: number,
    request: {
      readonly corpus: CorpusTicket;
      readonly settings: MapSettings;
      readonly model: NamedModel | null;
      readonly subset: Uint32Array | null;
      readonly keptLayout: KeptLayout;
    },
    listener: RemoteListener,
  ): Promise<Result<string>> {
    const { runners } = this.#begun();
    const corpus = this.#corpus(request.corpus);
    this.#search.hold(corpus.id, corpus.papers);
    const abort = new AbortController();
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#builds.set(build, { corpusId: corpus.id, abort, listener, ended });
    try {
      const { computed, keeping } = await this.#storage;
      let heard = listener({ kind: 'searchable' });
      heard = listener({ kind: 'keeping', keeping });
      const sender = new MapSender();
      const result = await buildMap({
        ...request,
        corpus,
        runners,
        store: computed,
        listener: (event) => {
          heard = listener(handOver(sender.wire(event)));
        },
        signal: abort.signal,
        onSession: (session) => this.#hold(session),
        onVectors: (parts) => this.#search.holdVectors(corpus.id, parts),
      });
      // Events and the result go by different channels: the result must not overtake the last map.
      await heard;
      this.#search.prepareSoon();
      return result.ok ? success(result.value.key) : result;
    } finally {
      this.#builds.delete(build);
      end();
      // Who cancelled may go on; else nobody needs it any more.
      if (!abort.signal.aborted) this.#begun().device.dismiss();
    }
  }

  /** Ends a build between two batches; what is finished is kept. */
  cancel(build: number): void {
    this.#builds.get(build)?.abort.abort();
  }

  /** Ends the projection of a map early and keeps it as it is. */
  stopLayout(mapKey: string): void {
    this.#sessions.get(mapKey)?.stopLayout();
  }

  /** Names of any nodes of a map made or read in this worker, without the words hidden. */
  async topics(
    mapKey: string,
    nodes: readonly number[],
    hidden: readonly string[] = [],
  ): Promise<Result<readonly Topic[]>> {
    const topics = await this.#sessions.get(mapKey)?.topics(nodes, hidden);
    return topics === undefined ? failure(unknownMap) : success(topics);
  }

  /** Another layout of a finished map, with how far to trust it. */
  async arrange(mapKey: string, kind: LayoutKind): Promise<Result<Arrangement>> {
    const arranged = await this.#sessions.get(mapKey)?.arranged(kind);
    return arranged === undefined ? failure(unknownMap) : success(arranged);
  }

  /** Papers of the corpus last built that answer what was typed. */
  async search(corpusId: string, typed: string, by: SearchBy): Promise<Result<SearchAnswer>> {
    const answer = await this.#search.search(corpusId, typed, by);
    return answer === null ? failure(unknownMap) : success(answer);
  }

  /** Papers of the corpus last built that are most like one of them; null where the map's must do. */
  async similar(corpusId: string, paper: number, most: number): Promise<SimilarAnswer | null> {
    return this.#search.similar(corpusId, paper, most);
  }

  /** What an unfinished query of the corpus last built can be finished to; none of any other. */
  async complete(corpusId: string, typed: string, caret: number): Promise<readonly Completion[]> {
    return (await this.#search.complete(corpusId, typed, caret)) ?? [];
  }

  /** The papers of the corpus last built nearest to a text that is none of them. */
  async place(corpusId: string, text: EncoderText, most: number): Promise<Result<PlaceAnswer>> {
    const answer = await this.#search.place(corpusId, text, most);
    return answer === null ? failure(unknownMap) : success(answer);
  }

  /** Reads a kept corpus, whose papers are then asked for by its ticket. */
  async openCorpus(ticket: number, id: string): Promise<CorpusHead | undefined> {
    const corpus = await (await this.#storage).library.open(id);
    return corpus && this.#held.hold(ticket, corpus);
  }

  /**
   * A corpus with its map, vectors and what the user did, as one file; the map is made first if it
   * is not finished.
   */
  async exportWorkspace(
    of: CorpusTicket,
    userState: UserState,
    settings: MapSettings,
    model: NamedModel | null,
    view: string,
  ): Promise<Result<Blob>> {
    const { runners } = this.#begun();
    const corpus = this.#corpus(of);
    const storage = await this.#storage;
    return exportWorkspace({
      corpus,
      userState,
      settings,
      model,
      runners,
      storage,
      mayCompute: true,
      view,
    });
  }

  /** The same of a corpus that is kept and need not be open, if its map is finished. */
  async exportKept(
    id: string,
    userState: UserState,
    settings: MapSettings,
    model: NamedModel | null,
  ): Promise<Result<Blob>> {
    const { runners } = this.#begun();
    const storage = await this.#storage;
    const corpus = await storage.library.read(id);
    if (corpus === undefined) return failure(corpusGone);
    return exportWorkspace({
      corpus,
      userState,
      settings,
      model,
      runners,
      storage,
      mayCompute: false,
      view: '',
    });
  }

  /** Keeps what a workspace file holds; see `importWorkspace`. */
  async importWorkspace(
    file: Blob,
    fileName: string,
    reserved: readonly string[],
  ): Promise<Result<ImportedWorkspace>> {
    return importWorkspace({ file, fileName, reserved, storage: await this.#storage });
  }

  /** A sign of life. */
  ready(): true {
    return true;
  }

  /** Keeps results that come from elsewhere, as if they had been computed here. */
  async keepResult(corpusId: string, { kind, key, value }: KeptResult): Promise<void> {
    await (await this.#storage).computed.putResult(kind, key, value, corpusId);
  }

  async keeping(): Promise<Keeping> {
    return (await this.#storage).keeping;
  }

  async #endWork(corpusId: string): Promise<void> {
    const builds = [...this.#builds.values()].filter((build) => build.corpusId === corpusId);
    for (const { abort } of builds) abort.abort();
    await Promise.all(builds.map(({ ended }) => ended));
    for (const [key, { options }] of this.#sessions)
      if (options.corpusId === corpusId) this.#sessions.delete(key);
  }

  #begun(): Computing {
    if (this.#computing === undefined) throw new Error('The engine was not begun.');
    return this.#computing;
  }

  #corpus({ ticket, name }: CorpusTicket): Corpus {
    return this.#held.whole(ticket, name);
  }

  /** Holds a session as the newest, letting go of the oldest beyond the number held. */
  #hold(session: MapSession): void {
    this.#sessions.delete(session.key);
    this.#sessions.set(session.key, session);
    for (const key of this.#sessions.keys()) {
      if (this.#sessions.size <= sessionsHeld) break;
      this.#sessions.delete(key);
    }
  }
}

/**
 * Positions belong to the listener alone and are transferred. A map is copied: what it holds is
 * still needed here for its layout, its names and its storage.
 */
function handOver(event: WireEvent): WireEvent {
  if (event.kind !== 'positions') return event;
  const { buffer } = event.positions;
  return buffer instanceof ArrayBuffer ? Comlink.transfer(event, [buffer]) : event;
}
