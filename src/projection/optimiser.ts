/**
 * UMAP's layout as a force simulation: attraction along sampled edges, repulsion from papers drawn
 * at random (McInnes, Healy, Melville 2018, section 4.2 and algorithm 5). One instance advances by
 * whole epochs, so that whoever drives it can look at the positions, stop or cancel in between.
 */
import type { Curve } from './curve';
import type { FuzzyGraph } from './fuzzy-graph';

export interface OptimiserSettings {
  readonly curve: Curve;
  readonly epochs: number;
  /** Papers pushed away for every pull along an edge. */
  readonly negativeSamples: number;
  readonly seed: number;
}

export class LayoutOptimiser {
  /** n×2 row-major, changed in place by {@link advance}. */
  readonly positions: Float32Array;
  readonly epochs: number;
  /** Epochs done so far. */
  epoch = 0;

  readonly #graph: FuzzyGraph;
  readonly #curve: Curve;
  readonly #negativeSamples: number;
  readonly #epochsPerSample: Float32Array;
  readonly #nextSample: Float32Array;
  #random: number;

  /** @param positions the start, n×2; taken over, not copied */
  constructor(graph: FuzzyGraph, positions: Float32Array, settings: OptimiserSettings) {
    this.positions = positions;
    this.epochs = settings.epochs;
    this.#graph = graph;
    this.#curve = settings.curve;
    this.#negativeSamples = settings.negativeSamples;
    this.#random = (Math.imul(settings.seed, 0x9e3779b1) ^ 0x6d2b79f5) | 1;
    const strongest = graph.weights.reduce((a, b) => Math.max(a, b), 0);
    // An edge of weight w is pulled w / strongest times per epoch; too weak for even one, never.
    this.#epochsPerSample = graph.weights.map((w) =>
      w < strongest / settings.epochs ? Infinity : strongest / w,
    );
    this.#nextSample = this.#epochsPerSample.slice();
  }

  get finished(): boolean {
    return this.epoch >= this.epochs;
  }

  /** Runs the next epoch; does nothing when all are done. */
  advance(): void {
    if (this.finished) return;
    this.epoch++;
    const rate = 1 - (this.epoch - 1) / this.epochs;
    const { n, offsets, targets } = this.#graph;
    for (let head = 0; head < n; head++) {
      const end = offsets[head + 1] ?? 0;
      for (let edge = offsets[head] ?? 0; edge < end; edge++) {
        const due = this.#nextSample[edge] ?? 0;
        if (due > this.epoch) continue;
        this.#nextSample[edge] = due + (this.#epochsPerSample[edge] ?? 0);
        this.#attract(head, targets[edge] ?? 0, rate);
        for (let sample = 0; sample < this.#negativeSamples; sample++) {
          this.#repel(head, this.#draw(n), rate);
        }
      }
    }
  }

  #attract(head: number, tail: number, rate: number): void {
    const y = this.positions;
    const { a, b } = this.#curve;
    const dx = (y[2 * head] ?? 0) - (y[2 * tail] ?? 0);
    const dy = (y[2 * head + 1] ?? 0) - (y[2 * tail + 1] ?? 0);
    const square = dx * dx + dy * dy;
    if (square === 0) return;
    const power = square ** b;
    const pull = (-2 * a * b * power) / (square * (1 + a * power));
    const moveX = rate * clipped(pull * dx);
    const moveY = rate * clipped(pull * dy);
    y[2 * head] = (y[2 * head] ?? 0) + moveX;
    y[2 * head + 1] = (y[2 * head + 1] ?? 0) + moveY;
    y[2 * tail] = (y[2 * tail] ?? 0) - moveX;
    y[2 * tail + 1] = (y[2 * tail + 1] ?? 0) - moveY;
  }

  #repel(head: number, other: number, rate: number): void {
    if (other === head) return;
    const y = this.positions;
    const { a, b } = this.#curve;
    const dx = (y[2 * head] ?? 0) - (y[2 * other] ?? 0);
    const dy = (y[2 * head + 1] ?? 0) - (y[2 * other + 1] ?? 0);
    const square = dx * dx + dy * dy;
    if (square === 0) return;
    const push = (2 * b) / ((0.001 + square) * (1 + a * square ** b));
    y[2 * head] = (y[2 * head] ?? 0) + rate * clipped(push * dx);
    y[2 * head + 1] = (y[2 * head + 1] ?? 0) + rate * clipped(push * dy);
  }

  /** An integer in [0, n) (xorshift32, Marsaglia 2003). */
  #draw(n: number): number {
    let x = this.#random;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#random = x;
    return (x >>> 0) % n;
  }
}

/** Forces are kept within ±4 per axis, as in the reference implementation. */
function clipped(force: number): number {
  return force > 4 ? 4 : force < -4 ? -4 : force;
}
