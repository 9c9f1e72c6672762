/** How papers are laid out: two ways of projecting the vectors, and UMAP's map put into cells. */
export type LayoutKind = 'umap' | 'pca' | 'grid';

/** Positions of papers in the plane. */
export interface Layout {
  /** n×2 row-major, centred on 0 and scaled so that the farthest coordinate is 1. */
  readonly positions: Float32Array;
}

/**
 * A layout from raw positions: the middle of their bounding box moves to 0 and one scale for both
 * axes brings the farthest coordinate to 1. Positions that all coincide stay at 0.
 *
 * @param raw n×2 row-major, finite; not changed
 */
export function normalisedLayout(raw: Float32Array): Layout {
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
  const positions = new Float32Array(raw.length);
  const half = Math.max(maxX - minX, maxY - minY) / 2;
  if (!(half > 0)) return { positions };
  const middleX = (minX + maxX) / 2;
  const middleY = (minY + maxY) / 2;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    positions[i] = ((raw[i] ?? 0) - middleX) / half;
    positions[i + 1] = ((raw[i + 1] ?? 0) - middleY) / half;
  }
  return { positions };
}
