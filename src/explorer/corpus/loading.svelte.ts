/**
 * From a source of papers to a finished map: what is being read or computed, how far it is, and
 * what went wrong. What is already true (the papers, a first map) stands here from the moment it is.
 */
import type { Topic } from '../../clustering/topic';
import type { Corpus, Paper } from '../../corpus/paper';
import type {
  BuildEvent,
  DeviceStatus,
  Keeping,
  KeptLayout,
  MapSettings,
  PaperMap,
  Stage,
  StageProgress,
} from '../../engine/map';
import { defaultSettings } from '../../engine/map';
import type { Failure } from '../../foundation/result';
import { defaultSource, sourceFile, sourceName, type CorpusSource } from './corpus-source';
import { measureStage } from './measure-stage';
import { readSource, spoilt, unexpected } from './read-source';
import type { Undoing } from '../personal/undoing.svelte';
import { BetterMap } from './better-map.svelte';
import type { EncoderInUse } from '../encoders/encoders.svelte';
import type { Engine, OpenedSite, SiteEvent } from '../ports';

export type Phase =
  | { readonly kind: 'reading'; readonly file: string }
  | { readonly kind: 'making' }
  | { readonly kind: 'ready' }
  /** The user stopped it; what was computed so far is kept and work can go on. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What makes a corpus fit where it is too large as it is: an even sample, or shorter vectors. */
export type Fit = Pick<MapSettings, 'sample' | 'dimension'>;

export interface LoadingParts {
  readonly engine: Engine;
  /** Address of the page, against which corpus files are looked up. */
  readonly base: string;
  /** What the map of a corpus is to be made with. */
  readonly encoder: (corpus: Corpus) => Promise<EncoderInUse>;
  /** Called before a map takes the place of another (or of none), so that the user's place is kept. */
  readonly onMap: (next: PaperMap, before: PaperMap | null) => void;
  /** Called with names of topics of the map `key`, as they come. */
  readonly onTopics: (key: string, topics: readonly Topic[]) => void;
  /** Called when the papers of another corpus are there. */
  readonly onCorpus: (corpus: Corpus) => void;
  /** Called when the engine has the papers of a map it is to make. */
  readonly onSearchable: () => void;
  /** Whether the address says something of single papers. */
  readonly namesPapers: () => boolean;
  /** Called when more is known of the papers of a published map, which keep their places. */
  readonly onPapers: (papers: readonly Paper[], before: readonly Paper[]) => void;
  /** Called when a published map is open, with how it is to be shown. */
  readonly onSite: (site: OpenedSite) => void;
  /** Takes back that a better map was shown. */
  readonly undoing: Undoing;
}

export class Loading {
  phase = $state.raw<Phase>({ kind: 'reading', file: sourceFile(defaultSource) });
  source = $state.raw<CorpusSource>(defaultSource);
  corpus = $state.raw<Corpus | null>(null);
  map = $state.raw<PaperMap | null>(null);
  /** The stages begun so far, in the order in which they began. */
  progress = $state.raw<ReadonlyMap<Stage, StageProgress>>(new Map());
  /** Whether abstracts are here of all papers: of a published map once all of it has been read. */
  isWhole = $state(true);
  device = $state.raw<DeviceStatus | null>(null);
  keeping = $state.raw<Keeping | null>(null);
  /** Why the engine had to be started again for this map; null where it was not. */
  restarted = $state.raw<string | null>(null);
  /** Positions that arrived since `map` did, n×2 row-major; null while the map's own are the latest. */
  positions = $state.raw<Float32Array | null>(null);

  /** What could not be fetched of a published map, or read of a kept corpus; what is here stays usable. */
  missing = $state.raw<Failure | null>(null);

  /** A better map that came while the reader looked at the first. */
  readonly better: BetterMap;

  readonly #parts: LoadingParts;
  /** What the corpus was made to fit by; empty where all papers and their whole vectors are used. */
  fit = $state.raw<Fit>({});
  #work = new AbortController();

  constructor(parts: LoadingParts) {
    this.#parts = parts;
    this.better = new BetterMap({
      map: () => this.map,
      show: (map) => {
        this.#put(map);
      },
      undoing: parts.undoing,
    });
  }

  /** Leaves whatever was open and makes the map of another corpus. */
  async open(source: CorpusSource): Promise<void> {
    const work = this.#begin();
    this.source = source;
    this.corpus = null;
    this.map = null;
    this.positions = null;
    this.device = null;
    this.fit = {};
    this.isWhole = source.kind !== 'site';
    this.phase = { kind: 'reading', file: sourceFile(source) };
    this.missing = null;
    this.#parts.engine.leaveSite();
    if (source.kind === 'site') return this.#openSite(source, work);
    if (source.kind === 'bundled') this.#parts.engine.warmUp(source.id);
    const corpus = await readSource(source, {
      library: this.#parts.engine.library,
      base: this.#parts.base,
      signal: work.signal,
      onProgress: (done, total) => {
        const progress = { stage: 'read', done, total, unit: 'papers' } as const;
        if (!work.signal.aborted) this.#hear({ kind: 'progress', progress });
      },
    });
    if (work.signal.aborted) return;
    if (!corpus.ok) {
      this.phase = { kind: 'failed', failure: corpus.error };
      return;
    }
    this.corpus = corpus.value;
    this.missing = spoilt(corpus.value);
    this.#parts.onCorpus(corpus.value);
    await this.#make(corpus.value, work, null);
  }

  /** Opens a published map: its results are fetched, and nothing is computed. */
  async #openSite(
    { url, agreed }: Extract<CorpusSource, { kind: 'site' }>,
    work: AbortController,
  ): Promise<void> {
    const { engine, encoder, namesPapers, onCorpus, onSearchable, onSite } = this.#parts;
    const { signal } = work;
    try {
      const opened = await engine.openSite(url, {
        signal,
        agreed,
        wantsTitles: namesPapers(),
        onEvent: (event) => {
          if (!signal.aborted) this.#hearOfSite(event);
        },
      });
      if (signal.aborted) return;
      if (!opened.ok) {
        this.phase = { kind: 'failed', failure: opened.error };
        return;
      }
      const { corpus, map, setting: published } = opened.value;
      this.corpus = corpus;
      onCorpus(corpus);
      const { setting } = await encoder(corpus);
      if (signal.aborted) return;
      // A link, or the user on an earlier visit, wants the map made with something else.
      if (setting !== published) return await this.#make(corpus, work, null);
      this.#show(map);
      this.phase = { kind: 'ready' };
      onSite(opened.value);
      onSearchable();
    } catch (thrown) {
      if (!signal.aborted) this.phase = { kind: 'failed', failure: unexpected(thrown) };
    }
  }

  #hearOfSite(event: SiteEvent): void {
    switch (event.kind) {
      case 'papers': {
        const { corpus } = this;
        if (!corpus) return;
        this.corpus = { ...corpus, papers: event.papers };
        this.#parts.onPapers(event.papers, corpus.papers);
        break;
      }
      case 'map':
        if (this.map?.key === event.map.key) this.#put(event.map);
        break;
      case 'fetching':
        if (event.done >= event.total) this.isWhole = true;
        this.#hear({
          kind: 'progress',
          progress: { stage: 'read', done: event.done, total: event.total, unit: 'parts' },
        });
        break;
      case 'missing':
        this.missing = event.failure;
        break;
    }
  }

  /** Asks again for what could not be fetched of a published map, or read of a kept corpus. */
  fetchAgain(): void {
    this.missing = null;
    if (this.source.kind === 'site') this.#parts.engine.fetchAgain();
    else void this.open(this.source);
  }

  /** Asks the other site that a link leads to, to which the user has agreed. */
  async agree(): Promise<void> {
    const { source } = this;
    if (source.kind === 'site') await this.open({ ...source, agreed: true });
  }

  /** Starts again where it failed or was cancelled; finished batches are not computed twice. */
  async retry(): Promise<void> {
    if (this.corpus) await this.#make(this.corpus, this.#begin(), null);
    else await this.open(this.source);
  }

  /** Makes the map again so that it fits. */
  async makeToFit(fit: Fit): Promise<void> {
    this.fit = fit;
    await this.retry();
  }

  /** Clusters some papers of the open corpus afresh; null goes back to all of them. */
  async recluster(papers: Uint32Array | null): Promise<void> {
    if (this.corpus) await this.#make(this.corpus, this.#begin(), papers);
  }

  /** Goes on with the layout of the present map where it was stopped, or makes it anew. */
  async layOut(how: Exclude<KeptLayout, 'shown'>): Promise<void> {
    const { corpus, map } = this;
    if (!corpus || !map) return;
    const work = this.#begin();
    if (how === 'afresh' && map.subset === null && corpus.additions)
      await this.#forgetAdditions(corpus);
    if (!work.signal.aborted) await this.#make(this.corpus ?? corpus, work, map.subset, how);
  }

  /** From now on no paper counts as added later, here and on the next visit. */
  async #forgetAdditions(corpus: Corpus): Promise<void> {
    this.corpus = { ...corpus, additions: [] };
    // A corpus that is not kept is laid out afresh all the same.
    await this.#parts.engine.library.forgetAdditions(corpus.id).catch((thrown: unknown) => {
      reportError(thrown);
    });
  }

  /** Whether these papers were asked for and could not be had. */
  lacks(source: CorpusSource): boolean {
    const isFailed = this.phase.kind === 'failed' && this.corpus === null;
    return isFailed && sourceName(source) === sourceName(this.source);
  }

  cancel(): void {
    this.#work.abort();
    this.phase =
      this.map?.settled && this.map.layoutFinished ? { kind: 'ready' } : { kind: 'cancelled' };
  }

  #begin(): AbortController {
    this.#work.abort();
    this.#work = new AbortController();
    this.better.reset();
    this.progress = new Map();
    this.restarted = null;
    return this.#work;
  }

  async #make(
    corpus: Corpus,
    work: AbortController,
    subset: Uint32Array | null,
    keptLayout: KeptLayout = 'shown',
  ): Promise<void> {
    this.phase = { kind: 'making' };
    const { setting, model } = await this.#parts.encoder(corpus);
    if (work.signal.aborted) return;
    const { dimension } = this.fit;
    const shorter: Fit = dimension === undefined ? {} : { dimension };
    const fit = subset === null ? this.fit : shorter;
    const settings: MapSettings = { ...defaultSettings, encoder: setting, ...fit };
    const result = await this.#parts.engine.build(corpus, {
      settings,
      model,
      subset,
      keptLayout,
      signal: work.signal,
      onEvent: (event) => {
        if (!work.signal.aborted) this.#hear(event);
      },
    });
    if (work.signal.aborted) return;
    if (result.ok) {
      this.#show(result.value);
      this.phase = { kind: 'ready' };
    } else {
      this.phase = { kind: 'failed', failure: result.error };
    }
  }

  #hear(event: BuildEvent): void {
    switch (event.kind) {
      case 'progress':
        this.progress = new Map(this.progress).set(event.progress.stage, event.progress);
        break;
      case 'searchable':
        this.#parts.onSearchable();
        break;
      case 'device':
        this.device = event.device;
        break;
      case 'restarted':
        this.restarted = event.reason;
        break;
      case 'keeping':
        this.keeping = event.keeping;
        break;
      case 'map':
        this.#show(event.map);
        break;
      case 'topics':
        this.#parts.onTopics(event.key, event.topics);
        break;
      case 'positions':
        if (event.key === this.map?.key) this.positions = event.positions;
        break;
      case 'stage-time':
        measureStage(event);
        break;
    }
  }

  #show(map: PaperMap): void {
    if (!this.better.holds(map)) this.#put(map);
  }

  #put(map: PaperMap): void {
    this.#parts.onMap(map, this.map);
    this.map = map;
    if (map.layoutFinished) this.positions = null;
  }
}
