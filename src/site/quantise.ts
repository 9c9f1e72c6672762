/** Positions, similarities and vectors in fewer bytes, and how much that costs. */
import type { Vectors } from '../embedding/encoder';

const most = 65_535;

/** Coordinates −1 to 1 in 16 bits each: at most 1.6e-5 off. */
export function quantisePositions(positions: Float32Array): Uint16Array {
  return Uint16Array.from(positions, (value) =>
    Math.round(((Math.min(1, Math.max(-1, value)) + 1) / 2) * most),
  );
}

export function restorePositions(levels: Uint16Array): Float32Array {
  return Float32Array.from(levels, (level) => (level / most) * 2 - 1);
}

/** Bits of a coordinate in a coarse layout: steps of less than a pixel where the map is 1,000 wide. */
const coarseBits = 10;
const coarseLevels = 2 ** coarseBits;

/**
 * Coordinates −1 to 1 in 10 bits each, n×2 row-major, as what is added to the coordinate of the row
 * before, modulo 1024; 0, −1, 1, −2, … are 0, 1, 2, 3, …. Rows in the order of a tree's leaves are
 * near the one before, so this packs to half of what {@link quantisePositions} does.
 */
export function coarseSteps(positions: Float32Array): Uint16Array {
  const levels = Uint16Array.from(
    quantisePositions(positions),
    (level) => level >> (16 - coarseBits),
  );
  return levels.map((level, at) => {
    const ahead = (level - (at < 2 ? 0 : (levels[at - 2] ?? 0)) + coarseLevels) % coarseLevels;
    const step = ahead < coarseLevels / 2 ? ahead : ahead - coarseLevels;
    return step < 0 ? -2 * step - 1 : 2 * step;
  });
}

/** The middles of the cells that {@link coarseSteps} tells: at most 1e-3 off. */
export function restoreCoarse(steps: Uint16Array): Float32Array {
  const levels = new Uint16Array(steps.length);
  steps.forEach((code, at) => {
    const step = code % 2 === 1 ? -(code + 1) / 2 : code / 2;
    const before = at < 2 ? 0 : (levels[at - 2] ?? 0);
    levels[at] = (before + step + 2 * coarseLevels) % coarseLevels;
  });
  return Float32Array.from(levels, (level) => ((level + 0.5) / coarseLevels) * 2 - 1);
}

/** Cosine similarities −1 to 1 in 8 bits: at most 0.004 off. */
export function quantiseSimilarities(similarities: Float32Array): Uint8Array {
  return Uint8Array.from(similarities, (value) =>
    Math.round(((Math.min(1, Math.max(-1, value)) + 1) / 2) * 255),
  );
}

export function restoreSimilarities(levels: Uint8Array): Float32Array {
  return Float32Array.from(levels, (level) => (level / 255) * 2 - 1);
}

/** Rows as whole numbers −127 to 127 (as bytes, 128 added), and what a 127 stands for in each row. */
export interface QuantisedVectors {
  readonly n: number;
  readonly d: number;
  readonly levels: Uint8Array;
  readonly scales: Float32Array;
}

export function quantiseVectors({ n, d, data }: Vectors): QuantisedVectors {
  const levels = new Uint8Array(n * d);
  const scales = new Float32Array(n);
  for (let row = 0; row < n; row++) {
    let largest = 0;
    for (let at = row * d; at < (row + 1) * d; at++)
      largest = Math.max(largest, Math.abs(data[at] ?? 0));
    scales[row] = largest;
    for (let at = row * d; at < (row + 1) * d; at++)
      levels[at] = 128 + (largest > 0 ? Math.round(((data[at] ?? 0) / largest) * 127) : 0);
  }
  return { n, d, levels, scales };
}

export function restoreVectors({ n, d, levels, scales }: QuantisedVectors): Vectors {
  const data = new Float32Array(n * d);
  for (let row = 0; row < n; row++)
    for (let at = row * d; at < (row + 1) * d; at++)
      data[at] = (((levels[at] ?? 128) - 128) / 127) * (scales[row] ?? 0);
  return { n, d, data };
}

/** The least cosine between a row and the same row restored; 1 where nothing is lost. */
export function leastCosine(before: Vectors, after: Vectors): number {
  const { n, d } = before;
  let least = 1;
  for (let row = 0; row < n; row++) {
    let product = 0;
    let own = 0;
    let other = 0;
    for (let at = row * d; at < (row + 1) * d; at++) {
      const a = before.data[at] ?? 0;
      const b = after.data[at] ?? 0;
      product += a * b;
      own += a * a;
      other += b * b;
    }
    if (own > 0 && other > 0) least = Math.min(least, product / Math.sqrt(own * other));
  }
  return least;
}
