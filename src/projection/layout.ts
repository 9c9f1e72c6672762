/** How papers are laid out: two ways of projecting the vectors, and UMAP's map put into cells. */
export type LayoutKind = 'umap' | 'pca' | 'grid';

/** Where an optimisation was stopped before its end: what it takes to go on from there. */
export interface StoppedAt {
  /** Epochs done, of `epochs`. */
  readonly epoch: number;
  readonly epochs: number;
  /** Units of the optimiser per unit of the layout. */
  readonly scale: number;
}

/** Positions of papers in the plane. */
export interface Layout {
  /** n×2 row-major, centred on 0 and scaled so that the farthest coordinate is 1. */
  readonly positions: Float32Array;
  /** Absent when the layout was optimised to its end. */
  readonly stopped?: StoppedAt;
}

/**
 * A layout from raw positions: the middle of their bounding box moves to 0 and one scale for both
 * axes brings the farthest coordinate to 1. Positions that all coincide stay at 0.
 *
 * @param raw n×2 row-major, finite; not changed
 */
export function normalisedLayout(raw: Float32Array): Layout {
  const { x, y, half } = boxAround(raw);
  const positions = new Float32Array(raw.length);
  if (!(half > 0)) return { positions };
  for (let i = 0; i + 1 < raw.length; i += 2) {
    positions[i] = ((raw[i] ?? 0) - x) / half;
    positions[i + 1] = ((raw[i + 1] ?? 0) - y) / half;
  }
  return { positions };
}

/** The layout of raw positions at which an optimisation was stopped. */
export function stoppedLayout(raw: Float32Array, epoch: number, epochs: number): Layout {
  return { ...normalisedLayout(raw), stopped: { epoch, epochs, scale: boxAround(raw).half } };
}

/** Middle of the bounding box and half of its longer side. */
function boxAround(raw: Float32Array): { x: number; y: number; half: number } {
  let minX = Infinity;
  let maxX = -Infinity;
  let minY = Infinity;
  let maxY = -Infinity;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const x = raw[i] ?? 0;
    const y = raw[i + 1] ?? 0;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return {
    x: (minX + maxX) / 2,
    y: (minY + maxY) / 2,
    half: Math.max(maxX - minX, maxY - minY) / 2,
  };
}
