/**
 * UMAP (McInnes, Healy, Melville: Uniform Manifold Approximation and Projection, 2018) on neighbours
 * that are already known. The story: strengths of neighbourhood (`fuzzy-graph.ts`), a start from the
 * principal components (`pca.ts`), a curve for similarity in the plane (`curve.ts`), and a seeded
 * optimiser (`optimiser.ts`) whose positions can be watched, stopped and cancelled as it runs.
 */
import { nextTask } from '../foundation/events';
import { gaussian, seededRandom } from '../foundation/random';
import { fitCurve } from './curve';
import { fuzzyGraph } from './fuzzy-graph';
import { normalisedLayout, stoppedLayout, type Layout } from './layout';
import type { Neighbours } from '../clustering/neighbours';
import { LayoutOptimiser } from './optimiser';

/** Called while the map forms, with normalised positions (n×2, the caller's to keep). */
export type OnPositions = (positions: Float32Array, epoch: number, epochs: number) => void;

export interface UmapOptions {
  readonly seed: number;
  /** How close papers may come; default 0.1. */
  readonly minDist?: number;
  /** Scale of the embedded clusters; default 1. */
  readonly spread?: number;
  /** Repulsions per attraction; default {@link repulsions}. */
  readonly negativeSamples?: number;
  /** Default {@link epochsFor} the number of papers. */
  readonly epochs?: number;
  readonly onPositions?: OnPositions;
  /** Milliseconds between two calls of `onPositions`; default 80. */
  readonly interval?: number;
  /** Aborting rejects with the signal's reason, between two epochs. */
  readonly signal?: AbortSignal;
  /** Aborting ends the optimisation and keeps the positions as they are. */
  readonly stop?: AbortSignal;
}

/**
 * Papers pushed away per pull. The reference implementation takes 5; the kernel moves four papers at
 * once and so handles a pull and seven pushes in the time of a pull and five, and neighbourhoods are
 * kept better (`docs/decisions/0004-projection.md` has the figures).
 */
const repulsions = 7;

export interface UmapResult {
  readonly layout: Layout;
  /** Epochs done: fewer than `epochs` when stopped. */
  readonly epoch: number;
  readonly epochs: number;
}

/**
 * Passes over the edges: 400 up to 12,500 papers, then fewer, as many as a given number of papers can
 * be moved, but at least 200.
 */
export function epochsFor(n: number): number {
  return Math.max(200, Math.min(400, Math.round(5_000_000 / Math.max(1, n))));
}

/**
 * Positions that keep neighbours together. Equal input, seed and settings give equal positions,
 * whatever the pace at which they are watched.
 *
 * @param initial the start, usually {@link pcaLayout} of the same vectors; or a layout that was
 *   stopped, which is optimised from there to its end. Not changed
 */
export async function umap(
  neighbours: Neighbours,
  initial: Layout,
  options: UmapOptions,
): Promise<UmapResult> {
  const { stopped } = initial;
  const epochs = stopped?.epochs ?? options.epochs ?? epochsFor(neighbours.n);
  if (neighbours.k === 0)
    return { layout: normalisedLayout(initial.positions), epoch: epochs, epochs };
  const optimiser = new LayoutOptimiser(
    fuzzyGraph(neighbours),
    stopped
      ? initial.positions.map((value) => value * stopped.scale)
      : startingPositions(initial, options.seed),
    {
      epochs,
      epoch: stopped?.epoch ?? 0,
      seed: options.seed,
      curve: fitCurve(options.minDist ?? 0.1, options.spread ?? 1),
      negativeSamples: options.negativeSamples ?? repulsions,
    },
  );
  await watched(optimiser, options);
  const { positions, epoch, finished } = optimiser;
  const layout = finished ? normalisedLayout(positions) : stoppedLayout(positions, epoch, epochs);
  return { layout, epoch, epochs };
}

/** Advances in slices of `interval` milliseconds, letting messages in between them. */
async function watched(optimiser: LayoutOptimiser, options: UmapOptions): Promise<void> {
  const { onPositions, interval = 80, signal, stop } = options;
  let last = performance.now();
  signal?.throwIfAborted();
  while (!optimiser.finished && !stop?.aborted) {
    optimiser.advance();
    if (performance.now() - last < interval && !optimiser.finished) continue;
    onPositions?.(
      normalisedLayout(optimiser.positions).positions,
      optimiser.epoch,
      optimiser.epochs,
    );
    await nextTask();
    signal?.throwIfAborted();
    last = performance.now();
  }
}

/**
 * The start spread over ±10 (the scale at which the curve was fitted), with a little seeded noise so
 * that papers at the same place can part.
 */
function startingPositions({ positions }: Layout, seed: number): Float32Array {
  const random = seededRandom(seed);
  return positions.map((value) => 10 * value + 1e-3 * gaussian(random));
}
