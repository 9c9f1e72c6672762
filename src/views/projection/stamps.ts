/** The small shapes that points are made of, as coverage per pixel, ready to be added to a picture. */

/** Shapes differ, so that meaning never rests on colour alone. */
export type Shape = 'circle' | 'square' | 'diamond';

/** One shape at one sub-pixel position. */
export interface Stamp {
  /** Where each pixel lies from the centre's pixel, in pixels of a picture of the given stride. */
  readonly offsets: Int32Array;
  /** Coverage of each pixel, 1 to 255. */
  readonly coverage: Uint8Array;
  /** How much of each pixel belongs to the rim, 0 to 255. */
  readonly rim: Uint8Array;
}

/** A shape at every sub-pixel position: index row·{@link substeps} + column. */
export interface StampSet {
  readonly stamps: readonly Stamp[];
  /** Pixels from the centre that any of them may touch. */
  readonly reach: number;
}

/** Positions are rounded to this fraction of a pixel, so that slow movement is smooth. */
export const substeps = 4;

export interface StampOptions {
  readonly shape: Shape;
  /** Outer radius in pixels. */
  readonly radius: number;
  /** Radius of the hole in pixels; 0 for a filled shape. */
  readonly hole?: number;
  /** Width of the rim in pixels, within the radius. */
  readonly rim?: number;
}

/** @param stride pixels per row of the picture they will be drawn on */
export function stampSet(options: StampOptions, stride: number): StampSet {
  const reach = Math.ceil(options.radius + 1);
  const stamps: Stamp[] = [];
  for (let row = 0; row < substeps; row++) {
    for (let column = 0; column < substeps; column++) {
      stamps.push(stamp(options, stride, reach, (column + 0.5) / substeps, (row + 0.5) / substeps));
    }
  }
  return { stamps, reach };
}

/** Coverage by signed distance to the edge, softened over one pixel. */
function stamp(
  { shape, radius, hole = 0, rim = 0 }: StampOptions,
  stride: number,
  reach: number,
  centreX: number,
  centreY: number,
): Stamp {
  const offsets: number[] = [];
  const coverage: number[] = [];
  const rims: number[] = [];
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const distance = distanceFromCentre(shape, x + 0.5 - centreX, y + 0.5 - centreY);
      const covered = soft(radius - distance) * (hole > 0 ? 1 - soft(hole - distance) : 1);
      const value = Math.round(255 * covered);
      if (value === 0) continue;
      offsets.push(y * stride + x);
      coverage.push(value);
      rims.push(rim > 0 ? Math.round(255 * (1 - soft(radius - rim - distance))) : 0);
    }
  }
  return {
    offsets: Int32Array.from(offsets),
    coverage: Uint8Array.from(coverage),
    rim: Uint8Array.from(rims),
  };
}

function soft(inside: number): number {
  return Math.max(0, Math.min(1, inside + 0.5));
}

/** The "radius" at which the shape's edge would pass through (x, y). */
function distanceFromCentre(shape: Shape, x: number, y: number): number {
  switch (shape) {
    case 'circle':
      return Math.hypot(x, y);
    case 'square':
      return Math.max(Math.abs(x), Math.abs(y));
    case 'diamond':
      return (Math.abs(x) + Math.abs(y)) * Math.SQRT1_2;
  }
}
