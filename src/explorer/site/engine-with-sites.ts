/**
 * The engine, to which a published map is one more: what is asked of it is answered from its files.
 * What only the engine can do (search, another layout, a part clustered afresh, keeping it) has all of
 * the site fetched first and given to the engine as results that it would have kept.
 */
import type { Topic } from '../../clustering/topic';
import type { Corpus } from '../../corpus/paper';
import type { NamedModel } from '../../embedding/chosen-model';
import type { EngineClient } from '../../engine/engine-client';
import type { KeptResult } from '../../engine/kept-results';
import type { Library } from '../../engine/library-client';
import { defaultSettings, type MapSettings, type PaperMap } from '../../engine/map';
import { success, type Result } from '../../foundation/result';
import type { LayoutKind } from '../../projection/layout';
import type { Keeping } from '../../storage/keeping';
import type { UserState } from '../../storage/schema';
import type { Engine, LookedAt, MakeOptions, OpenedSite, PaperFinder, SiteOpening } from '../ports';
import { libraryByNeed } from './library-by-need';
import type { OpenSiteParts } from './open-site';
import type { PublishedSite, WholeSite } from './published-site';

export class EngineWithSites implements Engine {
  readonly library: Library;
  readonly #engine: EngineClient;
  readonly #parts: OpenSiteParts;
  /** Called before the engine may keep something. */
  readonly #wake: () => void;
  #site: PublishedSite | null = null;
  /** All of the open site, on its way to the engine. */
  #whole: Promise<Result<Corpus>> | null = null;
  #onProgress: (done: number, total: number) => void = () => undefined;

  constructor(engine: EngineClient, parts: OpenSiteParts) {
    this.#engine = engine;
    this.#parts = parts;
    const { library, wake } = libraryByNeed(engine.library);
    this.#wake = wake;
    this.library = {
      ...library,
      save: async (corpus) => library.save(await this.#wholeOf(corpus)),
      copy: async (of, id, name) => library.copy(await this.#wholeOf(of), id, name),
    };
  }

  set onKeeping(hear: (keeping: Keeping) => void) {
    this.#engine.onKeeping = hear;
  }

  async openSite(url: string, opening: SiteOpening): Promise<Result<OpenedSite>> {
    const { openSite } = await import('./open-site');
    const opened = await openSite(url, opening, this.#parts);
    if (!opened.ok) return opened;
    const site = opened.value;
    if (opening.wantsTitles) {
      const titles = await site.titles();
      if (!titles.ok) return titles;
    }
    this.leaveSite();
    this.#site = site;
    this.#onProgress = (done, total) => opening.onEvent({ kind: 'fetching', done, total });
    // The map is shown before anything else is asked for.
    setTimeout(() => this.fetchAgain(), 0);
    const { corpus, map } = site;
    return success({ corpus, map, view: site.view, setting: map.provenance.settings.encoder });
  }

  look(at: LookedAt): void {
    this.#site?.look(at);
  }

  fetchAgain(): void {
    // What is missing is told by the site; that it was closed meanwhile is nobody's concern.
    this.#site?.fetchTheRest().catch(() => undefined);
  }

  /** Nothing of the open site is wanted any more. */
  leaveSite(): void {
    this.#site = null;
    this.#whole = null;
    this.#madeKey = null;
  }

  warmUp(corpusId: string): void {
    this.#engine.warmUp(corpusId);
  }

  async build(corpus: Corpus, options: MakeOptions): Promise<Result<PaperMap>> {
    const whole = await this.#ready(corpus.id);
    if (whole && !whole.ok) return whole;
    this.#wake();
    return this.#engine.build(whole?.value ?? corpus, options);
  }

  async topics(
    key: string,
    nodes: readonly number[],
    hidden: readonly string[],
  ): Promise<Result<ReadonlyMap<number, Topic>>> {
    const site = this.#siteOf(key);
    if (!site) return this.#engine.topics(key, nodes, hidden);
    if (hidden.length === 0) return site.topics(nodes);
    const whole = await this.#ready(site.corpus.id);
    if (whole && !whole.ok) return whole;
    return this.#engine.topics(this.#engineKey(key), nodes, hidden);
  }

  async arrange(key: string, kind: LayoutKind) {
    const site = this.#siteOf(key);
    if (site && kind === 'umap') return site.arrangement();
    const whole = site && (await this.#ready(site.corpus.id));
    if (whole && !whole.ok) return whole;
    return this.#engine.arrange(this.#engineKey(key), kind);
  }

  stopLayout(key: string): Promise<void> {
    return this.#engine.stopLayout(key);
  }

  async search(...[corpusId, typed, by, all]: Parameters<PaperFinder['search']>) {
    const byNeed = await this.#unread(corpusId)?.search(typed, by, all ?? this.#whole !== null);
    if (byNeed) return byNeed;
    const whole = await this.#ready(corpusId);
    if (whole && !whole.ok) return whole;
    return this.#engine.search(corpusId, typed, by);
  }

  async similar(corpusId: string, paper: number, most: number) {
    const site = this.#unread(corpusId);
    return site ? site.similar(paper, most) : this.#engine.similar(corpusId, paper, most);
  }

  async complete(corpusId: string, typed: string, caret: number) {
    // Typing alone has nothing fetched.
    if (this.#unread(corpusId)) return [];
    return this.#engine.complete(corpusId, typed, caret);
  }

  async place(...[corpusId, text, most]: Parameters<PaperFinder['place']>) {
    const whole = await this.#ready(corpusId);
    if (whole && !whole.ok) return whole;
    return this.#engine.place(corpusId, text, most);
  }

  async exportWorkspace(
    corpus: Corpus,
    userState: UserState,
    settings: MapSettings,
    model: NamedModel | null,
    view: string,
  ): Promise<Result<Blob>> {
    const whole = await this.#ready(corpus.id);
    if (whole && !whole.ok) return whole;
    return this.#engine.exportWorkspace(whole?.value ?? corpus, userState, settings, model, view);
  }

  exportKept(...given: Parameters<EngineClient['exportKept']>) {
    return this.#engine.exportKept(...given);
  }

  importWorkspace(...given: Parameters<EngineClient['importWorkspace']>) {
    this.#wake();
    return this.#engine.importWorkspace(...given);
  }

  /** The open site, if the corpus is that and the engine does not have all of it. */
  #unread(corpusId: string): PublishedSite | null {
    return this.#site?.corpus.id === corpusId && this.#madeKey === null ? this.#site : null;
  }

  #siteOf(key: string): PublishedSite | null {
    return this.#site?.map.key === key ? this.#site : null;
  }

  /** What the engine calls the map of the open site. */
  #engineKey(key: string): string {
    return this.#siteOf(key) ? (this.#madeKey ?? key) : key;
  }
  #madeKey: string | null = null;

  async #wholeOf(corpus: Corpus): Promise<Corpus> {
    const whole = await this.#ready(corpus.id);
    if (whole && !whole.ok) throw new Error(whole.error.message);
    return whole?.value ?? corpus;
  }

  /** Sees to it that the engine has all of the open site, if the corpus is that; null if it is not. */
  async #ready(corpusId: string): Promise<Result<Corpus> | null> {
    const site = this.#site;
    if (!site || site.corpus.id !== corpusId) return null;
    this.#whole ??= this.#give(site).then((given) => {
      if (!given.ok) this.#whole = null;
      return given;
    });
    return this.#whole;
  }

  async #give(site: PublishedSite): Promise<Result<Corpus>> {
    const whole = await site.whole((done, total) => this.#onProgress(done, total));
    if (!whole.ok) return whole;
    const { corpus, map } = whole.value;
    this.#wake();
    await this.#engine.keepResults(corpus.id, resultsOf(whole.value));
    const built = await this.#engine.build(corpus, {
      settings: { ...defaultSettings, ...map.provenance.settings },
      model: null,
      subset: null,
      signal: new AbortController().signal,
      onEvent: () => undefined,
    });
    if (!built.ok) return built;
    this.#madeKey = built.value.key;
    return success(corpus);
  }
}

function resultsOf({ corpus, map, keys, vectors }: WholeSite): KeptResult[] {
  const { tree, medoids, cohesion, neighbours, layout, provenance, topics } = map;
  const making = { ...provenance };
  return [
    { kind: 'tree', key: keys.tree, value: tree },
    { kind: 'summary', key: keys.summary, value: { medoids, cohesion } },
    { kind: 'neighbours', key: keys.neighbours, value: neighbours },
    { kind: 'topics', key: keys.topics, value: [...topics.values()] },
    { kind: 'layout', key: keys.layout, value: layout },
    { kind: 'making', key: keys.making, value: making },
    ...(corpus.vectors
      ? []
      : vectors.map(({ key, n, d, data }): KeptResult => ({
          kind: 'vectors',
          key,
          value: { n, d, data },
        }))),
  ];
}
