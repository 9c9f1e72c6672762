/** Regions drawn by hand on the map, for choosing papers. */
import { polygonContains } from 'd3-polygon';
import type { Bounds } from './camera';
import { papersWithin, type PointCloud } from './point-cloud';

/** A region in the layout's units. */
export type Region =
  | { readonly kind: 'rectangle'; readonly from: Point; readonly to: Point }
  | { readonly kind: 'lasso'; readonly path: readonly Point[] };

export type Point = readonly [x: number, y: number];

/** Corners of a region, in order. */
export function cornersOf(region: Region): readonly Point[] {
  if (region.kind === 'lasso') return region.path;
  const { from, to } = region;
  return [from, [to[0], from[1]], to, [from[0], to[1]]];
}

/** The papers inside a region, ascending; a lasso is closed from its end to its start. */
export function papersInRegion(cloud: PointCloud, region: Region): Uint32Array {
  const corners = cornersOf(region);
  const bounds: Bounds = {
    left: Math.min(...corners.map(([x]) => x)),
    right: Math.max(...corners.map(([x]) => x)),
    top: Math.min(...corners.map(([, y]) => y)),
    bottom: Math.max(...corners.map(([, y]) => y)),
  };
  if (region.kind === 'rectangle') return papersWithin(cloud, bounds);
  const polygon = corners.map(([x, y]): [number, number] => [x, y]);
  return papersWithin(cloud, bounds, (x, y) => polygonContains(polygon, [x, y]));
}

/** Adds a point to a lasso unless it is within `step` of the last one: hands shake. */
export function extendLasso(path: readonly Point[], next: Point, step: number): readonly Point[] {
  const last = path.at(-1);
  if (last !== undefined && Math.hypot(next[0] - last[0], next[1] - last[1]) < step) return path;
  return [...path, next];
}
