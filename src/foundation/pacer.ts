/**
 * Long synchronous work that stays interruptible: a worker that never returns to its event loop
 * never hears "cancel". Work calls the pacer between small blocks; every few tens of milliseconds
 * the pacer gives the event loop one turn and looks at the signal.
 */

/** Longest stretch of work between two turns of the event loop, in milliseconds. */
const sliceMilliseconds = 40;

/** Resolves at once, or after one turn of the event loop; rejects with the signal's reason. */
export type Pacer = () => Promise<void> | undefined;

/**
 * A pacer for one piece of work. Call it between blocks of at most a few milliseconds:
 * `await pace()` costs nothing until the slice is used up.
 *
 * @param signal aborting it makes the next turn throw the signal's reason
 */
export function createPacer(signal?: AbortSignal): Pacer {
  let turnEnds = performance.now() + sliceMilliseconds;
  signal?.throwIfAborted();
  return () => {
    if (performance.now() < turnEnds) return undefined;
    return new Promise<void>((resolve) => setTimeout(resolve, 0)).then(() => {
      signal?.throwIfAborted();
      turnEnds = performance.now() + sliceMilliseconds;
    });
  };
}
