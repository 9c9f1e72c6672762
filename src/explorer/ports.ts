/** What the explorer asks of the floors below it, so that its logic runs without a worker or a database. */
import type { Topic } from '../clustering/topic';
import type { Corpus, Paper } from '../corpus/paper';
import type { NamedModel } from '../embedding/chosen-model';
import type { BuildListener, KeptLayout, MapSettings, PaperMap } from '../engine/map';
import type { EncoderText } from '../embedding/encoder';
import type { PlaceAnswer, SearchAnswer, SearchBy, SimilarAnswer } from '../engine/search-service';
import type { Completion } from '../search/completions';
import type { Arrangement } from '../projection/arrange';
import type { LayoutKind } from '../projection/layout';
import type { Failure, Result } from '../foundation/result';
import type { Library } from '../engine/library-client';
import type { SiteView } from '../site/manifest';
import type { Keeping } from '../storage/keeping';

export interface MakeOptions {
  readonly settings: MapSettings;
  /** The model that `settings.encoder` names, where it names one. */
  readonly model: NamedModel | null;
  /** Ascending indices of the papers to map; null for all. */
  readonly subset: Uint32Array | null;
  /** Default: it is shown. */
  readonly keptLayout?: KeptLayout;
  readonly signal: AbortSignal;
  readonly onEvent: BuildListener;
}

export interface MapMaker {
  /** Starts what the map of a corpus will need, if it was never made here, while its papers load. */
  warmUp(corpusId: string): void;
  /** Makes the map of a corpus, or finds it kept. */
  build(corpus: Corpus, options: MakeOptions): Promise<Result<PaperMap>>;
  /** Names nodes of the map last built under `key`, without the words hidden. */
  topics(
    key: string,
    nodes: readonly number[],
    hidden: readonly string[],
  ): Promise<Result<ReadonlyMap<number, Topic>>>;
}

export interface LayoutMaker {
  /** Another layout of the map last built under `key`, with how far to trust it. */
  arrange(key: string, kind: LayoutKind): Promise<Result<Arrangement>>;
  /** Ends the forming of the layout of the map `key` and keeps it as it is. */
  stopLayout(key: string): Promise<void>;
}

export interface PaperFinder {
  /**
   * Papers of the corpus last built that answer what was typed; indices into the corpus.
   *
   * @param all whether all of a large published map may be read for it
   */
  search(
    corpusId: string,
    typed: string,
    by: SearchBy,
    all?: boolean,
  ): Promise<Result<SearchAnswer>>;
  /** Papers of it most like one of them; null where the neighbours on the map must do. */
  similar(corpusId: string, paper: number, most: number): Promise<SimilarAnswer | null>;
  /** What an unfinished query can be finished to. */
  complete(corpusId: string, typed: string, caret: number): Promise<readonly Completion[]>;
  /** Papers of it nearest to a text that is none of them. */
  place(corpusId: string, text: EncoderText, most: number): Promise<Result<PlaceAnswer>>;
}

/** What comes of an open site after its map is on show. */
export type SiteEvent =
  /** The papers, of which more is known than before; in the same order. */
  | { readonly kind: 'papers'; readonly papers: readonly Paper[] }
  /** The map, of which more is known. */
  | { readonly kind: 'map'; readonly map: PaperMap }
  /** All of it is being fetched: blocks that are here, of so many. */
  | { readonly kind: 'fetching'; readonly done: number; readonly total: number }
  /** A part could not be fetched; what is here stays usable. */
  | { readonly kind: 'missing'; readonly failure: Failure };

export type SiteListener = (event: SiteEvent) => void;

export interface SiteOpening {
  readonly signal: AbortSignal;
  /** Whether the user agreed that another site is asked. */
  readonly agreed: boolean;
  /** Whether titles of all papers are wanted at once: a link that names papers needs them. */
  readonly wantsTitles: boolean;
  readonly onEvent: SiteListener;
}

/** A published map as it is first shown. */
export interface OpenedSite {
  readonly corpus: Corpus;
  readonly map: PaperMap;
  readonly view: SiteView;
  /** The encoder setting that it was made with. */
  readonly setting: string;
}

/** What of a map is on show. */
export interface LookedAt {
  /** A run of leaves: the topic zoomed into. */
  readonly from: number;
  readonly count: number;
  /** Papers of which all is on show. */
  readonly papers: readonly number[];
  /** Papers of which the titles are. */
  readonly titled: readonly number[];
}

export interface SiteOpener {
  /** @param url of a site's manifest or of its folder, relative to the page */
  openSite(url: string, opening: SiteOpening): Promise<Result<OpenedSite>>;
  /** Has what is looked at fetched before all else; nothing where no site is open. */
  look(at: LookedAt): void;
  /** Asks again for what could not be fetched. */
  fetchAgain(): void;
  /** Nothing of the open site is wanted any more. */
  leaveSite(): void;
}

/** What importing asks of what is kept. */
export type ImportLibrary = Pick<Library, 'list' | 'save' | 'delete' | 'copy' | 'addPapers'>;

/** The engine, as far as the explorer knows it. */
export type Engine = MapMaker &
  LayoutMaker &
  PaperFinder &
  SiteOpener & {
    /** What is kept on this device. */
    readonly library: Library;
    /** Hears whether work outlives the page, whenever that changes. */
    onKeeping: (keeping: Keeping) => void;
  };
