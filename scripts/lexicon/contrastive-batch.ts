/** One step of contrastive training: forward, symmetric InfoNCE, backward, Adam. */
import { multiply, multiplyTransposed } from './products';

/** A bag of words with their weights. */
export interface View {
  readonly terms: Int32Array;
  readonly weights: Float32Array;
}

/** Adam's decay rates and guard (Kingma & Ba, ICLR 2015). */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** Buffers and optimiser state for training `vectors` (terms×dimension row-major) in place. */
export class Batch {
  private readonly left: Side;
  private readonly right: Side;
  /** Similarities, then probabilities, then the loss' derivative; size×size row-major. */
  private readonly logits: Float64Array;
  private readonly gradient: Float32Array;
  private readonly mean: Float32Array;
  private readonly variance: Float32Array;
  /** Updates each term has had; terms outside the batch rest. */
  private readonly updates: Uint32Array;

  constructor(
    private readonly vectors: Float32Array,
    private readonly dimension: number,
    size: number,
    private readonly temperature: number,
  ) {
    this.left = new Side(size, dimension);
    this.right = new Side(size, dimension);
    this.logits = new Float64Array(size * size);
    this.gradient = new Float32Array(vectors.length);
    this.mean = new Float32Array(vectors.length);
    this.variance = new Float32Array(vectors.length);
    this.updates = new Uint32Array(vectors.length / dimension);
  }

  /** Trains on up to `size` pairs of views and returns the mean loss, in nats. */
  train(pairs: readonly (readonly [View, View])[], learningRate: number): number {
    const full = pairs.filter(([a, b]) => a.terms.length > 0 && b.terms.length > 0);
    const count = full.length;
    this.left.fold(
      full.map(([a]) => a),
      this.vectors,
    );
    this.right.fold(
      full.map(([, b]) => b),
      this.vectors,
    );
    multiplyTransposed(this.left.unit, this.right.unit, count, this.dimension, this.logits);
    const loss = infoNce(this.logits, count, this.temperature);
    multiply(this.logits, this.right.unit, count, this.dimension, this.left.derivative, false);
    multiply(this.logits, this.left.unit, count, this.dimension, this.right.derivative, true);
    const touched = new Set<number>();
    this.left.scatter(
      full.map(([a]) => a),
      this.gradient,
      touched,
    );
    this.right.scatter(
      full.map(([, b]) => b),
      this.gradient,
      touched,
    );
    this.update(touched, learningRate);
    return loss;
  }

  /** Adam on the terms of this batch only, each with its own step count. */
  private update(touched: ReadonlySet<number>, learningRate: number): void {
    const d = this.dimension;
    for (const term of touched) {
      const step = (this.updates[term] ?? 0) + 1;
      this.updates[term] = step;
      const rate = (learningRate * Math.sqrt(1 - BETA2 ** step)) / (1 - BETA1 ** step);
      for (let at = term * d; at < (term + 1) * d; at++) {
        const g = this.gradient[at] ?? 0;
        const m = BETA1 * (this.mean[at] ?? 0) + (1 - BETA1) * g;
        const v = BETA2 * (this.variance[at] ?? 0) + (1 - BETA2) * g * g;
        this.mean[at] = m;
        this.variance[at] = v;
        this.vectors[at] = (this.vectors[at] ?? 0) - (rate * m) / (Math.sqrt(v) + EPSILON);
        this.gradient[at] = 0;
      }
    }
  }
}

/** One view of every document of the batch. */
class Side {
  /** size×dimension row-major, unit rows. */
  readonly unit: Float64Array;
  readonly derivative: Float64Array;
  private readonly norms: Float64Array;

  constructor(
    size: number,
    private readonly dimension: number,
  ) {
    this.unit = new Float64Array(size * dimension);
    this.derivative = new Float64Array(size * dimension);
    this.norms = new Float64Array(size);
  }

  /** Unit weighted sums of the views' term vectors. */
  fold(views: readonly View[], vectors: Float32Array): void {
    const d = this.dimension;
    this.unit.fill(0, 0, views.length * d);
    views.forEach(({ terms, weights }, row) => {
      const to = row * d;
      terms.forEach((term, i) => {
        const weight = weights[i] ?? 0;
        const from = term * d;
        for (let k = 0; k < d; k++) {
          this.unit[to + k] = (this.unit[to + k] ?? 0) + weight * (vectors[from + k] ?? 0);
        }
      });
      let squares = 0;
      for (let k = to; k < to + d; k++) squares += (this.unit[k] ?? 0) ** 2;
      const norm = Math.sqrt(squares) || 1;
      this.norms[row] = norm;
      for (let k = to; k < to + d; k++) this.unit[k] = (this.unit[k] ?? 0) / norm;
    });
  }

  /** Carries the derivative through the normalisation to the term vectors. */
  scatter(views: readonly View[], gradient: Float32Array, touched: Set<number>): void {
    const d = this.dimension;
    views.forEach(({ terms, weights }, row) => {
      const at = row * d;
      let along = 0;
      for (let k = at; k < at + d; k++) along += (this.derivative[k] ?? 0) * (this.unit[k] ?? 0);
      const norm = this.norms[row] ?? 1;
      for (let k = at; k < at + d; k++) {
        this.derivative[k] = ((this.derivative[k] ?? 0) - along * (this.unit[k] ?? 0)) / norm;
      }
      terms.forEach((term, i) => {
        touched.add(term);
        const weight = weights[i] ?? 0;
        const to = term * d;
        for (let k = 0; k < d; k++) {
          gradient[to + k] = (gradient[to + k] ?? 0) + weight * (this.derivative[at + k] ?? 0);
        }
      });
    });
  }
}

/**
 * Turns similarities into the derivative of the symmetric InfoNCE loss by them, in place, and
 * returns the loss: the mean of -log p(right | left) and -log p(left | right).
 */
function infoNce(logits: Float64Array, count: number, temperature: number): number {
  const columnSums = new Float64Array(count);
  const rowSums = new Float64Array(count);
  let matched = 0;
  for (let i = 0; i < count; i++) {
    matched += (logits[i * count + i] ?? 0) / temperature;
    for (let j = 0; j < count; j++) {
      // Similarities are at most 1, so this shift keeps every exponent at or below 0.
      const value = Math.exp(((logits[i * count + j] ?? 0) - 1) / temperature);
      logits[i * count + j] = value;
      rowSums[i] = (rowSums[i] ?? 0) + value;
      columnSums[j] = (columnSums[j] ?? 0) + value;
    }
  }
  let partition = 0;
  for (let i = 0; i < count; i++) {
    partition += Math.log(rowSums[i] ?? 1) + Math.log(columnSums[i] ?? 1) + 2 / temperature;
  }
  const scale = 1 / (2 * temperature * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const value = logits[i * count + j] ?? 0;
      const pull = value / (rowSums[i] ?? 1) + value / (columnSums[j] ?? 1) - (i === j ? 2 : 0);
      logits[i * count + j] = scale * pull;
    }
  }
  return (partition / 2 - matched) / count;
}
