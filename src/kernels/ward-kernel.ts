import { wardBuilds } from './generated/ward';
import { loadKernel } from './load-kernel';

/** Rows per panel: row counts are padded to a multiple of it. */
export const panelRows = 8;
/** Most stages of the search; the last takes what the others leave. */
export const mostStages = 4;
/** Where the first stages end: what most pairs fail by, then each as wide as all before it. */
const stageEnds: readonly number[] = [32, 64, 128];
/** Fields of the structures `Index` and `Batch` of `assembly/ward.ts`, four bytes each. */
export const indexFields = 9 + 3 * mostStages;
export const batchFields = 10;

/** Coordinates per stage of rows `stride` wide. */
export function stageWidths(stride: number): number[] {
  const ends = [...stageEnds.filter((end) => end < stride), stride];
  return ends.map((end, stage) => end - (ends[stage - 1] ?? 0));
}

/** Smallest multiple of `step` that is at least `count`. */
export function roundUp(count: number, step: number): number {
  return Math.ceil(count / step) * step;
}

/**
 * Ward's inner loops; see `assembly/ward.ts` for the layout of each argument. Every address is in
 * bytes, every count in rows or floats.
 */
export interface WardKernel {
  readonly pack: (
    rows: number,
    count: number,
    stride: number,
    width: number,
    panels: number,
  ) => void;
  readonly multiply: (
    rows: number,
    count: number,
    stride: number,
    depth: number,
    panels: number,
    panelCount: number,
    out: number,
    outStride: number,
  ) => void;
  readonly distances: (
    rows: number,
    inverse: number,
    count: number,
    stride: number,
    panels: number,
    matrix: number,
    from: number,
    to: number,
  ) => void;
  readonly smallest: (values: number, count: number) => number;
  readonly mergeRows: (
    matrix: number,
    count: number,
    sizes: number,
    kept: number,
    gone: number,
  ) => void;
  readonly compact: (
    matrix: number,
    count: number,
    kept: number,
    keptCount: number,
    newCount: number,
  ) => void;
  readonly rowDistance: (
    rows: number,
    stride: number,
    middle: number,
    a: number,
    b: number,
    inverseA: number,
    inverseB: number,
  ) => number;
  readonly mergeCentroids: (
    rows: number,
    stride: number,
    kept: number,
    gone: number,
    sizeKept: number,
    sizeGone: number,
  ) => void;
  readonly buildIndex: (index: number) => number;
  readonly prepare: (index: number, batch: number) => void;
  readonly scan: (index: number, batch: number, from: number, to: number) => void;
}

/** @param builds which builds to choose from; tests pass fewer */
export function loadWardKernel(memory: WebAssembly.Memory, builds = wardBuilds): WardKernel {
  const get = loadKernel(builds, memory);
  return {
    pack: get('pack'),
    multiply: get('multiply'),
    distances: get('distances'),
    smallest: get('smallest'),
    mergeRows: get('mergeRows'),
    compact: get('compact'),
    rowDistance: get('rowDistance'),
    mergeCentroids: get('mergeCentroids'),
    buildIndex: get('buildIndex'),
    prepare: get('prepare'),
    scan: get('scan'),
  };
}
