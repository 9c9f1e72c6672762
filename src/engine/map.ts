/**
 * What the engine makes and says: the finished map, the progress towards it, and how it was made.
 * Plain data only, so that it crosses `postMessage` and goes into IndexedDB as it is.
 */
import type { Dendrogram } from '../clustering/dendrogram';
import type { Topic } from '../clustering/topic';
import type { Layout } from '../projection/layout';
import type { Neighbours } from '../projection/neighbours';

export type Stage = 'read' | 'embed' | 'cluster' | 'label' | 'project';

/** Progress of one stage, with a total that is real: `done` never exceeds it. */
export interface StageProgress {
  readonly stage: Stage;
  readonly done: number;
  readonly total: number;
  /** What is counted, in the plural: "papers", "merges", "epochs". */
  readonly unit: string;
}

/** Where vectors are computed, best first. */
export type DeviceRung = 'webgpu' | 'wasm-threads' | 'wasm' | 'lexical';

export interface DeviceStatus {
  readonly rung: DeviceRung;
  /** Threads in use; 1 for single-threaded rungs. */
  readonly threads: number;
  /** One sentence for the status line: which device is in use and why. */
  readonly reason: string;
}

export interface MapSettings {
  /** Seeds every random choice of the map. */
  readonly seed: number;
  /** Which vectors: 'automatic' picks by corpus size, others by name. */
  readonly encoder: string;
}

export const defaultSettings: MapSettings = { seed: 42, encoder: 'automatic' };

/** How a map was made, for "How this map was made" and for exports. */
export interface Provenance {
  readonly settings: MapSettings;
  readonly encoder: string;
  readonly dimension: number;
  readonly device: DeviceStatus;
  /** Milliseconds spent per stage, 0 where the result came from storage. */
  readonly milliseconds: Readonly<Partial<Record<Stage, number>>>;
  readonly version: string;
  /** ISO 8601. */
  readonly madeAt: string;
}

export interface PaperMap {
  /** Content key: equal corpora, settings and versions give equal keys. */
  readonly key: string;
  readonly corpusId: string;
  readonly tree: Dendrogram;
  /** Medoid paper of every node, length 2n-1. */
  readonly medoids: Uint32Array;
  /** Mean cosine similarity of each node's papers to its centroid, length 2n-1. */
  readonly cohesion: Float32Array;
  /** Names of the topmost nodes, by node; more come from `EngineClient.topics`. */
  readonly topics: ReadonlyMap<number, Topic>;
  readonly neighbours: Neighbours;
  readonly layout: Layout;
  readonly provenance: Provenance;
}
