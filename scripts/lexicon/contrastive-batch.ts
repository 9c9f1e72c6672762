/** One step of contrastive training: forward, symmetric InfoNCE, backward, Adam. */

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

/** out = a · bᵀ, count×count, in tiles of 2×4 so that loaded values are used again. */
function multiplyTransposed(
  a: Float64Array,
  b: Float64Array,
  count: number,
  d: number,
  out: Float64Array,
): void {
  const last = count - 1;
  for (let i = 0; i < count; i += 2) {
    const a0 = i * d;
    const a1 = Math.min(i + 1, last) * d;
    for (let j = 0; j < count; j += 4) {
      const b0 = j * d;
      const b1 = Math.min(j + 1, last) * d;
      const b2 = Math.min(j + 2, last) * d;
      const b3 = Math.min(j + 3, last) * d;
      let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let k = 0; k < d; k++) {
        const x0 = a[a0 + k] ?? 0;
        const x1 = a[a1 + k] ?? 0;
        const y0 = b[b0 + k] ?? 0;
        const y1 = b[b1 + k] ?? 0;
        const y2 = b[b2 + k] ?? 0;
        const y3 = b[b3 + k] ?? 0;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s02 += x0 * y2;
        s03 += x0 * y3;
        s10 += x1 * y0;
        s11 += x1 * y1;
        s12 += x1 * y2;
        s13 += x1 * y3;
      }
      const rows =
        i + 1 < count
          ? [
              [s00, s01, s02, s03],
              [s10, s11, s12, s13],
            ]
          : [[s00, s01, s02, s03]];
      rows.forEach((row, r) => {
        row.forEach((sum, c) => {
          if (j + c < count) out[(i + r) * count + j + c] = sum;
        });
      });
    }
  }
}

/** out = m · b or mᵀ · b, count×d, four rows of `b` at a time. */
function multiply(
  m: Float64Array,
  b: Float64Array,
  count: number,
  d: number,
  out: Float64Array,
  transposed: boolean,
): void {
  out.fill(0, 0, count * d);
  const rowStep = transposed ? 1 : count;
  const columnStep = transposed ? count : 1;
  for (let i = 0; i < count; i++) {
    const to = i * d;
    for (let j = 0; j < count; j += 4) {
      const at = i * rowStep + j * columnStep;
      const m0 = m[at] ?? 0;
      const m1 = j + 1 < count ? (m[at + columnStep] ?? 0) : 0;
      const m2 = j + 2 < count ? (m[at + 2 * columnStep] ?? 0) : 0;
      const m3 = j + 3 < count ? (m[at + 3 * columnStep] ?? 0) : 0;
      const b0 = j * d;
      const b1 = Math.min(j + 1, count - 1) * d;
      const b2 = Math.min(j + 2, count - 1) * d;
      const b3 = Math.min(j + 3, count - 1) * d;
      for (let k = 0; k < d; k++) {
        out[to + k] =
          (out[to + k] ?? 0) +
          m0 * (b[b0 + k] ?? 0) +
          m1 * (b[b1 + k] ?? 0) +
          m2 * (b[b2 + k] ?? 0) +
          m3 * (b[b3 + k] ?? 0);
      }
    }
  }
}
