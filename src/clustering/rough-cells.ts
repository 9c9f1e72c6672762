/** Points with neighbours close by in memory: k-means cells, as rough as they may be. */

const iterations = 4;
const sampledPerCell = 12;
const mostCells = 512;
/** Nearest cells listed per cell, itself first. */
const nearCells = 10;

export interface Cells {
  readonly count: number;
  /** Cell of each point. */
  readonly cellOf: Uint32Array;
  /** Points sorted by cell, then by number. */
  readonly order: Uint32Array;
  /** First place of each cell in `order`, and the number of points at the end. */
  readonly start: Uint32Array;
  /** The nearest cells of each cell, itself first: count × `nearCount` row-major. */
  readonly near: Uint32Array;
  readonly nearCount: number;
}

/**
 * Lloyd's k-means on a sample, then one assignment of all points, by the first `width` coordinates
 * of rows `stride` apart. About √n cells. Deterministic: the first centres are evenly spaced points.
 */
export function findCells(data: Float32Array, n: number, stride: number, width: number): Cells {
  const count = Math.max(1, Math.min(mostCells, Math.round(Math.sqrt(n))));
  const sampled = Math.min(n, count * sampledPerCell);
  const sample = Uint32Array.from({ length: sampled }, (_, i) => Math.floor((i * n) / sampled));
  const centres = new Float32Array(count * width);
  for (let cell = 0; cell < count; cell++) {
    const point = sample[Math.floor((cell * sampled) / count)] ?? 0;
    for (let k = 0; k < width; k++) centres[cell * width + k] = data[point * stride + k] ?? 0;
  }
  for (let iteration = 0; iteration < iterations; iteration++) {
    const sums = new Float64Array(count * width);
    const members = new Uint32Array(count);
    for (const point of sample) {
      const cell = nearestCentre(data, point * stride, centres, count, width);
      members[cell] = (members[cell] ?? 0) + 1;
      for (let k = 0; k < width; k++) {
        const slot = cell * width + k;
        sums[slot] = (sums[slot] ?? 0) + (data[point * stride + k] ?? 0);
      }
    }
    for (let slot = 0; slot < sums.length; slot++) {
      const size = members[Math.floor(slot / width)] ?? 0;
      if (size > 0) centres[slot] = (sums[slot] ?? 0) / size;
    }
  }

  const cellOf = new Uint32Array(n);
  const start = new Uint32Array(count + 1);
  for (let point = 0; point < n; point++) {
    const cell = nearestCentre(data, point * stride, centres, count, width);
    cellOf[point] = cell;
    start[cell + 1] = (start[cell + 1] ?? 0) + 1;
  }
  for (let cell = 0; cell < count; cell++) {
    start[cell + 1] = (start[cell + 1] ?? 0) + (start[cell] ?? 0);
  }
  const next = start.slice();
  const order = new Uint32Array(n);
  for (let point = 0; point < n; point++) {
    const cell = cellOf[point] ?? 0;
    const at = next[cell] ?? 0;
    order[at] = point;
    next[cell] = at + 1;
  }
  const nearCount = Math.min(nearCells, count);
  return { count, cellOf, order, start, near: nearOf(centres, count, width, nearCount), nearCount };
}

function nearestCentre(
  data: Float32Array,
  point: number,
  centres: Float32Array,
  count: number,
  width: number,
): number {
  let best = 0;
  let least = Infinity;
  for (let cell = 0; cell < count; cell++) {
    const distance = squaredDistance(data, point, centres, cell * width, width);
    if (distance < least) {
      least = distance;
      best = cell;
    }
  }
  return best;
}

function nearOf(
  centres: Float32Array,
  count: number,
  width: number,
  nearCount: number,
): Uint32Array {
  const near = new Uint32Array(count * nearCount);
  for (let cell = 0; cell < count; cell++) {
    const distances = Float64Array.from({ length: count }, (_, other) =>
      other === cell ? -1 : squaredDistance(centres, cell * width, centres, other * width, width),
    );
    const nearest = Array.from(distances.keys())
      .sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0) || a - b)
      .slice(0, nearCount);
    near.set(nearest, cell * nearCount);
  }
  return near;
}

function squaredDistance(
  a: Float32Array,
  x: number,
  b: Float32Array,
  y: number,
  width: number,
): number {
  let sum = 0;
  for (let k = 0; k < width; k++) {
    const difference = (a[x + k] ?? 0) - (b[y + k] ?? 0);
    sum += difference * difference;
  }
  return sum;
}
