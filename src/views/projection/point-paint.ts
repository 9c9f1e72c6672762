/** What drawing needs to know of every paper beside its place: its colour, and how it stands. */
import { flag, standing, type DrawnMarks } from '../../explorer/marks/paper-marks';
import { newNaturals, type Take } from './frame-arrays';
import { packed } from './picture';
import type { PointCloud } from './point-cloud';

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
 * Gathers colours and marks into the cloud's order: needed when they or the cloud change, not per
 * frame.
 *
 * @param take where the array of paints comes from
 */
export function pointPaint(
  cloud: PointCloud,
  colours: Uint32Array,
  marks: DrawnMarks,
  take: Take<Uint32Array> = newNaturals,
): PointPaint {
  const { flags, any, near, selected } = marks;
  const paints = take(cloud.n);
  const marked: { place: number; mark: 'selected' | 'hit' }[] = [];
  const hit = flag.found | flag.outlined;
  const isPlain = any === 0 && near === null && selected === null;
  let anyFaint = false;
  for (let place = 0; place < cloud.n; place++) {
    const paper = cloud.papers[place] ?? 0;
    let drawn: number = style.plain;
    if (!isPlain) {
      const stands = standing(marks, paper);
      if (stands === 'absent') drawn = style.absent;
      else if (paper === selected || ((flags[paper] ?? 0) & hit) !== 0) {
        drawn = style.lifted;
        marked.push({ place, mark: paper === selected ? 'selected' : 'hit' });
      } else if (stands === 'faint') {
        drawn = style.faint;
        anyFaint = true;
      }
    }
    paints[place] = packed(colours[paper] ?? 0) | (drawn << 24);
  }
  // Selected papers lie above hits.
  marked.sort((a, b) => Number(a.mark === 'selected') - Number(b.mark === 'selected'));
  return { paints, anyFaint, marked };
}
