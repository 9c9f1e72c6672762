/** Positions on their way: a new layout is reached by moving every paper, so that eyes can follow. */
import { easeCubicInOut } from 'd3-ease';
import { newFloats, ring } from './frame-arrays';

/** Above this many papers a new layout is shown at once: sorting them anew per frame takes too long. */
const mostAnimated = 150_000;
/** A way of no paper is longer than this, of a layout 2 wide: nobody would see it gone. */
const shortestSeen = 1 / 400;

export class MovingPositions {
  /** What to draw now, n×2 row-major. */
  shown = $state.raw<Float32Array>(new Float32Array());
  /** Whether papers are on their way. */
  moving = $state(false);

  #frame = 0;
  readonly #start = ring(newFloats, 1);
  readonly #between = ring(newFloats, 2);

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
      from === target ||
      isSame(from, target)
    ) {
      this.shown = target;
      this.moving = false;
      return;
    }
    const start = performance.now();
    const departure = this.#start(from.length);
    departure.set(from);
    this.moving = true;
    const step = (now: number) => {
      const share = Math.max(0, Math.min(1, (now - start) / milliseconds));
      if (share >= 1) {
        this.shown = target;
        this.moving = false;
        return;
      }
      const positions = this.#between(target.length);
      writeBetween(positions, departure, target, easeCubicInOut(share));
      this.shown = positions;
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  /** Ends whatever moves, where it is. */
  stop(): void {
    cancelAnimationFrame(this.#frame);
  }
}

/** Whether no paper moves so far that it is seen: a layout that came in fewer bits before. */
function isSame(from: Float32Array, to: Float32Array): boolean {
  return to.every((value, at) => Math.abs(value - (from[at] ?? 0)) < shortestSeen);
}

function writeBetween(
  positions: Float32Array,
  from: Float32Array,
  to: Float32Array,
  share: number,
): void {
  for (let i = 0; i < to.length; i++) {
    const start = from[i] ?? 0;
    positions[i] = start + share * ((to[i] ?? 0) - start);
  }
}
