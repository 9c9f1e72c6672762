/** What drawing needs to know of every paper beside its place: its colour, and how it stands. */
import { flag, standing, type DrawnMarks } from '../../explorer/marks/paper-marks';
import { packed } from '../drawing/packed-colour';
import { newNaturals, type Take } from './frame-arrays';
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
  /** Places of papers found or outlined, and of the selected one: drawn last, whatever else holds. */
  readonly hits: readonly number[];
  readonly selected: number | null;
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
  const hits: number[] = [];
  let selectedPlace: number | null = null;
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
        if (paper === selected) selectedPlace = place;
        else hits.push(place);
      } else if (stands === 'faint') {
        drawn = style.faint;
        anyFaint = true;
      }
    }
    paints[place] = packed(colours[paper] ?? 0) | (drawn << 24);
  }
  return { paints, anyFaint, hits, selected: selectedPlace };
}
