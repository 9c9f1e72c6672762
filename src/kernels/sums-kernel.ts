import { sumsBuilds } from './generated/sums';
import { loadKernel, type KernelBuilds } from './load-kernel';

/** Sums of rows along a sparse matrix; see `assembly/sums.ts`. Every address is in bytes. */
export interface SumsKernel {
  readonly gather: (
    to: number,
    from: number,
    offsets: number,
    sources: number,
    weights: number,
    first: number,
    last: number,
    stride: number,
  ) => void;
  readonly gatherBytes: (
    to: number,
    from: number,
    offsets: number,
    sources: number,
    weights: number,
    count: number,
    columns: number,
  ) => void;
  readonly scatter: (
    to: number,
    from: number,
    offsets: number,
    targets: number,
    first: number,
    last: number,
    stride: number,
  ) => void;
}

export function loadSumsKernel(
  memory: WebAssembly.Memory,
  builds: KernelBuilds = sumsBuilds,
): SumsKernel {
  const get = loadKernel(builds, memory);
  return { gather: get('gather'), gatherBytes: get('gatherBytes'), scatter: get('scatter') };
}
