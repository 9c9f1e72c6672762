/** What everything in the treemap looks like, beside where it stands. */
import type { DrawnMarks } from '../../explorer/marks/paper-marks';
import { mixedSwatch, readMarks, type Neutrals, type SwatchOf } from '../colour/swatch';
import { packedCss } from '../drawing/packed-colour';
import type { Measure } from '../drawing/text';

/** How papers and topics are to be drawn. */
export interface Marking {
  readonly swatchOf: SwatchOf;
  readonly neutrals: Neutrals;
  /** Topics whose papers have little in common: their frames are dashed; default none. */
  readonly mixedTopics?: ReadonlySet<number>;
  /** Which papers are drawn faint, with a 2 px outline, or selected. */
  readonly marks: DrawnMarks;
  /** How many of the papers under a node are asked for; null where all that are drawn are. */
  readonly soughtIn: ((node: number) => number) | null;
  readonly measure: Measure;
}

/** The same with the colour of every paper's dot at hand, packed as in a raster, by paper. */
export interface Look extends Marking {
  readonly dots: Uint32Array;
  /** Colours on their way from others; null where they stand. */
  readonly from: { readonly dots: Uint32Array; readonly share: number } | null;
}

/** Colours between two looks: `share` of 1 is all of `next`. */
export function lookBetween(former: Look, next: Look, share: number): Look {
  if (former.swatchOf === next.swatchOf) return next;
  return {
    ...next,
    swatchOf: (node) => mixedSwatch(former.swatchOf(node), next.swatchOf(node), share),
    from: { dots: former.dots, share },
  };
}

/** Opacity of faint papers, as in DendroMap. */
export const faintOpacity = 0.25;

/** Opacities of a scene's frames or papers, 0 to 1: one for those marked in `flags`, one for the others. */
export interface Fade {
  readonly flags: Uint8Array | null;
  readonly marked: number;
  readonly others: number;
}

/** Everything in full. */
export const solid: Fade = { flags: null, marked: 1, others: 1 };

/** The packed colour of every paper's dot. */
export function packedDots(swatchOf: SwatchOf, papers: number): Uint32Array {
  return readMarks(swatchOf, papers, packedCss);
}
