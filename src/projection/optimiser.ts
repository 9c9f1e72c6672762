/**
 * UMAP's layout as a force simulation: attraction along sampled edges, repulsion from papers drawn
 * at random (McInnes, Healy, Melville 2018, section 4.2 and algorithm 5). One instance advances by
 * whole epochs, so that whoever drives it can look at the positions, stop or cancel in between. The
 * inner loop is WebAssembly (`kernels/assembly/umap.ts`), single-threaded on purpose: threads that
 * race for positions, as elsewhere, would give another map every time.
 */
import { Arena, blockBytes } from '../kernels/arena';
import { loadUmapKernel, type UmapKernel } from '../kernels/umap-kernel';
import type { Curve } from './curve';
import type { FuzzyGraph } from './fuzzy-graph';

export interface OptimiserSettings {
  readonly curve: Curve;
  readonly epochs: number;
  /** Epochs done before, when an optimisation goes on from where it was stopped; default 0. */
  readonly epoch?: number;
  /** Papers pushed away for every pull along an edge. */
  readonly negativeSamples: number;
  readonly seed: number;
}

export class LayoutOptimiser {
  /** n×2 row-major, changed in place by {@link advance}. */
  readonly positions: Float32Array;
  readonly epochs: number;
  /** Epochs done so far. */
  epoch: number;

  readonly #n: number;
  readonly #settings: OptimiserSettings;
  readonly #kernel: UmapKernel;
  readonly #addresses: {
    readonly positions: number;
    readonly offsets: number;
    readonly targets: number;
    readonly due: number;
    readonly period: number;
  };
  #random: number;

  /**
   * @param initial the start, n×2; copied
   * @throws RangeError when the memory for the graph cannot be had
   */
  constructor(graph: FuzzyGraph, initial: Float32Array, settings: OptimiserSettings) {
    const edges = graph.targets.length;
    const arena = new Arena(
      blockBytes(initial.length) + blockBytes(graph.n + 1) + 3 * blockBytes(edges),
    );
    const positions = arena.floats(initial.length);
    const offsets = arena.naturals(graph.n + 1);
    const targets = arena.naturals(edges);
    const due = arena.floats(edges);
    const period = arena.floats(edges);
    positions.view.set(initial);
    offsets.view.set(graph.offsets);
    targets.view.set(graph.targets);
    period.view.set(samplingPeriods(graph, settings.epochs));
    const { epoch = 0 } = settings;
    due.view.set(period.view.map((between) => nextPull(between, epoch)));

    this.positions = positions.view;
    this.epoch = epoch;
    this.epochs = settings.epochs;
    this.#n = graph.n;
    this.#settings = settings;
    this.#kernel = loadUmapKernel(arena.memory);
    this.#addresses = {
      positions: positions.address,
      offsets: offsets.address,
      targets: targets.address,
      due: due.address,
      period: period.address,
    };
    // Going on with the numbers of the beginning would push the same papers away again.
    this.#random = firstState(settings.seed + epoch);
  }

  get finished(): boolean {
    return this.epoch >= this.epochs;
  }

  /** Runs the next epoch; does nothing when all are done. */
  advance(): void {
    if (this.finished) return;
    const rate = 1 - this.epoch / this.epochs;
    this.epoch++;
    const { positions, offsets, targets, due, period } = this.#addresses;
    const { curve, negativeSamples } = this.#settings;
    this.#random = this.#kernel.epoch(
      positions,
      offsets,
      targets,
      due,
      period,
      this.#n,
      this.epoch,
      rate,
      curve.a,
      curve.b,
      negativeSamples,
      this.#random,
    );
  }
}

/**
 * Epochs between two pulls of each edge: an edge of weight w is pulled w / (largest weight) times per
 * epoch; one too weak to be pulled even once, never.
 */
export function samplingPeriods({ weights }: FuzzyGraph, epochs: number): Float32Array {
  const strongest = weights.reduce((a, b) => Math.max(a, b), 0);
  return weights.map((weight) => (weight < strongest / epochs ? Infinity : strongest / weight));
}

/** The epoch after `epoch` in which an edge is pulled next, when it is pulled every `period` epochs. */
function nextPull(period: number, epoch: number): number {
  return period === Infinity ? Infinity : period * (Math.floor(epoch / period) + 1);
}

/** The random numbers' first state for a seed; never 0, from which they would not move. */
export function firstState(seed: number): number {
  return (Math.imul(seed, 0x9e3779b1) ^ 0x6d2b79f5) | 1;
}
