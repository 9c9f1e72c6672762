/** Walking the map by keyboard: from a paper to its neighbour in a direction. */

export type Direction = 'left' | 'right' | 'up' | 'down';

const headings: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/**
 * The paper one reaches from `from` by an arrow key: the nearest in that half of the plane, where
 * going sideways counts more than going straight; null at the border. Ties by smaller index.
 *
 * @param positions n×2 row-major
 * @param allowed leaves out papers, such as dimmed ones
 */
export function paperTowards(
  positions: Float32Array,
  from: number,
  direction: Direction,
  allowed: (paper: number) => boolean = () => true,
): number | null {
  const [headX, headY] = headings[direction];
  const startX = positions[2 * from] ?? 0;
  const startY = positions[2 * from + 1] ?? 0;
  let best: number | null = null;
  let bestCost = Infinity;
  for (let paper = 0; paper < positions.length / 2; paper++) {
    const dx = (positions[2 * paper] ?? 0) - startX;
    const dy = (positions[2 * paper + 1] ?? 0) - startY;
    const ahead = dx * headX + dy * headY;
    if (ahead <= 0) continue;
    const across = dx * headY - dy * headX;
    // Squared length over squared cosine: a circle through the start, bulging ahead.
    const cost = (ahead * ahead + across * across) ** 2 / (ahead * ahead);
    if (cost < bestCost && paper !== from && allowed(paper)) {
      best = paper;
      bestCost = cost;
    }
  }
  return best;
}
