/**
 * The neighbour graph as UMAP sees it: a weighted, symmetric graph whose weights say how sure we
 * are that two papers are neighbours (McInnes, Healy, Melville 2018, sections 3.1 and 4.1).
 */
import type { Neighbours } from '../clustering/neighbours';

/** A symmetric graph in compressed rows: every edge is listed from both its ends. */
export interface FuzzyGraph {
  readonly n: number;
  /** Row `i` holds entries `offsets[i]` … `offsets[i + 1] - 1`; length n+1. */
  readonly offsets: Uint32Array;
  /** The other end of each entry, ascending within a row. */
  readonly targets: Uint32Array;
  /** Membership strength of each entry, in (0, 1]. */
  readonly weights: Float32Array;
}

const bisections = 64;
/** Bandwidths are at least this share of the mean distance, so that duplicates do not collapse them. */
const minimumBandwidth = 1e-3;

/** The fuzzy union of the papers' local neighbourhoods, by cosine distance. */
export function fuzzyGraph(neighbours: Neighbours): FuzzyGraph {
  return fuzzyUnion(neighbours, membershipStrengths(neighbours));
}

/**
 * Membership strength of each of a paper's neighbours, n×k: 1 for the nearest, falling
 * exponentially with a bandwidth chosen by bisection so that they sum to log2(k + 1) (the paper
 * itself counts among its neighbours, as in the reference implementation).
 */
export function membershipStrengths({ n, k, similarities }: Neighbours): Float32Array {
  const strengths = new Float32Array(n * k);
  const distances = Float64Array.from(similarities, (s) => Math.max(0, 1 - s));
  const meanOfAll = mean(distances);
  const target = Math.log2(k + 1);
  for (let i = 0; i < n; i++) {
    const row = distances.subarray(i * k, (i + 1) * k);
    const nearest = row.find((distance) => distance > 0) ?? 0;
    const floor = minimumBandwidth * (nearest > 0 ? mean(row) : meanOfAll);
    const bandwidth = Math.max(bandwidthFor(row, nearest, target), floor);
    for (let j = 0; j < k; j++) {
      const beyond = (row[j] ?? 0) - nearest;
      strengths[i * k + j] = beyond <= 0 || bandwidth === 0 ? 1 : Math.exp(-beyond / bandwidth);
    }
  }
  return strengths;
}

function bandwidthFor(row: Float64Array, nearest: number, target: number): number {
  let low = 0;
  let high = Infinity;
  let bandwidth = 1;
  for (let step = 0; step < bisections; step++) {
    let sum = 0;
    for (const distance of row) {
      sum += distance > nearest ? Math.exp(-(distance - nearest) / bandwidth) : 1;
    }
    if (Math.abs(sum - target) < 1e-5) break;
    if (sum > target) {
      high = bandwidth;
      bandwidth = (low + high) / 2;
    } else {
      low = bandwidth;
      bandwidth = high === Infinity ? bandwidth * 2 : (low + high) / 2;
    }
  }
  return bandwidth;
}

/** Joins the two directions of every edge by the probabilistic sum v + w − v·w. */
function fuzzyUnion({ n, k, indices }: Neighbours, strengths: Float32Array): FuzzyGraph {
  const out = sortedRows(n, k, indices, strengths);
  const into = transposed(n, out);
  const offsets = new Uint32Array(n + 1);
  const targets = new Uint32Array(2 * n * k);
  const weights = new Float32Array(2 * n * k);
  let size = 0;
  for (let i = 0; i < n; i++) {
    let o = out.offsets[i] ?? 0;
    let t = into.offsets[i] ?? 0;
    const outEnd = out.offsets[i + 1] ?? 0;
    const inEnd = into.offsets[i + 1] ?? 0;
    while (o < outEnd || t < inEnd) {
      const outTarget = o < outEnd ? (out.targets[o] ?? 0) : Infinity;
      const inTarget = t < inEnd ? (into.targets[t] ?? 0) : Infinity;
      const forward = outTarget <= inTarget ? (out.weights[o++] ?? 0) : 0;
      const backward = inTarget <= outTarget ? (into.weights[t++] ?? 0) : 0;
      const weight = forward + backward - forward * backward;
      if (weight <= 0) continue;
      targets[size] = Math.min(outTarget, inTarget);
      weights[size] = weight;
      size++;
    }
    offsets[i + 1] = size;
  }
  return { n, offsets, targets: targets.slice(0, size), weights: weights.slice(0, size) };
}

/** The neighbour lists with each row in ascending order of the neighbour. */
function sortedRows(
  n: number,
  k: number,
  indices: Uint32Array,
  strengths: Float32Array,
): FuzzyGraph {
  const offsets = Uint32Array.from({ length: n + 1 }, (_, i) => i * k);
  const unsorted = { n, offsets, targets: indices, weights: strengths };
  return transposed(n, transposed(n, unsorted));
}

/** The graph with every entry turned round; rows come out ascending (a counting sort). */
function transposed(n: number, graph: FuzzyGraph): FuzzyGraph {
  const offsets = new Uint32Array(n + 1);
  for (const target of graph.targets) offsets[target + 1] = (offsets[target + 1] ?? 0) + 1;
  for (let i = 0; i < n; i++) offsets[i + 1] = (offsets[i + 1] ?? 0) + (offsets[i] ?? 0);
  const next = offsets.slice(0, n);
  const targets = new Uint32Array(graph.targets.length);
  const weights = new Float32Array(graph.targets.length);
  for (let i = 0; i < n; i++) {
    const end = graph.offsets[i + 1] ?? 0;
    for (let e = graph.offsets[i] ?? 0; e < end; e++) {
      const target = graph.targets[e] ?? 0;
      const at = next[target] ?? 0;
      next[target] = at + 1;
      targets[at] = i;
      weights[at] = graph.weights[e] ?? 0;
    }
  }
  return { n, offsets, targets, weights };
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length > 0 ? sum / values.length : 0;
}
