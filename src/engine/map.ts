/**
 * What the engine makes and says: the map, the progress towards it, and how it was made. Plain data
 * only, so that it crosses `postMessage` and goes into IndexedDB as it is.
 */
import type { Dendrogram } from '../clustering/dendrogram';
import type { Topic } from '../clustering/topic';
import type { DeviceStatus } from '../embedding/device-status';
import type { Layout } from '../projection/layout';
import type { Neighbours } from '../clustering/neighbours';
import type { Keeping } from '../storage/keeping';
import type { MakingRecord } from '../storage/schema';

export type { DeviceStatus } from '../embedding/device-status';
export type { Keeping } from '../storage/keeping';

export type Stage = 'read' | 'embed' | 'cluster' | 'label' | 'project';

/** Progress of one stage, with a total that is real: `done` never exceeds it. */
export interface StageProgress {
  readonly stage: Stage;
  readonly done: number;
  readonly total: number;
  /** What is counted, in the plural: "papers", "merges", "epochs". */
  readonly unit: string;
}

export interface MapSettings {
  /** Seeds every random choice of the map. */
  readonly seed: number;
  /** Which vectors: 'automatic' picks by corpus size, others by name. */
  readonly encoder: string;
  /** Papers of an even sample, where all are too many for a tab; all of them if absent. */
  readonly sample?: number;
  /** Principal coordinates that vectors are reduced to, where they are too long; as they are if absent. */
  readonly dimension?: number;
}

export const defaultSettings: MapSettings = { seed: 42, encoder: 'automatic' };

/**
 * What becomes of a layout that is kept: it is shown, or optimised to its end where it was stopped,
 * or made anew.
 */
export type KeptLayout = 'shown' | 'continued' | 'afresh';

/** How a map was made, for "How this map was made" and for exports. */
export interface Provenance extends MakingRecord {
  readonly settings: MapSettings;
  readonly milliseconds: Readonly<Partial<Record<Stage, number>>>;
}

export interface PaperMap {
  /** Content key: equal corpora, settings and versions give equal keys. */
  readonly key: string;
  readonly corpusId: string;
  /**
   * Indices into the corpus of the papers on this map, ascending, when it is a re-clustering of some
   * of them; null when leaf `i` is paper `i` of the corpus.
   */
  readonly subset: Uint32Array | null;
  /**
   * False while better vectors are still being computed: this map, made of lexical vectors, is
   * followed by a settled one of the same papers.
   */
  readonly settled: boolean;
  readonly tree: Dendrogram;
  /** Medoid paper of every node, length 2n-1. */
  readonly medoids: Uint32Array;
  /** Mean cosine similarity of each node's papers to its centroid, length 2n-1. */
  readonly cohesion: Float32Array;
  /** Names of the topmost nodes, by node; more come from `EngineClient.topics`. */
  readonly topics: ReadonlyMap<number, Topic>;
  readonly neighbours: Neighbours;
  readonly layout: Layout;
  /** False while `layout` is still forming: `positions` events follow. */
  readonly layoutFinished: boolean;
  readonly provenance: Provenance;
}

/** What a build says while it works. */
export type BuildEvent =
  | { readonly kind: 'progress'; readonly progress: StageProgress }
  /** A stage was computed (not read from storage); milliseconds since the epoch, fractional. */
  | {
      readonly kind: 'stage-time';
      readonly stage: Stage;
      readonly from: number;
      readonly to: number;
    }
  /** The engine has the papers: they can be searched, whether or not there is a map. */
  | { readonly kind: 'searchable' }
  | { readonly kind: 'device'; readonly device: DeviceStatus }
  /** The engine ended by itself and goes on in a fresh worker; the reason is a sentence. */
  | { readonly kind: 'restarted'; readonly reason: string }
  /** Whether what is computed stays on this device after the page is closed. */
  | { readonly kind: 'keeping'; readonly keeping: Keeping }
  /** A map to show: first a provisional one, later the settled one; each may come again finished. */
  | { readonly kind: 'map'; readonly map: PaperMap }
  /** Names of topics of the map `key`, as they come. */
  | { readonly kind: 'topics'; readonly key: string; readonly topics: readonly Topic[] }
  /** New positions of the map `key` while it forms, n×2 row-major. */
  | { readonly kind: 'positions'; readonly key: string; readonly positions: Float32Array };

export type BuildListener = (event: BuildEvent) => void;
