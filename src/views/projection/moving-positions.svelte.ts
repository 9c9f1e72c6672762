/** Positions on their way: a new layout is reached by moving every paper, so that eyes can follow. */
import { easeCubicInOut } from 'd3-ease';

/** Above this many papers a new layout is shown at once: sorting them anew per frame takes too long. */
const mostAnimated = 150_000;

export class MovingPositions {
  /** What to draw now, n×2 row-major. */
  shown = $state.raw<Float32Array>(new Float32Array());
  /** Whether papers are on their way. */
  moving = $state(false);

  #frame = 0;

  /**
   * Moves to `target` within `milliseconds` (0: at once); what is under way is taken over from where
   * it is. Another number of papers is another corpus and is shown at once.
   */
  moveTo(target: Float32Array, milliseconds: number): void {
    cancelAnimationFrame(this.#frame);
    const from = this.shown;
    if (
      milliseconds === 0 ||
      from.length !== target.length ||
      target.length / 2 > mostAnimated ||
      from === target
    ) {
      this.shown = target;
      this.moving = false;
      return;
    }
    const start = performance.now();
    this.moving = true;
    const step = (now: number) => {
      const share = Math.max(0, Math.min(1, (now - start) / milliseconds));
      if (share >= 1) {
        this.shown = target;
        this.moving = false;
        return;
      }
      this.shown = between(from, target, easeCubicInOut(share));
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  /** Ends whatever moves, where it is. */
  stop(): void {
    cancelAnimationFrame(this.#frame);
  }
}

function between(from: Float32Array, to: Float32Array, share: number): Float32Array {
  const positions = new Float32Array(to.length);
  for (let i = 0; i < to.length; i++) {
    const start = from[i] ?? 0;
    positions[i] = start + share * ((to[i] ?? 0) - start);
  }
  return positions;
}
