import { umapBuilds } from './generated/umap';
import { loadKernel } from './load-kernel';

/**
 * UMAP's inner loop; see `assembly/umap.ts`. Every address is in bytes. Returns the state of the
 * random numbers after the epoch, as a signed 32-bit integer.
 */
export interface UmapKernel {
  readonly epoch: (
    positions: number,
    offsets: number,
    targets: number,
    due: number,
    period: number,
    n: number,
    now: number,
    rate: number,
    a: number,
    b: number,
    negatives: number,
    seed: number,
  ) => number;
}

export function loadUmapKernel(memory: WebAssembly.Memory): UmapKernel {
  return { epoch: loadKernel(umapBuilds, memory)('epoch') };
}
