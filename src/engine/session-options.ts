/** What a map is made of, and what it is made with. */
import type { BroughtTree } from '../corpus/paper';
import type { EncoderText } from '../embedding/encoder';
import type { EarlierLayout } from './earlier-layout';
import type { KeptLayout, MapSettings } from './map';
import type { StageRecorder } from './stage-recorder';
import type { StageRunners } from './stages';
import type { VectorSource } from './vector-source';

export interface SessionOptions {
  readonly corpusId: string;
  /** Texts of the papers on the map, in the order of its leaves. */
  readonly texts: readonly EncoderText[];
  /** Their key, see `textsKey`. */
  readonly textsKey: string;
  readonly settings: MapSettings;
  readonly source: VectorSource;
  /** The tree that is used instead of clustering. */
  readonly tree: BroughtTree | null;
  /** The vectors of a map shown before this one, whose orientation its layout takes over. */
  readonly before?: VectorSource;
  /** The layout and names that the first of the papers keep; the others are placed into it. */
  readonly earlier: EarlierLayout | null;
  /** See `PaperMap.subset`. */
  readonly subset: Uint32Array | null;
  readonly keptLayout: KeptLayout;
  readonly runners: StageRunners;
  readonly recorder: StageRecorder;
}
