/**
 * A paper that is not in the corpus, and where it would belong (`place-own-paper.ts` finds that). It is
 * part of nothing: not of the map, nor of its address, nor of what is kept.
 */
import type { EncoderText } from '../../embedding/encoder';
import type { Nearness } from '../../search/search';
import type { SimilarPaper } from '../search/similar.svelte';

export interface NearPaper extends SimilarPaper {
  /** How near in meaning; null where that was not measured. */
  readonly nearness: Nearness | null;
}

/** Where a text stands on a map. */
export interface OwnPlace {
  readonly text: EncoderText;
  /** Key of the map. */
  readonly map: string;
  /** Leaves nearest to it, nearest first. */
  readonly nearest: readonly NearPaper[];
  /** The smallest topic that holds most of them. */
  readonly topic: number;
}

export class OwnPaper {
  /** What the dialog begins with; null while it is closed. */
  asking = $state.raw<EncoderText | null>(null);
  /** Null while no paper is placed. */
  place = $state.raw<OwnPlace | null>(null);
}
