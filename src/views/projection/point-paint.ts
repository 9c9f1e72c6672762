/** What drawing needs to know of every paper beside its place: colour, emphasis, marks. */
import { newNaturals, type Take } from './frame-arrays';
import { packed } from './picture';
import type { PointCloud } from './point-cloud';

/** Sets of papers that look different; all optional. */
export interface Emphasis {
  /** 1 for papers drawn faintly, 2 for papers not drawn; length n. */
  readonly dimmed: Uint8Array | null;
  readonly selected: ReadonlySet<number>;
  readonly hits: ReadonlySet<number> | null;
}

/** Colours 0xRRGGBB that depend on the theme, not on the paper. */
export interface PointTheme {
  /** Ring of selected papers. */
  readonly accent: number;
  /** Ring of search hits. */
  readonly hit: number;
  /** What rims are mixed towards: dark on light, light on dark. */
  readonly ink: number;
}

/** In which order, if at all, a paper is drawn. */
export const style = { plain: 0, faint: 1, lifted: 2, absent: 3 } as const;

/** What a frame needs to know of every paper, in the cloud's order. */
export interface PointPaint {
  /** Packed colour with the drawing order (plain, faint, lifted, absent) in its top byte; length n. */
  readonly paints: Uint32Array;
  readonly anyFaint: boolean;
  /** Places of selected papers and hits, drawn last. */
  readonly marked: readonly { readonly place: number; readonly mark: 'selected' | 'hit' }[];
}

/**
 * Gathers colours and emphasis into the cloud's order: needed when they or the cloud change, not per
 * frame.
 *
 * @param take where the array of paints comes from
 */
export function pointPaint(
  cloud: PointCloud,
  colours: Uint32Array,
  emphasis: Emphasis,
  take: Take<Uint32Array> = newNaturals,
): PointPaint {
  const { dimmed, selected, hits } = emphasis;
  const paints = take(cloud.n);
  const marked: { place: number; mark: 'selected' | 'hit' }[] = [];
  const anyMark = selected.size > 0 || (hits?.size ?? 0) > 0;
  let anyFaint = false;
  for (let place = 0; place < cloud.n; place++) {
    const paper = cloud.papers[place] ?? 0;
    let drawn: number = style.plain;
    if (dimmed !== null && dimmed[paper] === 1) {
      drawn = style.faint;
      anyFaint = true;
    }
    if (dimmed !== null && dimmed[paper] === 2) drawn = style.absent;
    else if (anyMark) {
      const mark = selected.has(paper) ? 'selected' : hits?.has(paper) ? 'hit' : null;
      if (mark !== null) {
        drawn = style.lifted;
        marked.push({ place, mark });
      }
    }
    paints[place] = packed(colours[paper] ?? 0) | (drawn << 24);
  }
  // Selected papers lie above hits.
  marked.sort((a, b) => Number(a.mark === 'selected') - Number(b.mark === 'selected'));
  return { paints, anyFaint, marked };
}
