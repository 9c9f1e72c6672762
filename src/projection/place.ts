/**
 * New papers on an old map: each is put among the papers it is most like, and nothing else moves, so
 * that a map people know stays the map they know.
 */
import type { Neighbours } from '../clustering/neighbours';
import type { Layout } from './layout';

/** Rounds of moving towards the weighted median. */
const rounds = 40;

/**
 * Positions of a corpus to which papers were added: the first papers keep theirs, bit for bit.
 *
 * A new paper goes to the weighted geometric median (Weiszfeld, Tôhoku Math. J. 1937) of those of its
 * nearest neighbours that have a place: unlike their mean, it does not fall between two groups where
 * nobody is. It is given the weights UMAP gives neighbours, 1 for the most similar and less for those
 * behind it. Papers whose neighbours are all new wait until one of these has a place. A paper like
 * none that has one (similarity of at most 0) goes to the middle.
 *
 * @param neighbours of all papers, the new ones last
 * @param layout positions of the first papers, m×2
 * @returns n×2, within the bounds of the layout
 */
export function placePapers(neighbours: Neighbours, layout: Layout): Layout {
  const { n } = neighbours;
  const positions = new Float32Array(2 * n);
  positions.set(layout.positions.subarray(0, 2 * n));
  const placed = new Uint8Array(n).fill(1, 0, layout.positions.length / 2);
  let waiting = Array.from({ length: n }, (_, paper) => paper).filter((i) => placed[i] === 0);
  while (waiting.length > 0) {
    // Those of one round do not see each other, so that the order of the file decides nothing.
    const ready = waiting.filter((paper) => placedNeighbours(neighbours, paper, placed).length > 0);
    if (ready.length === 0) break;
    for (const paper of ready) {
      const likes = placedNeighbours(neighbours, paper, placed);
      positions.set(weightedMedian(likes, positions), 2 * paper);
    }
    for (const paper of ready) placed[paper] = 1;
    waiting = waiting.filter((paper) => placed[paper] === 0);
  }
  return { positions };
}

interface Like {
  readonly paper: number;
  readonly similarity: number;
}

/** A paper's neighbours that have a place, nearest first. */
function placedNeighbours(
  { k, indices, similarities }: Neighbours,
  paper: number,
  placed: Uint8Array,
): Like[] {
  const likes: Like[] = [];
  for (let at = paper * k; at < (paper + 1) * k; at++) {
    const other = indices[at] ?? 0;
    const similarity = similarities[at] ?? 0;
    if (placed[other] === 1 && similarity > 0) likes.push({ paper: other, similarity });
  }
  return likes;
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
  for (let round = 0; round < rounds; round++) {
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
): number {
  return Math.max(Math.hypot(point.x - x, point.y - y), 1e-4);
}
