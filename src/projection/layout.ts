/** Positions of papers in the plane. */
export interface Layout {
  /** n×2 row-major, centred on 0 and scaled so that the farthest coordinate is 1. */
  readonly positions: Float32Array;
}
