/**
 * Points pushed apart until few overlap, as little as that takes: every two that are too near share
 * the way between them (position-based dynamics, Müller et al. 2007), and each is at first drawn back a
 * little to where it was.
 */

/** Pairs of points looked at in all, about: what bounds the passes. */
const budget = 60_000;
const fewestPasses = 60;
const mostPasses = 300;
/** Share of the way back to its own place that a point is drawn per pass, in the first half. */
const pullBack = 0.02;
/** Movement, as a share of the distance, below which points rest. */
const rest = 0.01;
/** Points at one place part at angles that never repeat. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/**
 * @param positions n×2 row-major, not changed
 * @param distance that two points should at least have, in the units of the positions
 * @returns n×2 row-major; where there is no room for all, some points stay nearer than that
 */
export function pushedApart(positions: Float32Array, distance: number): Float32Array {
  const n = positions.length / 2;
  if (!(distance > 0) || n < 2) return positions;
  const at = Float64Array.from(positions);
  const passes = Math.max(fewestPasses, Math.min(mostPasses, Math.round(budget / n)));
  for (let pass = 0; pass < passes; pass++) {
    const isSettling = 2 * pass >= passes;
    if (!isSettling) {
      for (let i = 0; i < 2 * n; i++) {
        at[i] = (at[i] ?? 0) + pullBack * ((positions[i] ?? 0) - (at[i] ?? 0));
      }
    }
    const moved = partOnce(at, distance);
    if (isSettling && moved < rest * distance) break;
  }
  return Float32Array.from(at);
}

/** One pass over all pairs within reach, found along one axis; returns the farthest movement. */
function partOnce(at: Float64Array, distance: number): number {
  const order = Uint32Array.from({ length: at.length / 2 }, (_, i) => i).sort(
    (a, b) => (at[2 * a] ?? 0) - (at[2 * b] ?? 0) || a - b,
  );
  let farthest = 0;
  for (let first = 0; first < order.length; first++) {
    const i = order[first] ?? 0;
    for (let second = first + 1; second < order.length; second++) {
      const j = order[second] ?? 0;
      if ((at[2 * j] ?? 0) - (at[2 * i] ?? 0) >= distance) break;
      farthest = Math.max(farthest, part(at, i, j, distance));
    }
  }
  return farthest;
}

/** Parts two points; returns by how much each moved. */
function part(at: Float64Array, i: number, j: number, distance: number): number {
  const dx = (at[2 * j] ?? 0) - (at[2 * i] ?? 0);
  const dy = (at[2 * j + 1] ?? 0) - (at[2 * i + 1] ?? 0);
  const apart = Math.hypot(dx, dy);
  if (apart >= distance) return 0;
  const angle = apart < 1e-9 ? goldenAngle * (i + j) : Math.atan2(dy, dx);
  const step = (distance - apart) / 2;
  const [moveX, moveY] = [step * Math.cos(angle), step * Math.sin(angle)];
  at[2 * i] = (at[2 * i] ?? 0) - moveX;
  at[2 * i + 1] = (at[2 * i + 1] ?? 0) - moveY;
  at[2 * j] = (at[2 * j] ?? 0) + moveX;
  at[2 * j + 1] = (at[2 * j + 1] ?? 0) + moveY;
  return step;
}
