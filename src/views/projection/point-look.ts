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
const largest = 6.5;
/** Share of the ground that points may cover where the average paper lies, before they shrink. */
const wantedCover = 0.3;

/**
 * Points shrink until they cover no more than a share of the ground, then fade; in a grid they are
 * squares that nearly fill their cells.
 *
 * @param cell distance of two cells of a grid in the layout's units; null for other layouts
 */
export function pointLook(cloud: PointCloud, camera: Camera, cell: number | null): PointLook {
  if (cell !== null) {
    return { shape: 'square', radius: Math.max(0.5, 0.44 * cell * camera.k), opacity: 1 };
  }
  const perPixel = cloud.crowding / (camera.k * camera.k);
  if (perPixel === 0) return { shape: 'circle', radius: largest, opacity: 1 };
  const covering = Math.sqrt(wantedCover / (Math.PI * perPixel));
  const radius = Math.min(largest, Math.max(smallest, covering));
  const layers = perPixel * Math.PI * radius * radius;
  const opacity = Math.max(0.2, Math.min(0.92, 1.15 / (1 + 0.6 * layers)));
  return { shape: 'circle', radius, opacity };
}
