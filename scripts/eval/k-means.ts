/** Lloyd's k-means from k-means++ seeds, the flat clustering to hold Ward's against. */
import { seededRandom, type Random } from '../../src/foundation/random';
import type { Vectors } from '../../src/embedding/encoder';

const MAX_ITERATIONS = 50;

/** Cluster numbers of the best of `restarts` runs by inertia. */
export function kMeans(vectors: Vectors, k: number, seed: number, restarts = 4): Int32Array {
  const random = seededRandom(seed);
  let best = { inertia: Infinity, clusters: new Int32Array(vectors.n) };
  for (let run = 0; run < restarts; run++) {
    const found = lloyd(vectors, seedCentres(vectors, k, random), k);
    if (found.inertia < best.inertia) best = found;
  }
  return best.clusters;
}

function squaredDistance(a: Float32Array, i: number, b: Float32Array, j: number, d: number) {
  let sum = 0;
  for (let x = 0; x < d; x++) sum += ((a[i * d + x] ?? 0) - (b[j * d + x] ?? 0)) ** 2;
  return sum;
}

/** k-means++ (Arthur & Vassilvitskii, SODA 2007): far points are likelier centres. */
function seedCentres({ n, d, data }: Vectors, k: number, random: Random): Float32Array {
  const centres = new Float32Array(k * d);
  const nearest = new Float64Array(n).fill(Infinity);
  let pick = Math.floor(random() * n);
  for (let centre = 0; centre < k; centre++) {
    centres.set(data.subarray(pick * d, (pick + 1) * d), centre * d);
    let total = 0;
    for (let i = 0; i < n; i++) {
      nearest[i] = Math.min(nearest[i] ?? Infinity, squaredDistance(data, i, centres, centre, d));
      total += nearest[i] ?? 0;
    }
    let target = random() * total;
    pick = 0;
    while (pick < n - 1 && target > (nearest[pick] ?? 0)) target -= nearest[pick++] ?? 0;
  }
  return centres;
}

function lloyd({ n, d, data }: Vectors, centres: Float32Array, k: number) {
  const clusters = new Int32Array(n).fill(-1);
  let inertia = 0;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    let moved = 0;
    inertia = 0;
    for (let i = 0; i < n; i++) {
      let best = 0;
      let bestDistance = Infinity;
      for (let c = 0; c < k; c++) {
        const distance = squaredDistance(data, i, centres, c, d);
        if (distance < bestDistance) {
          bestDistance = distance;
          best = c;
        }
      }
      if (clusters[i] !== best) moved++;
      clusters[i] = best;
      inertia += bestDistance;
    }
    if (moved === 0) break;
    moveCentres(data, clusters, centres, k, d);
  }
  return { inertia, clusters };
}

/** Centres become means; an empty cluster keeps its centre. */
function moveCentres(
  data: Float32Array,
  clusters: Int32Array,
  centres: Float32Array,
  k: number,
  d: number,
): void {
  const sums = new Float64Array(k * d);
  const sizes = new Int32Array(k);
  clusters.forEach((cluster, i) => {
    sizes[cluster] = (sizes[cluster] ?? 0) + 1;
    for (let x = 0; x < d; x++)
      sums[cluster * d + x] = (sums[cluster * d + x] ?? 0) + (data[i * d + x] ?? 0);
  });
  for (let c = 0; c < k; c++) {
    const size = sizes[c] ?? 0;
    if (size === 0) continue;
    for (let x = 0; x < d; x++) centres[c * d + x] = (sums[c * d + x] ?? 0) / size;
  }
}
