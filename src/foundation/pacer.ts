/**
 * Long synchronous work that stays interruptible: a worker that never returns to its event loop
 * never hears "cancel". Work calls the pacer between small blocks; every few tens of milliseconds
 * the pacer gives the event loop one turn and looks at the signal.
 */

/** Longest stretch of work between two turns of a worker's event loop, in milliseconds. */
const workerSlice = 40;
/** The same on the page's own thread, which draws as well. */
export const pageSlice = 10;

/** Resolves at once, or after one turn of the event loop; rejects with the signal's reason. */
export type Pacer = () => Promise<void> | undefined;

/**
 * A pacer for one piece of work. Call it between blocks of at most a few milliseconds:
 * `await pace()` costs nothing until the slice is used up.
 *
 * @param signal aborting it makes the next turn throw the signal's reason
 * @param slice milliseconds of work between two turns
 */
export function createPacer(signal?: AbortSignal, slice = workerSlice): Pacer {
  let turnEnds = performance.now() + slice;
  signal?.throwIfAborted();
  return () => {
    if (performance.now() < turnEnds) return undefined;
    return new Promise<void>((resolve) => setTimeout(resolve, 0)).then(() => {
      signal?.throwIfAborted();
      turnEnds = performance.now() + slice;
    });
  };
}
