import { wardBuilds } from './generated/ward';
import { loadKernel } from './load-kernel';

/** Rows per panel: row counts are padded to a multiple of it. */
export const panelRows = 8;
/** Coordinates of the first lower bound: 31 leading ones and the norm of the rest. */
export const headWidth = 32;
/** Bytes of the structures `Index` and `Batch` of `assembly/ward.ts`. */
export const indexFields = 11;
export const batchFields = 9;

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

export function loadWardKernel(memory: WebAssembly.Memory): WardKernel {
  const get = loadKernel(wardBuilds, memory);
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
