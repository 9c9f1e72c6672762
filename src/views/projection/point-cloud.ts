/**
 * The papers of a layout sorted into the cells of a flat grid, row by row. One structure serves
 * drawing (cells in view are contiguous runs of memory, and neighbours in memory are neighbours on
 * screen, so pixels are written in cache order) and looking up (nearest paper, papers in a region).
 */
import type { Bounds } from './camera';
import { boundsOf } from './camera';
import { newFloats, newNaturals, ring, type Take } from './frame-arrays';

export interface PointCloud {
  readonly n: number;
  /** Paper at each place of the sorted order; length n. */
  readonly papers: Uint32Array;
  /** Positions in the sorted order, n×2 row-major. */
  readonly positions: Float32Array;
  /** Cells per row and per column. */
  readonly side: number;
  /** First place of each cell, row-major; length side²+1. */
  readonly cells: Uint32Array;
  readonly bounds: Bounds;
  /** Width and height of one cell, in the layout's units. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Papers per square unit where the middling paper lies. */
  readonly crowding: number;
}

const papersPerCell = 6;
const mostCells = 512;

/** Where a cloud's arrays come from. */
export interface CloudMemory {
  readonly papers: Take<Uint32Array>;
  readonly positions: Take<Float32Array>;
  readonly cells: Take<Uint32Array>;
  /** For the sorting alone. */
  readonly cellOf: Take<Uint32Array>;
  readonly next: Take<Uint32Array>;
}

const lastingMemory: CloudMemory = {
  papers: newNaturals,
  positions: newFloats,
  cells: newNaturals,
  cellOf: newNaturals,
  next: newNaturals,
};

/** For clouds that follow each other: each is valid until the one after the next is made. */
export function frameMemory(): CloudMemory {
  return {
    papers: ring(newNaturals, 2),
    positions: ring(newFloats, 2),
    cells: ring(newNaturals, 2),
    cellOf: ring(newNaturals, 1),
    next: ring(newNaturals, 1),
  };
}

/** Sorts positions (n×2 row-major) into a cloud; a counting sort, O(n). */
export function pointCloud(positions: Float32Array, memory = lastingMemory): PointCloud {
  const n = positions.length / 2;
  const side = Math.max(1, Math.min(mostCells, Math.ceil(Math.sqrt(n / papersPerCell))));
  const bounds = boundsOf(positions);
  const cellWidth = Math.max(bounds.right - bounds.left, 1e-6) / side;
  const cellHeight = Math.max(bounds.bottom - bounds.top, 1e-6) / side;
  const cellOf = memory.cellOf(n);
  const cells = memory.cells(side * side + 1).fill(0);
  for (let i = 0; i < n; i++) {
    const column = Math.min(side - 1, ((positions[2 * i] ?? 0) - bounds.left) / cellWidth) | 0;
    const row = Math.min(side - 1, ((positions[2 * i + 1] ?? 0) - bounds.top) / cellHeight) | 0;
    const cell = row * side + column;
    cellOf[i] = cell;
    cells[cell + 1] = (cells[cell + 1] ?? 0) + 1;
  }
  const crowding = medianCount(cells.subarray(1), n) / (cellWidth * cellHeight);
  for (let cell = 0; cell < side * side; cell++) {
    cells[cell + 1] = (cells[cell + 1] ?? 0) + (cells[cell] ?? 0);
  }
  const next = memory.next(side * side);
  next.set(cells.subarray(0, side * side));
  const papers = memory.papers(n);
  const sorted = memory.positions(2 * n);
  for (let i = 0; i < n; i++) {
    const cell = cellOf[i] ?? 0;
    const at = next[cell] ?? 0;
    next[cell] = at + 1;
    papers[at] = i;
    sorted[2 * at] = positions[2 * i] ?? 0;
    sorted[2 * at + 1] = positions[2 * i + 1] ?? 0;
  }
  return { n, papers, positions: sorted, side, cells, bounds, cellWidth, cellHeight, crowding };
}

/** Papers in the cell of the median paper, by how full the papers' cells are. */
function medianCount(counts: Uint32Array, n: number): number {
  let fullest = 0;
  for (const count of counts) if (count > fullest) fullest = count;
  const papersIn = new Float64Array(fullest + 1);
  for (const count of counts) papersIn[count] = (papersIn[count] ?? 0) + count;
  let count = 0;
  for (let papers = papersIn[0] ?? 0; 2 * papers < n && count < fullest;) {
    papers += papersIn[++count] ?? 0;
  }
  return count;
}

/** Runs of places whose cells touch `bounds`, one per row of cells. */
export function* runsWithin(
  cloud: PointCloud,
  bounds: Bounds,
): Generator<readonly [start: number, end: number]> {
  const { side, cells } = cloud;
  const clamp = (value: number) => Math.max(0, Math.min(side - 1, Math.floor(value)));
  if (bounds.right < cloud.bounds.left || bounds.left > cloud.bounds.right) return;
  if (bounds.bottom < cloud.bounds.top || bounds.top > cloud.bounds.bottom) return;
  const first = clamp((bounds.left - cloud.bounds.left) / cloud.cellWidth);
  const last = clamp((bounds.right - cloud.bounds.left) / cloud.cellWidth);
  const bottom = clamp((bounds.bottom - cloud.bounds.top) / cloud.cellHeight);
  for (let row = clamp((bounds.top - cloud.bounds.top) / cloud.cellHeight); row <= bottom; row++) {
    const start = cells[row * side + first] ?? 0;
    const end = cells[row * side + last + 1] ?? 0;
    if (end > start) yield [start, end];
  }
}

/**
 * The paper nearest to (x, y) within `reach`, all in the layout's units; null when there is none.
 * Ties go to the smaller index.
 *
 * @param allowed leaves out papers, such as dimmed ones
 */
export function nearestPaper(
  cloud: PointCloud,
  x: number,
  y: number,
  reach: number,
  allowed: (paper: number) => boolean = () => true,
): number | null {
  let best: number | null = null;
  let bestSquare = reach * reach;
  const around = { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
  for (const [start, end] of runsWithin(cloud, around)) {
    for (let at = start; at < end; at++) {
      const dx = (cloud.positions[2 * at] ?? 0) - x;
      const dy = (cloud.positions[2 * at + 1] ?? 0) - y;
      const square = dx * dx + dy * dy;
      if (square > bestSquare) continue;
      const paper = cloud.papers[at] ?? 0;
      if (square === bestSquare && best !== null && best < paper) continue;
      if (!allowed(paper)) continue;
      best = paper;
      bestSquare = square;
    }
  }
  return best;
}

/** The papers for which `inside` holds among those within `bounds`, ascending. */
export function papersWithin(
  cloud: PointCloud,
  bounds: Bounds,
  inside: (x: number, y: number) => boolean = () => true,
): Uint32Array {
  const found: number[] = [];
  for (const [start, end] of runsWithin(cloud, bounds)) {
    for (let at = start; at < end; at++) {
      const x = cloud.positions[2 * at] ?? 0;
      const y = cloud.positions[2 * at + 1] ?? 0;
      if (x < bounds.left || x > bounds.right || y < bounds.top || y > bounds.bottom) continue;
      if (inside(x, y)) found.push(cloud.papers[at] ?? 0);
    }
  }
  return Uint32Array.from(found).sort();
}
