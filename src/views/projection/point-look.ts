/** How large and how opaque points are, so that a map of any size at any zoom can be read. */
import type { Camera } from './camera';
import type { PointCloud } from './point-cloud';
import type { Shape } from './stamps';

/** What points look like for a camera; lengths in CSS pixels. */
export interface PointLook {
  readonly shape: Shape;
  readonly radius: number;
  /** 0 to 1. */
  readonly opacity: number;
}

const smallest = 0.6;
/** Largest radius of a point, in CSS pixels. */
export const largestRadius = 6.5;
/** Share of the ground that points may cover where the average paper lies, before they shrink. */
const wantedCover = 0.3;

/**
 * Points shrink until they cover no more than a share of the ground, then fade; in a grid they are
 * squares that nearly fill their cells.
 *
 * @param cell distance of two cells of a grid in the layout's units; null for other layouts
 * @param spacing distance that points were pushed apart to, which they then do not outgrow
 */
export function pointLook(
  cloud: PointCloud,
  camera: Camera,
  cell: number | null,
  spacing: number | null = null,
): PointLook {
  if (cell !== null) {
    return { shape: 'square', radius: Math.max(0.5, 0.44 * cell * camera.k), opacity: 1 };
  }
  const perPixel = cloud.crowding / (camera.k * camera.k);
  const most = spacing === null ? largestRadius : Math.min(largestRadius, (spacing * camera.k) / 2);
  if (perPixel === 0) return { shape: 'circle', radius: most, opacity: 1 };
  const covering = Math.sqrt(wantedCover / (Math.PI * perPixel));
  const radius = Math.max(smallest, Math.min(most, spacing === null ? covering : most));
  const layers = perPixel * Math.PI * radius * radius;
  const opacity = Math.max(0.2, Math.min(0.92, 1.15 / (1 + 0.6 * layers)));
  return { shape: 'circle', radius, opacity };
}
