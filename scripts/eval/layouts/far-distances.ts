/** How well a layout keeps what lies far apart: random triplets, and distances between topics. */
import type { Vectors } from '../../../src/embedding/encoder';
import { seededRandom } from '../../../src/foundation/random';

export interface FarDistances {
  /**
   * Of random triplets of papers, the share of which the plane agrees with the space about which of
   * two is nearer to the third; .5 by chance (Wang, Huang, Rudin, Shaposhnik: Understanding how
   * dimension reduction tools work, JMLR 2021).
   */
  readonly triplets: number;
  /** Pearson's correlation of the distances between topic centroids; NaN below three topics. */
  readonly topics: number;
}

const tripletsPerSeed = 100_000;

/**
 * @param positions n×2 row-major
 * @param topics lists of papers, each of at least one
 */
export function farDistances(
  vectors: Vectors,
  positions: Float32Array,
  topics: readonly Uint32Array[],
): FarDistances {
  const plane: Vectors = { n: vectors.n, d: 2, data: positions };
  return {
    triplets: tripletAccuracy(vectors, plane, tripletsPerSeed, 1),
    topics: correlation(
      pairDistances(centroids(vectors, topics)),
      pairDistances(centroids(plane, topics)),
    ),
  };
}

/** The share of `count` seeded triplets on whose order both sets of rows agree; 1 below 3 rows. */
export function tripletAccuracy(a: Vectors, b: Vectors, count: number, seed: number): number {
  const { n } = a;
  if (n < 3) return 1;
  const random = seededRandom(seed);
  const draw = () => Math.floor(random() * n);
  let agreed = 0;
  for (let drawn = 0; drawn < count;) {
    const [one, left, right] = [draw(), draw(), draw()];
    if (one === left || one === right || left === right) continue;
    const nearerInA = distance(a, one, left) < distance(a, one, right);
    const nearerInB = distance(b, one, left) < distance(b, one, right);
    if (nearerInA === nearerInB) agreed++;
    drawn++;
  }
  return agreed / count;
}

/** Squared Euclidean distance of two rows. */
function distance({ d, data }: Vectors, i: number, j: number): number {
  let sum = 0;
  for (let x = 0; x < d; x++) sum += ((data[i * d + x] ?? 0) - (data[j * d + x] ?? 0)) ** 2;
  return sum;
}

function centroids({ d, data }: Vectors, topics: readonly Uint32Array[]): Vectors {
  const means = new Float32Array(topics.length * d);
  topics.forEach((papers, topic) => {
    for (let x = 0; x < d; x++) {
      let sum = 0;
      for (const paper of papers) sum += data[paper * d + x] ?? 0;
      means[topic * d + x] = sum / papers.length;
    }
  });
  return { n: topics.length, d, data: means };
}

function pairDistances(rows: Vectors): number[] {
  const all: number[] = [];
  for (let i = 0; i < rows.n; i++) {
    for (let j = i + 1; j < rows.n; j++) all.push(Math.sqrt(distance(rows, i, j)));
  }
  return all;
}

/** Pearson's correlation; NaN below two numbers or without any spread. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let both = 0;
  let squaresA = 0;
  let squaresB = 0;
  a.forEach((value, at) => {
    const [x, y] = [value - meanA, (b[at] ?? 0) - meanB];
    both += x * y;
    squaresA += x * x;
    squaresB += y * y;
  });
  return both / Math.sqrt(squaresA * squaresB);
}
