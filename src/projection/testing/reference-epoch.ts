/** One epoch of UMAP in plain TypeScript and double precision: what the kernel is checked against. */
import type { Curve } from '../curve';
import type { FuzzyGraph } from '../fuzzy-graph';

export interface EpochState {
  /** n×2 row-major; moved. */
  readonly positions: Float64Array;
  /** The epoch in which each edge is pulled next; advanced. */
  readonly due: Float32Array;
  readonly period: Float32Array;
  random: number;
}

export function referenceEpoch(
  { n, offsets, targets }: FuzzyGraph,
  state: EpochState,
  { a, b }: Curve,
  epoch: number,
  rate: number,
  negatives: number,
): void {
  const { positions: y, due, period } = state;
  const at = (i: number) => y[i] ?? 0;
  const limited = (force: number) => Math.max(-4, Math.min(4, force));
  for (let head = 0; head < n; head++) {
    for (let edge = offsets[head] ?? 0; edge < (offsets[head + 1] ?? 0); edge++) {
      if ((due[edge] ?? 0) > epoch) continue;
      due[edge] = (due[edge] ?? 0) + (period[edge] ?? 0);
      const tail = targets[edge] ?? 0;
      const others = [tail];
      for (let sample = 0; sample < negatives; sample++) others.push(draw(state, n));
      const move = [0, 0];
      const pulled = [0, 0];
      others.forEach((other, which) => {
        const difference = [at(2 * head) - at(2 * other), at(2 * head + 1) - at(2 * other + 1)];
        const square = (difference[0] ?? 0) ** 2 + (difference[1] ?? 0) ** 2;
        if (square === 0) return;
        const fall = 1 + a * square ** b;
        const force =
          which === 0
            ? (-2 * a * b * square ** (b - 1)) / fall
            : (2 * b) / ((0.001 + square) * fall);
        difference.forEach((along, axis) => {
          const step = rate * limited(force * along);
          move[axis] = (move[axis] ?? 0) + step;
          if (which === 0) pulled[axis] = step;
        });
      });
      for (const axis of [0, 1]) {
        y[2 * tail + axis] = at(2 * tail + axis) - (pulled[axis] ?? 0);
        y[2 * head + axis] = at(2 * head + axis) + (move[axis] ?? 0);
      }
    }
  }
}

/** A paper at random (xorshift32), as the kernel draws it. */
function draw(state: EpochState, n: number): number {
  let x = state.random;
  x ^= x << 13;
  x ^= x >>> 17;
  x ^= x << 5;
  state.random = x;
  return Math.floor(((x >>> 0) * n) / 4294967296);
}
