import type { Corpus } from '../corpus/paper';
import type { NamedModel } from '../embedding/chosen-model';
import type { ComputedStore } from '../storage/computed';
import type { BuildListener, KeptLayout, MapSettings } from './map';
import type { MapSession } from './map-session';
import type { StageRunners } from './stages';
import type { EmbeddedPart } from './vector-source';

/** What a map is to be made of and with, and who hears of it. */
export interface BuildRequest {
  readonly corpus: Corpus;
  readonly settings: MapSettings;
  /** The model that `settings.encoder` names, where it names one. */
  readonly model: NamedModel | null;
  /** Ascending indices of the papers to cluster afresh on their own; null for all. */
  readonly subset: Uint32Array | null;
  readonly keptLayout?: KeptLayout;
  readonly runners: StageRunners;
  readonly store: ComputedStore;
  readonly listener: BuildListener;
  readonly signal: AbortSignal;
  /** Called with the session of each map before the listener hears of the map. */
  readonly onSession: (session: MapSession) => void;
  /** Called with what searches of the corpus can use: at once, and again when all vectors are there. */
  readonly onVectors?: (parts: readonly EmbeddedPart[]) => void;
}
