/**
 * New papers on an old map: each is put among the papers it is most like, and nothing else moves, so
 * that a map people know stays the map they know.
 */
import type { Vectors } from '../embedding/encoder';
import type { Layout } from './layout';

/** Neighbours that decide a new paper's place. */
const deciding = 15;
/** Rounds of moving towards the weighted median. */
const rounds = 40;

/**
 * Positions for papers added to a corpus whose layout stays as it is.
 *
 * A new paper goes to the weighted geometric median (Weiszfeld 1937) of its 15 most similar papers on
 * the map: unlike their mean, it does not fall between two groups where nobody is. It is given the
 * weights UMAP gives neighbours, 1 for the most similar and less for those behind it. A paper like no
 * other on the map (similarity of at most 0) goes to the middle.
 *
 * @param known unit rows of the papers on the map, n×d
 * @param layout their positions, n×2
 * @param added unit rows of the new papers, m×d
 * @returns m×2 positions in the layout's units, within its bounds
 */
export function placePapers(known: Vectors, layout: Layout, added: Vectors): Float32Array {
  const positions = new Float32Array(2 * added.n);
  const k = Math.min(deciding, known.n);
  for (let paper = 0; paper < added.n; paper++) {
    const row = added.data.subarray(paper * added.d, (paper + 1) * added.d);
    const [x, y] = weightedMedian(mostSimilar(known, row, k), layout.positions);
    positions[2 * paper] = x;
    positions[2 * paper + 1] = y;
  }
  return positions;
}

interface Like {
  readonly paper: number;
  readonly similarity: number;
}

/** The k most similar known papers, nearest first, ties by smaller index. */
function mostSimilar({ n, d, data }: Vectors, row: Float32Array, k: number): Like[] {
  const kept: Like[] = [];
  for (let paper = 0; paper < n; paper++) {
    let similarity = 0;
    for (let j = 0; j < d; j++) similarity += (data[paper * d + j] ?? 0) * (row[j] ?? 0);
    if (similarity <= 0 || (kept.length === k && similarity <= (kept.at(-1)?.similarity ?? 0))) {
      continue;
    }
    const at = kept.findIndex((other) => other.similarity < similarity);
    kept.splice(at < 0 ? kept.length : at, 0, { paper, similarity });
    if (kept.length > k) kept.pop();
  }
  return kept;
}

function weightedMedian(
  likes: readonly Like[],
  positions: Float32Array,
): readonly [number, number] {
  const nearest = 1 - (likes[0]?.similarity ?? 0);
  const farthest = 1 - (likes.at(-1)?.similarity ?? 0);
  const scale = Math.max(farthest - nearest, 1e-9) / 2;
  const points = likes.map(({ paper, similarity }) => ({
    x: positions[2 * paper] ?? 0,
    y: positions[2 * paper + 1] ?? 0,
    weight: Math.exp(-(1 - similarity - nearest) / scale),
  }));
  let at: readonly [number, number] | null = null;
  for (let round = 0; round < rounds && points.length > 0; round++) {
    let [sumX, sumY, total] = [0, 0, 0];
    for (const point of points) {
      const weight = point.weight / (at === null ? 1 : apart(point, at));
      sumX += weight * point.x;
      sumY += weight * point.y;
      total += weight;
    }
    at = [sumX / total, sumY / total];
  }
  return at ?? [0, 0];
}

/** Distance, kept off zero: at a paper's own place the median's equation has no value. */
function apart(
  point: { readonly x: number; readonly y: number },
  [x, y]: readonly [number, number],
) {
  return Math.max(Math.hypot(point.x - x, point.y - y), 1e-4);
}
