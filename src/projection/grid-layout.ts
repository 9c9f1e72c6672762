/**
 * The gridified layout: every paper in a cell of its own, near where another layout has it. Nothing
 * overlaps and every paper can be touched, at the price of the distances: the condition DendroMap was
 * compared with (Bertucci et al., IEEE VIS 2022).
 *
 * Assigning n papers to n cells at the least total squared distance is O(n³) exactly. Here the plane
 * is halved again and again, papers and cells together, which keeps order along both axes, and then
 * pairs of papers trade cells while that brings them nearer to their places: O(n log² n), the same
 * cells every time.
 */
import { normalisedLayout, type Layout } from './layout';

export interface GridOptions {
  /** Width over height; default 1. */
  readonly aspect?: number;
}

export interface GridLayout extends Layout {
  readonly columns: number;
  readonly rows: number;
  /** Cell of each paper, row·columns + column; length n, no two alike. */
  readonly cells: Uint32Array;
}

/** Rounds of trading at most; each is one pass over all cells. */
const tradingRounds = 24;
/** Cells apart that trade, as [columns, rows]. */
const reaches: readonly (readonly [number, number])[] = [
  [1, 0],
  [0, 1],
  [1, 1],
  [-1, 1],
  [2, 0],
  [0, 2],
  [2, 1],
  [1, 2],
  [-2, 1],
  [-1, 2],
];

/** Puts the papers of a layout into the cells of a grid. The last row, if not full, is centred. */
export function gridLayout(layout: Layout, options: GridOptions = {}): GridLayout {
  const n = layout.positions.length / 2;
  const columns = Math.max(1, Math.min(n, Math.round(Math.sqrt(n * (options.aspect ?? 1)))));
  const rows = Math.ceil(n / columns);
  const grid = new Grid(n, columns, rows);
  const cells = new Uint32Array(n);
  halve(layout.positions, grid, cells);
  trade(layout.positions, grid, cells);
  const centres = new Float32Array(2 * n);
  for (let paper = 0; paper < n; paper++) {
    const cell = cells[paper] ?? 0;
    centres[2 * paper] = grid.x(cell);
    centres[2 * paper + 1] = Math.floor(cell / columns);
  }
  return { ...normalisedLayout(centres), columns, rows, cells };
}

/** Distance between two cells of {@link gridLayout} at aspect 1, in the units of its positions. */
export function gridSpacing(n: number): number {
  const columns = Math.max(1, Math.round(Math.sqrt(n)));
  return 2 / Math.max(1, Math.max(columns, Math.ceil(n / columns)) - 1);
}

/** Which cells there are: all of every row but the last, which is filled around its middle. */
class Grid {
  readonly #indent: number;
  readonly #inLastRow: number;

  constructor(
    readonly n: number,
    readonly columns: number,
    readonly rows: number,
  ) {
    this.#inLastRow = n - columns * (rows - 1);
    this.#indent = Math.floor((columns - this.#inLastRow) / 2);
  }

  /** Cells within a rectangle of columns and rows (ends excluded). */
  count(left: number, right: number, top: number, bottom: number): number {
    if (right <= left || bottom <= top) return 0;
    const full = (right - left) * (Math.min(bottom, this.rows - 1) - Math.min(top, this.rows - 1));
    if (bottom < this.rows) return full;
    const first = Math.max(left, this.#indent);
    const last = Math.min(right, this.#indent + this.#inLastRow);
    return full + Math.max(0, last - first);
  }

  has(column: number, row: number): boolean {
    if (column < 0 || column >= this.columns || row < 0 || row >= this.rows) return false;
    return row < this.rows - 1 || this.count(column, column + 1, row, row + 1) === 1;
  }

  /** Horizontal centre of a cell in columns: the last row stands exactly in the middle. */
  x(cell: number): number {
    const column = cell % this.columns;
    const odd = (this.columns - this.#inLastRow) % 2 === 1;
    return cell >= this.columns * (this.rows - 1) && odd ? column + 0.5 : column;
  }
}

interface Part {
  /** Papers `from` … `to - 1` of the working order lie in this rectangle of cells. */
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Halves papers and cells together until every part is one cell. */
function halve(positions: Float32Array, grid: Grid, cells: Uint32Array): void {
  const papers = Uint32Array.from(cells, (_, paper) => paper);
  const keys = new Float64Array(grid.n);
  const open: Part[] = [
    { from: 0, to: grid.n, left: 0, right: grid.columns, top: 0, bottom: grid.rows },
  ];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const { from, to, left, right, top, bottom } = part;
    if (from >= to) continue;
    if (right - left === 1 && bottom - top === 1) {
      cells[papers[from] ?? 0] = top * grid.columns + left;
      continue;
    }
    const across = right - left >= bottom - top;
    sortAlong(papers, positions, keys, from, to, across ? 0 : 1);
    if (across) {
      const middle = (left + right) >> 1;
      const cut = from + grid.count(left, middle, top, bottom);
      open.push({ ...part, to: cut, right: middle }, { ...part, from: cut, left: middle });
    } else {
      const middle = (top + bottom) >> 1;
      const cut = from + grid.count(left, right, top, middle);
      open.push({ ...part, to: cut, bottom: middle }, { ...part, from: cut, top: middle });
    }
  }
}

/**
 * Sorts a stretch of `papers` by one coordinate, ties by index. Coordinate and index are packed into
 * one number, since sorting numbers is many times faster than sorting by a comparison.
 */
function sortAlong(
  papers: Uint32Array,
  positions: Float32Array,
  keys: Float64Array,
  from: number,
  to: number,
  axis: 0 | 1,
): void {
  for (let at = from; at < to; at++) {
    const paper = papers[at] ?? 0;
    // Normalised coordinates lie in [-1, 1]: 20 bits of them above 32 bits of index fit a double.
    const place = Math.round(((positions[2 * paper + axis] ?? 0) + 1) * 524287);
    keys[at] = place * 4294967296 + paper;
  }
  keys.subarray(from, to).sort();
  for (let at = from; at < to; at++) papers[at] = (keys[at] ?? 0) % 4294967296;
}

/** Lets papers near each other trade cells while the sum of squared distances falls. */
function trade(positions: Float32Array, grid: Grid, cells: Uint32Array): void {
  const { columns, rows, n } = grid;
  const paperIn = new Int32Array(columns * rows).fill(-1);
  for (let paper = 0; paper < n; paper++) paperIn[cells[paper] ?? 0] = paper;
  const wanted = wantedCells(positions, grid);
  const cost = (paper: number, cell: number) =>
    ((wanted[2 * paper] ?? 0) - grid.x(cell)) ** 2 +
    ((wanted[2 * paper + 1] ?? 0) - Math.floor(cell / columns)) ** 2;
  for (let round = 0; round < tradingRounds; round++) {
    let traded = 0;
    for (let cell = 0; cell < columns * rows; cell++) {
      const column = cell % columns;
      const row = (cell / columns) | 0;
      for (const [across, down] of reaches) {
        const here = paperIn[cell] ?? -1;
        if (here < 0 || !grid.has(column + across, row + down)) continue;
        const other = (row + down) * columns + column + across;
        const there = paperIn[other] ?? -1;
        const before = cost(here, cell) + cost(there, other);
        if (cost(here, other) + cost(there, cell) >= before - 1e-9) continue;
        paperIn[cell] = there;
        paperIn[other] = here;
        traded++;
      }
    }
    if (traded === 0) break;
  }
  paperIn.forEach((paper, cell) => {
    if (paper >= 0) cells[paper] = cell;
  });
}

/** Where every paper would like to be, in columns and rows: the layout stretched over the grid. */
function wantedCells(positions: Float32Array, { n, columns, rows }: Grid): Float32Array {
  const wanted = new Float32Array(2 * n);
  for (const axis of [0, 1] as const) {
    let [low, high] = [Infinity, -Infinity];
    for (let i = axis; i < 2 * n; i += 2) {
      low = Math.min(low, positions[i] ?? 0);
      high = Math.max(high, positions[i] ?? 0);
    }
    const scale = high > low ? ((axis === 0 ? columns : rows) - 1) / (high - low) : 0;
    for (let i = axis; i < 2 * n; i += 2) wanted[i] = ((positions[i] ?? 0) - low) * scale;
  }
  return wanted;
}
