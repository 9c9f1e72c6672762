/**
 * Where a topic lies in the plane: its density on a coarse grid, the spot where it is densest (its
 * name goes there) and the smallest region that holds most of its papers (its outline), a highest
 * density region in the sense of Hyndman (The American Statistician, 1996).
 */
import { contours } from 'd3-contour';
import type { Bounds } from './camera';

/** A topic that the map names and outlines. */
export interface MapTopic {
  /** The dendrogram node. */
  readonly node: number;
  readonly name: string;
  /** Its papers. */
  readonly members: Uint32Array;
  /** 0xRRGGBB. */
  readonly colour: number;
  /** CSS colour of its name; that of the page's text where it has none. */
  readonly ink?: string;
  /** 0 for topics the treemap shows now; deeper ones are named when there is room. Default 0. */
  readonly depth?: number;
}

export interface TopicGround {
  /** The densest spot, in the layout's units. */
  readonly peak: readonly [x: number, y: number];
  /** SVG path of the region's outline, in the layout's units; empty for a topic of one place. */
  readonly outline: string;
  /** Radius of a disc as large as that region, in the layout's units. */
  readonly radius: number;
  /** Density at the outline. */
  readonly threshold: number;
  /** Density per cell, row-major, gridSide². */
  readonly density: Float32Array;
  /** The grid covers both axes from minus this to this, in the layout's units. */
  readonly extent: number;
}

const gridSide = 96;
/** The grid covers the plane and some room for the blur. */
const room = 1.25;
/** Share of its papers that a topic's outline holds. */
const held = 0.85;

/**
 * @param positions n×2 row-major, around the middle
 * @param farthest the largest coordinate of all papers, either sign; that of a normalised layout is 1
 */
export function topicGround(
  positions: Float32Array,
  members: Uint32Array,
  farthest = 1,
): TopicGround {
  const extent = room * farthest;
  const counts = new Float32Array(gridSide * gridSide);
  for (const paper of members) {
    const cell = cellAt(extent, positions[2 * paper] ?? 0, positions[2 * paper + 1] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const density = blurred(counts, bandwidthCells(members.length));
  let densest = 0;
  density.forEach((value, cell) => {
    if (value > (density[densest] ?? 0)) densest = cell;
  });
  const threshold = thresholdHolding(extent, density, positions, members);
  const cellSide = (2 * extent) / gridSide;
  const cells = density.reduce((sum, value) => sum + Number(value > threshold), 0);
  return {
    peak: centreOf(extent, densest),
    outline: outlineAt(extent, density, threshold),
    radius: cellSide * Math.sqrt(cells / Math.PI),
    threshold,
    density,
    extent,
  };
}

/** The densest spot of a topic's region within the part of the plane in view; null if none is. */
export function peakWithin(ground: TopicGround, view: Bounds): readonly [number, number] | null {
  const { extent } = ground;
  const column = (x: number) => Math.max(0, Math.min(gridSide - 1, Math.floor(gridOf(extent, x))));
  let best = ground.threshold;
  let at: number | null = null;
  for (let row = column(view.top); row <= column(view.bottom); row++) {
    for (let c = column(view.left); c <= column(view.right); c++) {
      const value = ground.density[row * gridSide + c] ?? 0;
      if (value > best) {
        best = value;
        at = row * gridSide + c;
      }
    }
  }
  return at === null ? null : centreOf(extent, at);
}

/** The value of a grid like a ground's at a place. */
export function densityAt(
  { extent }: TopicGround,
  density: Float32Array,
  x: number,
  y: number,
): number {
  return density[cellAt(extent, x, y)] ?? 0;
}

function gridOf(extent: number, coordinate: number): number {
  return ((coordinate + extent) / (2 * extent)) * gridSide;
}

function cellAt(extent: number, x: number, y: number): number {
  const clamp = (value: number) => Math.max(0, Math.min(gridSide - 1, Math.floor(value)));
  return clamp(gridOf(extent, y)) * gridSide + clamp(gridOf(extent, x));
}

function centreOf(extent: number, cell: number): readonly [number, number] {
  const plane = (at: number) => ((at + 0.5) / gridSide) * 2 * extent - extent;
  return [plane(cell % gridSide), plane(Math.floor(cell / gridSide))];
}

/** Fewer papers need more smoothing (the n^(-1/6) of Silverman's rule in the plane). */
function bandwidthCells(papers: number): number {
  return Math.max(1.1, 3.4 * Math.max(1, papers / 8) ** (-1 / 6));
}

/** A Gaussian blur, separable. */
function blurred(counts: Float32Array, bandwidth: number): Float32Array {
  const reach = Math.ceil(3 * bandwidth);
  const kernel = Float32Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * bandwidth * bandwidth)),
  );
  const across = spread(counts, kernel, reach, 1);
  return spread(across, kernel, reach, gridSide);
}

function spread(
  from: Float32Array,
  kernel: Float32Array,
  reach: number,
  step: 1 | typeof gridSide,
): Float32Array {
  const to = new Float32Array(from.length);
  for (let cell = 0; cell < from.length; cell++) {
    const value = from[cell] ?? 0;
    if (value === 0) continue;
    const along = step === 1 ? cell % gridSide : Math.floor(cell / gridSide);
    const first = Math.max(-reach, -along);
    const last = Math.min(reach, gridSide - 1 - along);
    for (let offset = first; offset <= last; offset++) {
      const at = cell + offset * step;
      to[at] = (to[at] ?? 0) + value * (kernel[offset + reach] ?? 0);
    }
  }
  return to;
}

/** The density that {@link held} of the members' places exceed. */
function thresholdHolding(
  extent: number,
  density: Float32Array,
  positions: Float32Array,
  members: Uint32Array,
): number {
  const here = Float32Array.from(
    members,
    (paper) =>
      density[cellAt(extent, positions[2 * paper] ?? 0, positions[2 * paper + 1] ?? 0)] ?? 0,
  ).sort();
  return (here[Math.floor((1 - held) * here.length)] ?? 0) * 0.92;
}

function outlineAt(extent: number, density: Float32Array, threshold: number): string {
  if (threshold <= 0) return '';
  const shape = contours().size([gridSide, gridSide]).contour(Array.from(density), threshold);
  const plane = (at = 0) => (at / gridSide) * 2 * extent - extent;
  return shape.coordinates
    .flat()
    .map((ring) => rounded(ring.slice(1).map(([x, y]) => [plane(x), plane(y)] as const)))
    .join('');
}

type Place = readonly [x: number, y: number];

/** A closed curve through the middles of a polygon's sides, rounding each corner. */
function rounded(corners: readonly Place[]): string {
  const written = ([x, y]: Place) => `${x.toFixed(4)},${y.toFixed(4)}`;
  const middle = (a: Place, b: Place): Place => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const [first] = corners;
  const last = corners.at(-1);
  if (first === undefined || last === undefined) return '';
  const curves = corners.map(
    (corner, at) => `Q${written(corner)} ${written(middle(corner, corners[at + 1] ?? first))}`,
  );
  return `M${written(middle(last, first))}${curves.join('')}Z`;
}
